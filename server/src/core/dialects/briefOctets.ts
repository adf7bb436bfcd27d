import type { Brief } from './brief';

/** What the readers of lines in brief have in common: each begins at an octet, and gives the place behind what it took. */

const lessThan = 60;
const greaterThan = 62;
const quote = 34;
const backslash = 92;
const openBracket = 91;
const closeBracket = 93;
const blank = 32;
const comma = 44;

/** `<a@example.com>`: the place behind it; -1 where it is none, or may hold a quoted local part. */
export function briefAddress(brief: Brief, field: number, at: number, end: number): number {
	const { bytes } = brief;
	if (bytes[at] !== lessThan) {
		return -1;
	}
	for (let next = at + 1; next < end; next++) {
		const octet = bytes[next];
		if (octet === greaterThan) {
			brief.note(field, at + 1, next);
			return next + 1;
		}
		if (octet === quote || octet === backslash) {
			return -1;
		}
	}
	return -1;
}

/** Where an octet stands next, or `end`. */
export function findOctet(bytes: Uint8Array, octet: number, at: number, end: number): number {
	let next = at;
	while (next < end && bytes[next] !== octet) {
		next++;
	}
	return next;
}

/** `host10.isp.example[203.0.113.10]`: the place behind it; -1 where it is none. */
export function briefPeer(brief: Brief, host: number, address: number, at: number, end: number): number {
	const { bytes } = brief;
	let open = at;
	while (open < end && bytes[open] !== openBracket) {
		if (bytes[open] === blank || bytes[open] === comma) {
			return -1;
		}
		open++;
	}
	const close = findOctet(bytes, closeBracket, open, end);
	if (close >= end || close === open + 1) {
		return -1;
	}
	if (open > at) {
		brief.note(host, at, open);
	}
	if (!isUnknown(bytes, open + 1, close)) {
		brief.note(address, open + 1, close);
	}
	return close + 1;
}

/** `unknown[unknown]`: the connection was gone before it could be asked. */
function isUnknown(bytes: Uint8Array, start: number, end: number): boolean {
	return end - start === 7 && bytes[start] === 117 && bytes[start + 1] === 110 && bytes[start + 2] === 107;
}
