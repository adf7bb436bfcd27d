/**
 * What holds in every language: numbers, names of commands, sources. A bundle of its own in `dist/data`, loaded at its first use;
 * a file is evaluated when it is asked for.
 */
import type { EnhancedCodeFacts, ReplyCodeFacts, ReplyTextFile, TermFile, TermKind } from '../types';

// `require` inside a function: the bundler wraps the file, and nothing of it is evaluated before the call.
// It is untyped; the tests hold every file to the type that is written here.
export const replyCodes = () => require('./reply-codes.json') as readonly ReplyCodeFacts[];
export const enhancedCodes = () => require('./enhanced-codes.json') as EnhancedCodeFacts;
export const sources = () => require('./sources.json') as Readonly<Record<string, string>>;

/** In the order in which they are tried: whose words they are first, then what many servers say. */
export const replyTexts = () =>
	[
		require('./reply-texts/google.json'),
		require('./reply-texts/microsoft.json'),
		require('./reply-texts/t-online.json'),
		require('./reply-texts/yahoo.json'),
		require('./reply-texts/general.json'),
	] as readonly ReplyTextFile[];

export const terms: Partial<Readonly<Record<TermKind, () => TermFile>>> = {
	'exim-flag': () => require('./terms/exim-flag.json') as TermFile,
};
