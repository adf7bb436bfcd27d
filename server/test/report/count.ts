import assert from 'node:assert/strict';
import { MailLog } from '../../src/core/mailLog';
import { countWholeLog, type Report, type ReportOptions, type SectionId } from '../../src/report/report';

/** The report of a log, with all rows. */
export function reportOf(text: string, options: ReportOptions = {}): Report {
	return countWholeLog(MailLog.of(text, { year: 2026, offset: 0 }), options).report();
}

/** The values of a section by row. */
export function rowsOf(
	report: Report,
	id: SectionId,
): Record<string, Readonly<Record<string, number | string>>> {
	const section = report.sections.find((each) => each.id === id);
	return Object.fromEntries((section?.rows ?? []).map(({ name, values }) => [name, values]));
}

/** All totals that are not nothing. */
export function totalsOf(report: Report): Record<string, number> {
	const rows = Object.entries(rowsOf(report, 'totals')).map(
		([name, { value }]) => [name, Number(value)] as const,
	);
	return Object.fromEntries(rows.filter(([, value]) => value !== 0));
}

/** Asks that a section has these values; others may be there, too. */
export function checkRows(
	report: Report,
	id: SectionId,
	expected: Readonly<Record<string, Readonly<Record<string, number | string>>>>,
): void {
	const rows = rowsOf(report, id);
	const found = Object.fromEntries(
		Object.entries(expected).map(([name, values]) => [
			name,
			Object.fromEntries(Object.keys(values).map((column) => [column, rows[name]?.[column]])),
		]),
	);
	assert.deepEqual(found, expected);
}
