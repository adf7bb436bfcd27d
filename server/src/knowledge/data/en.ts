/** The words in English, which are complete. A bundle of its own, as `facts.ts` is. */
import type { EnhancedCodeWords, Phrases, ReplyCodeWords, ReplyPair, ReplyTextWords } from '../types';

export const replyCodes = () => require('./en/reply-codes.json') as Readonly<Record<string, ReplyCodeWords>>;
export const enhancedCodes = () => require('./en/enhanced-codes.json') as EnhancedCodeWords;
export const replyPairs = () => require('./en/reply-pairs.json') as readonly ReplyPair[];
export const phrases = () => require('./en/phrases.json') as Phrases;
export const replyTexts = () =>
	Object.assign(
		{},
		require('./en/reply-texts/aliyun.json'),
		require('./en/reply-texts/aruba.json'),
		require('./en/reply-texts/au.json'),
		require('./en/reply-texts/bt.json'),
		require('./en/reply-texts/charter.json'),
		require('./en/reply-texts/daum.json'),
		require('./en/reply-texts/docomo.json'),
		require('./en/reply-texts/earthlink.json'),
		require('./en/reply-texts/free.json'),
		require('./en/reply-texts/freenet.json'),
		require('./en/reply-texts/gmx.json'),
		require('./en/reply-texts/google.json'),
		require('./en/reply-texts/improvmx.json'),
		require('./en/reply-texts/interia.json'),
		require('./en/reply-texts/kpn.json'),
		require('./en/reply-texts/laposte.json'),
		require('./en/reply-texts/libero.json'),
		require('./en/reply-texts/mail-ru.json'),
		require('./en/reply-texts/microsoft.json'),
		require('./en/reply-texts/naver.json'),
		require('./en/reply-texts/netease.json'),
		require('./en/reply-texts/orange.json'),
		require('./en/reply-texts/qq.json'),
		require('./en/reply-texts/rambler.json'),
		require('./en/reply-texts/sfr.json'),
		require('./en/reply-texts/softbank.json'),
		require('./en/reply-texts/t-online.json'),
		require('./en/reply-texts/wp.json'),
		require('./en/reply-texts/yahoo.json'),
		require('./en/reply-texts/yandex.json'),
		require('./en/reply-texts/general.json'),
	) as Readonly<Record<string, ReplyTextWords>>;
