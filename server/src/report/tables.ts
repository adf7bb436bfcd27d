import type { Column, Row, SectionId } from './report';
import type { Tally } from './tally';

/** Where a figure was counted. */
export interface Placed {
	readonly tally: Tally;
	readonly row: number;
	readonly column: number;
}

/** A row that knows where its figures were counted. */
export interface PlacedRow extends Row {
	readonly places: Readonly<Record<string, readonly Placed[]>>;
}

/** A section before rows are left out. */
export interface WholeSection {
	readonly id: SectionId;
	readonly columns: readonly Column[];
	readonly rows: readonly PlacedRow[];
	/** How many more rows there are: of those named after what is in the log only the largest are made. */
	readonly omitted: number;
}

export function counts(id: string): Column {
	return { id, unit: 'count' };
}

export function octets(id: string): Column {
	return { id, unit: 'octets' };
}

export function text(id: string): Column {
	return { id, unit: 'text' };
}

/** A row's values, and the place of each, from the columns of a tally with the same names. */
export function rowOf(name: string, columns: readonly Column[], tally: Tally, row: number): PlacedRow {
	const values: Record<string, number> = {};
	const places: Record<string, Placed[]> = {};
	for (const { id } of columns) {
		const column = tally.columns.indexOf(id);
		if (column >= 0) {
			values[id] = tally.get(row, column);
			places[id] = [{ tally, row, column }];
		}
	}
	return { name, values, places };
}

export function fixed(
	id: SectionId,
	columns: readonly Column[],
	tally: Tally,
	nameOf: (row: number) => string,
): WholeSection {
	const rows = Array.from(numbers(tally), (row) => rowOf(nameOf(row), columns, tally, row));
	return { id, columns, rows, omitted: 0 };
}

/**
 * Rows that have something, the largest first: by their first column, then by the others, then by name. There may be many: others get
 * their turn in between.
 */
export function* ranked(
	id: SectionId,
	columns: readonly Column[],
	tally: Tally,
	nameOf: (row: number) => string,
	most: number | undefined,
): Generator<undefined, WholeSection> {
	const all = numbers(tally);
	const order = columns.flatMap(({ id: name }) => {
		const column = tally.columns.indexOf(name);
		return column < 0 ? [] : [column];
	});
	const chosen = largest(all, tally, order, most);
	const rows = yield* mapInSteps(chosen, (row) => rowOf(nameOf(row), columns, tally, row));
	return {
		id,
		columns,
		rows: yield* sortInSteps(rows, largestFirst(columns)),
		omitted: all.length - rows.length,
	};
}

/** The largest rows, so many at most, in any order; of equal ones those that came first. */
function largest(
	all: Int32Array,
	tally: Tally,
	order: readonly number[],
	most: number | undefined,
): Iterable<number> {
	if (most === undefined || all.length <= most) {
		return all;
	}
	const isLess = (one: number, other: number) => {
		for (const column of order) {
			const difference = tally.get(one, column) - tally.get(other, column);
			if (difference !== 0) {
				return difference < 0;
			}
		}
		return one > other;
	};
	/** The smallest of them comes last. */
	const best: number[] = [];
	for (const row of all) {
		if (best.length < most || isLess(best.at(-1) ?? row, row)) {
			const place = best.findIndex((other) => isLess(other, row));
			best.splice(place < 0 ? best.length : place, 0, row);
			best.length = Math.min(best.length, most);
		}
	}
	return best;
}

/** The order of rows by their figures, the largest first, then by name. */
function largestFirst(columns: readonly Column[]): (one: Row, other: Row) => number {
	const amount = ({ values }: Row, id: string) => Number(values[id] ?? 0);
	const figures = columns.filter(({ unit }) => unit !== 'text');
	return (one, other) => {
		for (const { id } of figures) {
			const difference = amount(other, id) - amount(one, id);
			if (difference !== 0) {
				return difference;
			}
		}
		return one.name < other.name ? -1 : 1;
	};
}

/** A section of rows that were all made, the largest first. */
export function cut(
	id: SectionId,
	columns: readonly Column[],
	rows: readonly PlacedRow[],
	most: number | undefined,
): WholeSection {
	const shown = [...rows].sort(largestFirst(columns)).slice(0, most);
	return { id, columns, rows: shown, omitted: rows.length - shown.length };
}

/** So many rows are made, or put into their order, before others get their turn. */
const atATime = 1000;

/** `Array.map` with pauses. */
export function* mapInSteps<Item, Value>(
	items: Iterable<Item>,
	valueOf: (item: Item) => Value,
): Generator<undefined, Value[]> {
	const values: Value[] = [];
	for (const item of items) {
		values.push(valueOf(item));
		if (values.length % atATime === 0) {
			yield;
		}
	}
	return values;
}

/** `Array.sort` with pauses: sorted pieces are merged, two and two. */
export function* sortInSteps<Item>(
	items: readonly Item[],
	compare: (one: Item, other: Item) => number,
): Generator<undefined, Item[]> {
	let sorted: Item[][] = [];
	for (let from = 0; from < items.length; from += atATime) {
		sorted.push(items.slice(from, from + atATime).sort(compare));
		yield;
	}
	while (sorted.length > 1) {
		const merged: Item[][] = [];
		for (let at = 0; at < sorted.length; at += 2) {
			merged.push(yield* merge(sorted[at] ?? [], sorted[at + 1] ?? [], compare));
		}
		sorted = merged;
	}
	return sorted[0] ?? [];
}

function* merge<Item>(
	some: readonly Item[],
	others: readonly Item[],
	compare: (one: Item, other: Item) => number,
): Generator<undefined, Item[]> {
	const merged: Item[] = [];
	let other = 0;
	for (const one of some) {
		for (let next = others[other]; next !== undefined && compare(next, one) < 0; next = others[++other]) {
			merged.push(next);
		}
		merged.push(one);
		if (merged.length % atATime === 0) {
			yield;
		}
	}
	return merged.concat(others.slice(other));
}

/** The rows of a tally in which something was counted: there may be millions. */
export function numbers(tally: Tally): Int32Array {
	const found = new Int32Array(tally.size);
	let count = 0;
	for (let row = 0; row < tally.size; row++) {
		if (tally.hasAny(row)) {
			found[count++] = row;
		}
	}
	return found.subarray(0, count);
}
