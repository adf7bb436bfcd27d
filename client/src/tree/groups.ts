import type { SessionEnding } from '../../../server/src/protocol';
import { dayOrHour, startOf } from './times';
import { isFailing, type TreeRow } from './treeRow';

/** By what the sessions of a log are put together. */
export type Grouping = 'outcome' | 'host' | 'time' | 'message';

export const groupings: readonly Grouping[] = ['outcome', 'host', 'time', 'message'];

/** Sessions that have something in common, in the order of the log. */
export interface Group {
	/** Unlike that of any other group; the same after the log has grown. */
	readonly key: string;
	/** What they have in common: `rejected`, `mx.example.net [192.0.2.1]`, `2026-11-23 23:00`, a queue id. Absent where they lack it. */
	readonly label?: string;
	readonly rows: readonly TreeRow[];
	/** How many of them failed. */
	readonly failing: number;
}

/**
 * Puts sessions into groups. One that has several mails is in the group of each.
 *
 * @param rows in the order of the log
 * @returns outcomes with the worst first, hosts with the most failures first, times and messages as the log has them; last,
 * where there are any, the sessions without
 */
export function groupRows(rows: readonly TreeRow[], grouping: Grouping): readonly Group[] {
	const unit = grouping === 'time' ? unitOf(rows) : 'hour';
	const labelsOf: Readonly<Record<Grouping, (row: TreeRow) => readonly string[]>> = {
		outcome: ({ outcomeWords }) => [outcomeWords],
		host: ({ peer }) => (peer === undefined ? [] : [peer]),
		time: (row) => [startOf(row)].flatMap((start) => (start === undefined ? [] : [dayOrHour(start, unit)])),
		message: ({ messages }) => messages,
	};
	const groups = new Map<string, { label?: string; rows: TreeRow[]; failing: number }>();
	const put = (row: TreeRow, key: string, label?: string) => {
		const group = groups.get(key) ?? { ...(label !== undefined && { label }), rows: [], failing: 0 };
		groups.set(key, group);
		group.rows.push(row);
		group.failing += isFailing(row) ? 1 : 0;
	};
	for (const row of rows) {
		const labels = labelsOf[grouping](row);
		labels.forEach((label) => put(row, keyOf(row, grouping, label), label));
		if (labels.length === 0) {
			put(row, `${grouping}`);
		}
	}
	return [...groups]
		.map(([key, group]) => ({ key, ...group }))
		.sort((one, other) => Number(!one.label) - Number(!other.label) || orders[grouping](one, other));
}

function keyOf(row: TreeRow, grouping: Grouping, label: string): string {
	return grouping === 'outcome' ? `outcome:${row.outcome}` : `${grouping}:${label}`;
}

/** The worst first. */
const ends: readonly SessionEnding[] = [
	'rejected',
	'lost',
	'timeout',
	'aborted',
	'mixed',
	'completed',
	'open',
];

/** As they were made, which is the order of the log. */
const unsorted = () => 0;

const orders: Readonly<Record<Grouping, (one: Group, other: Group) => number>> = {
	outcome: (one, other) => rank(one) - rank(other),
	host: (one, other) =>
		other.failing - one.failing ||
		other.rows.length - one.rows.length ||
		(one.key < other.key ? -1 : one.key > other.key ? 1 : 0),
	time: unsorted,
	message: unsorted,
};

function rank({ rows: [first] }: Group): number {
	return first ? ends.indexOf(first.outcome) : ends.length;
}

const day = 86_400_000;

/** Hours for a log of up to three days, days for a longer one. */
function unitOf(rows: readonly TreeRow[]): 'day' | 'hour' {
	let [first, last] = [Infinity, -Infinity];
	for (const { start } of rows) {
		if (start !== undefined) {
			[first, last] = [Math.min(first, start), Math.max(last, start)];
		}
	}
	return last - first > 3 * day ? 'day' : 'hour';
}
