import { allEnhancedCodes, allReplyCodes, type Language } from '../knowledge/knowledge';
import type { CodeTitle } from '../protocol';

/** The two replies that people ask about first. */
const first = ['220', '235'];

/** Every code that can be explained: 220 and 235, the other basic codes, the enhanced ones, and last what is no SMTP reply (1yz). */
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
	const isReply = ({ code }: CodeTitle) => /^[2-5]/.test(code);
	return [
		...basic.filter(isFirst),
		...basic.filter((entry) => isReply(entry) && !isFirst(entry)),
		...enhanced,
		...basic.filter((entry) => !isReply(entry)),
	];
}

/** A quick pick shows plain text; our own Markdown has code spans only. */
function withoutMarkup(markdown: string): string {
	return markdown.replaceAll('`', '');
}
