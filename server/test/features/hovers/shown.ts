import assert from 'node:assert/strict';
import { MailLog } from '../../../src/core/mailLog';
import { hover, type HoverOptions } from '../../../src/features/hover';
import { placeOf } from '../place';

/** The Markdown over a needle (which stands once in the log, or in the line that `line` names); empty where nothing is said. */
export function hoverText(
	text: string,
	needle: string,
	line?: string,
	options: Omit<HoverOptions, 'position'> = {},
): string {
	const found = hover(MailLog.of(text), { position: placeOf(text, needle, line), ...options });
	const contents = found?.contents;
	return contents && typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

/** What the Markdown shows: without the backslashes that escape, emphasis, code fences and addresses of links. */
export function seen(markdown: string): string {
	return markdown
		.replace(/\]\([^()\s]*\)/g, ']')
		.replace(/\\([!-/:-@[-`{-~])/g, '$1')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&amp;/g, '&')
		.replaceAll('**', '')
		.replaceAll('`', '');
}

/** One place, what must be seen there, and what must not. */
export interface Row {
	readonly over: string;
	/** Names the line where the needle alone would stand in several. */
	readonly line?: string;
	readonly sees: readonly RegExp[];
	readonly not?: readonly RegExp[];
}

/** So much is seen without scrolling, links and all. */
const longest = 1100;

export function checkHover(text: string, { over, line, sees, not = [] }: Row): void {
	const shown = seen(hoverText(text, over, line, { commandLinks: true }));
	for (const pattern of sees) {
		assert.match(shown, pattern, `over “${over}”`);
	}
	for (const pattern of not) {
		assert.doesNotMatch(shown, pattern, `over “${over}”`);
	}
	assert.ok(shown.length <= longest, `${String(shown.length)} characters over “${over}”`);
}
