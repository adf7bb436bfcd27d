import { secures } from '../../checks/offers';
import { valueOf } from '../../core/event';
import type { MailLog } from '../../core/mailLog';
import type { Session } from '../../core/model';
import { fact, factLines, fieldIn, type Facts } from './fact';

/** What a log shows of a session's encryption. */
export function tlsFacts(session: Session, log: MailLog): Facts {
	const { tls, steps, lines } = session;
	const head = lines[0] ?? 0;
	const shown = fieldIn(session, log, 'tlsVersion', 'tlsCipher');
	const begun = steps.find(secures);
	if (!tls && !begun) {
		return isShownWithout(session, log) ? { tls: { line: head } } : {};
	}
	const line = begun?.line ?? shown?.line ?? head;
	return {
		tls: { value: 'TLS', line },
		...fact('tlsVersion', tls?.version, shown?.line ?? line),
		...fact('tlsCipher', tls?.cipher, shown?.line ?? line),
		...certificateFact(session, log),
	};
}

/** Whether a log would show TLS if there had been any. */
function isShownWithout(session: Session, log: MailLog): boolean {
	const { role, software, program = '', steps, lines, cut } = session;
	const isTried = steps.some(({ stage }) => stage === 'tls' || stage === 'starttls');
	// If it was tried, its own stages tell of it. Without a connection there was nothing to encrypt.
	if (isTried || steps.every(({ stage }) => stage === 'connect' || stage === 'disconnect')) {
		return false;
	}
	if (role === 'observer') {
		return steps.some(({ stage }) => stage === 'hello');
	}
	if (software === 'exim') {
		// P=esmtp, P=esmtps (RFC 3848)
		const protocol = fieldIn(session, log, 'protocol')?.value;
		return protocol !== undefined && /^u?(?:e?smtp|local-e?smtp)a?$/i.test(protocol);
	}
	const isCut = cut === 'start' || cut === 'both';
	return (
		software === 'postfix' &&
		((!isCut && log.hasLineOf('tls-established', program)) ||
			// On ports where TLS is there from the beginning, no counter tells of it.
			(hasCounters(session, log) && !/smtps|submissions/.test(log.event(lines[0] ?? 0).service ?? '')))
	);
}

/** Whether the last line of a session counts its commands: `disconnect from … ehlo=1 mail=1 quit=1 commands=3`. */
export function hasCounters({ lines }: Session, log: MailLog): boolean {
	return lines.some(
		(line) => log.kindAt(line) === 'disconnect' && valueOf(log.event(line), 'counters') !== undefined,
	);
}

/** Of the server's certificate: a server that sees none of its client's is the rule. */
function certificateFact(session: Session, log: MailLog): Facts {
	if (session.role === 'server') {
		return {};
	}
	const trust = fieldIn(session, log, 'tlsTrust');
	if (trust) {
		return fact('certificate', trust.value, trust.line);
	}
	for (const line of factLines(session)) {
		//  CV=no
		const verdict = / (CV=(?:yes|no|dane))(?= |$)/.exec(log.text(line))?.[1];
		if (session.software === 'exim' && verdict) {
			return fact('certificate', verdict, line);
		}
	}
	return {};
}
