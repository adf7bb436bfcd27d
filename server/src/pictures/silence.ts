import { clipped } from './textBlock';
import { box, node, words, type SvgNode } from './svgNode';
import { clock } from './signs';
import { longestDrawn, longSilence } from './timeScale';

/** A silence in a picture: where it is, how long it was (milliseconds), and who was silent. */
interface Silence {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly height: number;
	readonly gap: number;
	readonly text: string;
	/** Where the time runs: the lines that break where the gap was cut. */
	readonly lines: readonly number[];
	/** The width of a column of text. */
	readonly column: number;
}

/** A field as high as the silence was long, with its words in the middle; with a break across the lines of time where it was cut. */
export function silence({ left, right, top, height, gap, text, lines, column }: Silence): SvgNode[] {
	const middle = top + height / 2;
	const center = (left + right) / 2;
	const shown = clipped(text, Math.floor((right - left - 48) / column));
	const isLong = gap >= longSilence;
	const half = (shown.length * column) / 2;
	return [
		box(isLong ? 'silence long' : 'silence', left, top, right - left, height, 3),
		...(isLong ? [node('path', { class: 'silence-edge', d: edges(left, right, top, top + height) })] : []),
		...(gap > longestDrawn ? lines.flatMap((x) => breakMark(x, middle)) : []),
		clock(center - half - 8, middle),
		words(isLong ? 'silence-words long' : 'silence-words', center + 8, middle + 4, shown, 'middle'),
	];
}

function edges(left: number, right: number, top: number, bottom: number): string {
	return `M${left} ${top}H${right}M${left} ${bottom}H${right}`;
}

/** Two strokes across a line, as maps and axes show that something was left out. */
function breakMark(x: number, y: number): SvgNode[] {
	return [
		node('path', { class: 'break-gap', d: `M${x - 5} ${y + 3}l10 -6` }),
		node('path', { class: 'break', d: `M${x - 6} ${y + 1}l12 -7M${x - 6} ${y + 7}l12 -7` }),
	];
}
