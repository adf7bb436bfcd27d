import type { Cursor } from '../cursor';
import { bracketed, quoteEnd } from '../fields';

/** Where the address of a flag line ends: before the first of these. Each begins with a blank or a colon. */
const addressEnds = [
	' R=',
	' F=',
	' P=',
	' H=',
	' T=',
	' U=',
	' S=',
	' Q=',
	' SRS=',
	' Ci=',
	' defer ',
	' defer:',
	' routing ',
	' mua_wrapper ',
	' DT=',
	' QT=',
	' (',
	' : ',
	': ',
];

/** The keys alone. */
const keyMarks = addressEnds.filter((mark) => mark.endsWith('='));

/** The same of a word that has parentheses: `blackhole (RCPT ACL discarded recipients)`. */
const wholeEnds = addressEnds.filter((mark) => mark !== ' (');

/**
 * `alice <alice@example.com>`: the address delivered to, and the one it was made from. A quoted local part may look like anything,
 * a pipe and its arguments, too.
 */
export function eximAddress(cursor: Cursor, name: 'to' | 'from'): void {
	if (name === 'from' && cursor.skip('<>')) {
		cursor.fields.push({ name, value: '', span: { start: cursor.at - 2, end: cursor.at } });
		return;
	}
	if (cursor.sees('mua_wrapper ')) {
		return;
	}
	const start = cursor.at;
	const end = addressEnd(cursor);
	const angle = cursor.sees('|')
		? cursor.text.lastIndexOf(' <', end - 1)
		: cursor.find(' <', literalEnd(cursor));
	cursor.at = angle >= start && angle < end ? angle : end;
	cursor.note(name, start, start + cursor.text.slice(start, cursor.at).trimEnd().length);
	parents(cursor);
	if (cursor.sees(' <') && cursor.skip(' ')) {
		original(cursor);
	}
}

function addressEnd(cursor: Cursor): number {
	const from = literalEnd(cursor);
	// What a pipe's arguments look like is the user's affair; Exim says by which transport.
	const isCommand = cursor.sees('|') && cursor.find(' T=', from) >= 0;
	const marks = isCommand ? keyMarks : cursor.sees('blackhole') ? wholeEnds : addressEnds;
	for (let at = from; at < cursor.end; at++) {
		const code = cursor.text.charCodeAt(at);
		if ((code === blank || code === colon) && isMarkAt(cursor, at, marks)) {
			return at;
		}
	}
	return cursor.end;
}

const blank = 32;
const colon = 58;

function isMarkAt({ text, end }: Cursor, at: number, marks: readonly string[]): boolean {
	for (const mark of marks) {
		if (text.startsWith(mark, at) && at + mark.length <= end) {
			return true;
		}
	}
	return false;
}

/** ` (list@example.com, all@example.com)` of +all_parents; what else stands in parentheses is no address. */
function parents(cursor: Cursor): void {
	const close = cursor.sees(' (') ? cursor.find(')') : -1;
	if (close >= 0 && cursor.text.slice(cursor.at, close).includes('@')) {
		cursor.at = close + 1;
	}
}

/** Where the part of an address ends in which no mark counts: `:blackhole:`, `"odd user"`, `save `. */
function literalEnd(cursor: Cursor): number {
	if (cursor.sees(':')) {
		return Math.max(cursor.at, cursor.find(':', cursor.at + 1) + 1);
	}
	return cursor.sees('"') ? quoteEnd(cursor, cursor.at) : cursor.at;
}

/** The address that the sender wrote. */
function original(cursor: Cursor): void {
	const { length } = cursor.fields;
	bracketed(cursor, 'original');
	if (cursor.fields[length]?.value === '') {
		cursor.fields.length = length;
	}
}
