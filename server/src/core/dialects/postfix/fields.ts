import type { Cursor } from '../cursor';
import { bracketed, enhancedAt, reply } from '../fields';

/** `host10.isp.example[203.0.113.10]:25` or postscreen's `[203.0.113.10]:52144`: name, address, port. */
export function peer(cursor: Cursor): boolean {
	const open = cursor.find('[');
	const close = open < 0 ? -1 : cursor.find(']', open);
	if (close < 0 || cursor.text.slice(cursor.at, open).includes(' ')) {
		return false;
	}
	cursor.note('host', cursor.at, open);
	cursor.note('address', open + 1, close);
	cursor.at = close + 1;
	if (cursor.sees(':') && isDigit(cursor.text.charAt(cursor.at + 1))) {
		cursor.at++;
		cursor.takeWhile('port', isDigit);
	}
	return true;
}

/** Where `; from=<…> to=<…> proto=…` begins behind a refusal's words, or -1; the first of them may be missing. */
export function attributesStart(cursor: Cursor): number {
	const marks = ['; from=<', '; to=<', '; proto='].map((mark) => cursor.find(mark)).filter((at) => at >= 0);
	return marks.length === 0 ? -1 : Math.min(...marks);
}

/** `from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<mx.example.org>`, separated by blanks or `, `. */
export function attributes(cursor: Cursor): void {
	while (cursor.at < cursor.end) {
		const equals = cursor.find('=');
		if (equals < 0) {
			return;
		}
		const key = cursor.text.slice(cursor.at, equals).trim();
		cursor.at = equals + 1;
		attribute(cursor, key);
		while (cursor.skip(' ') || cursor.skip(',')) {
			// Between two attributes.
		}
	}
}

function attribute(cursor: Cursor, key: string): void {
	const name = names[key];
	if (cursor.sees('<')) {
		const { length } = cursor.fields;
		bracketed(cursor, name ?? 'text');
		if (!name) {
			cursor.fields.length = length;
		}
		return;
	}
	const stop = [cursor.find(' '), cursor.find(',')].filter((at) => at >= 0);
	const end = Math.min(cursor.end, ...stop);
	if (name) {
		cursor.note(name, cursor.at, end);
	}
	cursor.at = end;
}

const names: Readonly<
	Record<string, 'from' | 'to' | 'protocol' | 'helo' | 'saslMethod' | 'saslUser' | 'size'>
> = {
	from: 'from',
	to: 'to',
	proto: 'protocol',
	helo: 'helo',
	sasl_method: 'saslMethod',
	sasl_username: 'saslUser',
	size: 'size',
};

/** What a smtpd stage is called in a refusal: `RCPT from mx.example.org[192.0.2.1]: 550 5.1.1 …; from=<…> to=<…> proto=… helo=<…>`. */
export function refusal(cursor: Cursor): void {
	const from = cursor.find(' from ');
	const colon = cursor.find(': ');
	if (from >= 0 && (colon < 0 || from < colon)) {
		cursor.take('phase', ' from ');
		peer(cursor);
		cursor.skip(': ');
	} else {
		// A before-queue filter's answer names no client: `END-OF-MESSAGE: 250 2.0.0 Ok; from=<…> …`.
		cursor.take('phase', ': ');
	}
	const attributesAt = attributesStart(cursor);
	const end = attributesAt < 0 ? cursor.end : attributesAt;
	if (!reply(cursor, end)) {
		// A milter's or a header check's answer has an enhanced code alone: `5.7.1 Blocked`.
		const enhanced = enhancedAt(cursor.text, cursor.at, end);
		if (enhanced) {
			cursor.note('enhanced', cursor.at, cursor.at + enhanced.length);
			cursor.at += enhanced.length + 1;
		}
		cursor.note('text', cursor.at, end);
	}
	cursor.at = attributesAt < 0 ? cursor.end : end + 2;
	attributes(cursor);
}

/** `TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) …` */
export function tlsParameters(cursor: Cursor): void {
	cursor.take('tlsVersion', ' with cipher ');
	cursor.takeWhile('tlsCipher', (character) => character !== ' ');
}

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
	for (const said of [' said: ', ' refused to talk to me: ']) {
		const at = cursor.sees('host ') ? cursor.find(said) : -1;
		if (at >= 0) {
			cursor.note('remoteHost', cursor.at + 'host '.length, at);
			cursor.at = at + said.length;
			if (said === ' refused to talk to me: ') {
				cursor.fields.push({
					name: 'phase',
					value: 'connect',
					span: { start: at, end: at + said.length - 2 },
				});
			}
			break;
		}
	}
	if (!reply(cursor, end)) {
		cursor.at = start;
		cursor.note('text', start, end);
	} else {
		acceptedAs(cursor, start, end);
	}
	if (inReplyTo > start) {
		commandNamed(cursor, inReplyTo + ' (in reply to '.length);
	} else {
		whileDoing(cursor, start, end);
	}
	cursor.at = cursor.end;
}

/** `queued as F22A3CF912`: the id that the next server gave. */
function acceptedAs(cursor: Cursor, start: number, end: number): void {
	const at = cursor.text.lastIndexOf('queued as ', end);
	if (at >= start) {
		const match = /^[0-9A-Za-z]+/.exec(cursor.text.slice(at + 10, end));
		if (match) {
			cursor.note('acceptedAs', at + 10, at + 10 + match[0].length);
		}
	}
}

/** `RCPT TO command)` → phase RCPT. */
function commandNamed(cursor: Cursor, start: number): void {
	const stop = cursor.text.indexOf(' command', start);
	const end = stop < 0 ? cursor.text.indexOf(')', start) : stop;
	if (end > start) {
		notePhase(cursor, start, end);
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
	const words = cursor.text.slice(start, end);
	const phase =
		phases.find(([pattern]) => words.toLowerCase().startsWith(pattern))?.[1] ?? words.split(' ')[0];
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
	['helo', 'HELO'],
	['ehlo', 'EHLO'],
	['lhlo', 'LHLO'],
	['mail from', 'MAIL'],
	['rcpt to', 'RCPT'],
	['data', 'DATA'],
	['starttls', 'STARTTLS'],
	['auth', 'AUTH'],
];

function isDigit(character: string): boolean {
	return character >= '0' && character <= '9';
}
