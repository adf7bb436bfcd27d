/**
 * What holds in every language: numbers, names of commands, sources. A bundle of its own in `dist/data`, loaded at its first use;
 * a file is evaluated when it is asked for.
 */
import type { EnhancedCodeFacts, ReplyCodeFacts, ReplyTextFile } from '../types';

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
		require('./reply-texts/amavis.json'),
		require('./reply-texts/clamav.json'),
		require('./reply-texts/communigate.json'),
		require('./reply-texts/courier.json'),
		require('./reply-texts/domino.json'),
		require('./reply-texts/dovecot.json'),
		require('./reply-texts/exim.json'),
		require('./reply-texts/greylisting.json'),
		require('./reply-texts/groupwise.json'),
		require('./reply-texts/haraka.json'),
		require('./reply-texts/hmailserver.json'),
		require('./reply-texts/mailenable.json'),
		require('./reply-texts/mailman.json'),
		require('./reply-texts/opendkim.json'),
		require('./reply-texts/opendmarc.json'),
		require('./reply-texts/opensmtpd.json'),
		require('./reply-texts/policyd.json'),
		require('./reply-texts/postfix.json'),
		require('./reply-texts/qmail.json'),
		require('./reply-texts/rspamd.json'),
		require('./reply-texts/sendmail.json'),
		require('./reply-texts/smartermail.json'),
		require('./reply-texts/spamassassin.json'),
		require('./reply-texts/zimbra.json'),
		require('./reply-texts/os.json'),
		require('./reply-texts/general.json'),
	] as readonly ReplyTextFile[];
