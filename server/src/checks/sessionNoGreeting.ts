import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say, type Said } from '../knowledge/say';
import { quoted } from './cause';
import { dialogueOf } from './dialogue';
import { faultCheck, type Fault } from './faults';
import { remembered } from './remembered';
import { headOf } from './sessionHead';

/** The first words of other services. */
const others: readonly (readonly [service: string, pattern: RegExp])[] = [
	// SSH-2.0-OpenSSH_9.2
	['SSH', /^SSH-\d\.\d+-/],
	// HTTP/1.1 400 Bad Request
	['HTTP', /^HTTP\/\d(?:\.\d)? \d{3}\b|^<(?:!DOCTYPE )?html\b/i],
	// * OK [CAPABILITY IMAP4rev1] ready
	['IMAP', /^\* (?:OK|BYE|PREAUTH)\b/],
	// +OK POP3 ready
	['POP3', /^(?:\+OK|-ERR)\b/],
	// A TLS alert or handshake: 0x15 or 0x16, then 0x03.
	['TLS', /^(?:[\u0015\u0016]|\\x1[56]|\\02[56])(?:\u0003|\\x03|\\003)/],
];

/** A port that expects TLS from the first octet (RFC 8314 §3.3). */
const implicitTls = 465;

export const greetingFaults = remembered((session: Session, log: MailLog): readonly Fault[] => {
	const { steps } = session;
	const connected = steps.find(({ stage }) => stage === 'connect');
	if (session.role !== 'observer' || steps.some(({ reply }) => reply)) {
		return [];
	}
	const other = otherService(session, log);
	if (other) {
		const told = say('noGreeting.other', { service: other.service, quote: quoted(other.text) });
		return [faultOf(session, other.line, 'other', told)];
	}
	if (!connected || connected.failed || steps.some(({ stage, failed }) => stage === 'tls' && failed)) {
		return [];
	}
	const isWaiting = session.outcome === 'open' && !steps.some(({ command }) => command !== undefined);
	if (isWaiting) {
		// The transcript was cut, or whoever shows it shows no replies.
		return [];
	}
	if (session.outcome === 'open' || hasHiddenReplies(session, log)) {
		return [];
	}
	const isTls = session.peer?.port === implicitTls && !steps.some(({ stage }) => stage === 'tls');
	const line = lineOf(session, log) ?? connected.line;
	return [
		faultOf(session, line, isTls ? 'tls' : 'nothing', say(isTls ? 'noGreeting.tls' : 'noGreeting.nothing')),
	];
});

export const sessionNoGreeting = faultCheck(
	{
		id: 'session.noGreeting',
		severity: 'error',
		doc: `The connection was made, and the server did not greet with 220 (RFC 5321 §3.1): nothing came until somebody gave up, or
another service answered (SSH, HTTP, IMAP, POP3, TLS). Is the server running, is the port right (465 expects TLS from the first
octet), is a firewall in the way, does the server look up names before it speaks? It looks at transcripts. A connection that could not
be made and a failed handshake are no business of it, and a greeting of 4yz or 5yz is \`reply.rejected\`. Of mail in the queue
\`delivery.deferred\` tells.`,
		example: `*   Trying 198.51.100.62:25...
* Connected to mx.example.net (198.51.100.62) port 25 (#0)
* Operation timed out after 300001 milliseconds with 0 bytes received
* Closing connection 0`,
	},
	greetingFaults,
);

/** Another service's words: as the server's first line, or just behind the connection where nobody took the line for SMTP. */
function otherService(
	session: Session,
	log: MailLog,
): { readonly service: string; readonly text: string; readonly line: number } | undefined {
	// In a transcript without marks they are taken for the client's.
	const said = dialogueOf(session, log).filter(({ who }) => who !== 'content');
	const unread = unreadLines(session, log).map((line) => ({ line, text: log.text(line) }));
	for (const { line, text } of [...said, ...unread].sort((a, b) => a.line - b.line)) {
		const service = others.find(([, pattern]) => pattern.test(text))?.[0];
		if (service !== undefined) {
			return { service, text, line };
		}
	}
	return undefined;
}

/** Lines between those of the session that belong to none. */
function unreadLines({ lines }: Session, log: MailLog): number[] {
	const [first = 0] = lines;
	const last = Math.min(lines.at(-1) ?? first, first + 20);
	return Array.from({ length: last - first }, (_, at) => first + at).filter(
		(line) => log.sessionIndexAt(line) === undefined,
	);
}

/** Some tools show what the client says, and no replies. */
function hasHiddenReplies(session: Session, log: MailLog): boolean {
	return dialogueOf(session, log).filter(({ who }) => who === 'client').length > 2;
}

/** The line that says that nothing came. */
function lineOf(session: Session, log: MailLog): number | undefined {
	return dialogueOf(session, log).find(
		({ who, text }) => who === 'tool' && /timed? ?out|timeout|never received/i.test(text),
	)?.line;
}

function faultOf(session: Session, line: number, key: 'nothing' | 'other' | 'tls', told: Said): Fault {
	return {
		session: headOf(session),
		key,
		severity: 'error',
		line,
		title: say(`noGreeting.${key}.title`),
		told,
		fix: say(`noGreeting.${key}.fix`),
	};
}
