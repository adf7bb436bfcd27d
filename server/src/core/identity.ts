import { isDigit } from './text/ascii';
import { daysOf } from './text/times';
import { bytesOf } from './text/utf8';

/** What a queue id tells of itself. */
export interface DecodedId {
	/** When the mail arrived: milliseconds since 1970-01-01T00:00:00Z. */
	readonly epoch: number;
	/** Postfix long ids: the inode of the queue file. */
	readonly inode?: number;
	/** Exim and sendmail: the process that received it. */
	readonly pid?: number;
}

/** The worth of each octet as a digit, or -1. */
function digitsOf(alphabet: string): Int8Array {
	const worth = new Int8Array(256).fill(-1);
	for (let at = 0; at < alphabet.length; at++) {
		worth[alphabet.charCodeAt(at)] = at;
	}
	return worth;
}

/** Postfix's long ids: digits and consonants (mail_queue.h, safe_ultostr with base 52, and with base 51 for the inode). */
const postfixDigits = digitsOf('0123456789BCDFGHJKLMNPQRSTVWXYZbcdfghjklmnpqrstvwxyz');

/** Exim's base 62 (spec §3.4 "Message identification"); sendmail's base 60 ends with `x` (queue.c, QueueIdChars). */
const alphanumericDigits = digitsOf('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');

/** The seconds that a real id can have: from 1995, before any of these servers existed, to the end of 32 bits. */
const earliest = 788_918_400;
const latest = 4_294_967_295;

/** A Postfix long queue id or an Exim message id; `undefined` for short queue ids, which encode no date. */
export function decodeId(id: string): DecodedId | undefined {
	return decodePostfixId(id) ?? decodeEximId(id);
}

/**
 * `4jYB4w0dbLz5c`: six or more base-52 digits of seconds, four of microseconds, `z`, the inode in base 51 (Postfix mail_queue.h).
 */
function decodePostfixId(id: string): DecodedId | undefined {
	const bytes = bytesOf(id);
	const seconds = postfixSeconds(bytes, 0, bytes.length);
	const mark = bytes.lastIndexOf(longMark);
	const microseconds = numberAt(bytes, mark - 4, mark, postfixDigits, 52);
	const inode = numberAt(bytes, mark + 1, bytes.length, postfixDigits, 51);
	return seconds < 0 ? undefined : { epoch: seconds * 1000 + Math.floor(microseconds / 1000), inode };
}

/**
 * `1xVX0Y-00008E-0N` (6-6-2) or, from 4.97 on, `1tixMn-00000000C5j-1wRa` (6-11-4): seconds, process id, fraction. In base 62, or
 * in base 36 where file names have no case (Darwin, Cygwin: `TOYREM-0000E6-0N`); a date tells which, for the other one would be far
 * off. What the fraction counts depends on `localhost_number`, which no log tells: it is left out.
 */
function decodeEximId(id: string): DecodedId | undefined {
	const bytes = bytesOf(id);
	const seconds = eximSeconds(bytes, 0, bytes.length);
	if (seconds < 0) {
		return undefined;
	}
	const base = numberAt(bytes, 0, 6, alphanumericDigits, 62) === seconds ? 62 : 36;
	const pid = numberAt(bytes, 7, bytes.length === 16 ? 13 : 18, alphanumericDigits, base);
	return pid < 0 ? undefined : { epoch: seconds * 1000, pid };
}

/**
 * `6ANGf41Z001169`: year (of sixty), month from 0, day, hour, minute and second in UTC, one digit of base 60 each; one or two of a
 * sequence; the process id (sendmail queue.c, assign_queueid, from 8.10 on). Older ids (`SAA12345`) have the hour only.
 */
export function decodeSendmailId(id: string): DecodedId | undefined {
	const bytes = bytesOf(id);
	const seconds = sendmailSeconds(bytes, 0, bytes.length);
	const pid = Number(/[0-9]{5,7}$/.exec(id)?.[0]);
	return seconds < 0 ? undefined : { epoch: seconds * 1000, pid };
}

/** What a short queue id tells: no date, so that it is used again. */
export interface DecodedShortId {
	/** Of the second in which the mail arrived. */
	readonly microseconds: number;
	/** The inode of the queue file. */
	readonly inode: number;
}

/** `8C5EB1C0F3`: five hexadecimal digits of microseconds, then the inode (Postfix mail_queue.h, MQID_SH_ENCODE_USEC). */
export function decodeShortId(id: string): DecodedShortId | undefined {
	const isShort = /^[0-9A-F]{6,20}$/.test(id);
	const microseconds = Number.parseInt(id.slice(0, 5), 16);
	return isShort && microseconds < 1_000_000
		? { microseconds, inode: Number.parseInt(id.slice(5), 16) }
		: undefined;
}

const longMark = 122;
const hyphen = 45;

/** The moment in a Postfix long id or an Exim id: seconds since 1970, or -1. */
export function secondsOfId(bytes: Uint8Array, start: number, end: number): number {
	return bytes[start + 6] === hyphen ? eximSeconds(bytes, start, end) : postfixSeconds(bytes, start, end);
}

function postfixSeconds(bytes: Uint8Array, start: number, end: number): number {
	let mark = end - 1;
	while (mark >= start + 10 && bytes[mark] !== longMark) {
		mark--;
	}
	if (mark < start + 10 || mark === end - 1 || end - start > 32) {
		return -1;
	}
	const seconds = numberAt(bytes, start, mark - 4, postfixDigits, 52);
	const microseconds = numberAt(bytes, mark - 4, mark, postfixDigits, 52);
	const isId =
		isPlausible(seconds) &&
		microseconds >= 0 &&
		microseconds < 1_000_000 &&
		numberAt(bytes, mark + 1, end, postfixDigits, 51) >= 0;
	return isId ? seconds : -1;
}

function eximSeconds(bytes: Uint8Array, start: number, end: number): number {
	const isLong = end - start === 23;
	if ((!isLong && end - start !== 16) || bytes[start + 6] !== hyphen) {
		return -1;
	}
	const second = start + (isLong ? 18 : 13);
	if (
		bytes[second] !== hyphen ||
		numberAt(bytes, start + 7, second, alphanumericDigits, 62) < 0 ||
		numberAt(bytes, second + 1, end, alphanumericDigits, 62) < 0
	) {
		return -1;
	}
	const seconds = numberAt(bytes, start, start + 6, alphanumericDigits, 62);
	if (isPlausible(seconds)) {
		return seconds;
	}
	const monocase = numberAt(bytes, start, start + 6, alphanumericDigits, 36);
	return isPlausible(monocase) ? monocase : -1;
}

/** The moment in a sendmail id: seconds since 1970, or -1. Its year is one of 1990 to 2049. */
export function sendmailSeconds(bytes: Uint8Array, start: number, end: number): number {
	if (end - start < 12 || end - start > 15) {
		return -1;
	}
	for (let at = end - 5; at < end; at++) {
		if (!isDigit(bytes[at])) {
			return -1;
		}
	}
	const digit = (place: number) => alphanumericDigits[bytes[start + place] ?? 0] ?? -1;
	const years = digit(0);
	const month = digit(1);
	const day = digit(2);
	const hours = digit(3);
	const minutes = digit(4);
	const seconds = digit(5);
	const isDate = years >= 0 && years < 60 && month >= 0 && month < 12 && day >= 1 && day < 32;
	const isTime = hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60;
	if (!isDate || !isTime || digit(6) < 0 || digit(6) > 59) {
		return -1;
	}
	const year = years < 30 ? 2020 + years : 1960 + years;
	return daysOf(year, month, day) * 86_400 + hours * 3600 + minutes * 60 + seconds;
}

function isPlausible(seconds: number): boolean {
	return seconds >= earliest && seconds <= latest;
}

/** The number that digits of a base write, or -1 where one is none of them. */
function numberAt(bytes: Uint8Array, start: number, end: number, digits: Int8Array, base: number): number {
	let value = 0;
	for (let at = start; at < end; at++) {
		const worth = digits[bytes[at] ?? 0] ?? -1;
		if (worth < 0 || worth >= base) {
			return -1;
		}
		value = value * base + worth;
	}
	return end > start ? value : -1;
}
