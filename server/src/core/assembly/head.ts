/**
 * What stands before the message of a syslog line, where it is as in lines before: the time of the last line, and a host and a
 * program that came lately. TypeScript reads all others (`lineHead.ts`), and notes here what it has read.
 */
import * as layout from './layout';
import { isDigit, isSame } from './octets';

/** Octets of the time with the blank behind it; 0 where lines are not compared with it. */
let timeLength: i32 = 0;
/** Where its fraction of a second stands, which may be another one, and how many digits it has. */
let fractionAt: i32 = 0;
let fractionLength: i32 = 0;
/** It is one that Exim writes. */
let isEximTime: bool = false;

/** How long a time may be. */
const longestTime: i32 = 48;

/** The fields of a pair of names: how long it is (0: nothing), and the table of rows where Postfix is the program. */
const pairLength = 0;
const pairTable = 4;
const pairText = 8;
const shortestPair: i32 = 8;
const longestPair: i32 = 64;
/** So many places are tried for a pair. */
const tries = 4;

/** Lines that begin with these octets, `length` of them, are of the second that is known, whatever the fraction of it is. */
export function noteTime(at: i32, length: i32, fraction: i32, digits: i32, isExim: bool): void {
	timeLength = length > longestTime ? 0 : length;
	fractionAt = fraction;
	fractionLength = digits;
	isEximTime = isExim;
	memory.copy(layout.time, at, timeLength);
	memory.fill(layout.timeMask, 0, longestTime);
	memory.fill(layout.timeMask, 0xff, timeLength);
	memory.fill(layout.timeMask + fraction, 0, digits);
}

/** Forgets the names and the time. */
export function forgetHead(): void {
	timeLength = 0;
	memory.fill(layout.pairs, 0, layout.pairCount * layout.pairSize);
}

/** Whether the time that is known is one that Exim writes. */
export function isExim(): bool {
	return isEximTime;
}

/** The place behind the time, where it is the one that is known; else -1. */
export function afterTime(at: i32, end: i32): i32 {
	const length = timeLength;
	if (length === 0 || at + length >= end) {
		return -1;
	}
	for (let done = 0; done < length; done += 16) {
		const other = v128.xor(v128.load(at + done), v128.load(layout.time + done));
		if (v128.any_true(v128.and(other, v128.load(layout.timeMask + done)))) {
			return -1;
		}
	}
	const fraction = at + fractionAt;
	for (let digit = 0; digit < fractionLength; digit++) {
		if (!isDigit(load<u8>(fraction + digit))) {
			return -1;
		}
	}
	return at + length;
}

/** Notes `mail postfix/smtpd`, the octets from `at` to `end`; gives its number, or -1 where it is too long or too short. */
export function notePair(at: i32, end: i32, table: i32): i32 {
	const length = end - at;
	if (length < shortestPair || length > longestPair) {
		return -1;
	}
	const first = slotOf(at, length);
	let pair = first;
	for (let turn = 0; turn < tries && load<i32>(pair, pairLength) !== 0; turn++) {
		pair = next(pair);
	}
	if (load<i32>(pair, pairLength) !== 0) {
		pair = first;
	}
	store<i32>(pair, length, pairLength);
	store<i32>(pair, table, pairTable);
	memory.copy(pair + pairText, at, length);
	return numberOf(pair);
}

/** Reads `mail postfix/smtpd[291]: ` into the record; gives the table of its program's rows (0: none), or -1 where it is not known. */
export function readNames(record: i32, at: i32, end: i32): i32 {
	const behind = endOfNames(at, min(end, at + longestPair + 1));
	if (behind < at + shortestPair) {
		return -1;
	}
	const pair = findPair(at, behind - at);
	if (pair === 0) {
		return -1;
	}
	const after = load<u8>(behind) === 0x5b ? readPid(record, behind, end) : behind;
	if (after === behind) {
		store<i32>(record, -1, layout.pid);
	}
	if (after < 0 || after + 2 > end || load<u16>(after) !== 0x203a || !isPlain(after + 2, end)) {
		return -1;
	}
	store<i32>(record, numberOf(pair), layout.names);
	store<i32>(record, after + 2, layout.messageStart);
	store<i32>(record, after + 2, layout.bodyStart);
	return load<i32>(pair, pairTable);
}

/** Reads `[291]` into the record; gives the place behind it, or -1. Longer numbers are left to TypeScript. */
export function readPid(record: i32, at: i32, end: i32): i32 {
	const limit = min(end, at + 10);
	let pid = 0;
	let after = at + 1;
	for (; after < limit && isDigit(load<u8>(after)); after++) {
		pid = pid * 10 + <i32>load<u8>(after) - 0x30;
	}
	if (after === at + 1 || after >= end || load<u8>(after) !== 0x5d) {
		return -1;
	}
	store<i32>(record, pid, layout.pid);
	return after + 1;
}

/** Whether nothing stands around a message that `trimMessage` would take off. */
function isPlain(at: i32, end: i32): bool {
	if (end - at < 4) {
		return true;
	}
	const word = load<i32>(at);
	const last = load<i32>(end - 4) & 0xffffff;
	// `[ID `, `mess`age repeated, `#01` and `\01` before the last octet
	return word !== 0x2044495b && word !== 0x7373656d && last !== 0x313023 && last !== 0x31305c;
}

/** Where `[` or `:` stands first, or -1. */
function endOfNames(at: i32, limit: i32): i32 {
	const bracket = i8x16.splat(0x5b);
	const colon = i8x16.splat(0x3a);
	for (; at < limit; at += 16) {
		const octets = v128.load(at);
		const found = i8x16.bitmask(v128.or(i8x16.eq(octets, bracket), i8x16.eq(octets, colon)));
		if (found !== 0) {
			const place = at + ctz(found);
			return place < limit ? place : -1;
		}
	}
	return -1;
}

function findPair(at: i32, length: i32): i32 {
	let pair = slotOf(at, length);
	for (let turn = 0; turn < tries; turn++) {
		if (load<i32>(pair, pairLength) === length && isSame(pair + pairText, at, length)) {
			return pair;
		}
		pair = next(pair);
	}
	return 0;
}

/** The place of a pair, by its last eight octets and its length. */
function slotOf(at: i32, length: i32): i32 {
	const mixed = (load<u64>(at + length - 8) ^ length) * 0x9e3779b97f4a7c15;
	return layout.pairs + <i32>(mixed >>> 58) * layout.pairSize;
}

/** Its place among all pairs. */
function numberOf(pair: i32): i32 {
	return (pair - layout.pairs) / layout.pairSize;
}

function next(pair: i32): i32 {
	const after = pair + layout.pairSize;
	return after === layout.pairs + layout.pairCount * layout.pairSize ? layout.pairs : after;
}
