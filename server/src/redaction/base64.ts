import { bytesOf, textOf } from '../core/text/utf8';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The value of each character, those of the alphabet for URLs too; -1 for any other. */
const values = new Int8Array(128).fill(-1);
for (let at = 0; at < 64; at++) {
	values[letters.charCodeAt(at)] = at;
}
values['-'.charCodeAt(0)] = 62;
values['_'.charCodeAt(0)] = 63;

/** Whether a character is one of base64, or of its form for URLs (RFC 4648 §4, §5). */
export function isBase64(code: number): boolean {
	return code < 128 && (values[code] ?? -1) >= 0;
}

/** The octets, as characters up to U+00FF, of base64 with or without its padding. */
export function decodeBase64(text: string): string {
	let result = '';
	let bits = 0;
	let count = 0;
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (!isBase64(code)) {
			break;
		}
		bits = ((bits << 6) | (values[code] ?? 0)) & 0xffffff;
		count += 6;
		if (count >= 8) {
			count -= 8;
			result += String.fromCharCode((bits >> count) & 0xff);
		}
	}
	return result;
}

/** The base64 of some octets, without padding. */
function encodeBase64(octets: Uint8Array): string {
	let result = '';
	for (let at = 0; at < octets.length; at += 3) {
		const [first = 0, second, third] = octets.subarray(at, at + 3);
		result += letters.charAt(first >> 2) + letters.charAt(((first & 3) << 4) | ((second ?? 0) >> 4));
		if (second !== undefined) {
			result += letters.charAt(((second & 15) << 2) | ((third ?? 0) >> 6));
		}
		if (third !== undefined) {
			result += letters.charAt(third & 63);
		}
	}
	return result;
}

/** What stands for a text in base64 whatever stands before and behind it there: the same octets begin at any of three places. */
export function base64Forms(text: string): string[] {
	const octets = bytesOf(text);
	return [0, 1, 2].map((shift) => {
		const shifted = new Uint8Array(shift + octets.length);
		shifted.set(octets, shift);
		const encoded = encodeBase64(shifted);
		// The first characters hold bits of what stands before, the last one those of what follows.
		const head = [0, 2, 3][shift] ?? 0;
		const tail = (shift + octets.length) % 3 === 0 ? 0 : 1;
		return encoded.slice(head, encoded.length - tail);
	});
}

/** The words that octets are, where they are UTF-8 text. */
export function decodedText(octets: string): string {
	return textOf(
		Uint8Array.from(octets, (character) => character.charCodeAt(0)),
		0,
		octets.length,
	);
}
