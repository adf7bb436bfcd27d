import type { Span } from '../../event';

/** A line as it was before mail clients, forums and web pages changed it. */
export interface Mended {
	readonly text: string;
	/** Where a piece of the mended text stands in the real line. */
	readonly toReal: (span: Span) => Span;
}

/** What may be damage: entities, encoded octets, carets, tags around the line, and characters that nobody types into SMTP. */
const suspicious =
	/&(?:lt|gt|amp|quot|apos|nbsp|#)|=3[CDE]|(?:\^M|=20|\[\/[a-z]{1,10}\]|<br ?\/?>|<\/[a-z]{1,10}>)\s*$|^\s{0,8}[[<][a-z]|[\u00a0\u00ad\u200b-\u200f\u2010-\u2015\u2018-\u201f\u2028\u2060\ufeff]/i;

/**
 * Undoes what happens to text that is pasted: HTML entities, quoted-printable, `^M`, typographic quotation marks and hyphens, characters
 * without width, BBCode and HTML tags around the line. Undefined where there is nothing to undo.
 */
export function mend(line: string): Mended | undefined {
	if (!suspicious.test(line)) {
		return undefined;
	}
	const from = tagBefore.exec(line)?.[0].length ?? 0;
	const to = from + line.slice(from).length - endOf(line.slice(from));
	const starts: number[] = [];
	let text = '';
	for (let at = from; at < to;) {
		const [written, meant] = damageAt(line, at, to);
		for (let index = 0; index < meant.length; index++) {
			starts.push(at);
		}
		text += meant;
		at += written;
	}
	if (text === line) {
		return undefined;
	}
	starts.push(to);
	const real = (column: number) => starts[Math.min(column, starts.length - 1)] ?? to;
	return {
		text,
		toReal: ({ start, end }) => ({ start: real(start), end: Math.max(real(start), real(end)) }),
	};
}

// [CODE]  |  [quote=Alice]  |  [FONT=Menlo]  |  <pre>  |  <code class="x">
const tagBefore =
	/^\s{0,8}(?:\[(?:code|quote|pre|font|color|size|plain|noparse|php|tt|b|i)(?:=[^\]\n]{0,60})?\]|<(?:pre|code|p|div|tt|blockquote|samp)(?: [^>]{0,80})?>){1,4}/i;

// [/CODE]  |  [/FONT]  |  <br />  |  </pre>  |  ^M
const tagBehind =
	/(?:\[\/(?:code|quote|pre|font|color|size|plain|noparse|php|tt|b|i)\]|<br ?\/?>|<\/(?:pre|code|p|div|tt|blockquote|samp)>|\^M|(?<!SIZE)=20)\s*$/i;

/** How many characters at the end are damage. */
function endOf(line: string): number {
	let rest = line;
	for (let rounds = 0; rounds < 6; rounds++) {
		const tail = rest.slice(-40);
		const match = tagBehind.exec(tail);
		if (!match) {
			break;
		}
		rest = rest.slice(0, rest.length - (tail.length - match.index));
	}
	return line.length - rest.length;
}

const entities: ReadonlyMap<string, string> = new Map([
	['lt', '<'],
	['gt', '>'],
	['amp', '&'],
	['quot', '"'],
	['apos', "'"],
	['#39', "'"],
	['#039', "'"],
	['#x27', "'"],
	['#34', '"'],
	['#60', '<'],
	['#62', '>'],
	['#64', '@'],
	['nbsp', ' '],
	['#160', ' '],
	['#13', ''],
]);

/** Octets whose code in quoted-printable is no part of any SMTP line, not even of `SIZE=2048`: `SIZE=3D100`, `=3C`. */
const encoded: ReadonlyMap<string, string> = new Map([
	['=3D', '='],
	['=3C', '<'],
	['=3E', '>'],
]);

const characters: ReadonlyMap<string, string> = new Map([
	['\u00a0', ' '],
	['\u00ad', ''],
	['\u2010', '-'],
	['\u2011', '-'],
	['\u2012', '-'],
	['\u2013', '-'],
	['\u2014', '--'],
	['\u2015', '--'],
	['\u2018', "'"],
	['\u2019', "'"],
	['\u201a', "'"],
	['\u201b', "'"],
	['\u201c', '"'],
	['\u201d', '"'],
	['\u201e', '"'],
	['\u201f', '"'],
	['\u200b', ''],
	['\u200c', ''],
	['\u200d', ''],
	['\u200e', ''],
	['\u200f', ''],
	['\u2028', ''],
	['\u2060', ''],
	['\ufeff', ''],
]);

/** How many characters stand for which, at a place. */
function damageAt(line: string, at: number, end: number): readonly [number, string] {
	const character = line.charAt(at);
	if (character === '&') {
		const close = line.indexOf(';', at);
		const name = close < 0 || close - at > 7 || close >= end ? '' : line.slice(at + 1, close).toLowerCase();
		const meant = entities.get(name);
		// A word that was escaped twice: &amp;lt;
		const twice =
			meant === '&' ? /^(?:lt|gt|quot|#0?39);/.exec(line.slice(close + 1, close + 7))?.[0] : undefined;
		if (twice) {
			return [close + 1 - at + twice.length, entities.get(twice.slice(0, -1)) ?? '&'];
		}
		return meant === undefined ? [1, character] : [close + 1 - at, meant];
	}
	if (character === '=') {
		const meant = encoded.get(line.slice(at, at + 3));
		return meant === undefined || at + 3 > end ? [1, character] : [3, meant];
	}
	return [1, characters.get(character) ?? character];
}
