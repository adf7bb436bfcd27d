import type { FieldName } from '../event';
import type { Cursor } from './cursor';

/** The reader of one attribute's value, which ends where the cursor ends; or the name under which it is noted. */
export type AttributeReader = FieldName | ((cursor: Cursor) => void);

/**
 * `from=<a@example.org>, size=199, relay=mx.example.org [192.0.2.9]`: attributes with a comma and a blank between them. A value goes
 * on to the next comma, blank, key and equals sign, so that it may have commas of its own; the value of one in `rest` goes on to
 * the end.
 */
export function commaAttributes(
	cursor: Cursor,
	readers: ReadonlyMap<string, AttributeReader>,
	rest: ReadonlySet<string> = new Set(),
): void {
	const { end } = cursor;
	while (cursor.at < end) {
		const key = /^[A-Za-z0-9_-]{1,32}(?==)/.exec(cursor.text.slice(cursor.at, cursor.at + 33))?.[0];
		if (key === undefined) {
			const next = nextAttribute(cursor.text, cursor.at, end);
			cursor.at = next < 0 ? end : next + 2;
			continue;
		}
		cursor.at += key.length + 1;
		// What looks like an attribute in an address is the client's.
		const close = cursor.sees('<') ? Math.max(cursor.at, cursor.find('>')) : cursor.at;
		const next = rest.has(key) ? -1 : nextAttribute(cursor.text, close, end);
		cursor.end = next < 0 ? end : next;
		readValue(cursor, readers.get(key));
		cursor.at = next < 0 ? end : next + 2;
		cursor.end = end;
	}
}

function readValue(cursor: Cursor, reader: AttributeReader | undefined): void {
	if (typeof reader === 'string') {
		const isQuoted =
			cursor.sees('"') && cursor.text.charAt(cursor.end - 1) === '"' && cursor.end > cursor.at + 1;
		cursor.note(reader, cursor.at + (isQuoted ? 1 : 0), cursor.end - (isQuoted ? 1 : 0));
	} else {
		reader?.(cursor);
	}
}

/** Where `, key=` comes next, or -1. */
function nextAttribute(text: string, from: number, end: number): number {
	for (let at = text.indexOf(', ', from); at >= 0 && at < end; at = text.indexOf(', ', at + 2)) {
		if (/^[A-Za-z0-9_-]{1,32}=/.test(text.slice(at + 2, Math.min(at + 35, end)))) {
			return at;
		}
	}
	return -1;
}

/** `<a@example.org>` or `a@example.org`, up to the cursor's end; an empty address is noted, too. */
export function address(cursor: Cursor, name: FieldName): void {
	const start = cursor.at;
	const isBracketed = cursor.sees('<') && cursor.text.charAt(cursor.end - 1) === '>';
	if (isBracketed && cursor.end === start + 2) {
		cursor.fields.push({ name, value: '', span: { start: start + 1, end: start + 1 } });
	} else {
		cursor.note(name, start + (isBracketed ? 1 : 0), cursor.end - (isBracketed ? 1 : 0));
	}
	cursor.at = cursor.end;
}

/** `<a@example.org>,<b@example.org>` up to the cursor's end, each noted; a comma in quotes or brackets separates nothing. */
export function addresses(cursor: Cursor, name: FieldName): void {
	const { text, end } = cursor;
	let start = cursor.at;
	let isQuoted = false;
	let isBracketed = false;
	for (let at = start; at <= end; at++) {
		const character = at < end ? text.charAt(at) : ',';
		if (character === '"') {
			isQuoted = !isQuoted;
		} else if (!isQuoted && (character === '<' || character === '>')) {
			isBracketed = character === '<';
		} else if (at === end || (character === ',' && !isQuoted && !isBracketed)) {
			cursor.at = start;
			cursor.end = at;
			address(cursor, name);
			start = at + 1;
		}
	}
	cursor.at = cursor.end = end;
}
