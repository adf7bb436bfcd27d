/** The lines of Exim's own log: its process id, its message id, and the row that claims what stands behind them. */
import { readPid } from './head';
import * as layout from './layout';
import { isAlphanumeric } from './octets';
import { claim, findRow } from './rows';

/** How long a message id is: 6-6-2, or 6-11-4 from 4.97 on. */
const shortId: i32 = 16;
const longId: i32 = 23;

/**
 * Finds where the message begins behind a time of Exim: behind `[510] ` of its +pid, or where its message id stands. Other lines may have
 * names, which TypeScript looks for. Says whether it is found.
 */
export function readEximHead(record: i32, at: i32, end: i32): bool {
	if (load<u8>(at) === 0x5b) {
		at = readPid(record, at, end);
		if (at < 0 || at >= end || load<u8>(at) !== 0x20) {
			return false;
		}
		at++;
	} else {
		if (eximIdEnd(at, end) < 0) {
			return false;
		}
		store<i32>(record, -1, layout.pid);
	}
	store<i32>(record, layout.noNames, layout.names);
	store<i32>(record, at, layout.messageStart);
	return true;
}

/** Reads a message into the record, which knows where it begins; `table` are Exim's rows. */
export function readExim(record: i32, table: i32, end: i32): void {
	let at = load<i32>(record, layout.messageStart);
	const idEnd = eximIdEnd(at, end);
	if (idEnd >= 0) {
		store<i32>(record, at, layout.idStart);
		store<i32>(record, idEnd, layout.idEnd);
		at = min(idEnd + 1, end);
	}
	store<i32>(record, at, layout.bodyStart);
	const row = findRow(table, at, end, idEnd >= 0);
	if (row !== 0) {
		claim(record, row, end);
	}
}

/**
 * The end of the Exim message id at `at`, or -1: `1xVX0Y-00008E-0N` (6-6-2) or, from 4.97 on, `1tixMn-00000000C5j-1wRa` (6-11-4).
 */
function eximIdEnd(at: i32, end: i32): i32 {
	if (at + shortId > end || load<u8>(at + 6) !== 0x2d) {
		return -1;
	}
	const length = load<u8>(at + 13) === 0x2d ? shortId : load<u8>(at + 18) === 0x2d ? longId : 0;
	if (length === 0 || at + length > end || (at + length < end && isAlphanumeric(load<u8>(at + length)))) {
		return -1;
	}
	const second = length === shortId ? 13 : 18;
	for (let place = 0; place < length; place++) {
		if (place !== 6 && place !== second && !isAlphanumeric(load<u8>(at + place))) {
			return -1;
		}
	}
	return at + length;
}
