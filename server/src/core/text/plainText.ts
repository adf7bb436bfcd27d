/** Control characters, and those that turn the direction of text around: they could show what is not there. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/**
 * A piece of a log for a plain sentence: in one line, with nothing unseen, and no longer than it should be.
 * @param longest UTF-16 columns.
 */
export function plainText(text: string, longest: number): string {
	const plain = text
		.slice(0, longest * 2)
		.replace(unseen, ' ')
		.trim();
	return plain.length > longest ? `${plain.slice(0, longest - 1).trimEnd()}…` : plain;
}
