import { isDigit, space } from '../ascii';
import { ByteTable } from '../byteTable';

/** How a value is written. `plain`: what stands between the quotes is the value; `escaped`: it has to be decoded. */
export type ValueForm = 'none' | 'plain' | 'escaped' | 'array' | 'literal';

/** Where a value stands, as octets into a buffer. Used again for every line. */
export interface Value {
	form: ValueForm;
	bytes: Uint8Array;
	/** Behind the opening quote or bracket … */
	start: number;
	/** … up to the closing one. */
	end: number;
	/** Of an escaped value: its first backslash. */
	firstEscape: number;
}

const quote = 34;
const backslash = 92;
const comma = 44;

/**
 * Reads the top level of one JSON object (RFC 8259) for some keys. Nothing is allocated for a line, what is nested is passed over
 * without recursion, and the cost is that of the text's length.
 */
export class JsonReader {
	readonly values: readonly Value[];
	private readonly keys = new ByteTable();

	/** The value of `names[n]` is noted in `values[n]`. */
	constructor(names: readonly Uint8Array[]) {
		names.forEach((name) => this.keys.intern(name, 0, name.length));
		this.values = names.map(() => newValue());
	}

	/** Whether a whole object stands here, with nothing behind it but blanks and a comma. Of several equal keys the first counts. */
	read(bytes: Uint8Array, start: number, end: number): boolean {
		for (const value of this.values) {
			value.form = 'none';
		}
		if (bytes[start] !== 123) {
			return false;
		}
		let at = start + 1;
		for (;;) {
			at = passBlanks(bytes, at, end);
			while (at < end && bytes[at] === comma) {
				at = passBlanks(bytes, at + 1, end);
			}
			if (at >= end) {
				return false;
			}
			if (bytes[at] === 125) {
				return passBlanks(bytes, at + 1, end) >= end;
			}
			at = this.readPair(bytes, at, end);
			if (at < 0) {
				return false;
			}
		}
	}

	/** `"key" : value` → the place after it, or -1. */
	private readPair(bytes: Uint8Array, at: number, end: number): number {
		if (bytes[at] !== quote) {
			return -1;
		}
		const keyEnd = stringEnd(bytes, at + 1, end);
		const separator = keyEnd < 0 ? end : passBlanks(bytes, keyEnd + 1, end);
		if (separator >= end || bytes[separator] !== 58) {
			return -1;
		}
		const number = this.keys.find(bytes, at + 1, keyEnd);
		const known = number < 0 ? undefined : this.values[number];
		const value = known?.form === 'none' ? known : other;
		return readValue(bytes, passBlanks(bytes, separator + 1, end), end, value);
	}
}

export function newValue(): Value {
	return { form: 'none', bytes: new Uint8Array(0), start: 0, end: 0, firstEscape: -1 };
}

/** The value of a key that nobody asked for. */
const other = newValue();

/** Notes the value at `at` and gives the place after it, or -1. */
export function readValue(bytes: Uint8Array, at: number, end: number, value: Value): number {
	const first = bytes[at];
	if (at >= end) {
		return -1;
	}
	value.bytes = bytes;
	value.start = at + 1;
	if (first === quote) {
		return readString(bytes, at + 1, end, value);
	}
	if (first === 91 || first === 123) {
		const after = nestedEnd(bytes, at, end);
		value.end = after - 1;
		value.form = after >= 0 && first === 91 ? 'array' : 'none';
		return after;
	}
	let after = at;
	while (after < end && isLiteral(bytes[after] ?? 0)) {
		after++;
	}
	value.start = at;
	value.end = after;
	value.form = 'literal';
	return after > at ? after : -1;
}

/** Notes the string behind a quote and gives the place after it, or -1. */
function readString(bytes: Uint8Array, from: number, end: number, value: Value): number {
	value.firstEscape = -1;
	for (let at = from; at < end; at++) {
		const octet = bytes[at];
		if (octet === backslash) {
			value.firstEscape = value.firstEscape < 0 ? at : value.firstEscape;
			at++;
		} else if (octet === quote) {
			value.end = at;
			value.form = value.firstEscape < 0 ? 'plain' : 'escaped';
			return at + 1;
		}
	}
	return -1;
}

/** Digits, letters, and what numbers have. */
function isLiteral(octet: number): boolean {
	return (octet >= 97 && octet <= 122) || isDigit(octet) || octet === 45 || octet === 43 || octet === 46;
}

/** The place of the closing quote, or -1. */
function stringEnd(bytes: Uint8Array, from: number, end: number): number {
	for (let at = from; at < end; at++) {
		const octet = bytes[at];
		if (octet === backslash) {
			at++;
		} else if (octet === quote) {
			return at;
		}
	}
	return -1;
}

/** The place behind the bracket that closes the one at `at`, or -1. */
function nestedEnd(bytes: Uint8Array, from: number, end: number): number {
	let depth = 0;
	for (let at = from; at < end; at++) {
		const octet = bytes[at];
		if (octet === quote) {
			at = stringEnd(bytes, at + 1, end);
			if (at < 0) {
				return -1;
			}
		} else if (octet === 91 || octet === 123) {
			depth++;
		} else if (octet === 93 || octet === 125) {
			depth--;
			if (depth === 0) {
				return at + 1;
			}
		}
	}
	return -1;
}

function passBlanks(bytes: Uint8Array, from: number, end: number): number {
	let at = from;
	while (at < end && (bytes[at] === space || bytes[at] === 9 || bytes[at] === 13 || bytes[at] === 10)) {
		at++;
	}
	return at;
}
