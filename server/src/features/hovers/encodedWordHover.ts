import { decodeWords } from './decode/encodedWords';
import type { Answer, Pointed } from './pointed';
import { matchUnder } from './token';

/** `=?utf-8?B?…?=`: words of a header that have other letters than ASCII, and are written in it. Decoded, with those beside it. */
export function encodedWordHover(pointed: Pointed): Answer | undefined {
	const { say } = pointed;
	//   =?utf-8?Q?Gr=C3=BC=C3=9Fe?= =?utf-8?B?4oKs?=
	const found = matchUnder(
		pointed,
		/=\?[\w-]{1,40}(?:\*[\w-]{1,20})?\?[BbQq]\?[^?\s]{0,600}\?=(?:\s{0,8}=\?[\w-]{1,40}(?:\*[\w-]{1,20})?\?[BbQq]\?[^?\s]{0,600}\?=){0,20}/g,
		1000,
	);
	if (!found) {
		return undefined;
	}
	const decoded = decodeWords(found.text);
	return {
		sections: [
			decoded === undefined ? say('encoded.broken') : say('encoded', { text: { code: decoded } }),
			say('encoded.meaning'),
		],
		footer: say('encoded.source'),
		span: found.span,
	};
}
