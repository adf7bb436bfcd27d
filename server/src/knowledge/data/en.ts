/** The words in English, which are complete. A bundle of its own, as `facts.ts` is. */
import type {
	EnhancedCodeWords,
	Phrases,
	ReplyCodeWords,
	ReplyPair,
	ReplyTextWords,
	TermKind,
	TermWords,
} from '../types';

export const replyCodes = () => require('./en/reply-codes.json') as Readonly<Record<string, ReplyCodeWords>>;
export const enhancedCodes = () => require('./en/enhanced-codes.json') as EnhancedCodeWords;
export const replyPairs = () => require('./en/reply-pairs.json') as readonly ReplyPair[];
export const phrases = () => require('./en/phrases.json') as Phrases;
export const hover = () => require('./en/hover.json') as Readonly<Record<string, string>>;
export const replyTexts = () =>
	Object.assign(
		{},
		require('./en/reply-texts/google.json'),
		require('./en/reply-texts/microsoft.json'),
		require('./en/reply-texts/t-online.json'),
		require('./en/reply-texts/yahoo.json'),
		require('./en/reply-texts/general.json'),
	) as Readonly<Record<string, ReplyTextWords>>;

type TermFileWords = () => Readonly<Record<string, TermWords>>;

export const terms: Partial<Readonly<Record<TermKind, TermFileWords>>> = {
	'exim-flag': () => require('./en/terms/exim-flag.json'),
};
