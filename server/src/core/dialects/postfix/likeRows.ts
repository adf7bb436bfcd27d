import type { Row } from '../row';

/** One kind of line among several that are read alike: how it begins, a sample, and what must come further on where that is not enough. */
export type Like = readonly [starts: string, sample: string, has?: string];

/** A row for each kind of line; they have everything in common but their words. */
export function rowsLike(
	common: Omit<Row, 'starts' | 'has' | 'samples'>,
	lines: readonly Like[],
): readonly Row[] {
	return lines.map(([starts, sample, has]) => ({
		...common,
		starts,
		...(has === undefined ? {} : { has }),
		samples: [sample],
	}));
}

/**
 * The rows in the order in which they are asked. Those that are told by how a line begins cost one comparison and come first; those
 * that search the line for their words come last.
 */
export function cheapestFirst(rows: readonly Row[]): readonly Row[] {
	return [...rows.filter(({ starts }) => starts !== ''), ...rows.filter(({ starts }) => starts === '')];
}
