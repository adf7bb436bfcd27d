import { plainText } from '../core/text/plainText';
import { phrases, sentence, type Language, type SentenceKey } from '../knowledge/knowledge';
import type { Column, Report, Row, Section, SectionId, Unit } from './report';

/** How the parts of a report are called, and how its figures are written. What comes from the log is in one line, with nothing unseen. */

/** Names of rows are no longer: UTF-16 columns. */
const longestName = 200;

export function sectionTitle(id: SectionId, language?: Language): string {
	return sentence(`report.section.${id}`, language);
}

export function columnTitle(id: string, language?: Language): string {
	return sentence(`report.column.${id}` as SentenceKey, language);
}

/** Sections whose rows are named by us, and not after something in the log. */
const ownRows: ReadonlySet<SectionId> = new Set(['totals', 'outcomes', 'delays', 'sizes', 'greylisting']);

/** The name of a row for people. */
export function rowTitle(section: SectionId, name: string, language?: Language): string {
	if (!ownRows.has(section)) {
		return plainText(name, longestName);
	}
	const key = section === 'outcomes' && name !== 'queued' ? `status.${name}` : `report.row.${name}`;
	return sentence(key as SentenceKey, language);
}

/** A value for people: `1.2 MB`, `2.5 min`. */
export function valueWords(
	value: number | string | undefined,
	{ id, unit }: Column,
	language?: Language,
): string {
	if (value === undefined) {
		return '';
	}
	if (typeof value === 'string') {
		const { reasons, atFault } = phrases(language);
		const words: Readonly<Record<string, string>> =
			id === 'reason' ? reasons : id === 'atFault' ? atFault : {};
		return words[value] ?? plainText(value, longestName);
	}
	return figureWords(value, unit);
}

/** The unit of a cell: totals have figures of several. */
export function unitOf(section: SectionId, row: string, column: Column): Unit {
	return section === 'totals' && row.endsWith('Octets') ? 'octets' : column.unit;
}

function figureWords(value: number, unit: Unit): string {
	switch (unit) {
		case 'octets':
			return scaled(value, 1000, ['B', 'kB', 'MB', 'GB', 'TB']);
		case 'milliseconds':
			return timeWords(value);
		case 'percent':
			return `${value} %`;
		default:
			return String(value);
	}
}

function scaled(value: number, step: number, units: readonly string[]): string {
	let left = value;
	let at = 0;
	while (left >= step && at < units.length - 1) {
		left /= step;
		at++;
	}
	return `${short(left)} ${units[at] ?? ''}`;
}

/** `20 ms`, `1.3 s`, `2.5 min`, `3.1 h`, `4.2 d` */
function timeWords(milliseconds: number): string {
	if (milliseconds < 1000) {
		return `${Math.round(milliseconds)} ms`;
	}
	const seconds = milliseconds / 1000;
	if (seconds < 60) {
		return `${short(seconds)} s`;
	}
	if (seconds < 3600) {
		return `${short(seconds / 60)} min`;
	}
	return seconds < 86_400 ? `${short(seconds / 3600)} h` : `${short(seconds / 86_400)} d`;
}

function short(value: number): string {
	return value < 10 && !Number.isInteger(value) ? value.toFixed(1) : String(Math.round(value));
}

/** A row for people. */
export interface RowWords {
	readonly row: Row;
	readonly title: string;
	/** The title is ours: nothing in it comes from the log. */
	readonly isOurs: boolean;
	/** By column. */
	readonly cells: readonly string[];
}

/** All rows of a section for people; totals that are nothing are left out, but for those that everybody looks for. */
export function rowsInWords({ id, columns, rows }: Section, language?: Language): RowWords[] {
	return rows
		.filter(({ name, values }) => id !== 'totals' || values['value'] !== 0 || always.has(name))
		.map((row) => ({
			row,
			title: rowTitle(id, row.name, language),
			isOurs: ownRows.has(id),
			cells: columns.map((column) =>
				valueWords(row.values[column.id], { ...column, unit: unitOf(id, row.name, column) }, language),
			),
		}));
}

const always: ReadonlySet<string> = new Set(['received', 'delivered', 'deferrals', 'bounced', 'rejected']);

/** What stands above a report: the files, how many lines, and the time. */
export interface Heading {
	/** The names of the files that it is of. */
	readonly files: readonly string[];
	/** Why some are not complete. */
	readonly errors: readonly { readonly file: string; readonly error: string }[];
}

/** A report and what it is of. */
export interface Titled extends Heading {
	readonly report: Report;
	readonly language?: Language | undefined;
}
