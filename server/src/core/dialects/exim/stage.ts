import type { Cursor } from '../cursor';
import { reply } from '../fields';

/** The stages that are more than one word. */
const longNames = [
	'after DATA',
	'by local_scan()',
	'by non-SMTP ACL',
	'during MIME ACL checks',
	'non-SMTP-start',
	'non-SMTP',
];

/**
 * Where a refusal came: `RCPT <b@example.com>`, `after DATA`, `connection in "connect" ACL`, `EHLO or HELO x`, `MAIL <a@example.org>`.
 * RCPT and MAIL have an address; with no brackets it ends before the colon.
 */
export function stage(cursor: Cursor): void {
	const start = cursor.at;
	const name = longNames.find((words) => cursor.sees(words));
	const word =
		name ?? /^[A-Za-z/]{1,20}/.exec(cursor.text.slice(start, Math.min(start + 20, cursor.end)))?.[0] ?? '';
	cursor.note('phase', start, start + word.length);
	cursor.at = start + word.length;
	const address = word === 'RCPT' ? 'to' : word === 'MAIL' ? 'from' : undefined;
	if (address) {
		cursor.skip(' ');
		if (cursor.skip('<')) {
			const close = closingAngle(cursor);
			cursor.note(address, cursor.at, close);
			cursor.at = close;
		} else {
			const from = cursor.at;
			cursor.at = endOfStage(cursor);
			cursor.note(address, from, cursor.at);
		}
	}
	cursor.at = endOfStage(cursor);
}

/** Where `>` stands before the colon, or the line's end; a quoted local part may hold one of its own. */
function closingAngle(cursor: Cursor): number {
	const beforeColon = cursor.find('>: ');
	const close = beforeColon >= 0 ? beforeColon : cursor.find('>');
	return close < 0 ? cursor.end : close;
}

function endOfStage(cursor: Cursor): number {
	const colon = cursor.find(': ');
	return colon < 0 ? cursor.end : colon;
}

/** `: 550 5.7.1 reason`: the code only where the administrator wrote one. */
export function why(cursor: Cursor): void {
	if (cursor.skip(': ') && !reply(cursor, cursor.end)) {
		cursor.takeRest('text');
	}
}
