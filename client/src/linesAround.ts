/** Lines from 0, both inclusive. */
export interface LineRange {
	readonly first: number;
	readonly last: number;
}

/**
 * The lines worth drawing: those that are seen and as many again before and after, so that a short scroll finds them drawn.
 * Folded lines are not seen: between two seen parts only what lies near is taken, however much is folded there.
 *
 * @param seen an editor's visible parts, in ascending order
 * @param lineCount of the document
 * @returns ascending and apart from each other; at most three times what is seen
 */
export function linesAround(seen: readonly LineRange[], lineCount: number): readonly LineRange[] {
	const ranges: LineRange[] = [];
	for (const { first, last } of seen) {
		const page = last - first + 1;
		const range = { first: Math.max(0, first - page), last: Math.min(lineCount - 1, last + page) };
		const previous = ranges.at(-1);
		if (range.last < range.first) {
			continue;
		}
		if (previous && range.first <= previous.last + 1) {
			ranges[ranges.length - 1] = { first: previous.first, last: Math.max(previous.last, range.last) };
		} else {
			ranges.push(range);
		}
	}
	return ranges;
}
