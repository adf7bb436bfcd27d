import type { Field, FieldName, LineEvent, Span } from '../core/event';
import type { MailLog } from '../core/mailLog';

/** What a word of a log names, by which it can be found again. */
export type Thing =
	/** A mail by its queue id. `message`: which of those that had the id, by its number in the log where it was pointed at. */
	| { readonly kind: 'mail'; readonly text: string; readonly message?: number }
	/** A Message-ID without angle brackets. */
	| { readonly kind: 'messageId'; readonly text: string }
	| { readonly kind: 'address'; readonly text: string }
	| { readonly kind: 'host'; readonly text: string }
	| { readonly kind: 'ip'; readonly text: string }
	/** A session by the id that its lines carry: of OpenSMTPD, of Dovecot. */
	| { readonly kind: 'sessionId'; readonly text: string }
	/** The lines that one process wrote in one session, by the session's number in the log where it was pointed at. `text`: the pid. */
	| { readonly kind: 'session'; readonly text: string; readonly session: number }
	/** A process without sessions, as its lines begin: `mx1 postfix/qmgr[900]`. */
	| { readonly kind: 'process'; readonly text: string; readonly pid: string };

/** A thing, and where it is named in the line: UTF-16 columns. */
export interface Named {
	readonly thing: Thing;
	readonly span: Span;
}

/** What a place in a log names: the narrowest field there, or what looks like a name of something. Lines from 0, UTF-16 columns. */
export function thingAt(log: MailLog, line: number, character: number): Named | undefined {
	if (line >= log.lineCount) {
		return undefined;
	}
	const event = log.event(line);
	const text = log.text(line);
	return character < event.start
		? writerAt(log, line, event, text, character)
		: (fieldAt(log, line, event, text, character) ?? wordAt(log, event, text, character));
}

/** All that the fields of a line name, in the order of the line. */
export function thingsIn(log: MailLog, line: number): Named[] {
	const text = log.text(line);
	return log.event(line).fields.flatMap((field) => nameOf(log, line, text, field) ?? []);
}

function fieldAt(
	log: MailLog,
	line: number,
	{ fields }: LineEvent,
	text: string,
	character: number,
): Named | undefined {
	const under = fields
		.filter(({ span: { start, end } }) => start <= character && character <= end)
		.sort((one, other) => one.span.end - one.span.start - (other.span.end - other.span.start));
	for (const field of under) {
		const named = nameOf(log, line, text, field);
		if (named && named.span.start <= character && character <= named.span.end) {
			return named;
		}
	}
	return undefined;
}

const kinds: Partial<Readonly<Record<FieldName, 'mail' | 'messageId' | 'address' | 'peer'>>> = {
	queueId: 'mail',
	otherQueueId: 'mail',
	acceptedAs: 'mail',
	messageId: 'messageId',
	from: 'address',
	to: 'address',
	original: 'address',
	recipient: 'address',
	saslUser: 'address',
	saslSender: 'address',
	host: 'peer',
	helo: 'peer',
	relayHost: 'peer',
	remoteHost: 'peer',
	address: 'peer',
	localAddress: 'peer',
	relayAddress: 'peer',
};

function nameOf(log: MailLog, line: number, text: string, { name, value, span }: Field): Named | undefined {
	const kind = kinds[name];
	if (kind === undefined || value === '' || text.slice(span.start, span.end) !== value) {
		return undefined;
	}
	if (kind === 'mail') {
		const message = name === 'queueId' ? log.messageIndexAt(line) : undefined;
		const thing = { kind, text: value, ...(message === undefined ? {} : { message }) };
		return /^[0-9A-Za-z-]{4,40}$/.test(value) ? { thing, span } : undefined;
	}
	if (kind === 'messageId') {
		return trimmed(kind, value, span, '<', '>');
	}
	if (kind === 'address') {
		return isMailAddress(value) ? { thing: { kind, text: value }, span } : undefined;
	}
	return peerIn(value, span);
}

/** `mx.example.org`, `[192.0.2.1]`, `[192.0.2.25]:25`, `mx.example.com[198.51.100.7]`. */
function peerIn(value: string, span: Span): Named | undefined {
	//   mx.example.com[198.51.100.7]:25
	//   --------------  ------------
	const [, name = '', , address = ''] = /^([^[\]:]*)(\[(?:IPv6:)?([0-9A-Fa-f.:]+)\])?/.exec(value) ?? [];
	if (isHostName(name) && !isIp(name)) {
		return {
			thing: { kind: 'host', text: name },
			span: { start: span.start, end: span.start + name.length },
		};
	}
	const ip = isIp(value) ? value : address;
	const start = span.start + value.indexOf(ip);
	return isIp(ip) ? { thing: { kind: 'ip', text: ip }, span: { start, end: start + ip.length } } : undefined;
}

function trimmed(
	kind: 'messageId',
	value: string,
	span: Span,
	open: string,
	close: string,
): Named | undefined {
	const start = value.startsWith(open) ? 1 : 0;
	const end = value.length - (value.endsWith(close) ? 1 : 0);
	const text = value.slice(start, end);
	return text.length > 2
		? { thing: { kind, text }, span: { start: span.start + start, end: span.start + end } }
		: undefined;
}

/** What stands before the words of a line: the process, and the host that wrote it. */
function writerAt(
	log: MailLog,
	line: number,
	event: LineEvent,
	text: string,
	character: number,
): Named | undefined {
	const pid = pidSpan(text, event);
	if (pid && pid.start <= character && character <= pid.end) {
		return processOf(log, line, event, text, pid);
	}
	const host = event.logHost === undefined ? -1 : text.indexOf(event.logHost);
	const end = host + (event.logHost?.length ?? 0);
	return event.logHost !== undefined && host >= 0 && host <= character && character <= end
		? { thing: { kind: 'host', text: event.logHost }, span: { start: host, end } }
		: undefined;
}

function processOf(
	log: MailLog,
	line: number,
	event: LineEvent,
	text: string,
	span: Span,
): Named | undefined {
	const pid = text.slice(span.start, span.end);
	const session = log.sessionIndexAt(line);
	if (session !== undefined) {
		return { thing: { kind: 'session', text: pid, session }, span };
	}
	const start = text.lastIndexOf(event.logHost ?? event.service ?? '', span.start);
	const end = span.end + (text.charAt(span.end) === ']' ? 1 : 0);
	return start < 0 || event.service === undefined
		? undefined
		: { thing: { kind: 'process', text: text.slice(start, end), pid }, span };
}

/** Where a line writes the number of its process: `postfix/smtpd[2214]`, RFC 5424's `postfix/smtpd 2214 -`, Exim's `[2214]`. */
export function pidSpan(text: string, { pid, start }: Pick<LineEvent, 'pid' | 'start'>): Span | undefined {
	if (pid === undefined) {
		return undefined;
	}
	const head = text.slice(0, start);
	const digits = String(pid);
	const bracketed = head.lastIndexOf(`[${digits}]`);
	const at = bracketed >= 0 ? bracketed : head.lastIndexOf(` ${digits} `);
	return at < 0 ? undefined : { start: at + 1, end: at + 1 + digits.length };
}

/** Characters that no name of anything has. */
const between = /[\s<>()[\],;"'\\`{}|]/;

/** A word that is no field of its own: in the words of a reply, in a transcript, in a line that nobody reads. */
function wordAt(log: MailLog, event: LineEvent, text: string, character: number): Named | undefined {
	const { start, end } = wordAround(text, character, event.start);
	const word = text.slice(start, end);
	const key = /^[A-Za-z_-]{1,20}[=:](?=.*@)/.exec(word)?.[0].length ?? 0;
	const named = (thing: Thing, from: number, to: number): Named => ({
		thing,
		span: { start: from, end: to },
	});
	const plain = word.slice(key).replace(/[.:]{1,2}$/, '');
	if (isMailAddress(plain)) {
		const kind = /\bmessage-id[=:]\s?<?$/i.test(text.slice(Math.max(0, start - 16), start + key))
			? 'messageId'
			: 'address';
		return named({ kind, text: plain }, start + key, start + key + plain.length);
	}
	//   192.0.2.1:25    ip=192.0.2.1    IPv6:2001:db8::1
	const value = plain.slice(plain.lastIndexOf('=') + 1).replace(/^IPv6:/, '');
	const ip = isIp(value) ? value : value.replace(/:\d{1,5}$/, '');
	if (isIp(ip)) {
		const at = start + key + plain.length - value.length;
		return named({ kind: 'ip', text: ip }, at, at + ip.length);
	}
	const id = /(?:^|=)([0-9A-Za-z-]{6,40})$/.exec(plain)?.[1] ?? '';
	if (id !== '') {
		const at = start + key + plain.length - id.length;
		if (event.format === 'opensmtpd' && /^[0-9a-f]{16}$/.test(id)) {
			return named({ kind: 'sessionId', text: id }, at, at + id.length);
		}
		const isNamed = / (?:queued as|id) $|\bid=$/.test(text.slice(Math.max(0, at - 12), at));
		if (isNamed || log.messageIndicesById(id).length > 0) {
			return named({ kind: 'mail', text: id }, at, at + id.length);
		}
	}
	return isHostName(plain) && !/^[\d.]+$/.test(plain)
		? named({ kind: 'host', text: plain }, start + key, start + key + plain.length)
		: undefined;
}

/** Nothing that names a thing is longer: UTF-16 columns to each side. */
const reach = 256;

function wordAround(text: string, character: number, from: number): Span {
	let start = character;
	while (start > from && character - start < reach && !between.test(text.charAt(start - 1))) {
		start--;
	}
	let end = character;
	while (end < text.length && end - character < reach && !between.test(text.charAt(end))) {
		end++;
	}
	return { start, end };
}

/** RFC 5321 §4.1.2, as far as it has a domain and no blank. */
export function isMailAddress(text: string): boolean {
	const at = text.lastIndexOf('@');
	return at > 0 && at < text.length - 1 && text.length <= 320 && !/[\s<>]/.test(text);
}

/** `mx.example.org`: a name with a dot in it. */
function isHostName(text: string): boolean {
	return (
		text.length <= 255 &&
		/^[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})+\.?$/.test(text) &&
		/[A-Za-z]/.test(text)
	);
}

function isIp(text: string): boolean {
	return /^(?:\d{1,3}\.){3}\d{1,3}$/.test(text) || (/^[0-9A-Fa-f:.]{3,45}$/.test(text) && /:.*:/.test(text));
}
