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

/** Compares two rows; those that are equal stay in the order of the log. `undefined` where that is the order asked for. */
export function toComparison({
	by,
	isDescending,
}: Order): ((one: SessionRow, other: SessionRow) => number) | undefined {
	const sign = isDescending ? -1 : 1;
	switch (by) {
		case 'time':
			return isDescending ? (one, other) => compareTimes(other, one) : undefined;
		case 'duration':
			return (one, other) => sign * ((one.duration ?? -1) - (other.duration ?? -1));
		case 'peer':
			return (one, other) => sign * compareTexts(one.peer ?? '', other.peer ?? '');
		case 'outcome':
			return (one, other) => sign * compareTexts(one.outcomeWords, other.outcomeWords);
	}
}

/** Ids are in the order of the log's lines. */
function compareTimes(one: SessionRow, other: SessionRow): number {
	return one.line - other.line;
}

/** Not by the rules of a language: there may be a hundred thousand. */
function compareTexts(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}

/** The order in something kept by an older page, or by nobody. */
export function readOrder(value: unknown): Order {
	const kept: { by?: unknown; isDescending?: unknown } =
		typeof value === 'object' && value !== null ? value : {};
	const by = sortKeys.find((key) => key === kept.by) ?? orderOfLog.by;
	return { by, isDescending: kept.isDescending === true };
}
