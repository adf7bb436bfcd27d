import type { Cursor } from '../cursor';
import { acceptedId, enhancedAt, reply } from '../fields';

/** How the queue manager begins the words of an attempt that it did not make, because the one before failed. */
const suspended = 'delivery temporarily suspended: ';

/** What the SMTP client puts in front of a remote host's answer, and what it was an answer to. */
const answers: readonly (readonly [before: string, said: string, phase?: string])[] = [
	['host ', ' said: '],
	['host ', ' refused to talk to me: ', 'connect'],
	['SASL authentication failed; server ', ' said: ', 'AUTH'],
	['TLS is required, but host ', ' refused to start TLS: ', 'STARTTLS'],
];

/** Words about a remote host that said nothing. */
const silences: readonly string[] = ['lost connection with ', 'conversation with ', 'connect to '];

/**
 * A delivery agent's words about an attempt: what the remote said, or what went wrong before it could.
 *
 *     host mx.example.com[198.51.100.7] said: 550 5.1.1 User unknown (in reply to RCPT TO command)
 *     host mx.example.com[198.51.100.7] refused to talk to me: 450 4.3.2 try again later
 *     250 2.0.0 Ok: queued as F22A3CF912
 *     lost connection with mx.example.com[198.51.100.7] while sending RCPT TO
 */
export function remoteWords(cursor: Cursor): void {
	const inReplyTo = cursor.text.lastIndexOf(' (in reply to ', cursor.end);
	const end = inReplyTo > cursor.at ? inReplyTo : cursor.end;
	const start = cursor.at;
	cursor.skip(suspended);
	const hasPhase = passSpeaker(cursor);
	if (wholeReply(cursor, end)) {
		acceptedAs(cursor, start, end);
	} else {
		cursor.at = start;
		cursor.note('text', start, end);
	}
	if (inReplyTo > start) {
		commandNamed(cursor, inReplyTo + ' (in reply to '.length);
	} else if (!hasPhase) {
		whileDoing(cursor, start, end);
	}
	cursor.at = cursor.end;
}

/** Notes the host that said something, and passes to what it said. Whether the words tell what it answered. */
function passSpeaker(cursor: Cursor): boolean {
	for (const [before, said, phase] of answers) {
		const at = cursor.sees(before) ? cursor.find(said) : -1;
		if (at >= 0) {
			cursor.note('remoteHost', cursor.at + before.length, at);
			cursor.at = at + said.length;
			if (phase) {
				cursor.fields.push({ name: 'phase', value: phase, span: { start: at, end: cursor.at - 2 } });
			}
			return phase !== undefined;
		}
	}
	const silence = silences.find((literal) => cursor.sees(literal));
	if (silence) {
		const start = cursor.at + silence.length;
		const blank = cursor.find(' ', start);
		const stop = blank < 0 ? cursor.end : blank;
		cursor.note('remoteHost', start, cursor.text.charAt(stop - 1) === ':' ? stop - 1 : stop);
	}
	return false;
}

/**
 * A reply of several lines stands in one: `550-5.7.1 Our system … 550-5.7.1 thinks … 550 5.7.1 so`. Its last line is what counts
 * (RFC 5321 §4.2.1), where the first has no enhanced code.
 */
function wholeReply(cursor: Cursor, end: number): boolean {
	const start = cursor.at;
	const { length } = cursor.fields;
	if (!reply(cursor, end)) {
		return false;
	}
	const code = cursor.text.slice(start, start + 3);
	const hasEnhanced = cursor.fields.slice(length).some(({ name }) => name === 'enhanced');
	if (cursor.text.charAt(start + 3) === '-' && !hasEnhanced) {
		const last = cursor.text.lastIndexOf(` ${code} `, end);
		const enhanced = last < start ? undefined : enhancedAt(cursor.text, last + 5, end, code);
		if (enhanced) {
			cursor.note('enhanced', last + 5, last + 5 + enhanced.length);
		}
	}
	return true;
}

/** `queued as F22A3CF912`: the id that the next server gave. */
export function acceptedAs(cursor: Cursor, start: number, end: number): void {
	const id = acceptedId(cursor.text, start, end);
	if (id) {
		cursor.note('acceptedAs', id.start, id.end);
	}
}

/** `RCPT TO command)` → phase RCPT. */
function commandNamed(cursor: Cursor, start: number): void {
	const stop = cursor.text.indexOf(' command', start);
	const end = stop < 0 ? cursor.text.indexOf(')', start) : stop;
	if (end > start) {
		notePhase(cursor, start, end);
	} else if (cursor.end > start) {
		// A line that was cut off.
		notePhase(cursor, start, cursor.end);
	}
}

/** `… while sending RCPT TO`, `… while receiving the initial server greeting` → phase. */
function whileDoing(cursor: Cursor, start: number, end: number): void {
	const text = cursor.text.slice(start, end);
	const match = / while (?:sending |performing the |receiving the )/.exec(text);
	if (match) {
		notePhase(cursor, start + match.index + match[0].length, end);
	}
}

function notePhase(cursor: Cursor, start: number, end: number): void {
	const words = cursor.text.slice(start, end).toLowerCase();
	const phase =
		phases.find(([pattern]) => words.startsWith(pattern))?.[1] ?? cursor.text.slice(start, end).split(' ')[0];
	if (phase) {
		cursor.fields.push({ name: 'phase', value: phase, span: { start, end } });
	}
}

/** How Postfix's smtp client names a stage (smtp_proto.c), and the command it means. */
const phases: readonly (readonly [string, string])[] = [
	['end of data', 'end-of-data'],
	['sending end of data', 'end-of-data'],
	['message body', 'end-of-data'],
	['initial server greeting', 'connect'],
	['initial protocol handshake', 'connect'],
	['helo', 'HELO'],
	['ehlo', 'EHLO'],
	['lhlo', 'LHLO'],
	['mail from', 'MAIL'],
	['rcpt to', 'RCPT'],
	['data', 'DATA'],
	['starttls', 'STARTTLS'],
	['auth', 'AUTH'],
	['final rset', 'RSET'],
	['rset', 'RSET'],
	['quit', 'QUIT'],
	['xforward', 'XFORWARD'],
];
