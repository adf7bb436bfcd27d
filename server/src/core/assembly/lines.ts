/**
 * The innermost part of the pass over all lines (`index/lineScanner.ts` is around it): where lines end, what stands
 * before their messages where it is as before, and which row claims them. It is AssemblyScript, and becomes WebAssembly.
 */
import * as layout from './layout';
import { readExim, readEximHead } from './exim';
import { afterTime, isExim, readNames } from './head';
import { readPostfix } from './postfix';
import { claim, findRow } from './rows';

export { forgetHead, notePair, noteTime } from './head';
export { readLengths } from './lengths';
export { postfixIdEnd } from './postfix';

/**
 * Reads lines into records until there is no more room, or one's head is not known: the last record is of that one. Gives how many
 * were read; `eximRows` is the table of Exim's rows, `lengths` is where the lengths of the lines stand, or 0.
 */
export function readLines(at: i32, end: i32, eximRows: i32, lengths: i32): i32 {
	let count = 0;
	while (at < end && count < layout.recordCount) {
		const record = layout.records + count * layout.recordSize;
		const feed = lengths === 0 ? lineFeed(at, end) : at + <i32>load<u16>(lengths + count * 2) - 1;
		let last = feed;
		while (last > at && load<u8>(last - 1) === 0x0d) {
			last--;
		}
		store<i32>(record, at, layout.lineStart);
		store<i32>(record, last, layout.lineEnd);
		count++;
		const after = afterTime(at, last);
		at = min(feed + 1, end);
		if (after < 0 || !readBehindTime(record, after, last, isExim(), eximRows)) {
			store<i32>(record, layout.unknownHead, layout.names);
			break;
		}
	}
	store<i32>(layout.next, at);
	return count;
}

/**
 * Reads what stands behind a time: names and, of Postfix, the message; or a line of Exim's own log. Says whether that could be done:
 * other names are for TypeScript to read.
 */
export function readBehindTime(record: i32, at: i32, end: i32, isExim: bool, eximRows: i32): bool {
	if (isExim) {
		if (!readEximHead(record, at, end)) {
			return false;
		}
		clear(record);
		readExim(record, eximRows, end);
		return true;
	}
	const table = readNames(record, at, end);
	if (table < 0) {
		return false;
	}
	clear(record);
	if (table > 0) {
		readPostfix(record, table, end);
	}
	return true;
}

/** Reads a message of Postfix, from `at` to `end`, into the record for a single line; `table` are the rows of its daemon. */
export function readPostfixMessage(at: i32, end: i32, table: i32): void {
	begin(at, at);
	readPostfix(layout.single, table, end);
}

/** The same of a message of Exim. */
export function readEximMessage(at: i32, end: i32, table: i32): void {
	begin(at, at);
	readExim(layout.single, table, end);
}

/**
 * Finds the row that claims what stands from `body` to `end` of a message, and reads what it tells, into the record for a single line.
 * @param id Where the queue id begins that was found, or -1.
 */
export function readMessage(message: i32, body: i32, end: i32, id: i32, hasId: bool, table: i32): void {
	begin(message, body);
	store<i32>(layout.single, id, layout.idStart);
	const row = findRow(table, body, end, hasId);
	if (row !== 0) {
		claim(layout.single, row, end);
	}
}

function begin(message: i32, body: i32): void {
	store<i32>(layout.single, message, layout.messageStart);
	store<i32>(layout.single, body, layout.bodyStart);
	clear(layout.single);
}

/** Nothing is found yet. */
function clear(record: i32): void {
	store<i32>(record, 0, layout.row);
	store<i32>(record, -1, layout.severityStart);
	store<i32>(record, -1, layout.idStart);
	store<i32>(record, -1, layout.peerStart);
	store<i32>(record, -1, layout.linkStart);
}

/** Where the line that begins at `at` ends: its line feed, or the end of all. */
function lineFeed(at: i32, end: i32): i32 {
	const wanted = i8x16.splat(0x0a);
	for (; at < end; at += 16) {
		const found = i8x16.bitmask(i8x16.eq(v128.load(at), wanted));
		if (found !== 0) {
			return min(at + ctz(found), end);
		}
	}
	return end;
}

export const records: i32 = layout.records;
export const recordSize: i32 = layout.recordSize;
export const recordCount: i32 = layout.recordCount;
export const single: i32 = layout.single;
export const next: i32 = layout.next;
export const lengths: i32 = layout.lengths;
export const places: i32 = layout.places;
export const stride: i32 = layout.stride;
export const heap: i32 = layout.heap;
export const text: i32 = layout.text;
export const textSize: i32 = layout.textSize;
