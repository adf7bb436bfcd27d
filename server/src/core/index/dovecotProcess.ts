import { dovecotProcesses } from '../dialects/dovecot';
import { isAlphanumeric } from '../dialects/scanner';
import { asciiBytes, colon, isDigit, space, startsAt } from '../text/ascii';
import { ByteTable } from '../text/byteTable';

const names = new ByteTable();
for (const process of dovecotProcesses) {
	const name = asciiBytes(process);
	names.intern(name, 0, name.length);
}

/**
 * The process that a line of Dovecot names in front of its message, with its process id where it has one:
 *
 *     imap-login: Login: …
 *     lmtp(22587, alice@example.com): 5GjrDafYTFE7WAAABf1gKA: msgid=…      2.0 to 2.2
 *     lmtp(alice@example.com)<4050777><6SQCDm4XFGIZ>: msgid=…             2.3
 */
export class DovecotProcess {
	/** Its place in `dovecotProcesses`. */
	number = -1;
	/** -1 where none is written. */
	pid = -1;

	/** Reads what stands at `at` and gives the place of the message, or -1. */
	read(bytes: Uint8Array, at: number, end: number): number {
		let after = at;
		while (after < end && after - at <= 24 && !isNameEnd(bytes[after] ?? 0)) {
			after++;
		}
		this.number = names.find(bytes, at, after);
		this.pid = -1;
		if (this.number < 0) {
			return -1;
		}
		while (after < end && (bytes[after] === 40 || bytes[after] === 60)) {
			const close = bytes.indexOf(bytes[after] === 40 ? 41 : 62, after);
			if (close < 0 || close >= end) {
				return -1;
			}
			this.readPid(bytes, after + 1, close);
			after = close + 1;
		}
		if (after >= end || bytes[after] !== colon) {
			return -1;
		}
		return bytes[after + 1] === space ? Math.min(after + 2, end) : after + 1;
	}

	/** `22587, alice` or `22587` between brackets. */
	private readPid(bytes: Uint8Array, start: number, end: number): void {
		let pid = 0;
		let at = start;
		for (; at < end && isDigit(bytes[at]) && at - start < 8; at++) {
			pid = pid * 10 + (bytes[at] ?? 0) - 48;
		}
		if (at > start && (at === end || bytes[at] === 44)) {
			this.pid = pid;
		}
	}
}

const levels = ['Info: ', 'Warning: ', 'Error: ', 'Fatal: ', 'Panic: ', 'Debug: '].map(asciiBytes);

/** How long the word is with which Dovecot weighs a line (`Error: `), or 0. */
export function levelAt(bytes: Uint8Array, at: number, end: number): number {
	for (const level of levels) {
		if (startsAt(bytes, at, end, level)) {
			return level.length;
		}
	}
	return 0;
}

/** `5GjrDafYTFE7WAAABf1gKA: `, a delivery's id in base 64 → the place behind it, or the place itself. */
export function afterDovecotSession(bytes: Uint8Array, at: number, end: number): number {
	let after = at;
	while (after < end && after - at <= 26 && isBase64(bytes[after] ?? 0)) {
		after++;
	}
	return after - at >= 20 && after + 1 < end && bytes[after] === colon && bytes[after + 1] === space
		? after + 2
		: at;
}

function isBase64(octet: number): boolean {
	return isAlphanumeric(octet) || octet === 43 || octet === 47;
}

/** `(`, `<`, `:` or a blank. */
function isNameEnd(octet: number): boolean {
	return octet === 40 || octet === 60 || octet === colon || octet === space;
}
