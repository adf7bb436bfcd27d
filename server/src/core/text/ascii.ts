/** Small questions about octets, for the pass over all lines: no strings, no regular expressions. */

export const space = 32;
export const colon = 58;
export const leftBracket = 91;
export const rightBracket = 93;

export function isDigit(octet: number | undefined): boolean {
	return octet !== undefined && octet >= 48 && octet <= 57;
}

/** The number that two digits write, or -1. */
export function twoDigits(bytes: Uint8Array, at: number): number {
	const tens = (bytes[at] ?? 0) - 48;
	const ones = (bytes[at + 1] ?? 0) - 48;
	return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** Octets of a literal that is plain ASCII. */
export function asciiBytes(text: string): Uint8Array {
	return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Whether the literal stands at `at`. */
export function startsAt(bytes: Uint8Array, at: number, end: number, literal: Uint8Array): boolean {
	if (at + literal.length > end) {
		return false;
	}
	for (let index = 0; index < literal.length; index++) {
		if (bytes[at + index] !== literal[index]) {
			return false;
		}
	}
	return true;
}

/** Where the literal stands between `from` and `end`, or -1. */
export function indexOf(bytes: Uint8Array, from: number, end: number, literal: Uint8Array): number {
	const first = literal[0] ?? 0;
	const last = end - literal.length;
	for (let at = from; at <= last; at++) {
		if (bytes[at] === first && startsAt(bytes, at, end, literal)) {
			return at;
		}
	}
	return -1;
}
