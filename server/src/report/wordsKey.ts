const blank = 32;
const at = 64;
const lessThan = 60;
const greaterThan = 62;
const openBracket = 91;
const closeBracket = 93;
const zero = 48;
const nine = 57;
const dot = 46;
const hyphen = 45;

/** Of longer words the rest makes no difference: octets. */
const longest = 400;

/**
 * Makes of the words that tell why what they have in common with others of the same cause: without addresses, hosts and numbers that
 * are no reply codes. `450 4.2.0 <b@example.com>: …; client [203.0.113.9]` becomes `450 4.2.0 <>: …; client []`.
 */
export class WordsKey {
	readonly bytes = new Uint8Array(longest * 2);
	length = 0;

	/** Takes octets from `start` to `end`; the result is in `bytes`, `length` of them. */
	take(bytes: Uint8Array, start: number, end: number): void {
		this.length = 0;
		const last = Math.min(end, start + longest);
		for (let from = start; from < last;) {
			from = this.takeWord(bytes, from, last);
			while (from < last && (bytes[from] ?? 0) <= blank) {
				from++;
			}
			if (from < last) {
				this.bytes[this.length++] = blank;
			}
		}
	}

	/** Takes a word: up to a blank, or with what is bracketed in it. */
	private takeWord(bytes: Uint8Array, start: number, end: number): number {
		const begin = this.length;
		let digits = false;
		let next = start;
		for (; next < end && (bytes[next] ?? 0) > blank; next++) {
			const octet = bytes[next] ?? 0;
			if (octet === lessThan || octet === openBracket) {
				const close = octet === lessThan ? greaterThan : closeBracket;
				const stop = bytes.indexOf(close, next);
				this.length = octet === openBracket ? begin : this.length;
				this.bytes[this.length++] = octet;
				next = stop < 0 || stop >= end ? end : stop;
				digits = false;
				this.bytes[this.length++] = close;
				continue;
			}
			if (octet === at) {
				// a@example.com
				this.length = begin;
			}
			digits ||= octet >= zero && octet <= nine;
			this.bytes[this.length++] = octet;
		}
		if (this.bytes[begin] === at) {
			this.length = begin + 1;
		} else if (digits && !isCode(bytes, start, next)) {
			this.length = begin;
			this.bytes[this.length++] = zero;
		}
		return next;
	}
}

/** `550`, `5.1.1`, `550-5.1.1`, with nothing but punctuation behind. */
function isCode(bytes: Uint8Array, start: number, end: number): boolean {
	let digits = 0;
	let dots = 0;
	for (let next = start; next < end; next++) {
		const octet = bytes[next] ?? 0;
		if (octet >= zero && octet <= nine) {
			digits++;
		} else if (octet === dot && next + 1 < end) {
			dots++;
		} else if (octet !== hyphen && !(next + 1 === end && octet < zero)) {
			return false;
		}
	}
	return dots === 2 ? digits <= 10 : dots === 0 && digits === 3;
}
