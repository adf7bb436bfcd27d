export const bitRun = 1;
export const bitLocal = 2;
export const bitHex = 4;
export const bitSpace = 8;

/** What each character may be a part of: a run (names, numbers, words), the part of an address before the `@`, an IPv6 address. */
const classes = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
	const character = String.fromCharCode(code);
	classes[code] =
		(/[\w.-]/.test(character) ? bitRun | bitLocal : /[+=!#$%&'*/?^~]/.test(character) ? bitLocal : 0) |
		(/[0-9A-Fa-f:.]/.test(character) ? bitHex : 0) |
		(/\s/.test(character) ? bitSpace : 0);
}

/** Whether a character may be a part of any of these. */
export const is = (code: number, bits: number) =>
	code < 128
		? ((classes[code] ?? 0) & bits) !== 0
		: (bits & (bitRun | bitLocal)) !== 0 && code !== 0xa0 && code !== 0xfffd && !isWide(code);

/** Quotes and arrows of type-setters are no part of a name. */
const isWide = (code: number) => (code >= 0x2000 && code <= 0x2bff) || code === 0xab || code === 0xbb;
