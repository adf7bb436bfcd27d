import { colon, isDigit, leftBracket, rightBracket, space } from './ascii';

/** What a mail client, a forum or a viewer put around a line that was pasted: where the line itself begins and ends. */
export interface Pasted {
	start: number;
	end: number;
}

const tab = 9;
const greater = 62;
const bar = 124;

/**
 * Takes off what stands around a pasted line, without reading what it says: indentation, quoting (`> `, `>> `, `| `), a line's number
 * (`12: `), BBCode (`[FONT=Menlo]…[/FONT]`), an octet order mark, blanks at the end. False where there is nothing of it at the start.
 */
export function findPasted(bytes: Uint8Array, start: number, end: number, pasted: Pasted): boolean {
	let at = start;
	for (let before = -1; at !== before && at < end;) {
		before = at;
		at = afterTag(bytes, afterNumber(bytes, afterQuoting(bytes, at, end), end), end);
	}
	pasted.start = at;
	pasted.end = at > start ? beforeTags(bytes, at, end) : end;
	return at > start && at < end;
}

function afterQuoting(bytes: Uint8Array, from: number, end: number): number {
	let at = from;
	while (at < end && isQuoting(bytes[at] ?? 0)) {
		at++;
	}
	return bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf ? at + 3 : at;
}

function isQuoting(octet: number): boolean {
	return octet === space || octet === tab || octet === greater || octet === bar;
}

/** `12: ` or `12⇥` → the place after it. */
function afterNumber(bytes: Uint8Array, at: number, end: number): number {
	let after = at;
	while (after < end && after - at < 6 && isDigit(bytes[after])) {
		after++;
	}
	const isNumber = after > at && (bytes[after] === colon || bytes[after] === tab || bytes[after] === bar);
	return isNumber ? after + 1 : at;
}

/** `[FONT=Menlo]` → the place after it. */
function afterTag(bytes: Uint8Array, at: number, end: number): number {
	if (bytes[at] !== leftBracket || !isLetter(bytes[at + 1] ?? 0)) {
		return at;
	}
	const limit = Math.min(end, at + 60);
	let after = at + 1;
	while (after < limit && bytes[after] !== rightBracket && bytes[after] !== space) {
		after++;
	}
	return after < limit && bytes[after] === rightBracket ? after + 1 : at;
}

/** Where the words end before `[/FONT]` and blanks. */
function beforeTags(bytes: Uint8Array, start: number, from: number): number {
	let end = from;
	for (;;) {
		while (end > start && (bytes[end - 1] === space || bytes[end - 1] === 13 || bytes[end - 1] === tab)) {
			end--;
		}
		const open = bytes[end - 1] === rightBracket ? openOf(bytes, start, end) : end;
		if (open === end) {
			return end;
		}
		end = open;
	}
}

/** Where the `[` of the closing tag stands that ends at `end`, or `end`. */
function openOf(bytes: Uint8Array, start: number, end: number): number {
	let at = end - 2;
	while (at > start && isLetter(bytes[at] ?? 0)) {
		at--;
	}
	return bytes[at] === 47 && at > start && bytes[at - 1] === leftBracket ? at - 1 : end;
}

function isLetter(octet: number): boolean {
	const letter = octet | 32;
	return letter >= 97 && letter <= 122;
}
