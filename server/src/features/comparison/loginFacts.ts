import { valueOf } from '../../core/event';
import type { MailLog } from '../../core/mailLog';
import type { Session } from '../../core/model';
import { fact, fieldIn, type Facts } from './fact';
import { hasCounters } from './tlsFacts';

/** What a log shows of a session's login. The value of `login` is `235` where it worked. */
export function loginFacts(session: Session, log: MailLog): Facts {
	const { auth, steps, lines } = session;
	const step = steps.find(({ stage }) => stage === 'auth');
	const shown = fieldIn(session, log, 'saslMethod', 'saslUser');
	const line = shown?.line ?? step?.line ?? lines[0] ?? 0;
	if (!auth && !step) {
		return isShownWithout(session, log) ? { login: { line } } : {};
	}
	const tried = /^AUTH\s{1,4}([\w-]{1,20})/i.exec(step?.command ?? '')?.[1]?.toUpperCase();
	return {
		login: { value: auth?.ok ? '235' : 'AUTH', line },
		...fact('mechanism', auth?.mechanism ?? tried, line),
		...fact('user', auth?.user, line),
	};
}

/** Whether a log would show a login if there had been one. Postfix as a client never tells. */
function isShownWithout(session: Session, log: MailLog): boolean {
	const { role, software, steps, lines } = session;
	if (role === 'observer') {
		return steps.some(({ stage }) => stage === 'hello');
	}
	if (software === 'exim') {
		// P=esmtps, P=esmtpsa (RFC 3848)
		const protocol = fieldIn(session, log, 'protocol')?.value;
		return protocol !== undefined && /^u?(?:e?smtp|local-e?smtp)s?$/i.test(protocol);
	}
	return (
		software === 'postfix' &&
		role === 'server' &&
		(hasCounters(session, log) ||
			lines.some(
				(line) => log.kindAt(line) === 'client' && valueOf(log.event(line), 'queueId') !== undefined,
			))
	);
}
