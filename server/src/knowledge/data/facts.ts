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
		require('./reply-texts/aliyun.json'),
		require('./reply-texts/aruba.json'),
		require('./reply-texts/au.json'),
		require('./reply-texts/barracuda.json'),
		require('./reply-texts/bt.json'),
		require('./reply-texts/charter.json'),
		require('./reply-texts/cisco.json'),
		require('./reply-texts/cloudflare.json'),
		require('./reply-texts/daum.json'),
		require('./reply-texts/docomo.json'),
		require('./reply-texts/earthlink.json'),
		require('./reply-texts/fortimail.json'),
		require('./reply-texts/forwardemail.json'),
		require('./reply-texts/free.json'),
		require('./reply-texts/freenet.json'),
		require('./reply-texts/gmx.json'),
		require('./reply-texts/google.json'),
		require('./reply-texts/hornetsecurity.json'),
		require('./reply-texts/improvmx.json'),
		require('./reply-texts/interia.json'),
		require('./reply-texts/kpn.json'),
		require('./reply-texts/laposte.json'),
		require('./reply-texts/libero.json'),
		require('./reply-texts/mail-ru.json'),
		require('./reply-texts/mailchannels.json'),
		require('./reply-texts/microsoft.json'),
		require('./reply-texts/mimecast.json'),
		require('./reply-texts/naver.json'),
		require('./reply-texts/netease.json'),
		require('./reply-texts/orange.json'),
		require('./reply-texts/proofpoint.json'),
		require('./reply-texts/qq.json'),
		require('./reply-texts/rambler.json'),
		require('./reply-texts/sfr.json'),
		require('./reply-texts/softbank.json'),
		require('./reply-texts/sophos.json'),
		require('./reply-texts/spamexperts.json'),
		require('./reply-texts/symantec.json'),
		require('./reply-texts/t-online.json'),
		require('./reply-texts/trend-micro.json'),
		require('./reply-texts/vade.json'),
		require('./reply-texts/wp.json'),
		require('./reply-texts/yahoo.json'),
		require('./reply-texts/yandex.json'),
		require('./reply-texts/0spam.json'),
		require('./reply-texts/abusix.json'),
		require('./reply-texts/barracuda-rbl.json'),
		require('./reply-texts/blocklist-de.json'),
		require('./reply-texts/cloudmark.json'),
		require('./reply-texts/gbudb.json'),
		require('./reply-texts/hostkarma.json'),
		require('./reply-texts/invaluement.json'),
		require('./reply-texts/mailspike.json'),
		require('./reply-texts/nixspam.json'),
		require('./reply-texts/psbl.json'),
		require('./reply-texts/s5h.json'),
		require('./reply-texts/sorbs.json'),
		require('./reply-texts/spamcop.json'),
		require('./reply-texts/spamhaus.json'),
		require('./reply-texts/spamrats.json'),
		require('./reply-texts/spfbl.json'),
		require('./reply-texts/surbl.json'),
		require('./reply-texts/uceprotect.json'),
		require('./reply-texts/uribl.json'),
		require('./reply-texts/general.json'),
	] as readonly ReplyTextFile[];
