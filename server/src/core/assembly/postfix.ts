/** Postfix's messages: its word of severity, its queue id, and the row that claims what stands behind them. */
import * as layout from './layout';
import { isDigit } from './octets';
import { claim, findRow } from './rows';

/** What an octet may be in a queue id: 0-9 and A-F; 0-9, B-Z and b-z without vowels; the `z` before the inode. */
const hexadecimal = 1;
const base52 = 2;
const longMark = 4;

for (let octet = 0; octet < 256; octet++) {
	store<u8>(layout.idClasses + octet, classesOf(octet));
}

function classesOf(octet: i32): i32 {
	if (isDigit(octet)) {
		return hexadecimal | base52;
	}
	const letter = (octet | 0x20) - 0x61;
	if (<u32>letter >= 26) {
		return 0;
	}
	const isVowel = ((0x104111 >> letter) & 1) !== 0;
	return (
		(octet >= 0x41 && octet <= 0x46 ? hexadecimal : 0) |
		(isVowel ? 0 : base52) |
		(octet === 0x7a ? longMark : 0)
	);
}

/** The longest queue id. */
const longest = 32;

/**
 * The end of the Postfix queue id at `at`, where it is followed by `: `, or -1. Short ids are upper-case hexadecimal, long ones
 * have the digits and the consonants of mail_queue.h's base 52 alphabet and a `z` before the inode.
 */
export function postfixIdEnd(at: i32, end: i32): i32 {
	const limit = min(end, at + longest + 1);
	let every = hexadecimal | base52;
	let some = 0;
	let after = at;
	for (; after < limit; after++) {
		const classes = <i32>load<u8>(layout.idClasses + <i32>load<u8>(after));
		if (classes === 0) {
			break;
		}
		every &= classes;
		some |= classes;
	}
	if (after >= end || load<u8>(after) !== 0x3a || (after + 1 < end && load<u8>(after + 1) !== 0x20)) {
		return -1;
	}
	const length = after - at;
	const isId =
		((every & hexadecimal) !== 0 && length >= 5) ||
		((every & base52) !== 0 && (some & longMark) !== 0 && length >= 10);
	return isId && length <= longest ? after : -1;
}

/** Reads a message into the record, which knows where it begins; `table` are the rows of its daemon. */
export function readPostfix(record: i32, table: i32, end: i32): void {
	let at = passSeverity(record, load<i32>(record, layout.messageStart), end);
	const idEnd = postfixIdEnd(at, end);
	if (idEnd >= 0) {
		store<i32>(record, at, layout.idStart);
		store<i32>(record, idEnd, layout.idEnd);
		at = passSeverity(record, min(idEnd + 2, end), end);
	} else if (at + 9 <= end && load<u64>(at) === noQueue && load<u8>(at + 8) === 0x20) {
		at += 9;
	}
	store<i32>(record, at, layout.bodyStart);
	const row = findRow(table, at, end, idEnd >= 0);
	if (row !== 0) {
		claim(record, row, end);
	}
}

/** `NOQUEUE:` */
const noQueue: u64 = 0x3a45554555514f4e;

/** `warning: ` before or behind the queue id → the place after it. */
function passSeverity(record: i32, at: i32, end: i32): i32 {
	const length = severityLength(at);
	if (length === 0 || at + length > end || load<i32>(record, layout.severityStart) >= 0) {
		return at;
	}
	store<i32>(record, at, layout.severityStart);
	store<i32>(record, at + length - 2, layout.severityEnd);
	return at + length;
}

/** The length of `warning: `, `fatal: `, `panic: ` or `error: `, or 0. */
function severityLength(at: i32): i32 {
	const word = load<u64>(at);
	if (word === 0x3a676e696e726177) {
		return load<u8>(at + 8) === 0x20 ? 9 : 0;
	}
	const seven = word & 0x00ffffffffffffff;
	return seven === 0x203a6c61746166 || seven === 0x203a63696e6170 || seven === 0x203a726f727265 ? 7 : 0;
}
