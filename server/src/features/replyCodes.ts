import { allEnhancedCodes, allReplyCodes, type Language } from '../knowledge/knowledge';
import type { CodeTitle } from '../protocol';

/** The two replies that people ask about first. */
const first = ['220', '235'];

/** Every code that can be explained: 220 and 235, the other basic codes, then the enhanced ones. */
export function replyCodes(language?: Language): readonly CodeTitle[] {
	const basic = allReplyCodes(language).map(({ code, title, gist }) => ({
		code,
		title,
		description: withoutMarkup(gist),
	}));
	const enhanced = allEnhancedCodes(language).map(({ code, title, meaning }) => ({
		code,
		title,
		description: withoutMarkup(meaning),
	}));
	const isFirst = ({ code }: CodeTitle) => first.includes(code);
	return [...basic.filter(isFirst), ...basic.filter((entry) => !isFirst(entry)), ...enhanced];
}

/** A quick pick shows plain text; our own Markdown has code spans only. */
function withoutMarkup(markdown: string): string {
	return markdown.replaceAll('`', '');
}
