import type { TreeRow } from './treeRow';

const minute = 60_000;

/** When a session began, as the clock that wrote the log showed it: `2026-11-23T23:54:03`. Absent where the log has no times. */
export function startOf({ start, offset = 0 }: TreeRow): string | undefined {
	return start === undefined ? undefined : new Date(start + offset * minute).toISOString().slice(0, 19);
}

/** `23:54:03` */
export function timeOfDay(row: TreeRow): string | undefined {
	return startOf(row)?.slice(11);
}

/** `2026-11-23 23:54:03`; `11-23 23:54:03` where nothing tells the year. */
export function dateAndTime(row: TreeRow): string | undefined {
	const start = startOf(row);
	return start && withYear(start.replace('T', ' '));
}

/** `2026-11-23`, or `2026-11-23 23:00`; without the year where nothing tells it. */
export function dayOrHour(start: string, unit: 'day' | 'hour'): string {
	return withYear(unit === 'day' ? start.slice(0, 10) : `${start.slice(0, 13).replace('T', ' ')}:00`);
}

/** A line whose year nothing tells is read in the year before. */
const firstYear = '2001';

function withYear(text: string): string {
	return text < firstYear ? text.slice(5) : text;
}
