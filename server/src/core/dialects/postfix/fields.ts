import type { FieldName, Span } from '../../event';
import { Cursor } from '../cursor';
import { bracketed, enhancedAt, reply } from '../fields';

/** `host10.isp.example[203.0.113.10]:25` or postscreen's `[203.0.113.10]:52144`: name, address, port. */
export function peer(cursor: Cursor): boolean {
	return namedAddress(cursor, 'host', 'address', 'port');
}

/** The next server: `mx10.remote.example[198.51.100.10]:25`. */
export function relayPeer(cursor: Cursor): boolean {
	return namedAddress(cursor, 'relayHost', 'relayAddress', 'relayPort');
}

function namedAddress(cursor: Cursor, host: FieldName, address: FieldName, port: FieldName): boolean {
	const open = cursor.find('[');
	const close = open < 0 ? -1 : cursor.find(']', open);
	if (close < 0 || cursor.text.slice(cursor.at, open).includes(' ')) {
		return false;
	}
	cursor.note(host, cursor.at, open);
	// `unknown[unknown]`: the connection was gone before it could be asked.
	if (cursor.text.slice(open + 1, close) !== 'unknown') {
		cursor.note(address, open + 1, close);
	}
	cursor.at = close + 1;
	if (cursor.sees(':') && isDigit(cursor.text.charAt(cursor.at + 1))) {
		cursor.at++;
		cursor.takeWhile(port, isDigit);
	}
	return true;
}

/** What stands behind `: `, or behind a blank, is the reason. */
export function reason(cursor: Cursor): void {
	if (!cursor.skip(': ')) {
		cursor.skip(' ');
	}
	cursor.takeRest('text');
}

/** `host10.isp.example[203.0.113.10]: lost connection` */
export function peerAndReason(cursor: Cursor): void {
	peer(cursor);
	reason(cursor);
}

/** `mx10.remote.example[198.51.100.10]:25: lost connection`; old lines name the host alone. */
export function relayAndReason(cursor: Cursor): void {
	if (!relayPeer(cursor)) {
		cursor.takeWhile('relayHost', (character) => character !== ':' && character !== ' ');
	}
	reason(cursor);
}

/** The client behind a literal: `… 31 from mx.example.org[192.0.2.9] for service smtpd`. */
export function peerBehind(literal: string): (cursor: Cursor) => void {
	return (cursor) => {
		if (cursor.skipTo(literal)) {
			peer(cursor);
		}
	};
}

/** The rest of the line is its words. */
export function words(cursor: Cursor): void {
	cursor.takeRest('text');
}

/** How often `; ` may stand in a line before the search for the attributes ends: what a client sends is no reason to be slow. */
const triesAtMost = 16;

/**
 * Where `from=<…> to=<…> proto=…` stands behind a refusal's words, from the first key to the end of the last value. The words may
 * quote what a client sent, which may look the same: the last place counts from which nothing but attributes follows, and perhaps a
 * rule's words. In a line that was cut, the first one.
 */
export function attributesSpan(cursor: Cursor): Span | undefined {
	let at = cursor.end;
	for (let tries = 0; tries < triesAtMost; tries++) {
		at = at <= 0 ? -1 : cursor.text.lastIndexOf('; ', at - 1);
		if (at < cursor.at) {
			break;
		}
		const end = attributesEnd(cursor, at + 2);
		if (end >= 0) {
			return { start: at + 2, end };
		}
	}
	const marks = ['; from=<', '; to=<', '; proto=']
		.map((mark) => cursor.find(mark))
		.filter((found) => found >= 0);
	return marks.length === 0 ? undefined : { start: Math.min(...marks) + 2, end: cursor.end };
}

/** Where the attributes at a column end: at the end of the line, or before a rule's words; or -1. */
function attributesEnd(cursor: Cursor, start: number): number {
	const inner = new Cursor(cursor.text, start, cursor.end);
	if (!/^(?:from=<|to=<|proto=)/.test(cursor.text.slice(start, start + 6))) {
		return -1;
	}
	while (inner.at < inner.end) {
		const equals = inner.find('=');
		if (equals < 0 || !/^[a-z_]{1,20}$/.test(cursor.text.slice(inner.at, Math.min(equals, inner.at + 32)))) {
			return -1;
		}
		inner.at = equals + 1;
		if (!bracketed(inner, 'text')) {
			inner.takeWhile('text', (character) => character !== ' ' && character !== ',');
			if (cursor.text.charAt(inner.at - 1) === ':') {
				return inner.at - 1;
			}
		}
		if (inner.sees(': ') || inner.at >= inner.end) {
			return inner.at;
		}
		if (!inner.skip(', ') && !inner.skip(' ')) {
			return -1;
		}
	}
	return inner.at;
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

const names: Readonly<Record<string, FieldName>> = {
	from: 'from',
	to: 'to',
	proto: 'protocol',
	helo: 'helo',
	sasl_method: 'saslMethod',
	sasl_username: 'saslUser',
	sasl_sender: 'saslSender',
	size: 'size',
	orig_queue_id: 'otherQueueId',
};

/** What a smtpd stage is called in a refusal: `RCPT from mx.example.org[192.0.2.1]: 550 5.1.1 …; from=<…> to=<…> proto=… helo=<…>`. */
export function refusal(cursor: Cursor): void {
	const from = cursor.find(' from ');
	const colon = cursor.find(': ');
	const phase = (end: number) => {
		// `DATA content`, `ETRN example.com...`: the first word is the command.
		const blank = cursor.find(' ');
		cursor.note('phase', cursor.at, blank < 0 || blank > end ? end : blank);
	};
	if (from >= 0 && (colon < 0 || from < colon)) {
		phase(from);
		cursor.at = from + ' from '.length;
		peer(cursor);
		cursor.skip(': ');
	} else if (colon >= 0) {
		// A before-queue filter's answer names no client: `END-OF-MESSAGE: 250 2.0.0 Ok; from=<…> …`.
		phase(colon);
		cursor.at = colon + 2;
	}
	const span = attributesSpan(cursor);
	const last = cursor.text.charAt(cursor.end - 1) === ';' ? cursor.end - 1 : cursor.end;
	answer(cursor, Math.max(cursor.at, span ? span.start - 2 : last));
	attributesIn(cursor, span);
}

/** Notes the attributes of a span, and passes it. */
export function attributesIn(cursor: Cursor, span: Span | undefined): void {
	const { end } = cursor;
	cursor.at = span?.start ?? end;
	cursor.end = span?.end ?? end;
	attributes(cursor);
	cursor.at = cursor.end;
	cursor.end = end;
}

/** `550 5.1.1 User unknown`, or, in a milter's or a header check's answer, an enhanced code alone: `5.7.1 Blocked`. */
export function answer(cursor: Cursor, end: number): void {
	if (!reply(cursor, end)) {
		const enhanced = enhancedAt(cursor.text, cursor.at, end);
		if (enhanced) {
			cursor.note('enhanced', cursor.at, cursor.at + enhanced.length);
			cursor.at += enhanced.length + 1;
		}
		cursor.note('text', cursor.at, end);
	}
	cursor.at = end;
}

/** `TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) …` */
export function tlsParameters(cursor: Cursor): void {
	cursor.take('tlsVersion', ' with cipher ');
	cursor.takeWhile('tlsCipher', (character) => character !== ' ');
}

export function isDigit(character: string): boolean {
	return character >= '0' && character <= '9';
}
