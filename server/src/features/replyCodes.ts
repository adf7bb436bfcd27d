import {
	allEnhancedCodes,
	allReplyCodes,
	replyTextFiles,
	replyTextWords,
	type Language,
} from '../knowledge/knowledge';
import type { ReplyChoice } from '../protocol';

/** The two replies that people ask about first. */
const first = ['220', '235'];

/**
 * Everything that can be explained: 220 and 235, the other basic codes, the enhanced ones, what is no SMTP reply (1yz), and what
 * providers and servers say in their own words.
 */
export function replyCodes(language?: Language): readonly ReplyChoice[] {
	const basic = allReplyCodes(language).map(({ code, title, gist }): ReplyChoice => ({
		kind: 'code',
		reply: code,
		label: code,
		description: title,
		detail: withoutMarkup(gist),
	}));
	const enhanced = allEnhancedCodes(language).map(({ code, title, meaning }): ReplyChoice => ({
		kind: 'enhanced',
		reply: code,
		label: code,
		description: title,
		detail: withoutMarkup(meaning),
	}));
	const isFirst = ({ reply }: ReplyChoice) => first.includes(reply);
	const isReply = ({ reply }: ReplyChoice) => /^[2-5]/.test(reply);
	return [
		...basic.filter(isFirst),
		...basic.filter((choice) => isReply(choice) && !isFirst(choice)),
		...basic.filter((choice) => !isReply(choice)),
		...enhanced,
		...texts(language),
	];
}

function texts(language: Language | undefined): ReplyChoice[] {
	return replyTextFiles().flatMap(({ kind, name, rules }) =>
		rules.flatMap(({ id, samples: [sample = ''] }): ReplyChoice[] => {
			const words = replyTextWords(id, language);
			const who = kind === 'general' ? {} : { description: name };
			return words ? [{ kind: 'text', reply: id, label: words.title, ...who, detail: sample }] : [];
		}),
	);
}

/** A quick pick shows plain text; our own Markdown has code spans only. */
function withoutMarkup(markdown: string): string {
	return markdown.replaceAll('`', '');
}
