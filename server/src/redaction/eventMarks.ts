import { octetsOf, readReplyLine } from '../core/dialects/transcript/grammar';
import { fieldOf, valueOf, type Field, type Kind, type LineEvent } from '../core/event';
import { certificateMarks } from './certificates';
import { proseMarks, repliedMarks, typedMarks } from './prose';
import { isPrompt } from './secrets';
import { selectorMarks } from './selectors';
import type { Mark } from './sink';

/** Fields that hold a user's name or an address. */
const userFields = new Set(['from', 'to', 'original', 'recipient', 'user', 'saslUser', 'saslSender']);

/** Lines that are sentences, not fields. */
const sentences = new Set<Kind>([
	'foreign',
	'unrecognized',
	'warning',
	'info',
	'connect',
	'disconnect',
	'reject',
	'sasl-failed',
]);

/** Fields that hold a host's name. */
const hostFields = new Set(['host', 'relayHost', 'remoteHost', 'helo']);

/**
 * What in a line has to be masked because of what the line is, and could not be told from its words alone: secrets, a message's
 * content, names of one word. In the order of the line, without overlaps.
 */
export function eventMarks(text: string, event: LineEvent): Mark[] {
	const marks = [
		...contentMarks(text, event),
		...event.fields.flatMap((field) => fieldMarks(text, field)),
		...challengeMarks(text, event),
		...quotedMarks(text, event),
		...peopleMarks(text),
		...certificateMarks(text),
		...selectorMarks(text),
		...repliedMarks(text),
		...typedMarks(text),
		...(sentences.has(event.kind) ? proseMarks(text) : []),
		...logHostMarks(text, event),
	].filter(({ start, end }) => start < end && end <= text.length);
	return inOrder(marks);
}

/** Sorted; of marks that overlap the first one counts, and of two that begin together the longer one. */
export function inOrder(marks: readonly Mark[]): Mark[] {
	const sorted = [...marks].sort((one, other) => one.start - other.start || other.end - one.end);
	const result: Mark[] = [];
	for (const mark of sorted) {
		if (mark.start >= (result.at(-1)?.end ?? 0)) {
			result.push(mark);
		}
	}
	return result;
}

/** A line of a message: how long it is may be told, and the dot that ends it stays. */
function contentMarks(text: string, event: LineEvent): Mark[] {
	const field = event.kind === 'data' ? fieldOf(event, 'text') : undefined;
	if (!field || field.value === '') {
		return [];
	}
	if (field.value === '.') {
		return [];
	}
	const { start, end } = field.span;
	const raw = text.slice(start, end);
	// b'Subject: test\r\n\r\nHello\r\n.\r\n'
	// ^^                          ^^^^^^^^^^
	const open = /^b?(['"])/.exec(raw);
	const isQuoted = open !== null && raw !== field.value && raw.endsWith(open[1] ?? '');
	const hasTail = isQuoted || field.value.endsWith('\n.');
	const tail = hasTail
		? (/(?:(?:\\r)?\\n\.)?(?:\\r)?(?:\\n)?['"]?$/.exec(raw.slice(-20))?.[0].length ?? 0)
		: 0;
	const head = isQuoted ? open[0].length : 0;
	return [
		{
			start: start + head,
			end: Math.max(start + head, end - tail),
			kind: 'literal',
			literal: `[content, ${octetsOf(field.value)} octets]`,
		},
	];
}

function fieldMarks(text: string, { name, value, span }: Field): Mark[] {
	if (value === '') {
		return [];
	}
	if (name === 'secret') {
		return value === '*' ? [] : [{ ...span, kind: 'secret' }];
	}
	const isPlain = text.slice(span.start, span.end) === value;
	if (!isPlain) {
		return [];
	}
	if (userFields.has(name)) {
		return userMarks(value, span);
	}
	if (hostFields.has(name)) {
		const isNamed = name === 'host' || name === 'helo' || text.charAt(span.end) === '[';
		return isNamed && /^[^\s.:/[\]@"'<>|()]+$/.test(value) && /[^\d]/.test(value)
			? [{ ...span, kind: 'host' }]
			: [];
	}
	if (name === 'messageId') {
		const id = withoutBrackets(value);
		const start = span.start + (value.length > id.length ? 1 : 0);
		return id === '' || /^[^\s<>"@]+@[^\s<>"@]+$/.test(id)
			? []
			: [{ start, end: start + id.length, kind: 'message-id' }];
	}
	return [];
}

function userMarks(value: string, span: { start: number; end: number }): Mark[] {
	if (value.startsWith('|') || value.startsWith('"|')) {
		return [{ ...span, kind: 'literal', literal: '|[command]' }];
	}
	if (value.includes('/') && !value.includes('@')) {
		return [{ ...span, kind: 'literal', literal: '/[path]' }];
	}
	const isName =
		!value.includes('@') && !/^\d+$/.test(value) && !value.startsWith(':') && !/[<>]/.test(value);
	return isName || /[ "]/.test(value) ? [{ ...span, kind: 'user' }] : [];
}

/** What a server asks with in an AUTH exchange: all but the words that ask for a user name or a password. */
function challengeMarks(text: string, event: LineEvent): Mark[] {
	if (event.kind !== 'reply') {
		return [];
	}
	const field = fieldOf(event, 'text');
	const isChallenge = valueOf(event, 'code') === '334' || readReplyLine(field?.value ?? '')?.code === '334';
	if (!field || !isChallenge) {
		return [];
	}
	const { start, end } = field.span;
	const words = text.slice(start, end);
	const code = /^334(?:[ -]|$)/.exec(words)?.[0].length ?? 0;
	// The ends of lines that a tool prints stay.
	const length = /(?:\\r)?(?:\\n)?$/.exec(words)?.index ?? words.length;
	const challenge = words.slice(code, length);
	return challenge === '' || isPrompt(challenge)
		? []
		: [{ start: start + code, end: start + length, kind: 'secret' }];
}

/** What rules for headers and bodies, milters and deliveries quote of a message or a command. */
function quotedMarks(text: string, event: LineEvent): Mark[] {
	if (event.kind === 'header-action') {
		return headerMarks(text, event);
	}
	return [
		...['delivered to command: ', 'Command output: ', 'delivered to file: '].flatMap((words): Mark[] => {
			const at = text.indexOf(words, event.start);
			const end = at < 0 ? -1 : text.lastIndexOf(')');
			return end < 0 ? [] : [{ start: at + words.length, end, kind: 'literal', literal: '[command]' }];
		}),
		...virusMarks(text),
	];
}

/** `reject: header Subject: words from mx.example.org[192.0.2.9]; from=<…>`: the name of a header stays. */
function headerMarks(text: string, event: LineEvent): Mark[] {
	const part = /\b(?:header|body)(?:: | )/.exec(text.slice(event.start));
	if (!part) {
		return [];
	}
	const start = event.start + part.index + part[0].length;
	const peer = fieldOf(event, 'host') ?? fieldOf(event, 'address');
	const from = text.indexOf('; from=<', start);
	const before = peer
		? text.lastIndexOf(' from ', peer.span.start)
		: text.lastIndexOf(' from ', from < 0 ? text.length : from);
	const end = before >= start ? before : from >= start ? from : text.length;
	const header = part[0].startsWith('header')
		? (/^[\w-]{1,60}: ?/.exec(text.slice(start, end))?.[0].length ?? 0)
		: 0;
	const marks: Mark[] = [{ start: start + header, end, kind: 'literal', literal: '[content]' }];
	// replace: header … helo=<pc>: Subject: other words
	const instead = /\b(?:replace|prepend): $/.test(text.slice(0, start - part[0].length))
		? text.lastIndexOf('>: ')
		: -1;
	if (instead > end) {
		const name = /^[\w-]{1,60}: ?/.exec(text.slice(instead + 3))?.[0].length ?? 0;
		marks.push({ start: instead + 3 + name, end: text.length, kind: 'literal', literal: '[content]' });
	}
	return marks;
}

/** `/var/spool/x/invoice.pdf: Win.Test FOUND`, `(…) found in 'invoice.pdf'` */
function virusMarks(text: string): Mark[] {
	if (text.endsWith(' FOUND')) {
		const start = text.indexOf('/');
		const end = text.lastIndexOf(': ');
		return start > 0 && start < end ? [{ start, end, kind: 'literal', literal: '/[file]' }] : [];
	}
	return [];
}

/** A name in front of an address, in a line that goes on with a header: `\tAlice Example <alice@example.org>`. */
const goneOn = /^\s{1,8}(?="[^"<>@]{1,100}" <|\p{Lu}[^\s<>@:;=,]{0,60}(?: \p{Lu}[^\s<>@:;=,]{0,60}){0,3} <)/u;

/** Headers of which the whole value tells who sent. */
const told =
	/^[A-Z* ]?\s{0,4}(?:Organi[sz]ation|X-(?:Authenticated|Auth|Authentication)-?(?:Sender|User|Id|ID|As)|X-PHP-(?:Originating-)?Script|X-Sender(?:-Id|-ID)?|Thread-Topic): /;

/** Header lines, as Exim's reject log has them: names of people in front of addresses. */
function peopleMarks(text: string): Mark[] {
	const value = told.exec(text);
	if (value) {
		return [{ start: value[0].length, end: text.length, kind: 'literal', literal: '[value]' }];
	}
	// On Tue, 24 Nov 2026 at 10:00, Alice Example wrote:
	const quoting = /^[>\s]{0,40}(?:On|Am|Le|El|Il|Op|Pada) /.exec(text);
	if (quoting && text.trimEnd().endsWith(':') && /wrote|schrieb|écrit|escribió|menulis/.test(text)) {
		return [{ start: quoting[0].length, end: text.lastIndexOf(':'), kind: 'literal', literal: '[name]' }];
	}
	// F From: Alice Example <alice@example.org>
	const header =
		/^[A-Z* ]?\s{0,4}(?:From|To|Cc|Bcc|Reply-To|Sender|Resent-(?:From|To)|Disposition-Notification-To): /.exec(
			text,
		) ?? goneOn.exec(text);
	if (!header) {
		// C: To: Alice Example <alice@example.org>
		const inside = /[\s*>](?:From|To|Cc|Bcc|Reply-To|Sender): (?=[^\s<])/.exec(text);
		const start = inside ? inside.index + inside[0].length : text.length;
		const open = text.indexOf('<', start);
		const isAddress =
			open > 0 && open - start < 200 && /^<[^\s<>@]{1,200}@/.test(text.slice(open, open + 202));
		const name = isAddress ? text.slice(start, open).trimEnd() : '';
		return name === '' || name.includes('@')
			? []
			: [{ start, end: start + name.length, kind: 'literal', literal: '[name]' }];
	}
	const marks: Mark[] = [];
	// From: alice@example.org (Alice Example)
	const tail = text.trimEnd();
	const open = tail.lastIndexOf('(');
	if (tail.endsWith(')') && /@[\w.-]+>? ?$/.test(text.slice(Math.max(0, open - 80), Math.max(0, open)))) {
		marks.push({ start: open + 1, end: tail.length - 1, kind: 'literal', literal: '[name]' });
	}
	let from = header[0].length;
	while (from < text.length) {
		const open = text.indexOf('<', from);
		const name = text.slice(from, open < 0 ? text.length : open).trimEnd();
		if (name !== '' && !name.includes('@') && /[^\s,;]/.test(name)) {
			const lead = /^[\s,;]*/.exec(name)?.[0].length ?? 0;
			marks.push({ start: from + lead, end: from + name.length, kind: 'literal', literal: '[name]' });
		}
		const close = open < 0 ? -1 : text.indexOf('>', open);
		from = close < 0 ? text.length : close + 1;
	}
	return marks;
}

/** The name of the host that wrote the line, where it is one of a single word. */
function logHostMarks(text: string, event: LineEvent): Mark[] {
	const { logHost } = event;
	if (logHost === undefined || logHost.includes('.') || logHost.includes(':') || logHost === '-') {
		return [];
	}
	for (let at = text.lastIndexOf(logHost, event.start); at >= 0; at = text.lastIndexOf(logHost, at - 1)) {
		const before = at === 0 ? ' ' : text.charAt(at - 1);
		const after = text.charAt(at + logHost.length);
		if (/[\s@":|]/.test(before) && (after === '' || /[\s":|,]/.test(after))) {
			return [{ start: at, end: at + logHost.length, kind: 'host' }];
		}
		if (at === 0) {
			break;
		}
	}
	return [];
}

function withoutBrackets(id: string): string {
	return id.startsWith('<') && id.endsWith('>') ? id.slice(1, -1) : id;
}
