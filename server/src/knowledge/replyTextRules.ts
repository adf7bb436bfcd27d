/**
 * Recognises the words of a reply by the rules of `data/reply-texts.json`. No regular expression comes from the data: a rule is
 * a list of words, searched for as they are, so the cost is linear in the text whatever a log holds.
 */
import { replyTextRules, type ReplyTextRule } from './knowledge';

/** What a rule may ask of a reply besides its words. */
export interface RecognisableReply {
	readonly code?: string;
	readonly enhanced?: string;
	readonly words: string;
	readonly inReplyTo?: string;
}

/** So many characters of other words may stand where a rule has `*`. */
const gap = 60;

/** A phrase of a rule, cut at its `*`; each part with a blank on both sides, so that whole words are found. */
type Phrase = readonly string[];

interface PreparedRule {
	readonly rule: ReplyTextRule;
	readonly says: readonly Phrase[];
	readonly butNot: readonly Phrase[];
}

let preparedRules: readonly PreparedRule[] | undefined;

/** The first rule that takes the reply. */
export function findReplyTextRule(reply: RecognisableReply): ReplyTextRule | undefined {
	preparedRules ??= replyTextRules().map((rule) => ({
		rule,
		says: rule.says.map(toPhrase),
		butNot: (rule.butNot ?? []).map(toPhrase),
	}));
	const words = plainWords(reply.words);
	return preparedRules.find((prepared) => takes(prepared, reply, words))?.rule;
}

function takes({ rule, says, butNot }: PreparedRule, reply: RecognisableReply, words: string): boolean {
	const { codes, inReplyTo, withoutCode } = rule;
	return (
		!(withoutCode && reply.code) &&
		(!codes || codes.some((code) => reply.code?.startsWith(code) || reply.enhanced?.startsWith(code))) &&
		(!inReplyTo || (reply.inReplyTo !== undefined && inReplyTo.includes(reply.inReplyTo))) &&
		says.some((phrase) => contains(words, phrase)) &&
		!butNot.some((phrase) => contains(words, phrase))
	);
}

function toPhrase(text: string): Phrase {
	return text.split(' * ').map((part) => ` ${part} `);
}

/**
 * Lower case, one blank between words and around all, no punctuation, apostrophes dropped (`doesn't` is `doesnt`), no mail
 * addresses: what people are called must not decide why their mail was refused.
 */
export function plainWords(text: string): string {
	const words = text
		.toLowerCase()
		.replace(/['’`]/g, '')
		.split(/[\s<>()[\]",;:]+/)
		.filter((piece) => !piece.includes('@'))
		.join(' ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
	return ` ${words} `;
}

/** Whether `words` (from `plainWords`) hold the parts in their order, with at most 60 characters of other words in between. */
function contains(words: string, [first = '', ...rest]: Phrase): boolean {
	for (let at = words.indexOf(first); at >= 0; at = words.indexOf(first, at + 1)) {
		let end = at + first.length - 1;
		const follows = rest.every((part) => {
			const place = words.slice(end, end + gap + part.length).indexOf(part);
			end += place + part.length - 1;
			return place >= 0;
		});
		if (follows) {
			return true;
		}
	}
	return false;
}
