import type { MailLog } from '../core/mailLog';
import { csvReport } from './csvReport';
import { htmlReport, type ShownLine } from './htmlReport';
import { jsonReport } from './jsonReport';
import { markdownReport } from './markdownReport';
import { figuresOf, type Counted, type Report } from './report';
import type { Heading } from './words';

/** The forms of a report that are files; the shell has one more, as wide as its window. */
export const reportForms = ['markdown', 'html', 'json', 'csv'] as const;
export type ReportForm = (typeof reportForms)[number];

/** The log that was counted, and which file a line of it is of. Lines count from 0. */
export interface ReportSource extends Heading {
	readonly log: MailLog;
	readonly placeOf: (line: number) => { readonly file: string; readonly line: number };
}

/** So many lines of a figure stand in a page. */
const linesShown = 3;

/**
 * A report in one of its forms, piece by piece, so that others get their turn in between: gives how many lines of the log were read for
 * it, again and again.
 * @param rows So many rows of a section at most; all where it is absent.
 */
export function* writeReport(
	form: ReportForm,
	counted: Counted,
	source: ReportSource,
	{ rows, language }: { readonly rows: number | undefined; readonly language: string | undefined },
): Generator<number, string> {
	const { files, errors, log } = source;
	const report = yield* withLast(counted.reportInSteps(rows), log.lineCount);
	const titled = { report, files, errors, language };
	switch (form) {
		case 'markdown':
			return markdownReport(titled);
		case 'html':
			return htmlReport(titled, yield* shownLines(counted, report, source, rows));
		case 'json':
			return yield* together(jsonReport(titled), log.lineCount);
		case 'csv':
			return yield* together(csvReport(titled), log.lineCount);
	}
}

/** Steps in which no line is read. */
function* withLast<Result>(steps: Generator<unknown, Result>, lineCount: number): Generator<number, Result> {
	for (;;) {
		const step = steps.next();
		if (step.done) {
			return step.value;
		}
		yield lineCount;
	}
}

/** Pieces of a text as one. */
function* together(pieces: Iterable<string>, lineCount: number): Generator<number, string> {
	let all = '';
	for (const piece of pieces) {
		all += piece;
		yield lineCount;
	}
	return all;
}

function* shownLines(
	counted: Counted,
	report: Report,
	{ log, placeOf }: ReportSource,
	rows: number | undefined,
): Generator<number, Map<string, ShownLine[]>> {
	const lines = yield* counted.findLines(figuresOf(report), rows, linesShown);
	return new Map(
		[...lines].map(([figure, numbers]) => [
			figure,
			numbers.map((number) => {
				const { file, line } = placeOf(number);
				return { file, line: line + 1, text: log.text(number) };
			}),
		]),
	);
}
