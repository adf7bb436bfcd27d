import type { Span } from '../../core/event';
import type { Pointed } from './pointed';

/** Nothing that is looked for in a line is longer: UTF-16 columns to both sides of the cursor. */
const reach = 256;

/** A piece of a line. */
export interface Token {
	readonly text: string;
	readonly span: Span;
}

/** The characters around the cursor that are of a kind, as far as a word can reach. */
export function tokenUnder(
	{ text, character }: Pointed,
	isPart: (character: string) => boolean,
): Token | undefined {
	let start = character;
	while (start > 0 && character - start < reach && isPart(text.charAt(start - 1))) {
		start--;
	}
	let end = character;
	while (end < text.length && end - character < reach && isPart(text.charAt(end))) {
		end++;
	}
	return end > start ? { text: text.slice(start, end), span: { start, end } } : undefined;
}

/**
 * The match of a pattern over the cursor, looked for near it only. The pattern must be global, and linear.
 * @param around How far before and behind the cursor a match may begin and end.
 */
export function matchUnder(
	{ text, character }: Pointed,
	pattern: RegExp,
	around = reach,
): (Token & { readonly groups: readonly string[] }) | undefined {
	const from = Math.max(0, character - around);
	for (const match of text.slice(from, character + around).matchAll(pattern)) {
		const start = from + match.index;
		const end = start + match[0].length;
		if (start <= character && character <= end) {
			return { text: match[0], span: { start, end }, groups: match.slice(1).map((group) => group ?? '') };
		}
	}
	return undefined;
}

/** Whether the cursor stands in what the line says, not in the time and host before it. */
export function isInMessage({ event, text, character }: Pointed): boolean {
	return character >= event.start && character < text.length;
}
