import {
	asciiBytes,
	colon,
	indexOf,
	isDigit,
	leftBracket,
	rightBracket,
	space,
	startsAt,
	twoDigits,
} from './ascii';

/** How a line says when it was written. */
export type TimeForm = 'none' | 'rfc3164' | 'rfc3339' | 'exim';

/**
 * What stands before the message of a log line. All offsets are octets into the line's buffer; an empty piece has start = end.
 * One object is used again for every line of the pass: nothing is allocated per line.
 */
export interface Prefix {
	timeForm: TimeForm;
	/** Seconds since 1970 of the time as written, read as UTC; of year 2000 where the line has no year. */
	seconds: number;
	/** Milliseconds within the second, where written; else 0. */
	milliseconds: number;
	/** Minutes east of UTC, or `noOffset`. */
	offset: number;
	hostStart: number;
	hostEnd: number;
	programStart: number;
	programEnd: number;
	/** -1 where none is written. */
	pid: number;
	/** Where the message begins and ends. */
	messageStart: number;
	messageEnd: number;
	/** The last date without a year that was read, and its first second: neighbouring lines have the same. */
	dateKey: number;
	dateSeconds: number;
}

/** The line does not write its zone. */
export const noOffset = 0x7fff;

export function newPrefix(): Prefix {
	return {
		timeForm: 'none',
		seconds: 0,
		milliseconds: 0,
		offset: noOffset,
		hostStart: 0,
		hostEnd: 0,
		programStart: 0,
		programEnd: 0,
		pid: -1,
		messageStart: 0,
		messageEnd: 0,
		dateKey: -1,
		dateSeconds: 0,
	};
}

/**
 * Reads what stands before the message: the time in one of the forms below, then host, program and process id of a syslog line.
 * A line without any of them has `timeForm: 'none'` and its message at its start. Sources: RFC 3164 §4.1, RFC 3339 §5.6,
 * RFC 5424 §6, Exim specification ch. 52 "Log files", Postfix maillog_file (msg_logger.c).
 *
 *     Nov 23 16:20:48 mail postfix/smtpd[291]: connect from …              rfc3164
 *     <22>Nov 23 16:20:48 mail postfix/smtpd[291]: connect from …          rfc3164 behind <PRI>
 *     2026-11-23T16:29:21.135724+00:00 mail postfix/smtpd[580]: …          rfc3339
 *     <22>1 2026-11-23T16:29:21.135724+00:00 mail postfix/smtpd 580 - - …  RFC 5424
 *     2026-11-23 16:35:10.116 +0100 [510] 1xVX0Y-00008E-0N <= …            exim
 *     postfix-1  | Nov 23 16:20:48 a3426da50090 postfix/smtpd[1]: …        rfc3164 behind a container's name
 *     @400000004c91b044077a9e94 qmail-smtpd: …                             TAI64N (multilog), the time only
 *
 * Of a message that syslog only counted (`message repeated 2 times: [ … ]`) the message is what stands between the brackets, and
 * rsyslog's `#012` for a line feed at the end belongs to no message.
 */
export function readPrefix(bytes: Uint8Array, start: number, end: number, prefix: Prefix): void {
	prefix.timeForm = 'none' as TimeForm;
	prefix.milliseconds = 0;
	prefix.offset = noOffset;
	prefix.pid = -1;
	prefix.hostStart = prefix.hostEnd = prefix.programStart = prefix.programEnd = start;
	prefix.messageStart = start;
	prefix.messageEnd = end;
	let at = afterPriority(bytes, start, end);
	const isVersioned = at > start && bytes[at] === 49 && bytes[at + 1] === space;
	if (isVersioned) {
		at += 2;
	}
	let after = readTime(bytes, at, end, prefix);
	if (after < 0) {
		at = afterContainerName(bytes, start, end);
		after = at < 0 ? -1 : readTime(bytes, at, end, prefix);
		if (after < 0) {
			return;
		}
	}
	prefix.messageStart = after;
	if (prefix.timeForm === 'exim') {
		readEximPid(bytes, after, end, prefix);
	} else if (isVersioned) {
		readRfc5424Names(bytes, after, end, prefix);
	} else {
		readNames(bytes, after, end, prefix);
	}
	if (prefix.programEnd > prefix.programStart) {
		trimMessage(bytes, prefix);
	}
}

/** `<22>` → the place after it; otherwise the place itself. */
function afterPriority(bytes: Uint8Array, at: number, end: number): number {
	if (bytes[at] !== 60) {
		return at;
	}
	let digit = at + 1;
	while (digit < end && isDigit(bytes[digit])) {
		digit++;
	}
	return digit > at + 1 && digit <= at + 4 && bytes[digit] === 62 ? digit + 1 : at;
}

/** `postfix-mailcow-1  | ` → the place after it, or -1. */
function afterContainerName(bytes: Uint8Array, start: number, end: number): number {
	const limit = Math.min(end, start + 64);
	for (let at = start; at < limit; at++) {
		if (bytes[at] === 124 && at > start && bytes[at - 1] === space && bytes[at + 1] === space) {
			return at + 2;
		}
	}
	return -1;
}

/** Reads the time at `at` and gives the place of what follows it (after the blank), or -1. */
function readTime(bytes: Uint8Array, at: number, end: number, prefix: Prefix): number {
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

const repeated = asciiBytes('message repeated ');
const timesOf = asciiBytes(' times: [ ');

/** Takes off what syslog put around a message: `message repeated 2 times: [ … ]`, and `#012` behind it. */
function trimMessage(bytes: Uint8Array, prefix: Prefix): void {
	let end = prefix.messageEnd;
	while (
		bytes[end - 1] === 50 &&
		bytes[end - 2] === 49 &&
		bytes[end - 3] === 48 &&
		bytes[end - 4] === 35 &&
		end - 4 >= prefix.messageStart
	) {
		end -= 4;
	}
	if (bytes[prefix.messageStart] === 109 && startsAt(bytes, prefix.messageStart, end, repeated)) {
		const words = indexOf(bytes, prefix.messageStart, Math.min(end, prefix.messageStart + 48), timesOf);
		if (words >= 0 && bytes[end - 1] === rightBracket) {
			prefix.messageStart = words + timesOf.length;
			end--;
		}
	}
	prefix.messageEnd = Math.max(end, prefix.messageStart);
}

/** `16:20:48` → seconds of the day, or -1. A leap second is taken. */
function clockSeconds(bytes: Uint8Array, at: number): number {
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
function readFraction(bytes: Uint8Array, at: number, end: number, prefix: Prefix): number {
	if (at >= end || (bytes[at] !== 46 && bytes[at] !== 44) || !isDigit(bytes[at + 1])) {
		return Math.min(at, end);
	}
	let weight = 100;
	let after = at + 1;
	for (; after < end && isDigit(bytes[after]); after++) {
		prefix.milliseconds += Math.floor(weight) * ((bytes[after] ?? 0) - 48);
		weight /= 10;
	}
	return after;
}

/** `Z`, `+01:00` or `+0100` → the place after it, or -1. */
function readOffset(bytes: Uint8Array, at: number, end: number, prefix: Prefix): number {
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

/** `[510] ` of Exim's +pid. */
function readEximPid(bytes: Uint8Array, at: number, end: number, prefix: Prefix): void {
	if (bytes[at] !== leftBracket) {
		return;
	}
	const after = readNumber(bytes, at + 1, end);
	if (after > at + 1 && bytes[after] === rightBracket && bytes[after + 1] === space) {
		prefix.pid = numberOf(bytes, at + 1, after);
		prefix.messageStart = after + 2;
	}
}

/** `mail postfix/smtpd[291]: ` or `mail dovecot: `. */
function readNames(bytes: Uint8Array, at: number, end: number, prefix: Prefix): void {
	const hostEnd = wordEnd(bytes, at, end);
	if (hostEnd === at || hostEnd >= end) {
		return;
	}
	let program = hostEnd + 1;
	while (program < end && bytes[program] === space) {
		program++;
	}
	let after = program;
	while (after < end && bytes[after] !== space && bytes[after] !== colon && bytes[after] !== leftBracket) {
		after++;
	}
	const programEnd = after;
	if (bytes[after] === leftBracket) {
		const close = bytes.indexOf(rightBracket, after);
		if (close < 0 || close >= end) {
			return;
		}
		if (readNumber(bytes, after + 1, end) === close) {
			prefix.pid = numberOf(bytes, after + 1, close);
		}
		after = close + 1;
	}
	if (after >= end || bytes[after] !== colon || programEnd === program) {
		prefix.pid = -1;
		return;
	}
	prefix.hostStart = at;
	prefix.hostEnd = hostEnd;
	prefix.programStart = program;
	prefix.programEnd = programEnd;
	prefix.messageStart = bytes[after + 1] === space ? after + 2 : after + 1;
	if (prefix.messageStart > end) {
		prefix.messageStart = end;
	}
}

/** `mail postfix/smtpd 580 - - ` and structured data. */
function readRfc5424Names(bytes: Uint8Array, at: number, end: number, prefix: Prefix): void {
	const hostEnd = wordEnd(bytes, at, end);
	const programEnd = wordEnd(bytes, hostEnd + 1, end);
	const pidEnd = wordEnd(bytes, programEnd + 1, end);
	const idEnd = wordEnd(bytes, pidEnd + 1, end);
	if (idEnd >= end) {
		return;
	}
	prefix.hostStart = at;
	prefix.hostEnd = hostEnd;
	prefix.programStart = hostEnd + 1;
	prefix.programEnd = programEnd;
	if (readNumber(bytes, programEnd + 1, end) === pidEnd && pidEnd > programEnd + 1) {
		prefix.pid = numberOf(bytes, programEnd + 1, pidEnd);
	}
	let after = idEnd + 1;
	if (bytes[after] === 45) {
		after++;
	} else {
		while (after < end && bytes[after] === leftBracket) {
			after = structuredDataEnd(bytes, after, end);
		}
	}
	while (after < end && bytes[after] === space) {
		after++;
	}
	// Octets EF BB BF say that the message is UTF-8 (RFC 5424 §6.4).
	if (bytes[after] === 0xef && bytes[after + 1] === 0xbb && bytes[after + 2] === 0xbf) {
		after += 3;
	}
	prefix.messageStart = Math.min(after, end);
}

function structuredDataEnd(bytes: Uint8Array, at: number, end: number): number {
	for (let after = at + 1; after < end; after++) {
		if (bytes[after] === 92) {
			after++;
		} else if (bytes[after] === rightBracket) {
			return after + 1;
		}
	}
	return end;
}

function wordEnd(bytes: Uint8Array, at: number, end: number): number {
	let after = at;
	while (after < end && bytes[after] !== space) {
		after++;
	}
	return after;
}

/** The place after the digits at `at`; ten at most, more are no process id. */
function readNumber(bytes: Uint8Array, at: number, end: number): number {
	let after = at;
	while (after < end && after < at + 10 && isDigit(bytes[after])) {
		after++;
	}
	return after;
}

function numberOf(bytes: Uint8Array, start: number, end: number): number {
	let value = 0;
	for (let at = start; at < end; at++) {
		value = value * 10 + (bytes[at] ?? 0) - 48;
	}
	return value;
}

/** Each month's three letters as one number, January first. */
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].map(
	(name) => (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2),
);

function monthOf(bytes: Uint8Array, at: number): number {
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
