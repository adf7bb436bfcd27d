import type { SessionRow } from '../../../../server/src/protocol';

/** What the rows can be sorted by. `time` is the order of the log. */
export const sortKeys = ['time', 'peer', 'outcome', 'duration'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface Order {
	readonly by: SortKey;
	readonly isDescending: boolean;
}

export const orderOfLog: Order = { by: 'time', isDescending: false };

/** The order after a click on a column: its own, then the other way round. */
export function nextOrder({ by, isDescending }: Order, clicked: SortKey): Order {
	// Who asks for durations looks for the longest.
	return by === clicked
		? { by, isDescending: !isDescending }
		: { by: clicked, isDescending: clicked === 'duration' };
}

/**
 * Sorts rows that are in the order of the log; those that are equal stay in it. Numbers are compared only: there may be a hundred
 * thousand rows.
 *
 * @returns where each was, from 0
 */
export function sorted(rows: readonly SessionRow[], { by, isDescending }: Order): Uint32Array {
	const places = Uint32Array.from(rows.keys());
	if (by === 'time') {
		return isDescending ? places.reverse() : places;
	}
	const keys = isDescending ? keysOf(rows, by).map((key) => -key) : keysOf(rows, by);
	return places.sort((one, other) => (keys[one] ?? 0) - (keys[other] ?? 0) || one - other);
}

/** A number for each row, by which it is sorted. */
function keysOf(rows: readonly SessionRow[], by: Exclude<SortKey, 'time'>): Float64Array {
	switch (by) {
		case 'duration':
			return Float64Array.from(rows, ({ duration }) => duration ?? -1);
		case 'peer':
			return ranks(rows.map(({ peer = '' }) => peer));
		case 'outcome':
			return ranks(rows.map(({ outcomeWords }) => outcomeWords));
	}
}

/** The rank of each text among those that there are. Not by the rules of a language, which take long. */
function ranks(texts: readonly string[]): Float64Array {
	const rankOf = new Map([...new Set(texts)].sort().map((text, rank) => [text, rank]));
	return Float64Array.from(texts, (text) => rankOf.get(text) ?? 0);
}

/** The order in something kept by an older page, or by nobody. */
export function readOrder(value: unknown): Order {
	const kept: { by?: unknown; isDescending?: unknown } =
		typeof value === 'object' && value !== null ? value : {};
	const by = sortKeys.find((key) => key === kept.by) ?? orderOfLog.by;
	return { by, isDescending: kept.isDescending === true };
}
