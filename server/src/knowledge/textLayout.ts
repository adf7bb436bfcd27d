/** The width of text for people where no terminal says otherwise, in columns. */
export const defaultColumns = 80;

/** No line of prose is longer than this, however wide the terminal: columns. */
const widest = 100;

/** How wide prose may be on a terminal of so many columns. */
export function proseWidth(columns: number | undefined): number {
	return Math.max(40, Math.min(columns ?? defaultColumns, widest));
}

/**
 * Breaks a text at its spaces. Words longer than a line (addresses, URLs) stay whole, so that they can be copied.
 * @param width Columns, the indentation included.
 * @param indent Stands before every line but the first, which the caller begins.
 */
export function wrap(text: string, width: number, indent = ''): string {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/[ \t\n]+/).filter(Boolean)) {
		if (line !== '' && indent.length + line.length + 1 + word.length > width) {
			lines.push(line);
			line = word;
		} else {
			line = line === '' ? word : `${line} ${word}`;
		}
	}
	return [...lines, line].join(`\n${indent}`);
}

/** Control characters, and those that turn the direction of text around: on a terminal they could show what is not there. */
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A piece of a log as it may be shown on a terminal: `\x1b[31m` in place of a colour code that somebody smuggled in. */
export function visible(text: string): string {
	return text.replace(unseen, (character) => {
		const code = character.charCodeAt(0).toString(16);
		return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
	});
}
