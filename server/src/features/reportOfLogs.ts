import { MailLog } from '../core/mailLog';
import { bytesOf } from '../core/text/utf8';
import { say } from '../knowledge/say';
import type {
	ExportReportParams,
	ExportResult,
	ReportLinesResult,
	ReportParams,
	ReportResult,
	ReportSection,
} from '../protocol';
import { LeakError, Redaction } from '../redaction/redaction';
import { headingLines, nothingWords, omittedWords } from '../report/headingWords';
import type { Period } from '../report/lineTimes';
import { countLog, figureName, type Counted, type Section } from '../report/report';
import { columnTitle, rowsInWords, sectionTitle } from '../report/words';
import { writeReport, type ReportSource } from '../report/write';
import type { NamedLog } from '../tracing/logs';

/** Work in steps, each of which tells how much of how much is done. */
export type Counts<Result> = Generator<readonly [done: number, all: number], Result>;

/** Logs that were counted as one. */
export interface CountedLogs {
	readonly counted: Counted;
	readonly source: ReportSource;
	/** Which line of which log a line is. */
	readonly originOf: (line: number) => { readonly uri: string; readonly line: number };
	readonly language: string;
}

/** So many rows of a section are shown, and written. */
const rowsShown = 100;
const rowsWritten = 10;

/** Nobody looks at more lines one by one. */
const linesShown = 5000;

/** So many lines are counted, or put into the whole, at once: no other request waits much longer than a slice. */
const chunk = 1 << 12;

/**
 * Counts what is in logs, one behind the other.
 * @param now The present, for lines whose year nobody knows: seconds since 1970, local.
 */
export function* countLogs(
	logs: readonly NamedLog[],
	{ since, until }: Pick<ReportParams, 'since' | 'until'>,
	{ language, now }: { readonly language: string; readonly now: number },
): Counts<CountedLogs> {
	const period: Period = {
		...(since !== undefined && { since: { local: since } }),
		...(until !== undefined && { until: { local: until } }),
		now,
	};
	const { log, starts } = yield* joined(logs);
	const originOf = (line: number) => {
		const at = starts.findLastIndex((start) => start <= line);
		return { uri: logs[at]?.uri ?? '', line: line - (starts[at] ?? 0) };
	};
	const source: ReportSource = {
		log,
		files: logs.map(({ uri }) => nameOf(uri)),
		errors: [],
		placeOf: (line) => {
			const origin = originOf(line);
			return { file: nameOf(origin.uri), line: origin.line };
		},
	};
	const counted = yield* outOf(
		countLog(log, { period, language, parts: starts, step: chunk }),
		log.lineCount,
	);
	return { counted, source, originOf, language };
}

/** The report of what was counted. */
export function reportResult({ counted, source, language }: CountedLogs): ReportResult {
	const report = counted.report(rowsShown);
	const { from, to, sections } = report;
	const withLines = counted.figuresWithLines(rowsShown);
	return {
		title: say('report.title')(language),
		heading: headingLines({ report, language, files: source.files, errors: source.errors }),
		nothing: nothingWords({ report, language }),
		...(from !== undefined && to !== undefined && { from, to }),
		sections: sections.map((section) => toSection(section, withLines, language)),
	};
}

/** The lines of a figure. */
export function* reportLines(
	{ counted, source, originOf }: CountedLogs,
	figure: string,
): Counts<ReportLinesResult> {
	const found = yield* outOf(counted.findLines([figure], rowsShown), source.log.lineCount);
	const lines = found.get(figure) ?? [];
	return { lines: lines.slice(0, linesShown).map(originOf), total: lines.length };
}

/** The report as a file. Redacted, it is the report of a copy of the log without names, and what would tell one is not given out. */
export function* reportExport(
	logs: CountedLogs,
	{ form, redact, ...range }: Pick<ExportReportParams, 'form' | 'redact' | 'since' | 'until'>,
	now: number,
): Counts<ExportResult> {
	const { language } = logs;
	const options = { rows: form === 'json' || form === 'csv' ? undefined : rowsWritten, language };
	if (!redact) {
		return {
			text: yield* outOf(writeReport(form, logs.counted, logs.source, options), logs.source.log.lineCount),
		};
	}
	try {
		const { redaction, log } = yield* outOf(redactedLog(logs.source.log), 1);
		const files = logs.source.files.map((file) => redaction.words(file));
		const copy = yield* countLogs([{ uri: '', log }], range, { language, now });
		const placeOf = (line: number) => {
			const place = logs.source.placeOf(line);
			return { ...place, file: redaction.words(place.file) };
		};
		const source = { ...copy.source, files, placeOf };
		return { text: yield* outOf(writeReport(form, copy.counted, source, options), log.lineCount) };
	} catch (reason) {
		if (reason instanceof LeakError || reason instanceof RangeError) {
			return { problem: reason.message };
		}
		throw reason;
	}
}

/** The redacted copy of a log as a log, which is made as its lines are: nothing of it may be given out before the last. */
function* redactedLog(of: MailLog): Generator<number, { redaction: Redaction; log: MailLog }> {
	const log = new MailLog();
	const waiting: string[] = [];
	const append = () => log.append(bytesOf(waiting.splice(0).join('')));
	const redaction = yield* Redaction.inSteps(of, (line) => {
		if (waiting.push(`${line}\n`) >= chunk) {
			append();
		}
	});
	append();
	return { redaction, log };
}

/** One log of several, and the first line of each. A single one is taken as it is. */
function* joined(logs: readonly NamedLog[]): Counts<{ log: MailLog; starts: number[] }> {
	const [only] = logs;
	if (only && logs.length === 1) {
		return { log: only.log, starts: [0] };
	}
	const all = logs.reduce((sum, { log }) => sum + log.lineCount, 0);
	const log = new MailLog();
	const starts: number[] = [];
	for (const one of logs) {
		starts.push(log.lineCount);
		for (let from = 0; from < one.log.lineCount; from += chunk) {
			const count = Math.min(chunk, one.log.lineCount - from);
			const lines = Array.from({ length: count }, (_, at) => `${one.log.text(from + at)}\n`);
			log.append(bytesOf(lines.join('')));
			yield [log.lineCount, all];
		}
	}
	return { log, starts };
}

function* outOf<Result>(steps: Generator<number, Result>, all: number): Counts<Result> {
	for (;;) {
		const step = steps.next();
		if (step.done) {
			return step.value;
		}
		yield [step.value, all];
	}
}

function toSection(section: Section, withLines: ReadonlySet<string>, language: string): ReportSection {
	const { id, columns, omitted } = section;
	return {
		id,
		title: sectionTitle(id, language),
		columns: columns.map((column) => ({ ...column, title: columnTitle(column.id, language) })),
		rows: rowsInWords(section, language).map(({ row, title, cells }) => ({
			name: row.name,
			title,
			values: row.values,
			cells: columns.map((column, at) => {
				const figure = figureName(id, row.name, column.id);
				return { words: cells[at] ?? '', ...(withLines.has(figure) && { figure }) };
			}),
		})),
		...(omitted > 0 && { omitted: omittedWords(omitted, language) }),
	};
}

/** The name of a document's file. */
function nameOf(uri: string): string {
	return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
