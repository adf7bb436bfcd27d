import { asciiBytes, colon, indexOf, isDigit, leftBracket, rightBracket, space, startsAt } from './ascii';
import { readTime } from './times';

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
	clear(prefix, start, end);
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

/** Makes it the prefix of a line without any. */
export function clear(prefix: Prefix, start: number, end: number): void {
	prefix.timeForm = 'none';
	prefix.milliseconds = 0;
	prefix.offset = noOffset;
	prefix.pid = -1;
	prefix.hostStart = prefix.hostEnd = prefix.programStart = prefix.programEnd = start;
	prefix.messageStart = start;
	prefix.messageEnd = end;
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

const repeated = asciiBytes('message repeated ');
const timesOf = asciiBytes(' times: [ ');

/** Takes off what syslog put around a message: `message repeated 2 times: [ … ]`, and `#012` behind it. */
export function trimMessage(bytes: Uint8Array, prefix: Prefix): void {
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

/** `[510] ` of Exim's +pid. */
export function readEximPid(bytes: Uint8Array, at: number, end: number, prefix: Prefix): void {
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
