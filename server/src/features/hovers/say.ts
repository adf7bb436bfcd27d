import { formOf, hoverSentence, type Language } from '../../knowledge/knowledge';
import { codeSpan, escapeMarkdown } from '../../knowledge/markdown';

/** What is put into a sentence: text, which may come from a log and is escaped; the same as code; or Markdown of our own. */
export type Piece = string | number | { readonly code: string } | { readonly markdown: string };

/** Our own sentences in one language: `say('place.session', { id: 's1' })` gives Markdown. */
export interface Say {
	(key: string, pieces?: Readonly<Record<string, Piece>>): string;
	/** `1 attempt`, `3 attempts`: the pattern `{key}.one` or `{key}.many` with the number as `{n}`. */
	count(key: string, count: number): string;
}

/** The sentences of `data/…/hover.json`. Nothing else makes words of a hover. */
export function sayIn(language?: Language): Say {
	const say = (key: string, pieces: Readonly<Record<string, Piece>> = {}) =>
		// Message {id}
		//         ----
		hoverSentence(key, language).replace(/\{(\w{1,20})\}/g, (whole, name: string) => {
			const piece = pieces[name];
			return piece === undefined ? whole : toMarkdown(piece);
		});
	const count = (key: string, n: number) => say(`${key}.${formOf(n)}`, { n });
	return Object.assign(say, { count });
}

export function toMarkdown(piece: Piece): string {
	if (typeof piece === 'number') {
		return String(piece);
	}
	if (typeof piece === 'string') {
		return escapeMarkdown(piece);
	}
	return 'code' in piece ? codeSpan(piece.code) : piece.markdown;
}
