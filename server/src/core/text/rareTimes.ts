import { asciiBytes, isDigit, space, startsAt, twoDigits } from './ascii';
import type { Prefix } from './prefix';
import { clockSeconds, daysOf, monthOf, readFraction, readOffset } from './times';

/**
 * The times that few logs have; they are tried where no other one stands. Gives the place of what follows (after the blank), or -1.
 *
 *     1767603601.120468 mx1 postfix/smtpd[2211]: …       journalctl -o short-unix
 *     2026 Jan  5 10:00:01 mx1 postfix/smtpd[2211]: …    syslog-ng, ts-format(full)
 *     2026-01-05T10:00:01 mx1 postfix/smtpd[2211]: …     RFC 3339 without its zone
 *     Mon 2026-01-05 10:00:01 CET mx1 postfix/smtpd[1]: … journalctl -o short-full
 */
export function readRareTime(bytes: Uint8Array, at: number, end: number, prefix: Prefix): number {
	if (!isDigit(bytes[at])) {
		return readWeekdayTime(bytes, at, end, prefix);
	}
	if (bytes[at + 4] === space) {
		return readFullTime(bytes, at, end, prefix);
	}
	return bytes[at + 10] === 84
		? readZonelessTime(bytes, at, end, prefix)
		: readUnixTime(bytes, at, end, prefix);
}

/** `2026 Jan  5 10:00:01 ` */
function readFullTime(bytes: Uint8Array, at: number, end: number, prefix: Prefix): number {
	const century = twoDigits(bytes, at);
	const years = twoDigits(bytes, at + 2);
	const month = monthOf(bytes, at + 5);
	const tens = bytes[at + 9] === space ? 0 : (bytes[at + 9] ?? 0) - 48;
	const ones = (bytes[at + 10] ?? 0) - 48;
	const isDate =
		century >= 19 && years >= 0 && month >= 0 && tens >= 0 && tens <= 3 && ones >= 0 && ones <= 9;
	const seconds = clockSeconds(bytes, at + 12);
	if (!isDate || bytes[at + 8] !== space || bytes[at + 11] !== space || seconds < 0 || at + 20 > end) {
		return -1;
	}
	const after = readFraction(bytes, at + 20, end, prefix);
	return finish(
		bytes,
		after,
		end,
		prefix,
		daysOf(century * 100 + years, month, tens * 10 + ones) * 86_400 + seconds,
	);
}

/** `2026-01-05T10:00:01 `, only where something follows. */
function readZonelessTime(bytes: Uint8Array, at: number, end: number, prefix: Prefix): number {
	const seconds = readDate(bytes, at, end);
	const after = seconds < 0 ? -1 : readFraction(bytes, at + 19, end, prefix);
	return after < 0 || after >= end ? -1 : finish(bytes, after, end, prefix, seconds);
}

/** `1767603601.120468 `: ten digits of seconds since 1970, until 2286. */
function readUnixTime(bytes: Uint8Array, at: number, end: number, prefix: Prefix): number {
	if (bytes[at + 10] !== 46 || at + 12 > end) {
		return -1;
	}
	let seconds = 0;
	for (let digit = at; digit < at + 10; digit++) {
		if (!isDigit(bytes[digit])) {
			return -1;
		}
		seconds = seconds * 10 + (bytes[digit] ?? 0) - 48;
	}
	const after = readFraction(bytes, at + 10, end, prefix);
	if (after === at + 10 || after >= end || bytes[after] !== space) {
		return -1;
	}
	prefix.offset = 0;
	return finish(bytes, after, end, prefix, seconds);
}

/** `Mon 2026-01-05 10:00:01 CET `, as `journalctl -o short-full` and `with-unit` write it → the place after it, or -1. */
function readWeekdayTime(bytes: Uint8Array, at: number, end: number, prefix: Prefix): number {
	const seconds = bytes[at + 3] === space && bytes[at + 14] === space ? readDate(bytes, at + 4, end) : -1;
	if (seconds < 0) {
		return -1;
	}
	const zone = readFraction(bytes, at + 23, end, prefix) + 1;
	let after = zone;
	while (after < end && isZoneOctet(bytes[after] ?? 0)) {
		after++;
	}
	if (after >= end || after === zone || after - zone > 6) {
		return -1;
	}
	readZone(bytes, zone, after, prefix);
	return finish(bytes, after, end, prefix, seconds);
}

/** Upper-case letters, digits, `+` and `-`. */
function isZoneOctet(octet: number): boolean {
	return (octet >= 65 && octet <= 90) || isDigit(octet) || octet === 43 || octet === 45;
}

/** `2026-01-05T10:00:01` → seconds since 1970 as if it were UTC, or -1. */
function readDate(bytes: Uint8Array, at: number, end: number): number {
	const century = twoDigits(bytes, at);
	const years = twoDigits(bytes, at + 2);
	const month = twoDigits(bytes, at + 5);
	const day = twoDigits(bytes, at + 8);
	const seconds = clockSeconds(bytes, at + 11);
	const isDate = century >= 0 && years >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
	return isDate && bytes[at + 4] === 45 && bytes[at + 7] === 45 && seconds >= 0 && at + 19 < end
		? daysOf(century * 100 + years, month - 1, day) * 86_400 + seconds
		: -1;
}

function finish(bytes: Uint8Array, after: number, end: number, prefix: Prefix, seconds: number): number {
	if (after < end && bytes[after] !== space) {
		return -1;
	}
	prefix.timeForm = 'rfc3339';
	prefix.seconds = seconds;
	return Math.min(after + 1, end);
}

/**
 * Abbreviations of zones that mean one thing only: of RFC 5322 §4.3, and Europe's (tz database, `europe`). CST, IST and BST are
 * several zones each and tell nothing.
 */
const zones = Object.entries({
	UTC: 0,
	GMT: 0,
	CET: 60,
	CEST: 120,
	EET: 120,
	EEST: 180,
	WET: 0,
	WEST: 60,
	MSK: 180,
	EST: -300,
	EDT: -240,
	MST: -420,
	MDT: -360,
	PST: -480,
	PDT: -420,
}).map(([name, offset]) => ({ name: asciiBytes(name), offset }));

/** `CET`, `UTC`, `+03` or `+0530`; what is none of these leaves the zone unknown. */
function readZone(bytes: Uint8Array, start: number, end: number, prefix: Prefix): void {
	const octet = bytes[start];
	if (octet === 43 || octet === 45) {
		const hours = twoDigits(bytes, start + 1);
		if (end - start === 3 && hours >= 0) {
			prefix.offset = (octet === 43 ? 60 : -60) * hours;
		} else {
			readOffset(bytes, start, end, prefix);
		}
		return;
	}
	for (const { name, offset } of zones) {
		if (end - start === name.length && startsAt(bytes, start, end, name)) {
			prefix.offset = offset;
			return;
		}
	}
}
