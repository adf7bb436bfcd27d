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

export const terms = {
	dnsbl: () => require('./terms/dnsbl.json') as TermFile,
	'ehlo-keyword': () => require('./terms/ehlo-keyword.json') as TermFile,
	'sasl-mechanism': () => require('./terms/sasl-mechanism.json') as TermFile,
	daemon: () => require('./terms/daemon.json') as TermFile,
	'lost-connection': () => require('./terms/lost-connection.json') as TermFile,
	'log-field': () => require('./terms/log-field.json') as TermFile,
	'exim-flag': () => require('./terms/exim-flag.json') as TermFile,
	'exim-field': () => require('./terms/exim-field.json') as TermFile,
	'exim-error': () => require('./terms/exim-error.json') as TermFile,
	'tls-version': () => require('./terms/tls-version.json') as TermFile,
	'tls-cipher': () => require('./terms/tls-cipher.json') as TermFile,
	'tls-verdict': () => require('./terms/tls-verdict.json') as TermFile,
	postscreen: () => require('./terms/postscreen.json') as TermFile,
	probe: () => require('./terms/probe.json') as TermFile,
	warning: () => require('./terms/warning.json') as TermFile,
	command: () => require('./terms/command.json') as TermFile,
	header: () => require('./terms/header.json') as TermFile,
} satisfies Record<TermKind, () => TermFile>;
