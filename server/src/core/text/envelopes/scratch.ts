import { isDigit } from '../ascii';

/**
 * Octets decoded from a line, and for each of them where it stands in the line. One is used again for every line: what it holds is
 * gone with the next. Its octets are always whole UTF-8; what was none is a question mark.
 */
export class Scratch {
	bytes = new Uint8Array(4096);
	/** Per octet, and one behind the last: the octet in the line's buffer that it was made from. */
	private origins = new Int32Array(4097);
	length = 0;

	clear(): void {
		this.length = 0;
	}

	/** The octet in the line's buffer from which the octet at `offset` was made. */
	origin(offset: number): number {
		return this.origins[offset] ?? 0;
	}

	/** Adds octets as they are. */
	copy(bytes: Uint8Array, start: number, end: number): void {
		this.reserve(end - start);
		for (let at = start; at < end; at++) {
			this.push(bytes[at] ?? 0, at);
		}
		this.origins[this.length] = end;
	}

	/** Adds what the inside of a JSON string means (RFC 8259 §7), up to its first line feed. */
	unescape(bytes: Uint8Array, start: number, end: number): void {
		this.reserve(end - start);
		let at = start;
		while (at < end) {
			const octet = bytes[at] ?? 0;
			if (octet !== 92) {
				this.push(octet, at++);
				continue;
			}
			const letter = bytes[at + 1] ?? 0;
			if (letter === 110) {
				break;
			}
			at = letter === 117 ? this.addCodePoint(bytes, at, end) : this.addEscape(letter, at);
		}
		this.origins[this.length] = Math.min(at, end);
	}

	/** Adds octets written as numbers: `99,111,110`, up to the first line feed. */
	addNumbers(bytes: Uint8Array, start: number, end: number): void {
		this.reserve(end - start);
		let at = start;
		while (at < end) {
			if (!isDigit(bytes[at])) {
				at++;
				continue;
			}
			const from = at;
			let value = 0;
			while (at < end && isDigit(bytes[at])) {
				value = Math.min(256, value * 10 + (bytes[at++] ?? 0) - 48);
			}
			if (value === 10) {
				at = from;
				break;
			}
			this.push(value > 255 ? 63 : value, from);
		}
		this.origins[this.length] = Math.min(at, end);
	}

	/** Makes question marks of what is no UTF-8, so that columns of text and octets can be told from each other. */
	makeValid(): void {
		let at = 0;
		while (at < this.length) {
			const length = sequenceLength(this.bytes, at, this.length);
			if (length === 0) {
				this.bytes[at] = 63;
			}
			at += Math.max(1, length);
		}
	}

	/** For each UTF-16 column of the decoded text, and for its end: the octet in the line's buffer. */
	lineOffsets(): Int32Array {
		const offsets = new Int32Array(this.length + 1);
		let column = 0;
		for (let at = 0; at < this.length;) {
			const length = Math.max(1, sequenceLength(this.bytes, at, this.length));
			offsets[column++] = this.origin(at);
			if (length === 4) {
				offsets[column++] = this.origin(at);
			}
			at += length;
		}
		offsets[column] = this.origin(this.length);
		return offsets.subarray(0, column + 1);
	}

	private reserve(octets: number): void {
		const needed = this.length + octets;
		if (needed > this.bytes.length) {
			const bytes = new Uint8Array(needed * 2);
			bytes.set(this.bytes.subarray(0, this.length));
			this.bytes = bytes;
			const origins = new Int32Array(needed * 2 + 1);
			origins.set(this.origins.subarray(0, this.length));
			this.origins = origins;
		}
	}

	private push(octet: number, origin: number): void {
		this.bytes[this.length] = octet;
		this.origins[this.length++] = origin;
	}

	private addEscape(letter: number, at: number): number {
		this.push(escapes.get(letter) ?? letter, at);
		return at + 2;
	}

	/** `\u00fc`, or the two of a surrogate pair. */
	private addCodePoint(bytes: Uint8Array, at: number, end: number): number {
		const unit = hexadecimal(bytes, at + 2, end);
		if (unit < 0) {
			return this.addEscape(117, at);
		}
		let after = at + 6;
		let point = unit;
		if (unit >= 0xd800 && unit < 0xdc00 && bytes[after] === 92 && bytes[after + 1] === 117) {
			const low = hexadecimal(bytes, after + 2, end);
			if (low >= 0xdc00 && low < 0xe000) {
				point = 0x10000 + (unit - 0xd800) * 0x400 + low - 0xdc00;
				after += 6;
			}
		}
		if (point < 0x80) {
			this.push(point, at);
		} else if (point < 0x800) {
			this.push(0xc0 | (point >> 6), at);
			this.push(0x80 | (point & 63), at);
		} else if (point < 0x10000) {
			this.push(0xe0 | (point >> 12), at);
			this.push(0x80 | ((point >> 6) & 63), at);
			this.push(0x80 | (point & 63), at);
		} else {
			this.push(0xf0 | (point >> 18), at);
			this.push(0x80 | ((point >> 12) & 63), at);
			this.push(0x80 | ((point >> 6) & 63), at);
			this.push(0x80 | (point & 63), at);
		}
		return after;
	}
}

/** `\t` → a tab, and so on; every other letter stands for itself. */
const escapes: ReadonlyMap<number, number> = new Map([
	[98, 8],
	[102, 12],
	[114, 13],
	[116, 9],
]);

/** Four hexadecimal digits, or -1. */
function hexadecimal(bytes: Uint8Array, at: number, end: number): number {
	let value = 0;
	for (let digit = at; digit < at + 4; digit++) {
		const octet = bytes[digit] ?? 0;
		const letter = (octet | 32) - 87;
		const worth = isDigit(octet) ? octet - 48 : letter >= 10 && letter <= 15 ? letter : -1;
		if (worth < 0 || digit >= end) {
			return -1;
		}
		value = value * 16 + worth;
	}
	return value;
}

/** How many octets the UTF-8 sequence at `at` has (RFC 3629 §4), or 0 where none is. */
function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
	const lead = bytes[at] ?? 0;
	if (lead < 0x80) {
		return 1;
	}
	const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
	if (lead < 0xc2 || lead > 0xf4 || at + length > end) {
		return 0;
	}
	const second = bytes[at + 1] ?? 0;
	const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
	const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
	if (second < low || second > high) {
		return 0;
	}
	for (let next = at + 2; next < at + length; next++) {
		if (((bytes[next] ?? 0) & 0xc0) !== 0x80) {
			return 0;
		}
	}
	return length;
}
