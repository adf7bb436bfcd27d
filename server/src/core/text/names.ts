import { asciiBytes, colon, isDigit, leftBracket, rightBracket, space, startsAt } from './ascii';
import type { Prefix } from './prefix';

/**
 * Reads host, program and process id behind the time, where they stand; else leaves them and the message's start alone.
 *
 *     mail postfix/smtpd[291]: …                  mail dovecot: …
 *     <mail.info> mail postfix/smtpd[291]: …      FreeBSD's syslogd -v
 *     postfix/smtpd[291]: …                       without a host
 */
export function readNames(bytes: Uint8Array, start: number, end: number, prefix: Prefix): void {
	const at = bytes[start] === 60 ? afterFacility(bytes, start, end) : start;
	const hostEnd = wordEnd(bytes, at, end);
	if (hostEnd === at || (bytes[hostEnd - 1] === colon && readWithoutHost(bytes, at, hostEnd, end, prefix))) {
		return;
	}
	if (hostEnd >= end) {
		return;
	}
	let program = hostEnd + 1;
	while (program < end && bytes[program] === space) {
		program++;
	}
	const after = readProgram(bytes, program, end, prefix);
	if (after < 0) {
		readRepeated(bytes, at, hostEnd, end, prefix);
		return;
	}
	prefix.hostStart = at;
	prefix.hostEnd = hostEnd;
	prefix.messageStart = after;
}

/** `postfix/smtpd[291]: ` or `dovecot: ` → the place after it, or -1. */
function readProgram(bytes: Uint8Array, start: number, end: number, prefix: Prefix): number {
	let after = start;
	while (after < end && bytes[after] !== space && bytes[after] !== colon && bytes[after] !== leftBracket) {
		after++;
	}
	const programEnd = after;
	let pid = -1;
	if (bytes[after] === leftBracket) {
		const close = placeOf(rightBracket, bytes, after, end);
		if (close < 0) {
			return -1;
		}
		if (close > after + 1 && readNumber(bytes, after + 1, end) === close) {
			pid = numberOf(bytes, after + 1, close);
		}
		after = close + 1;
	}
	if (after >= end || bytes[after] !== colon || programEnd === start) {
		return -1;
	}
	prefix.pid = pid;
	prefix.programStart = start;
	prefix.programEnd = programEnd;
	return Math.min(bytes[after + 1] === space ? after + 2 : after + 1, end);
}

/**
 * `postfix/smtpd[291]: connect …`, `tcpserver: status …`: the program stands where the host should. Dovecot's own log file looks
 * alike and stays (`imap-login: Info: …`), and so does a host with a colon (`mx1: postfix/smtpd[291]: …`).
 */
function readWithoutHost(
	bytes: Uint8Array,
	start: number,
	wordEnd: number,
	end: number,
	prefix: Prefix,
): boolean {
	const hasPid = bytes[wordEnd - 2] === rightBracket;
	const isNamed = hasPid || isBehindTai64(bytes, start, prefix) || isProgram(bytes, start, wordEnd);
	if (!isNamed || (!hasPid && isNameBeforeColon(bytes, wordEnd + 1, end))) {
		return false;
	}
	const after = readProgram(bytes, start, end, prefix);
	if (after < 0 || (hasPid && prefix.pid < 0)) {
		prefix.pid = -1;
		prefix.programStart = prefix.programEnd = start;
		return false;
	}
	prefix.hostStart = prefix.hostEnd = start;
	prefix.messageStart = after;
	return true;
}

const bareNames = ['dovecot:', 'exim:', 'exim4:', 'postfix:', 'sendmail:', 'sm-mta:'].map(asciiBytes);

/** Whether the time before a word is one of TAI64N, behind which no host is ever written: there a word with a colon is a program. */
function isBehindTai64(bytes: Uint8Array, start: number, { hostStart: lineStart }: Prefix): boolean {
	const at = start - tai64Length;
	return at >= lineStart && bytes[at] === 64;
}

/** Octets of `@4000000065a0b1c2075bca00 `. */
const tai64Length = 26;

/**
 * Whether a word with a colon and without a process id is a program: with a slash, or by its name. Other words may be speakers of a
 * dialogue: `S: 220 mx.example.com ESMTP`.
 */
function isProgram(bytes: Uint8Array, start: number, wordEnd: number): boolean {
	return (
		placeOf(47, bytes, start, wordEnd) >= 0 ||
		bareNames.some((name) => name.length === wordEnd - start && startsAt(bytes, start, wordEnd, name))
	);
}

/** `Info: `, `postfix/smtpd[291]: ` */
function isNameBeforeColon(bytes: Uint8Array, at: number, end: number): boolean {
	const octet = bytes[at] ?? 0;
	const after = wordEnd(bytes, at, Math.min(end, at + 80));
	return bytes[after - 1] === colon && ((octet >= 65 && octet <= 90) || bytes[after - 2] === rightBracket);
}

const lastMessage = asciiBytes('last message repeated ');

/** `mail last message repeated 2 times`: syslog's own words; no program wrote this line. */
function readRepeated(bytes: Uint8Array, at: number, hostEnd: number, end: number, prefix: Prefix): void {
	if (bytes[hostEnd + 1] === 108 && startsAt(bytes, hostEnd + 1, end, lastMessage)) {
		prefix.hostStart = at;
		prefix.hostEnd = hostEnd;
		prefix.messageStart = hostEnd + 1;
	}
}

/** `<mail.info> ` or `<2.6> `: facility and severity as BSD's syslogd -v writes them → the place after it, or the place itself. */
export function afterFacility(bytes: Uint8Array, at: number, end: number): number {
	let after = at + 1;
	while (after < end && after - at < 20 && (isDigit(bytes[after]) || isLowerOrDot(bytes[after] ?? 0))) {
		after++;
	}
	return after > at + 1 && after + 1 < end && bytes[after] === 62 && bytes[after + 1] === space
		? after + 2
		: at;
}

function isLowerOrDot(octet: number): boolean {
	return (octet >= 97 && octet <= 122) || octet === 46;
}

/** `mail postfix/smtpd 580 - - ` and structured data (RFC 5424 §6). */
export function readRfc5424Names(bytes: Uint8Array, at: number, end: number, prefix: Prefix): void {
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

/** Where the octet stands first between `at` and `end`, or -1. `Uint8Array.indexOf` would go on to the end of the buffer. */
function placeOf(octet: number, bytes: Uint8Array, at: number, end: number): number {
	let place = at;
	while (place < end && bytes[place] !== octet) {
		place++;
	}
	return place < end ? place : -1;
}

export function wordEnd(bytes: Uint8Array, at: number, end: number): number {
	let after = at;
	while (after < end && bytes[after] !== space) {
		after++;
	}
	return after;
}

/** The place after the digits at `at`; ten at most, more are no process id. */
export function readNumber(bytes: Uint8Array, at: number, end: number): number {
	let after = at;
	while (after < end && after < at + 10 && isDigit(bytes[after])) {
		after++;
	}
	return after;
}

export function numberOf(bytes: Uint8Array, start: number, end: number): number {
	let value = 0;
	for (let at = start; at < end; at++) {
		value = value * 10 + (bytes[at] ?? 0) - 48;
	}
	return value;
}
