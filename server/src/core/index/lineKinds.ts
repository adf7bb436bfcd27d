import { dialects } from '../dialects/all';
import type { Row } from '../dialects/row';
import { compileRow, type CompiledRow } from '../dialects/scanner';
import type { Format } from '../event';

/** What a line is when no row claims it; rows are numbered behind these. */
export const lineKinds = {
	foreign: 0,
	transcript: 1,
	/** A Postfix line of which only the severity word is understood. */
	warning: 2,
	/** A known mail program's line that we cannot read: this number plus the format's place in `formats`. */
	unrecognized: 3,
} as const;

/** The formats, in the order of their numbers. */
export const formats: readonly Format[] = [
	'postfix',
	'exim',
	'sendmail',
	'opensmtpd',
	'dovecot',
	'transcript',
	'other',
];

const firstRow = lineKinds.unrecognized + formats.length;

/** Every row of every dialect, compiled; the index keeps their numbers. */
export const rows: readonly CompiledRow[] = dialects
	.flatMap((dialect) => dialect.rows.map((row) => ({ dialect, row })))
	.map(({ dialect, row }, at) => compileRow(row, dialect, firstRow + at));

/** The row of a line's number, where a row claimed it. */
export function rowOf(number: number): Row | undefined {
	return rows[number - firstRow]?.row;
}

/** The format of a line's number. */
export function formatOf(number: number): Format {
	if (number >= firstRow) {
		const found = rows[number - firstRow];
		return found?.row.speaker && found.row.layout !== undefined
			? 'transcript'
			: (found?.dialect.format ?? 'other');
	}
	if (number >= lineKinds.unrecognized) {
		return formats[number - lineKinds.unrecognized] ?? 'other';
	}
	return number === lineKinds.transcript ? 'transcript' : number === lineKinds.warning ? 'postfix' : 'other';
}

/** Whether a line stands between those of a dialogue that a server logs, and is no more than that. */
export function isNoise(number: number): boolean {
	const row = rows[number - firstRow]?.row;
	return row?.layout !== undefined && !row.speaker;
}

/** The number of a known mail program's line that we cannot read. */
export function unrecognized(format: Format): number {
	return lineKinds.unrecognized + formats.indexOf(format);
}
