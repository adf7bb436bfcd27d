import type { ReportSection } from '../../../../server/src/protocol';

/** What a chart is drawn from. */
export interface ChartData {
	/** What stands below: `09`, `2026-01-05`, `90 %`. */
	readonly labels: readonly string[];
	readonly series: readonly ChartSeries[];
}

/** One of its series. */
export interface ChartSeries {
	/** The column or row of the table: `delivered`, `connect`. */
	readonly id: string;
	readonly title: string;
	/** One for each label. */
	readonly values: readonly number[];
}

const day = 86_400_000;

/** More days without mail in a row are not drawn. */
const daysAtMost = 400;

/** Mail by hour or by day: a series for each column. Hours and days without mail are there, too. */
export function trafficData({ id, columns, rows }: ReportSection): ChartData {
	const labels = id === 'hours' ? allHours : allDays(rows.map(({ name }) => name));
	const byName = new Map(rows.map((row) => [row.name, row]));
	return {
		labels,
		series: columns.map((column) => ({
			id: column.id,
			title: column.title,
			values: labels.map((label) => Number(byName.get(label)?.values[column.id] ?? 0)),
		})),
	};
}

const allHours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

/** Days from the first to the last, where their year is known: otherwise nobody knows what lies between them. */
function allDays(names: readonly string[]): readonly string[] {
	const [first, last] = [names[0] ?? '', names.at(-1) ?? ''].map((name) => Date.parse(`${name}T00:00Z`));
	const isKnown = names.every((name) => /^\d{4}-\d{2}-\d{2}$/.test(name));
	if (!isKnown || first === undefined || last === undefined || last - first > daysAtMost * day) {
		return names;
	}
	const all = Array.from({ length: (last - first) / day + 1 }, (_, at) =>
		new Date(first + at * day).toISOString().slice(0, 10),
	);
	return names.every((name) => all.includes(name)) ? all : names;
}

/** The percentiles of each leg of the delay: a series for each row. Milliseconds. */
export function delayData({ columns, rows }: ReportSection): ChartData {
	const shares = columns.filter(({ unit }) => unit === 'milliseconds');
	return {
		labels: shares.map(({ title }) => title),
		series: rows.map((row) => ({
			id: row.name,
			title: row.title,
			values: shares.map(({ id }) => Number(row.values[id] ?? 0)),
		})),
	};
}
