import type { Cursor } from '../cursor';
import { codeAt, reply } from '../fields';
import { host } from './fields';

/** What stands before the command to which the other server answered, or did not answer. */
const answeredTo = [
	' from remote mail server after ',
	' from remote mailer after ',
	'LMTP error after ',
	'SMTP timeout after ',
	'LMTP timeout after ',
	' in response to ',
];

/**
 * Why a delivery failed or waits: `SMTP error from remote mail server after RCPT TO:<x@d.example>: 550 5.1.1 User unknown`,
 * `SMTP timeout after end of data (2048 bytes written)`, `retry time not reached for any host`, `Connection refused`.
 */
export function remoteError(cursor: Cursor): void {
	const start = cursor.at;
	deliveryTime(cursor);
	const after = firstOf(cursor, answeredTo);
	if (after && codeBehind(cursor, after.at) >= 0) {
		cursor.at = after.at;
		phase(cursor);
		const code = codeBehind(cursor, after.at);
		hostThatSaid(cursor, code);
		cursor.at = code;
		reply(cursor, cursor.end);
		return;
	}
	cursor.note('text', start, cursor.end);
	if (after) {
		cursor.at = after.at;
		phase(cursor);
	}
	cursor.at = cursor.end;
}

/** `: ` or ` : ` before the words of a failure; an error without words of its own stands in parentheses. */
export function reason(cursor: Cursor): void {
	while (cursor.skip(' ')) {
		// Exim leaves a blank where a field was empty.
	}
	if (cursor.skip(': ')) {
		remoteError(cursor);
	} else if (cursor.skip('(')) {
		cursor.take('text', ')');
	}
}

/** The first of the literals that comes: the place behind it. */
function firstOf(cursor: Cursor, literals: readonly string[]): { at: number } | undefined {
	let first = -1;
	for (const literal of literals) {
		const at = cursor.find(literal);
		if (at >= 0 && (first < 0 || at + literal.length < first)) {
			first = at + literal.length;
		}
	}
	return first < 0 ? undefined : { at: first };
}

/** Where behind a colon a reply begins, or -1. */
function codeBehind(cursor: Cursor, from: number): number {
	for (let colon = cursor.find(': ', from); colon >= 0; colon = cursor.find(': ', colon + 1)) {
		if (codeAt(cursor.text, colon + 2, cursor.end)) {
			return colon + 2;
		}
	}
	return -1;
}

/** `pipelined RCPT TO:<x@d.example>`, `initial connection`, `end of data`: the contract's word for it. */
function phase(cursor: Cursor): void {
	cursor.skip('pipelined ');
	const start = cursor.at;
	const words = [
		['end of data', 'end-of-data'],
		['sending data block', 'end-of-data'],
		['data transfer', 'end-of-data'],
		['initial connection', 'connect'],
	].find(([literal = '']) => cursor.sees(literal));
	const verb = /^[A-Za-z-]{1,32}/.exec(cursor.text.slice(start, Math.min(start + 32, cursor.end)))?.[0] ?? '';
	const [literal = verb, value = verb] = words ?? [];
	if (value !== '') {
		cursor.fields.push({ name: 'phase', value, span: { start, end: start + literal.length } });
	}
}

/** `host mx10.remote.example [198.51.100.10]: `, which Exim before 4.83 wrote before the reply. */
function hostThatSaid(cursor: Cursor, code: number): void {
	const mark = cursor.find(': host ');
	if (mark < 0 || mark >= code || cursor.fields.some(({ name }) => name === 'address')) {
		return;
	}
	cursor.at = mark + ': host '.length;
	host(cursor);
}

/** ` DT=0.153s` stands last on the line of a failure. */
function deliveryTime(cursor: Cursor): void {
	const mark = ' DT=';
	const at = cursor.text.lastIndexOf(mark, cursor.end - 1);
	const time = cursor.text.slice(at + mark.length, cursor.end);
	if (at >= cursor.at && /^[0-9][0-9.dhmsw]{0,20}$/.test(time)) {
		cursor.note('delay', at + mark.length, cursor.end);
		cursor.end = at;
	}
}
