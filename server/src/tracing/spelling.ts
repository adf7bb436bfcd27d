import type { Hit } from '../core/search';
import { textOf } from '../core/text/utf8';
import type { Thing } from './thing';

/**
 * Whether a text that was found in a line names the thing: as a whole word, and spelt as it has to be. Domains and hosts are the same
 * in upper and lower case, local parts are not (RFC 5321 §2.4), nor are queue ids and Message-IDs.
 */
export function names({ kind, text }: Pick<Thing, 'kind' | 'text'>, hit: Hit, ignoreCase = false): boolean {
	const { bytes, start, end, lineStart, lineEnd } = hit;
	const before = start > lineStart ? (bytes[start - 1] ?? 0) : 0;
	const after = end < lineEnd ? (bytes[end] ?? 0) : 0;
	const next = end + 1 < lineEnd ? (bytes[end + 1] ?? 0) : 0;
	const isSpelt = ignoreCase || isSame(text, hit, exactLength(kind, text));
	switch (kind) {
		case 'mail':
		case 'sessionId':
			// Postfix makes Message-IDs of queue ids: `<20261123.4jYB5r214Jz6x@mx1.example.com>`.
			return (
				isSpelt && !isAlphanumeric(before) && before !== hyphen && !isAlphanumeric(after) && after !== at
			);
		case 'messageId':
			return isSpelt && !isAtext(before) && !isAtext(after);
		case 'address':
			return (
				isSpelt &&
				(before === equals ? isKeyBefore(hit) : !isAtext(before) && before !== dot) &&
				!isName(after) &&
				after !== at &&
				!(after === dot && isName(next))
			);
		case 'host':
			return (
				isSpelt &&
				!isName(before) &&
				before !== dot &&
				before !== at &&
				!isName(after) &&
				after !== at &&
				!(after === dot && isName(next))
			);
		case 'ip':
			return isSpelt && isWholeIp(text, hit, before, after, next);
		case 'session':
		case 'process':
			return isSpelt && !isName(before) && !isName(after);
	}
}

const dot = 46;
const equals = 61;
const at = 64;
const hyphen = 45;
const colon = 58;

/** Octet → whether a word of this sort has it. */
function octetsLike(pattern: RegExp, beyondAscii: boolean): Uint8Array {
	return Uint8Array.from({ length: 256 }, (_, octet) =>
		Number(octet < 0x80 ? pattern.test(String.fromCharCode(octet)) : beyondAscii),
	);
}

const alphanumeric = octetsLike(/[A-Za-z0-9]/, false);
const nameOctets = octetsLike(/[A-Za-z0-9_-]/, true);
/** RFC 5322 §3.2.3, but for `=` and quotes, which stand around an atom in a log, and with `@`. */
const atomOctets = octetsLike(/[A-Za-z0-9_@.!#$%&*+/?^`{|}~-]/, true);
const keyOctets = octetsLike(/[A-Za-z_-]/, false);

function isAlphanumeric(octet: number): boolean {
	return alphanumeric[octet] === 1;
}

/** What a label of a name has, or a letter that is none of ASCII. */
function isName(octet: number): boolean {
	return nameOctets[octet] === 1;
}

function isAtext(octet: number): boolean {
	return atomOctets[octet] === 1;
}

/** `sender=alice@example.com`: a key and no more before the equals sign, as in SRS addresses there is. */
function isKeyBefore({ bytes, start, lineStart }: Hit): boolean {
	let from = start - 1;
	while (from > lineStart && keyOctets[bytes[from - 1] ?? 0] === 1) {
		from--;
	}
	const before = from > lineStart ? (bytes[from - 1] ?? 0) : 0;
	return from < start - 1 && !isAtext(before) && before !== equals;
}

function isWholeIp(text: string, hit: Hit, before: number, after: number, next: number): boolean {
	const { bytes, start, lineStart } = hit;
	const isFree = !isAlphanumeric(before) && before !== dot;
	if (!text.includes(':')) {
		return isFree && !isAlphanumeric(after) && !(after === dot && isAlphanumeric(next));
	}
	//   [IPv6:2001:db8::1]
	const isTagged = before === colon && textOf(bytes, Math.max(lineStart, start - 5), start) === 'IPv6:';
	return (
		(isTagged || (isFree && before !== colon)) &&
		!isAlphanumeric(after) &&
		!(after === colon && isAlphanumeric(next))
	);
}

/** So many characters from the beginning have to be as they are: all, or the local part, or none. */
function exactLength(kind: Thing['kind'], text: string): number {
	switch (kind) {
		case 'host':
		case 'ip':
			return 0;
		case 'address':
			return text.lastIndexOf('@') + 1;
		default:
			return text.length;
	}
}

/** Whether the octets are the first so many characters of a text. */
function isSame(text: string, { bytes, start, end }: Hit, length: number): boolean {
	for (let index = 0; index < length; index++) {
		const unit = text.charCodeAt(index);
		if (unit >= 0x80) {
			return textOf(bytes, start, end).startsWith(text.slice(0, length));
		}
		if (bytes[start + index] !== unit) {
			return false;
		}
	}
	return true;
}
