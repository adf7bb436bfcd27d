/** The words in English, which are complete. A bundle of its own, as `facts.ts` is. */
import type {
	DnsblAnswers,
	EnhancedCodeWords,
	Phrases,
	ReplyCodeWords,
	ReplyPair,
	ReplyTextWords,
	SentenceKey,
	TermKind,
	TermWords,
} from '../types';

export const replyCodes = () => require('./en/reply-codes.json') as Readonly<Record<string, ReplyCodeWords>>;
export const enhancedCodes = () => require('./en/enhanced-codes.json') as EnhancedCodeWords;
export const replyPairs = () => require('./en/reply-pairs.json') as readonly ReplyPair[];
export const phrases = () => require('./en/phrases.json') as Phrases;
export const hover = () => require('./en/hover.json') as Readonly<Record<string, string>>;
export const sentences = () => require('./en/sentences.json') as Readonly<Record<SentenceKey, string>>;
export const replyTexts = () =>
	Object.assign(
		{},
		require('./en/reply-texts/google.json'),
		require('./en/reply-texts/microsoft.json'),
		require('./en/reply-texts/t-online.json'),
		require('./en/reply-texts/yahoo.json'),
		require('./en/reply-texts/general.json'),
	) as Readonly<Record<string, ReplyTextWords>>;

export const dnsblAnswers = () => require('./en/dnsbl-answers.json') as DnsblAnswers;

type TermsInWords = () => Readonly<Record<string, TermWords>>;

export const terms: Readonly<Record<TermKind, TermsInWords>> = {
	dnsbl: () => require('./en/terms/dnsbl.json'),
	'ehlo-keyword': () => require('./en/terms/ehlo-keyword.json'),
	'sasl-mechanism': () => require('./en/terms/sasl-mechanism.json'),
	daemon: () => require('./en/terms/daemon.json'),
	'lost-connection': () => require('./en/terms/lost-connection.json'),
	'log-field': () => require('./en/terms/log-field.json'),
	'exim-flag': () => require('./en/terms/exim-flag.json'),
	'exim-field': () => require('./en/terms/exim-field.json'),
	'exim-error': () => require('./en/terms/exim-error.json'),
	'tls-version': () => require('./en/terms/tls-version.json'),
	'tls-cipher': () => require('./en/terms/tls-cipher.json'),
	'tls-verdict': () => require('./en/terms/tls-verdict.json'),
	postscreen: () => require('./en/terms/postscreen.json'),
	probe: () => require('./en/terms/probe.json'),
	warning: () => require('./en/terms/warning.json'),
	command: () => require('./en/terms/command.json'),
	header: () => require('./en/terms/header.json'),
};
