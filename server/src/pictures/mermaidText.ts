/** UTF-16 code units of one message: Mermaid does not break lines. */
export const longest = 160;

/**
 * Nothing but letters, digits and a few signs stand as they are; the rest become Mermaid's own codes (`#35;`), so that no text ends a
 * line, opens a comment or a directive (`%%{init…}%%`), or is taken for a word of the language.
 */
export function escaped(text: string): string {
	const safe = text.replace(
		/[^\p{L}\p{N} .,:@()/·×…⏱✗🔒_-]/gu,
		(character) => `#${character.codePointAt(0) ?? 63};`,
	);
	// `end` alone closes a block.
	return safe.replace(/\bend\b/gi, (word) => `#${word.codePointAt(0) ?? 101};${word.slice(1)}`);
}
