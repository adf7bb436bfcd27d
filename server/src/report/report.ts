import type { BriefHelper } from '../core/briefHelper';
import type { Format } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import { Counting } from './counting';
import type { Period } from './lineTimes';
import { sectionsOf } from './sections';
import type { WholeSection } from './tables';
import type { Tally } from './tally';

/** What a figure counts. Amounts of time are milliseconds, sizes octets, shares percent; `text` is no figure but words. */
export type Unit = 'count' | 'octets' | 'milliseconds' | 'percent' | 'text';

/** One column of a section. */
export interface Column {
	/** `delivered`; stable. */
	readonly id: string;
	readonly unit: Unit;
}

/** One row: its name, and a value for each column, where there is one. */
export interface Row {
	/** `example.com`, `received`, `14` (an hour). As it stands in the log: to be shown as text only. */
	readonly name: string;
	readonly values: Readonly<Record<string, number | string>>;
}

/** The sections of a report, in their order. */
export const sectionIds = [
	'totals',
	'outcomes',
	'causes',
	'days',
	'hours',
	'delays',
	'sizes',
	'providers',
	'recipientDomains',
	'senderDomains',
	'recipients',
	'senders',
	'relays',
	'clients',
	'users',
	'transports',
	'deferrals',
	'bounces',
	'rejects',
	'rejectWarnings',
	'greylisting',
	'failedLogins',
	'tls',
	'warnings',
] as const;

export type SectionId = (typeof sectionIds)[number];

/** One table of a report. */
export interface Section {
	readonly id: SectionId;
	readonly columns: readonly Column[];
	/** Of those named after something in the log, the largest first. */
	readonly rows: readonly Row[];
	/** How many more rows there are. */
	readonly omitted: number;
}

/** What happened in a log, in figures. Every figure is named `section/row/column`, and its lines can be asked for by that name. */
export interface Report {
	readonly format: Format;
	readonly lineCount: number;
	/** The first and the last time that counted, local: `2026-01-05 10:00:00`; without a year where nobody knows it. */
	readonly from?: string;
	readonly to?: string;
	/** None where nothing happened. */
	readonly sections: readonly Section[];
}

/** How a report is made. */
export interface ReportOptions {
	readonly period?: Period;
	/** Of titles of causes. */
	readonly language?: Language | undefined;
	/** Of a log of several files: the first line of each. */
	readonly parts?: readonly number[];
	/** So many lines are counted at once, where others wait for their turn. */
	readonly step?: number | undefined;
	/** Of a log in files: who reads lines before they are counted. */
	readonly helper?: BriefHelper | undefined;
}

/** What was counted in a log: the report of it, and the lines of any of its figures. */
export class Counted {
	constructor(
		private readonly log: MailLog,
		private readonly counting: Counting,
		private readonly options: ReportOptions,
	) {}

	/** @param most So many rows of a section at most; all where it is absent. */
	report(most?: number): Report {
		return atOnce(this.reportInSteps(most));
	}

	/** The same, a few rows at a time. */
	reportInSteps(most?: number): Generator<undefined, Report> {
		return toReport(this.log, this.counting, most);
	}

	/**
	 * The lines that figures count, ascending, from 0. The log is counted once more for them: nothing is kept for a figure whose lines
	 * nobody wants to see. A figure that is no sum of lines (a percentile, a share) has none.
	 * @param figures Their names.
	 * @param rows As many rows of a section as the report has in which the figures stand; all where it is absent.
	 * @param most So many lines of each, at most.
	 */
	linesOf(figures: Iterable<string>, rows?: number, most = Infinity): Map<string, number[]> {
		return atOnce(this.findLines(figures, rows, most));
	}

	/** The same for others to get their turn in between: gives how many lines are done, again and again. */
	*findLines(
		figures: Iterable<string>,
		rows?: number,
		most = Infinity,
	): Generator<number, Map<string, number[]>> {
		const found = new Map<string, number[]>();
		const places = placesOf(this.counting, new Set(figures), rows);
		const watch = (tally: Tally, row: number, column: number, line: number) => {
			for (const figure of places.get(again.ledger.tallies.indexOf(tally))?.get(row * maxColumns + column) ??
				[]) {
				const lines = found.get(figure) ?? [];
				found.set(figure, lines);
				if (lines.length < most && lines.at(-1) !== line) {
					lines.push(line);
				}
			}
		};
		const again: Counting = new Counting(this.log, { ...this.options, watch });
		yield* again.run();
		found.forEach((lines) => lines.sort((one, other) => one - other));
		return found;
	}

	/**
	 * The names of the figures that are sums of lines.
	 * @param rows As many rows of a section as the report has in which the figures stand; all where it is absent.
	 */
	figuresWithLines(rows?: number): Set<string> {
		const found = new Set<string>();
		for (const section of wholeSections(this.counting, rows)) {
			for (const { name, values, places } of section.rows) {
				Object.keys(places)
					.filter((column) => (values[column] ?? 0) !== 0)
					.forEach((column) => found.add(figureName(section.id, name, column)));
			}
		}
		return found;
	}
}

/** Counts what is in a log: gives how many lines are done, again and again, so that others get their turn, and at the end what was counted. */
export function* countLog(log: MailLog, options: ReportOptions = {}): Generator<number, Counted> {
	const counting = new Counting(log, options);
	yield* counting.run();
	return new Counted(log, counting, options);
}

/** The same at once. */
export function countWholeLog(log: MailLog, options: ReportOptions = {}): Counted {
	return atOnce(countLog(log, options));
}

/** The result of steps, without a pause. */
export function atOnce<Result>(steps: Generator<unknown, Result>): Result {
	for (;;) {
		const step = steps.next();
		if (step.done) {
			return step.value;
		}
	}
}

/** The name by which the lines of a figure are asked for. */
export function figureName(section: string, row: string, column: string): string {
	return `${section}/${row}/${column}`;
}

/** The names of all figures of a report; words are none. */
export function figuresOf({ sections }: Report): string[] {
	return sections.flatMap(({ id, columns, rows }) =>
		rows.flatMap(({ name }) =>
			columns.flatMap((column) => (column.unit === 'text' ? [] : [figureName(id, name, column.id)])),
		),
	);
}

/** No tally has more columns. */
const maxColumns = 16;

/** Where figures are counted: by the tally's place among all, then by row and column. Numbers are the same in every count of a log. */
function placesOf(
	counting: Counting,
	figures: ReadonlySet<string>,
	most: number | undefined,
): Map<number, Map<number, string[]>> {
	const wanted = new Map<number, Map<number, string[]>>();
	for (const section of wholeSections(counting, most)) {
		for (const { name, places } of section.rows) {
			for (const [column, list] of Object.entries(places)) {
				const figure = figureName(section.id, name, column);
				for (const { tally, row, column: at } of figures.has(figure) ? list : []) {
					const number = counting.ledger.tallies.indexOf(tally);
					const rows = wanted.get(number) ?? new Map<number, string[]>();
					wanted.set(number, rows);
					const key = row * maxColumns + at;
					rows.set(key, [...(rows.get(key) ?? []), figure]);
				}
			}
		}
	}
	return wanted;
}

/** The sections without a pause. */
function wholeSections(counting: Counting, most: number | undefined): WholeSection[] {
	return Array.from(sectionsOf(counting, most)).filter((section) => section !== undefined);
}

function* toReport(log: MailLog, counting: Counting, most: number | undefined): Generator<undefined, Report> {
	const { first, last, isYearKnown } = counting.ledger;
	const sections: Section[] = [];
	for (const section of sectionsOf(counting, most)) {
		if (section) {
			const { id, columns, rows, omitted } = section;
			sections.push({ id, columns, rows: rows.map(toRow), omitted });
		}
		yield;
	}
	return {
		format: log.format,
		lineCount: log.lineCount,
		...(first === 0 ? {} : { from: localTime(first, isYearKnown), to: localTime(last, isYearKnown) }),
		sections: sections.some(hasFigure) ? sections.filter(({ rows }) => rows.length > 0) : [],
	};
}

/** Whether there is more in a section than zeros. */
function hasFigure({ rows }: Section): boolean {
	return rows.some(({ values }) => Object.values(values).some((value) => value !== 0));
}

function toRow({ name, values }: Row): Row {
	return { name, values };
}

function localTime(seconds: number, isYearKnown: boolean): string {
	const iso = new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
	return isYearKnown ? iso : iso.slice(5);
}
