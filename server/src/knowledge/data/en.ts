/** The words in English, which are complete. A bundle of its own, as `facts.ts` is. */
import type {
	EnhancedCodeWords,
	Phrases,
	ReplyCodeWords,
	ReplyPair,
	ReplyTextWords,
	SentenceKey,
} from '../types';

export const replyCodes = () => require('./en/reply-codes.json') as Readonly<Record<string, ReplyCodeWords>>;
export const enhancedCodes = () => require('./en/enhanced-codes.json') as EnhancedCodeWords;
export const replyPairs = () => require('./en/reply-pairs.json') as readonly ReplyPair[];
export const phrases = () => require('./en/phrases.json') as Phrases;
export const sentences = () => require('./en/sentences.json') as Readonly<Record<SentenceKey, string>>;
export const replyTexts = () =>
	Object.assign(
		{},
		require('./en/reply-texts/google.json'),
		require('./en/reply-texts/microsoft.json'),
		require('./en/reply-texts/t-online.json'),
		require('./en/reply-texts/yahoo.json'),
		require('./en/reply-texts/amavis.json'),
		require('./en/reply-texts/clamav.json'),
		require('./en/reply-texts/communigate.json'),
		require('./en/reply-texts/courier.json'),
		require('./en/reply-texts/domino.json'),
		require('./en/reply-texts/dovecot.json'),
		require('./en/reply-texts/exim.json'),
		require('./en/reply-texts/greylisting.json'),
		require('./en/reply-texts/groupwise.json'),
		require('./en/reply-texts/haraka.json'),
		require('./en/reply-texts/hmailserver.json'),
		require('./en/reply-texts/mailenable.json'),
		require('./en/reply-texts/mailman.json'),
		require('./en/reply-texts/opendkim.json'),
		require('./en/reply-texts/opendmarc.json'),
		require('./en/reply-texts/opensmtpd.json'),
		require('./en/reply-texts/policyd.json'),
		require('./en/reply-texts/postfix.json'),
		require('./en/reply-texts/qmail.json'),
		require('./en/reply-texts/rspamd.json'),
		require('./en/reply-texts/sendmail.json'),
		require('./en/reply-texts/smartermail.json'),
		require('./en/reply-texts/spamassassin.json'),
		require('./en/reply-texts/zimbra.json'),
		require('./en/reply-texts/os.json'),
		require('./en/reply-texts/general.json'),
	) as Readonly<Record<string, ReplyTextWords>>;
