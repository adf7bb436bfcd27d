import type { Field, Span } from '../event';
import type { Cursor } from './cursor';

/** The readers that several dialects share. Each passes what it reads. */

/** `550 5.1.1 <a@example.com>: User unknown` up to `end`: code, enhanced status (RFC 3463) and text. */
export function reply(cursor: Cursor, end: number): boolean {
	const code = codeAt(cursor.text, cursor.at, end);
	if (code === undefined) {
		return false;
	}
	cursor.note('code', cursor.at, cursor.at + 3);
	cursor.at = Math.min(end, cursor.at + 4);
	const enhanced = enhancedAt(cursor.text, cursor.at, end, code);
	if (enhanced) {
		cursor.note('enhanced', cursor.at, cursor.at + enhanced.length);
		cursor.at = Math.min(end, cursor.at + enhanced.length + 1);
	}
	cursor.note('text', cursor.at, end);
	cursor.at = end;
	return true;
}

/** The reply code at a column: three digits from 200 to 599, then a blank, a hyphen or the end (RFC 5321 §4.2). */
export function codeAt(text: string, at: number, end: number): string | undefined {
	const code = text.slice(at, Math.min(at + 3, end));
	const after = at + 3 >= end ? ' ' : text.charAt(at + 3);
	return /^[2-5][0-9]{2}$/.test(code) && (after === ' ' || after === '-') ? code : undefined;
}

/** The enhanced status code at a column: `5.1.1`, of the reply's own class (RFC 2034 §4), or of any class without a reply. */
export function enhancedAt(text: string, at: number, end: number, code?: string): string | undefined {
	const match = /^[245]\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.])/.exec(text.slice(at, Math.min(at + 10, end)));
	return match && (code === undefined || match[0].charAt(0) === code.charAt(0)) ? match[0] : undefined;
}

/** `<a@example.com>` without its brackets; a quoted local part may hold a bracket. */
export function bracketed(cursor: Cursor, name: Field['name']): boolean {
	if (!cursor.skip('<')) {
		return false;
	}
	const start = cursor.at;
	let isQuoted = false;
	while (cursor.at < cursor.end) {
		const character = cursor.text.charAt(cursor.at);
		if (character === '\\' && isQuoted) {
			cursor.at++;
		} else if (character === '"') {
			isQuoted = !isQuoted && cursor.text.indexOf('"', cursor.at + 1) >= 0;
		} else if (character === '>' && !isQuoted) {
			break;
		}
		cursor.at++;
	}
	cursor.at = Math.min(cursor.at, cursor.end);
	if (cursor.at === start) {
		cursor.fields.push({ name, value: '', span: { start, end: start } });
	}
	cursor.note(name, start, cursor.at);
	cursor.skip('>');
	return true;
}

/** The place behind a quoted string (RFC 5321 §4.1.2); the string's own place where it has no end. */
export function quoteEnd(cursor: Cursor, start: number): number {
	for (let at = start + 1; at < cursor.end; at++) {
		const character = cursor.text.charAt(at);
		if (character === '\\') {
			at++;
		} else if (character === '"') {
			return at + 1;
		}
	}
	return start;
}

/**
 * Where a server says under which id it has taken a mail: Postfix's `Ok: queued as F22A3CF912`, Exim's `OK id=1xVX3h-00002z-33`,
 * sendmail's and OpenSMTPD's `2.0.0 6ANGekPZ000559 Message accepted for delivery`.
 */
export function acceptedId(text: string, start: number, end: number): Span | undefined {
	const words = text.slice(start, end);
	const marks = ['queued as ', 'OK id='];
	for (const mark of marks) {
		const at = words.lastIndexOf(mark);
		const id = at < 0 ? undefined : /^[0-9A-Za-z-]+/.exec(words.slice(at + mark.length))?.[0];
		if (id !== undefined) {
			const from = start + at + mark.length;
			return { start: from, end: from + id.length };
		}
	}
	const at = words.lastIndexOf(' Message accepted for delivery');
	const id = at < 0 ? undefined : / ([0-9A-Za-z]{8,16})$/.exec(words.slice(Math.max(0, at - 17), at))?.[1];
	return id === undefined ? undefined : { start: start + at - id.length, end: start + at };
}
