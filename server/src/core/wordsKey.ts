import { findOctet } from './dialects/briefOctets';

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

/** What an octet means for the word that it is in: nothing, its end, the beginning of what is bracketed, a digit or `@`. */
const ordinary = 0;
const ends = 1;
const opens = 2;
const tells = 3;
const meanings = Uint8Array.from({ length: 256 }, (_, octet) =>
	octet <= blank
		? ends
		: octet === lessThan || octet === openBracket
			? opens
			: octet === at || (octet >= zero && octet <= nine)
				? tells
				: ordinary,
);

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
		const own = this.bytes;
		let length = begin;
		let digits = false;
		let next = start;
		for (; next < end; next++) {
			const octet = bytes[next] ?? 0;
			const meaning = meanings[octet];
			if (meaning === ordinary) {
				own[length++] = octet;
				continue;
			}
			if (meaning === ends) {
				break;
			}
			if (meaning === opens) {
				const close = octet === lessThan ? greaterThan : closeBracket;
				length = octet === openBracket ? begin : length;
				own[length++] = octet;
				next = findOctet(bytes, close, next, end);
				digits = false;
				own[length++] = close;
				continue;
			}
			// a@example.com
			length = octet === at ? begin : length;
			digits ||= octet !== at;
			own[length++] = octet;
		}
		if (own[begin] === at) {
			length = begin + 1;
		} else if (digits && !isCode(bytes, start, next)) {
			length = begin;
			own[length++] = zero;
		}
		this.length = length;
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
