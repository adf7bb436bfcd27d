/** The words in Indonesian. What one provider or one kind of server says in its own words is explained in English. */
import type {
	EnhancedCodeWords,
	Phrases,
	ReplyCodeWords,
	ReplyPair,
	ReplyTextWords,
	SentenceKey,
} from '../types';

export const replyCodes = () => require('./id/reply-codes.json') as Readonly<Record<string, ReplyCodeWords>>;
export const enhancedCodes = () => require('./id/enhanced-codes.json') as EnhancedCodeWords;
export const replyPairs = () => require('./id/reply-pairs.json') as readonly ReplyPair[];
export const phrases = () => require('./id/phrases.json') as Phrases;
export const sentences = () => require('./id/sentences.json') as Readonly<Record<SentenceKey, string>>;
export const hover = () => require('./id/hover.json') as Readonly<Record<string, string>>;
export const replyTexts = () =>
	require('./id/reply-texts/general.json') as Readonly<Record<string, ReplyTextWords>>;
