import { asciiBytes, indexOf, isDigit, leftBracket, rightBracket, space, startsAt } from './ascii';
import { afterFacility, numberOf, readNames, readNumber, readRfc5424Names } from './names';
import { readRareTime } from './rareTimes';
import { readTime } from './times';

/** How a line says when it was written. */
export type TimeForm = 'none' | 'rfc3164' | 'rfc3339' | 'exim';

/**
 * What stands before the message of a log line. All offsets are octets into the line's buffer; an empty piece has start = end.
 * One object is used again for every line of the pass: nothing is allocated per line.
 */
export interface Prefix {
	timeForm: TimeForm;
	/** Seconds since 1970 of the time as written, read as UTC; of year 2000 where the line has no year; 0 without a time. */
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
 * RFC 5424 §6, RFC 6587 §3.4.1, Exim specification ch. 52 "Log files", Postfix maillog_file (msg_logger.c), journalctl(1),
 * the Container Runtime Interface's log format of Kubernetes.
 *
 *     Nov 23 16:20:48 mail postfix/smtpd[291]: connect from …              rfc3164
 *     <22>Nov 23 16:20:48 mail postfix/smtpd[291]: connect from …          rfc3164 behind <PRI>, or <mail.info> of BSD
 *     2026-11-23T16:29:21.135724+00:00 mail postfix/smtpd[580]: …          rfc3339
 *     <22>1 2026-11-23T16:29:21.135724+00:00 mail postfix/smtpd 580 - - …  RFC 5424; octet counting puts `95 ` in front
 *     2026-11-23 16:35:10.116 +0100 [510] 1xVX0Y-00008E-0N <= …            exim
 *     2026-11-23 16:35:10 mail postfix/smtpd[580]: …                       rfc3339 without T and zone
 *     postfix-1  | Nov 23 16:20:48 a3426da50090 postfix/smtpd[1]: …        rfc3164 behind a container's name
 *     2026-11-23T16:29:21.135724Z stdout F Nov 23 16:29:21 …               a time that a container's log has put in front
 *     @400000004c91b044077a9e94 qmail-smtpd: …                             TAI64N (multilog), the time only
 *     Mon 2026-01-05 10:00:00 CET mail postfix/smtpd[1]: …                 and what else `rareTimes.ts` reads
 *
 * Of a message that syslog only counted (`message repeated 2 times: [ … ]`) the message is what stands between the brackets, and
 * rsyslog's `#012` for a line feed at the end belongs to no message.
 */
export function readPrefix(bytes: Uint8Array, start: number, end: number, prefix: Prefix): void {
	readAt(bytes, start, end, prefix, 0);
}

/** `depth`: how many times already stand in front. */
function readAt(bytes: Uint8Array, start: number, end: number, prefix: Prefix, depth: number): void {
	reset(prefix, start, end);
	let at = bytes[start] === 60 ? afterPriority(bytes, start, end) : start;
	let isVersioned = at > start && isVersion(bytes, at);
	if (isVersioned) {
		at += 2;
	}
	let after = readTime(bytes, at, end, prefix);
	if (after < 0) {
		at = afterForeignStart(bytes, start, end);
		isVersioned = isVersion(bytes, at);
		at = isVersioned ? at + 2 : at;
		after = at > start ? readTime(bytes, at, end, prefix) : -1;
		after = after < 0 ? readRareTime(bytes, at, end, prefix) : after;
		if (after < 0) {
			reset(prefix, start, end);
			readTimeless(bytes, at, end, prefix);
			return;
		}
	}
	prefix.messageStart = after;
	if (prefix.timeForm === 'exim') {
		readBehindEximTime(bytes, after, end, prefix);
	} else if (isVersioned) {
		readRfc5424Names(bytes, after, end, prefix);
	} else {
		readNames(bytes, after, end, prefix);
		if (depth < 2 && prefix.timeForm === 'rfc3339' && isInner(bytes, after, prefix)) {
			readInner(bytes, after, end, prefix, depth);
			return;
		}
	}
	if (prefix.programEnd > prefix.programStart) {
		trimMessage(bytes, prefix);
	}
}

/** Makes it the prefix of a line without any. */
export function reset(prefix: Prefix, start: number, end: number): void {
	prefix.timeForm = 'none' as TimeForm;
	prefix.seconds = 0;
	prefix.milliseconds = 0;
	prefix.offset = noOffset;
	prefix.pid = -1;
	prefix.hostStart = prefix.hostEnd = prefix.programStart = prefix.programEnd = start;
	prefix.messageStart = start;
	prefix.messageEnd = end;
}

/** `<22>` or `<mail.info> ` → the place after it; otherwise the place itself. */
function afterPriority(bytes: Uint8Array, at: number, end: number): number {
	let digit = at + 1;
	while (digit < end && isDigit(bytes[digit])) {
		digit++;
	}
	return digit > at + 1 && digit <= at + 4 && bytes[digit] === 62 ? digit + 1 : afterFacility(bytes, at, end);
}

/** RFC 5424's `1 ` behind <PRI>. */
function isVersion(bytes: Uint8Array, at: number): boolean {
	return bytes[at] === 49 && bytes[at + 1] === space && bytes[at - 1] === 62;
}

/**
 * What may stand before all: a byte order mark, NUL octets (a log that was cut while its writer had it open), the octet count of
 * RFC 6587, and then <PRI>; or a container's name. Gives the place after it.
 */
function afterForeignStart(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) {
		at += 3;
	}
	while (at < end && bytes[at] === 0) {
		at++;
	}
	const count = readNumber(bytes, at, end);
	if (count > at && bytes[count] === space && bytes[count + 1] === 60) {
		at = count + 1;
	}
	if (bytes[at] === 60) {
		return afterPriority(bytes, at, end);
	}
	return at > start ? at : afterContainerName(bytes, start, end);
}

/** `postfix-mailcow-1  | ` → the place after it, or the place itself. */
function afterContainerName(bytes: Uint8Array, start: number, end: number): number {
	const limit = Math.min(end, start + 64);
	for (let at = start; at < limit; at++) {
		if (bytes[at] === 124 && at > start && bytes[at - 1] === space && bytes[at + 1] === space) {
			return at + 2;
		}
	}
	return start;
}

/** `[ 3601.120468] mx1 postfix/smtpd[2211]: …` of `journalctl -o short-monotonic`: names, and no time that means something. */
function readTimeless(bytes: Uint8Array, at: number, end: number, prefix: Prefix): void {
	if (bytes[at] !== leftBracket) {
		return;
	}
	let after = at + 1;
	while (
		after < end &&
		after - at < 24 &&
		(bytes[after] === space || bytes[after] === 46 || isDigit(bytes[after]))
	) {
		after++;
	}
	if (
		after - at > 7 &&
		bytes[after] === rightBracket &&
		bytes[after + 1] === space &&
		bytes[after - 7] === 46
	) {
		readNames(bytes, after + 2, end, prefix);
		if (prefix.programEnd > prefix.programStart) {
			trimMessage(bytes, prefix);
		}
	}
}

/** Whether a second prefix stands behind the first time: no names are there, or what looks like them is a date. */
function isInner(bytes: Uint8Array, after: number, prefix: Prefix): boolean {
	return prefix.programEnd === prefix.programStart
		? prefix.hostEnd === prefix.hostStart
		: isDigit(bytes[prefix.programStart]) && bytes[after + 4] === 45 && bytes[after + 7] === 45;
}

/**
 * What a container's log puts its time in front of. That time has a year and a zone: it stays where the inner one lacks them.
 *
 *     2026-01-05T10:00:00.120345678Z stdout F Jan  5 11:00:00 mx1 postfix/smtpd[1]: …      Kubernetes
 *     2026-01-05T10:00:00.120345678Z 2026-01-05 11:00:00 1vckm2-0000000001K-2Hb2 <= …      docker logs -t
 */
function readInner(bytes: Uint8Array, at: number, end: number, prefix: Prefix, depth: number): void {
	const { seconds, milliseconds, offset } = prefix;
	const start = afterStream(bytes, at, end);
	readAt(bytes, start, end, prefix, depth + 1);
	const inner: TimeForm = prefix.timeForm;
	if (inner === 'none' || (prefix.offset === noOffset && offset !== noOffset)) {
		prefix.timeForm = inner === 'exim' ? 'exim' : 'rfc3339';
		prefix.seconds = seconds;
		prefix.milliseconds = milliseconds;
		prefix.offset = offset;
	}
}

const streams = ['stdout F ', 'stderr F ', 'stdout P ', 'stderr P '].map(asciiBytes);

function afterStream(bytes: Uint8Array, at: number, end: number): number {
	for (const stream of bytes[at] === 115 ? streams : []) {
		if (startsAt(bytes, at, end, stream)) {
			return at + stream.length;
		}
	}
	return at;
}

/** Exim's message id, or its +pid, or the names of a log that rsyslog or docker wrote: these have a process id. */
export function readBehindEximTime(bytes: Uint8Array, at: number, end: number, prefix: Prefix): void {
	if (bytes[at] === leftBracket) {
		readEximPid(bytes, at, end, prefix);
	} else if (bytes[at + 6] !== 45 || (bytes[at + 13] !== 45 && bytes[at + 18] !== 45)) {
		readNames(bytes, at, end, prefix);
		if (prefix.pid >= 0) {
			prefix.timeForm = 'rfc3339';
		} else {
			prefix.hostEnd = prefix.hostStart = prefix.programEnd = prefix.programStart = at;
			prefix.messageStart = at;
		}
	}
}

/** `[510] ` of Exim's +pid. */
export function readEximPid(bytes: Uint8Array, at: number, end: number, prefix: Prefix): void {
	const after = readNumber(bytes, at + 1, end);
	if (after > at + 1 && bytes[after] === rightBracket && bytes[after + 1] === space) {
		prefix.pid = numberOf(bytes, at + 1, after);
		prefix.messageStart = after + 2;
	}
}

const repeated = asciiBytes('message repeated ');
const timesOf = asciiBytes(' times: [ ');
const solarisId = asciiBytes('[ID ');
const endOfId = asciiBytes('] ');

/**
 * Takes off what syslog put around a message: `message repeated 2 times: [ … ]`, `#012` and the like behind it, and
 * `[ID 197553 mail.info] ` of Solaris in front.
 */
export function trimMessage(bytes: Uint8Array, prefix: Prefix): void {
	let start = prefix.messageStart;
	let end = prefix.messageEnd;
	while (isEscape(bytes, end - 4) && end - 4 >= start) {
		end -= 4;
	}
	if (bytes[start] === leftBracket && startsAt(bytes, start, end, solarisId)) {
		const close = indexOf(bytes, start, Math.min(end, start + 48), endOfId);
		start = close < 0 ? start : close + endOfId.length;
	}
	if (bytes[start] === 109 && startsAt(bytes, start, end, repeated)) {
		const words = indexOf(bytes, start, Math.min(end, start + 48), timesOf);
		if (words >= 0 && bytes[end - 1] === rightBracket) {
			start = words + timesOf.length;
			end--;
		}
	}
	prefix.messageStart = start;
	prefix.messageEnd = Math.max(end, start);
}

/** `#011`, `#012`, `#015`, also with a backslash: a tab, a line feed, a carriage return as rsyslog writes them. */
function isEscape(bytes: Uint8Array, at: number): boolean {
	const escape = bytes[at];
	if ((escape !== 35 && escape !== 92) || bytes[at + 1] !== 48 || bytes[at + 2] !== 49) {
		return false;
	}
	return bytes[at + 3] === 49 || bytes[at + 3] === 50 || bytes[at + 3] === 53;
}
