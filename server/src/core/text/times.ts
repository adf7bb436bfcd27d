import { colon, isDigit, space, twoDigits } from './ascii';
import type { Prefix, TimeForm } from './prefix';

/** Reads the time at `at` and gives the place of what follows it (after the blank), or -1. */
export function readTime(bytes: Uint8Array, at: number, end: number, prefix: Prefix): number {
	if (end - at < 15) {
		return -1;
	}
	if (isDigit(bytes[at])) {
		return readIsoTime(bytes, at, end, prefix);
	}
	return bytes[at] === 64 ? readTai64n(bytes, at, end, prefix) : readBsdTime(bytes, at, end, prefix);
}

/** `Nov 23 16:20:48 `, also with a year: `Nov 23 2026 16:20:48 `. */
function readBsdTime(bytes: Uint8Array, at: number, end: number, prefix: Prefix): number {
	const key =
		(((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)) * 65_536 +
		(((bytes[at + 4] ?? 0) << 8) | (bytes[at + 5] ?? 0));
	if (bytes[at + 3] !== space || bytes[at + 6] !== space) {
		return -1;
	}
	if (key !== prefix.dateKey) {
		const month = monthOf(bytes, at);
		const tens = bytes[at + 4] === space ? 0 : (bytes[at + 4] ?? 0) - 48;
		const ones = (bytes[at + 5] ?? 0) - 48;
		const day = tens * 10 + ones;
		if (month < 0 || tens < 0 || tens > 3 || ones < 0 || ones > 9 || day < 1 || day > 31) {
			return -1;
		}
		prefix.dateKey = key;
		prefix.dateSeconds = daysOf(2000, month, day) * 86_400;
	}
	let clock = at + 7;
	let date = prefix.dateSeconds;
	let form: TimeForm = 'rfc3164';
	if (bytes[clock + 4] === space && twoDigits(bytes, clock) >= 19 && twoDigits(bytes, clock + 2) >= 0) {
		const shown = new Date(date * 1000);
		const year = twoDigits(bytes, clock) * 100 + twoDigits(bytes, clock + 2);
		date = daysOf(year, shown.getUTCMonth(), shown.getUTCDate()) * 86_400;
		clock += 5;
		form = 'rfc3339';
	}
	const seconds = clockSeconds(bytes, clock);
	if (seconds < 0 || clock + 8 > end) {
		return -1;
	}
	const after = readFraction(bytes, clock + 8, end, prefix);
	if (after < end && bytes[after] !== space) {
		return -1;
	}
	prefix.timeForm = form;
	prefix.seconds = date + seconds;
	return Math.min(after + 1, end);
}

/** `2026-11-23T16:29:21.135724+00:00 ` or Exim's `2026-11-23 16:35:10.116 +0100 `. */
function readIsoTime(bytes: Uint8Array, at: number, end: number, prefix: Prefix): number {
	const century = twoDigits(bytes, at);
	const years = twoDigits(bytes, at + 2);
	const month = twoDigits(bytes, at + 5);
	const day = twoDigits(bytes, at + 8);
	const separator = bytes[at + 10];
	if (century < 0 || years < 0 || bytes[at + 4] !== 45 || bytes[at + 7] !== 45 || end - at < 19) {
		return -1;
	}
	const seconds = clockSeconds(bytes, at + 11);
	const isExim = separator === space;
	if (month < 1 || month > 12 || day < 1 || day > 31 || seconds < 0 || (!isExim && separator !== 84)) {
		return -1;
	}
	let after = readFraction(bytes, at + 19, end, prefix);
	if (isExim && bytes[after] === space && (bytes[after + 1] === 43 || bytes[after + 1] === 45)) {
		const zone = readOffset(bytes, after + 1, end, prefix);
		after = zone < 0 ? after : zone;
	} else if (!isExim) {
		after = readOffset(bytes, after, end, prefix);
	}
	if (after < 0 || (after < end && bytes[after] !== space)) {
		return -1;
	}
	prefix.timeForm = isExim ? 'exim' : 'rfc3339';
	prefix.seconds = daysOf(century * 100 + years, month - 1, day) * 86_400 + seconds;
	return Math.min(after + 1, end);
}

/** `@400000004c91b044077a9e94 `: 2^62 + TAI seconds, then nanoseconds, in hexadecimal (cr.yp.to/libtai/tai64.html). */
function readTai64n(bytes: Uint8Array, at: number, end: number, prefix: Prefix): number {
	if (end - at < 26 || bytes[at + 1] !== 52 || bytes[at + 2] !== 48 || bytes[at + 25] !== space) {
		return -1;
	}
	const seconds = hexadecimal(bytes, at + 9, at + 17);
	const nanoseconds = hexadecimal(bytes, at + 17, at + 25);
	if (seconds < 0 || nanoseconds < 0) {
		return -1;
	}
	prefix.timeForm = 'rfc3339';
	// multilog's clock is 10 s ahead of UTC: it knows no leap second after 1972.
	prefix.seconds = seconds - 10;
	prefix.milliseconds = Math.floor(nanoseconds / 1_000_000);
	prefix.offset = 0;
	return at + 26;
}

function hexadecimal(bytes: Uint8Array, start: number, end: number): number {
	let value = 0;
	for (let at = start; at < end; at++) {
		const octet = bytes[at] ?? 0;
		const digit = isDigit(octet) ? octet - 48 : (octet | 32) - 87;
		if (digit < 0 || digit > 15 || (!isDigit(octet) && digit < 10)) {
			return -1;
		}
		value = value * 16 + digit;
	}
	return value;
}

/** `16:20:48` → seconds of the day, or -1. A leap second is taken. */
export function clockSeconds(bytes: Uint8Array, at: number): number {
	const hours = twoDigits(bytes, at);
	const minutes = twoDigits(bytes, at + 3);
	const seconds = twoDigits(bytes, at + 6);
	if (bytes[at + 2] !== colon || bytes[at + 5] !== colon || hours < 0 || hours > 23) {
		return -1;
	}
	return minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60
		? -1
		: hours * 3600 + minutes * 60 + seconds;
}

/** `.135724` → the place after it; keeps the milliseconds. */
export function readFraction(bytes: Uint8Array, at: number, end: number, prefix: Prefix): number {
	if (at >= end || (bytes[at] !== 46 && bytes[at] !== 44) || !isDigit(bytes[at + 1])) {
		return Math.min(at, end);
	}
	prefix.milliseconds = 0;
	let weight = 100;
	let after = at + 1;
	for (; after < end && isDigit(bytes[after]); after++) {
		prefix.milliseconds += Math.floor(weight) * ((bytes[after] ?? 0) - 48);
		weight /= 10;
	}
	return after;
}

/** `Z`, `+01:00` or `+0100` → the place after it, or -1. */
export function readOffset(bytes: Uint8Array, at: number, end: number, prefix: Prefix): number {
	if (at < end && (bytes[at] === 90 || bytes[at] === 122)) {
		prefix.offset = 0;
		return at + 1;
	}
	const sign = bytes[at] === 43 ? 1 : bytes[at] === 45 ? -1 : 0;
	const minutesAt = bytes[at + 3] === colon ? at + 4 : at + 3;
	const hours = twoDigits(bytes, at + 1);
	const minutes = twoDigits(bytes, minutesAt);
	if (sign === 0 || hours < 0 || minutes < 0 || minutesAt + 2 > end) {
		return -1;
	}
	prefix.offset = sign * (hours * 60 + minutes);
	return minutesAt + 2;
}

/** Each month's three letters as one number, January first. */
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].map(
	(name) => (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2),
);

export function monthOf(bytes: Uint8Array, at: number): number {
	return months.indexOf(((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0));
}

/** Days from 1970-01-01 to a date of the Gregorian calendar; month from 0. */
export function daysOf(year: number, month: number, day: number): number {
	const shifted = month < 2 ? year - 1 : year;
	const era = Math.floor(shifted / 400);
	const yearOfEra = shifted - era * 400;
	const dayOfYear = Math.floor((153 * (month < 2 ? month + 10 : month - 2) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146_097 + dayOfEra - 719_468;
}
