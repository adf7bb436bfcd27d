import type { Mark } from './sink';

/** What stands in place of a selector. No two of them have to be told apart. */
const instead = 'selector';

/** How programs write the selector of a DKIM key (RFC 6376 §3.1); the selector is the group at the end. */
const forms: readonly RegExp[] = [
	// DKIM: d=example.com s=sel2026 c=relaxed/relaxed
	//       ------------- =========
	/\bd=[\w.-]{1,253}[,;]? s=([\w.-]{1,63})/g,
	// signature added (s=sel2026, d=example.com)
	//                  =========  -
	/\bs=([\w.-]{1,63})(?=[,;]? d=)/g,
	// R_DKIM_ALLOW(-0.20){example.com:s=sel2026;}
	//                                =========-
	/:s=([\w.-]{1,63})(?=[;,}])/g,
	// dkim_sd=sel2026:example.com
	//         =======-
	/\bdkim_sd=([\w.-]{1,63})(?=:)/g,
];

/** Selectors: names that somebody gave to a key, often his own. One that is a number is a date. */
export function selectorMarks(text: string): Mark[] {
	if (!/[\s(:]s=|dkim_sd=/.test(text)) {
		return [];
	}
	return forms.flatMap((form) =>
		Array.from(text.matchAll(form)).flatMap(({ 0: found, 1: selector = '', index }): Mark[] => {
			const end = index + found.length;
			const start = end - selector.length;
			return /^\d*$/.test(selector) ? [] : [{ start, end, kind: 'literal', literal: instead }];
		}),
	);
}
