import { Literal } from './text/literal';
import type { LineBytes } from './text/lines';
import { Octets } from './text/octets';
import { bytesOf } from './text/utf8';

/** Where a text stands in the lines around a place. */
export interface Mentions {
	/** Ascending. */
	readonly lines: readonly number[];
	/** The first and the last line that were looked at. */
	readonly first: number;
	readonly last: number;
}

/** How far is looked: octets of whole lines, before a line and from it on. */
export interface Reach {
	readonly before: number;
	readonly after: number;
	/** So many lines are found before a line and so many from it on; then nothing is searched any more. */
	readonly most: number;
}

/** What can be searched within the time that a person does not notice. */
const usualReach: Reach = { before: 600_000, after: 600_000, most: 1000 };

/** Where the octets of a line are. */
interface Lines {
	bytesAt(line: number, into: LineBytes): void;
}

/** The lines in which a text stands, as far as the reach; the cost is that of the octets, not of the log. */
export function mentions(
	content: Lines,
	lineCount: number,
	text: string,
	{ line: around, ...reach }: Partial<Reach> & { readonly line: number },
): Mentions {
	const literal = Literal.of(bytesOf(text));
	const octets = new Octets();
	const place: LineBytes = { bytes: new Uint8Array(0), start: 0, end: 0 };
	const { before, after, most } = { ...usualReach, ...reach };
	const lines: number[] = [];
	const walk = (from: number, step: 1 | -1, reachOfWalk: number): number => {
		let left = reachOfWalk;
		let line = from;
		const full = lines.length + most;
		for (; line >= 0 && line < lineCount && left > 0 && lines.length < full; line += step) {
			content.bytesAt(line, place);
			octets.over(place.bytes);
			// A line that is longer than the reach is no reason to search all of it.
			const end = Math.min(place.end, place.start + left);
			if (literal.length > 0 && literal.indexIn(octets, place.start, end) >= 0) {
				lines.push(line);
			}
			left -= end - place.start + 1;
		}
		return line - step;
	};
	const first = walk(around - 1, -1, before);
	lines.reverse();
	const last = walk(around, 1, after);
	return { lines, first: Math.min(first, around), last };
}
