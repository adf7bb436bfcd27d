import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Message, Session } from '../core/model';
import { say, sayCount } from '../knowledge/say';
import type { Check } from './check';
import type { Finding } from './finding';
import { spanOf } from './places';
import { Causes, type SameCause } from './sameCause';
import { tlsFailureOf } from './tlsFailures';
import { peerWords, plainText } from './words';

export const tlsUnverified: Check = {
	id: 'tls.unverified',
	severity: 'warning',
	doc: `The certificate of a server was not verified although it had to be: by the policy for its domain (Postfix \`secure\`, \`verify\`,
\`fingerprint\`, MTA-STS), by DANE (RFC 7672), by \`REQUIRETLS\` (RFC 8689), or by what Exim is told to demand. One finding for each host
and cause. Opportunistic TLS, which takes any certificate (\`Untrusted TLS connection\`, \`CV=no\`, \`SSL verify error\`), is left alone.
Where the message waits or bounced for that very reason, \`delivery.deferred\` or \`delivery.bounced\` says so, and where the handshake
failed, \`tls.failed\`: this rule tells what they do not, such as a host that was passed over for the next one.`,
	example: `Nov 23 10:20:00 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: from=<alice@example.com>, size=900, nrcpt=1 (queue active)
Nov 23 10:20:01 mx1 postfix/smtp[2320]: 4jYB5r214Jz6x: Server certificate not verified
Nov 23 10:20:02 mx1 postfix/smtp[2320]: 4jYB5r214Jz6x: to=<b@example.net>, relay=mx2.example.net[198.51.100.8]:25, delay=1.2, delays=0.1/0/0.9/0.2, dsn=2.0.0, status=sent (250 2.0.0 Ok)
Nov 23 10:20:02 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: removed`,
	start(log) {
		const found = new Causes<Unverified>();
		const seen = new Set<number>();
		const add = (lines: readonly number[], message?: Message) => {
			for (const line of lines) {
				const cause = seen.has(line) ? undefined : causeAt(log, line);
				if (cause && !isToldByDelivery(log, line, message) && !isToldByHandshake(log, line)) {
					const host = hostOf(log, line);
					found.add(`${cause}\n${host ?? ''}`, { cause, host }, { line });
					seen.add(line);
				}
			}
			return [];
		};
		return {
			session: ({ lines }) => add(lines.filter((line) => log.messageIndexAt(line) === undefined)),
			message: (message) => add(message.lines, message),
			rest: () => found.map((same) => toFinding(same, log)),
		};
	},
};

/** Who could not be shown to be who they are; whose proof in the DNS is none; whose certificate is revoked, or has no proof that it is not. */
type Cause = 'certificate' | 'dane' | 'revoked';

/** Which demand was not met, and with whom. */
interface Unverified {
	readonly cause: Cause;
	readonly host: string | undefined;
}

const words: readonly (readonly [cause: Cause, words: RegExp])[] = [
	// TLSA lookup error for mx.example.net:25   DANE error: No usable TLSA records
	['dane', /\bTLSA lookup error for |\bDANE (?:error|attempt failed)/],
	// Required TLS certificate status not received   Server certificate revoked; reason: superseded   OCSP dates invalid
	[
		'revoked',
		/\bRequired TLS certificate status not received|\bServer certificate (?:revoked|status unknown)|\bOCSP dates invalid/,
	],
	// Server certificate not verified   Server certificate not trusted   (certificate verification failed): certificate invalid
	[
		'certificate',
		/\bServer certificate not (?:verified|trusted)|\(certificate verification failed\)|verify denied by event-action|Peer certificate could not be verified/,
	],
];

const kinds: ReadonlySet<string> = new Set(['tls-unverified', 'tls-failed']);

/** Which demand was not met, where a line says that one was made. */
function causeAt(log: MailLog, line: number): Cause | undefined {
	const kind = log.kindAt(line) ?? '';
	if (kind === 'delivery') {
		const event = log.event(line);
		// tls=dane/!requiretls:nocertmatch
		//          -----------------------
		const isDemanded = /!\w+:nocertmatch/.test(valueOf(event, 'tlsFeatures') ?? '');
		return isDemanded && valueOf(event, 'status') === 'sent' ? 'certificate' : undefined;
	}
	return kinds.has(kind) ? causeIn(log.text(line)) : undefined;
}

function causeIn(text: string): Cause | undefined {
	return words.find(([, each]) => each.test(text))?.[0];
}

/** Whether the message waits, or bounced, with these words. */
function isToldByDelivery(log: MailLog, line: number, message = log.messageAt(line)): boolean {
	return (
		message?.deliveries.some(
			({ status, text = '', line: at }) => at !== line && status !== 'sent' && causeIn(text) !== undefined,
		) ?? false
	);
}

function isToldByHandshake(log: MailLog, line: number): boolean {
	const session: Session | undefined = log.sessionAt(line);
	const failure = session && tlsFailureOf(session, log);
	return failure !== undefined && failure.reason !== 'other';
}

function hostOf(log: MailLog, line: number): string | undefined {
	// TLSA lookup error for mx.example.net:25
	//                       --------------
	const named = /TLSA lookup (?:error )?for ([\w.-]{1,255})/.exec(log.text(line))?.[1];
	const event = log.event(line);
	const name = valueOf(event, 'relayHost') ?? valueOf(event, 'host');
	const address = valueOf(event, 'relayAddress') ?? valueOf(event, 'address');
	const own = peerWords({ ...(name !== undefined && { name }), ...(address !== undefined && { address }) });
	return named === undefined ? (own ?? peerBefore(log, line)) : plainText(named, 100);
}

/** The server of the session, unless it is the next one, with which the message then went out. */
function peerBefore(log: MailLog, line: number): string | undefined {
	const session = log.sessionAt(line);
	return session && session.steps.some(({ line: at }) => at < line) ? peerWords(session.peer) : undefined;
}

function toFinding(found: SameCause<Unverified>, log: MailLog): Finding {
	const { cause, host } = found.first;
	const line = found.places[0]?.line ?? 0;
	return {
		rule: tlsUnverified.id,
		severity: 'warning',
		line,
		span: spanOf(log, line),
		title: say(`unverified.${cause}.title`),
		message: sayCount(`unverified.${cause}`, found.count, { host: host ?? say('lost.otherSide') }),
		fix: say(`unverified.${cause}.fix`),
		...found.related(log, () => say(`unverified.${cause}.title`)),
	};
}
