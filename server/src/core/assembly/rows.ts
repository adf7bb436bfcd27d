/**
 * The rows that may claim a line. What they say, and their literals, are put into the memory by `dialects/scanner.ts`.
 */
import * as layout from './layout';
import { indexOf, indexOfOctet, isAlphanumeric, isDigit, lastIndexOf, standsAt } from './octets';

/** The fields of a row: its number, its flags, and for each literal where it lies and how long it is. */
const number = 0;
const flags = 4;
const starts = 8;
const startsLength = 12;
const has = 16;
const hasLength = 20;
const hasNot = 24;
const hasNotLength = 28;
const idAfter = 32;
const idAfterLength = 36;
const idLength = 40;
const peerAfter = 44;
const peerAfterLength = 48;
const linkAfter = 52;
const linkAfterLength = 56;

const isIdRequired = 1;
const isIdForbidden = 2;
const isPeerLast = 4;
const isLinkLast = 8;
const isClient = 16;
const hasTest = 32;

/**
 * The fields of a table: lists of rows, each ended by 0. For messages of fewer than four octets all of them; for each first octet
 * those that begin with fewer than four; then `slots`, with open addressing: the first four octets, and the list of rows that begin
 * with them, or 0.
 */
const shift = 0;
const slotMask = 4;
const all = 8;
const short = 12;
const slots = 12 + 256 * 4;
const slotList = 4;

/** What literals cannot say of the message that begins at `at`: the row's own test, in TypeScript (`text/lineMemory.ts`). */
declare function testRow(number: i32, at: i32, end: i32): bool;

/** The row that claims the message from `at` (behind the queue id) to `end`, or 0. */
export function findRow(table: i32, at: i32, end: i32, hasId: bool): i32 {
	if (at > end) {
		return 0;
	}
	const unwanted = hasId ? isIdForbidden : isIdRequired;
	let list = candidates(table, at, end);
	let row = load<i32>(list);
	while (row !== 0 && !isRowOf(row, at, end, unwanted)) {
		list += 4;
		row = load<i32>(list);
	}
	return row;
}

function isRowOf(row: i32, at: i32, end: i32, unwanted: i32): bool {
	const rowFlags = load<i32>(row, flags);
	const length = load<i32>(row, startsLength);
	if ((rowFlags & unwanted) !== 0 || !standsAt(load<i32>(row, starts), length, at, end)) {
		return false;
	}
	const own = load<i32>(row, has);
	if (own !== 0 && indexOf(own, load<i32>(row, hasLength), at + length, end) < 0) {
		return false;
	}
	const other = load<i32>(row, hasNot);
	if (other !== 0 && indexOf(other, load<i32>(row, hasNotLength), at + length, end) >= 0) {
		return false;
	}
	return (rowFlags & hasTest) === 0 || testRow(load<i32>(row, number), at, end);
}

function candidates(table: i32, at: i32, end: i32): i32 {
	if (at + 4 > end) {
		return load<i32>(table, all);
	}
	const word = load<i32>(at);
	const mask = load<i32>(table, slotMask);
	let slot = <i32>((<u32>(word * <i32>0x9e3779b1)) >> load<i32>(table, shift));
	let entry = table + slots + (slot << 3);
	while (load<i32>(entry, slotList) !== 0 && load<i32>(entry) !== word) {
		slot = (slot + 1) & mask;
		entry = table + slots + (slot << 3);
	}
	const list = load<i32>(entry, slotList);
	return list === 0 ? load<i32>(table + ((<i32>load<u8>(at)) << 2), short) : list;
}

/** Notes in a line's record the row that claims it, and the queue id, the peer and the second queue id that it tells. */
export function claim(record: i32, row: i32, end: i32): void {
	store<i32>(record, load<i32>(row, number), layout.row);
	if (load<i32>(row, idAfter) !== 0 && load<i32>(record, layout.idStart) < 0) {
		findId(record, row, end);
	}
	if (load<i32>(row, peerAfter) !== 0) {
		findPeer(record, row, end);
	}
	if (load<i32>(row, linkAfter) !== 0) {
		findLink(record, row, end);
	}
}

/** Finds the queue id behind a literal: letters and digits, as many as the row says at most. */
function findId(record: i32, row: i32, end: i32): void {
	const body = load<i32>(record, layout.bodyStart);
	const length = load<i32>(row, idAfterLength);
	const literal = indexOf(load<i32>(row, idAfter), length, body, end);
	if (literal < 0) {
		return;
	}
	const start = literal + length;
	const limit = min(end, start + load<i32>(row, idLength));
	let at = start;
	while (at < limit && isAlphanumeric(load<u8>(at))) {
		at++;
	}
	if (at > start) {
		store<i32>(record, start, layout.idStart);
		store<i32>(record, at, layout.idEnd);
	}
}

/** The place behind a row's literal, which is looked for from the blank before the body on, or -1. */
function behind(record: i32, literal: i32, length: i32, isLast: bool, end: i32): i32 {
	const body = load<i32>(record, layout.bodyStart);
	const from = max(load<i32>(record, layout.messageStart), max(body - 1, quotedEnd(body, end)));
	const found = isLast ? lastIndexOf(literal, length, from, end) : indexOf(literal, length, from, end);
	return found < 0 ? -1 : found + length;
}

/** Where the quoted local part ends with which a body begins, or 0: `to=<"a, relay=b"@example.com>`. What is in it is its sender's. */
function quotedEnd(body: i32, end: i32): i32 {
	if (body + 8 > end || (load<u64>(body) & 0xffffffffff) !== 0x223c3d6f74) {
		return 0;
	}
	let at = body + 5;
	while (at < end && load<u8>(at) !== 0x22) {
		at += load<u8>(at) === 0x5c ? 2 : 1;
	}
	return at < end ? at : 0;
}

/** Finds `[address]:port` behind a literal, past a name and a HELO name in parentheses. */
function findPeer(record: i32, row: i32, end: i32): void {
	const rowFlags = load<i32>(row, flags);
	const isLast = (rowFlags & isPeerLast) !== 0;
	let at = behind(record, load<i32>(row, peerAfter), load<i32>(row, peerAfterLength), isLast, end);
	if (at < 0) {
		return;
	}
	if ((rowFlags & isClient) !== 0) {
		notePeerName(record, at, end);
		return;
	}
	for (; at < end; at++) {
		const octet = load<u8>(at);
		if (octet === 0x5b) {
			break;
		}
		if (octet === 0x28) {
			const close = indexOfOctet(0x29, at, end);
			at = close < 0 ? end : close;
		} else if (octet === 0x2c) {
			return;
		}
	}
	const close = indexOfOctet(0x5d, at, end);
	if (close < 0) {
		return;
	}
	let after = close + 1;
	if (after + 1 < end && load<u8>(after) === 0x3a && isDigit(load<u8>(after + 1))) {
		after += 2;
		while (after < end && isDigit(load<u8>(after))) {
			after++;
		}
	}
	store<i32>(record, at, layout.peerStart);
	store<i32>(record, close + 1, layout.addressEnd);
	store<i32>(record, after, layout.peerEnd);
}

/** The server that a client speaks with, as the line names it: `mx10.remote.example.` or `[192.0.2.1]`. */
function notePeerName(record: i32, start: i32, end: i32): void {
	let at = start;
	while (at < end && load<u8>(at) !== 0x20 && load<u8>(at) !== 0x2c) {
		at++;
	}
	if (at > start) {
		store<i32>(record, start, layout.peerStart);
		store<i32>(record, at, layout.addressEnd);
		store<i32>(record, at, layout.peerEnd);
	}
}

/** How long a second queue id is at most. */
const longestLink = 32;

function findLink(record: i32, row: i32, end: i32): void {
	const length = load<i32>(row, linkAfterLength);
	const isLast = (load<i32>(row, flags) & isLinkLast) !== 0;
	const start =
		length === 0
			? load<i32>(record, layout.bodyStart)
			: behind(record, load<i32>(row, linkAfter), length, isLast, end);
	if (start < 0) {
		return;
	}
	const limit = min(end, start + longestLink);
	let at = start;
	while (at < limit && !isLinkEnd(load<u8>(at))) {
		at++;
	}
	if (at > start) {
		store<i32>(record, start, layout.linkStart);
		store<i32>(record, at, layout.linkEnd);
	}
}

/** A blank, `)`, `"`, `,` or `:`. */
function isLinkEnd(octet: i32): bool {
	return octet === 0x20 || octet === 0x29 || octet === 0x22 || octet === 0x2c || octet === 0x3a;
}
