import { isDigit, leftBracket, rightBracket, space } from '../../text/ascii';
import { textOf } from '../../text/utf8';
import type { Cursor } from '../cursor';

/**
 * What Exim writes with one call is an entry, and may be more than one line. In a file the lines behind the first have no time: the
 * header of a message in the reject log, the second half of a configuration error. Behind syslog every line is a message of its own,
 * numbered `[2\7]`; so are the pieces `[2/5]` of a line that is too long (Exim specification ch. 52 "Log files").
 *
 *     2026-11-23 16:35:10 1xVX0Y-00008E-0N H=mx.example.org [203.0.113.40] F=<a@example.org> rejected after DATA: spam
 *     Envelope-from: <a@example.org>
 *     Envelope-to: <b@example.com>
 *     P Received: from mx.example.org ([203.0.113.40])
 *     	by mail.example.com with esmtp (Exim 4.96)
 *     I Message-ID: <a.1@example.org>
 *       Subject: cheap
 */
const shape =
	/^(?:[ \t].|Envelope-(?:from|to): <|[A-Z*] [!-9;-~]{1,100}:|\*\*\* truncated \*\*\*$|-{20,120}$)/;

/** How much of a line is looked at. */
const shapeLength = 128;

/** Whether a line without a time looks as one behind the first of an entry does. Dialogue that Exim shows is a transcript's. */
export function isEntryLine(bytes: Uint8Array, start: number, end: number): boolean {
	const text = textOf(bytes, start, Math.min(end, start + shapeLength));
	return shape.test(text) && !text.startsWith('  SMTP');
}

/** Which piece of an entry a syslog message is. */
export interface EntryPart {
	/** From 1; 0 where it is no piece. */
	number: number;
	total: number;
	/** Where the piece begins. */
	start: number;
}

/** Reads `[2\7] ` or `[1/5] ` at a place. */
export function readPart(bytes: Uint8Array, at: number, end: number, part: EntryPart): void {
	part.number = 0;
	part.start = at;
	if (bytes[at] !== leftBracket) {
		return;
	}
	const slash = digitsEnd(bytes, at + 1, end);
	const close = digitsEnd(bytes, slash + 1, end);
	const isPart =
		slash > at + 1 &&
		(bytes[slash] === 92 || bytes[slash] === 47) &&
		close > slash + 1 &&
		bytes[close] === rightBracket &&
		close < end;
	if (isPart) {
		part.number = numberOf(bytes, at + 1, slash);
		part.total = numberOf(bytes, slash + 1, close);
		part.start = Math.min(end, bytes[close + 1] === space ? close + 2 : close + 1);
	}
}

function digitsEnd(bytes: Uint8Array, at: number, end: number): number {
	let after = at;
	while (after < end && after < at + 4 && isDigit(bytes[after])) {
		after++;
	}
	return after;
}

function numberOf(bytes: Uint8Array, start: number, end: number): number {
	let value = 0;
	for (let at = start; at < end; at++) {
		value = value * 10 + (bytes[at] ?? 0) - 48;
	}
	return value;
}

/** The fields of a line behind the first: the envelope, the message's own id, the words. */
export function readEntryLine(cursor: Cursor): void {
	const start = cursor.at;
	cursor.note('text', start, cursor.end);
	const name = /^(?:Envelope-from: |Envelope-to: |I Message-I[Dd]: {0,2})</.exec(
		cursor.text.slice(start, Math.min(start + 20, cursor.end)),
	)?.[0];
	if (name) {
		cursor.at = start + name.length;
		const field = name.startsWith('I') ? 'messageId' : name.startsWith('Envelope-f') ? 'from' : 'recipient';
		const close = cursor.text.lastIndexOf('>', cursor.end);
		cursor.note(field, cursor.at, close > cursor.at ? close : cursor.end);
	}
	cursor.at = cursor.end;
}
