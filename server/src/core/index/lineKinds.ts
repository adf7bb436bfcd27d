import { dialects } from '../dialects/all';
import { compileRow, type CompiledRow } from '../dialects/scanner';
import type { Format } from '../event';

/** What a line is when no row claims it; rows are numbered behind these. */
export const lineKinds = {
	foreign: 0,
	transcript: 1,
	/** A Postfix line of which only the severity word is understood. */
	warning: 2,
	/** A line behind the first of what Exim wrote at once. */
	entryLine: 3,
	/** A known mail program's line that we cannot read: this number plus the format's place in `formats`. */
	unrecognized: 4,
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

/** How many numbers there are. */
export const kindCount = firstRow + rows.length;

/** The row of a line's number, where a row claimed it. */
export function rowOf(number: number): CompiledRow | undefined {
	return rows[number - firstRow];
}

/** The format of a line's number. */
export function formatOf(number: number): Format {
	return formats[formatNumberOf(number)] ?? 'other';
}

/** The place in `formats` of the format of a line's number. */
export function formatNumberOf(number: number): number {
	return formatNumbers[number] ?? 0;
}

/** Whether a line stands between those of a dialogue that a server logs, and is no more than that. */
export function isNoise(number: number): boolean {
	return noise[number] === 1;
}

const formatNumbers = Uint8Array.of(
	...(['other', 'transcript', 'postfix', 'exim'] as const).map((format) => formats.indexOf(format)),
	...formats.map((_, at) => at),
	...rows.map(({ dialect, layout, speaker }) =>
		formats.indexOf(speaker && layout !== undefined ? 'transcript' : dialect.format),
	),
);

const noise = Uint8Array.of(
	...Array.from({ length: firstRow }, () => 0),
	...rows.map(({ layout, speaker }) => (layout !== undefined && !speaker ? 1 : 0)),
);

/** The number of a known mail program's line that we cannot read. */
export function unrecognized(format: Format): number {
	return lineKinds.unrecognized + formats.indexOf(format);
}

/** Whether a number is that of a line that we cannot read. */
export function isUnrecognized(number: number): boolean {
	return number >= lineKinds.unrecognized && number < firstRow;
}
