import type { ClockOptions } from '../core/index/timeIndex';
import type { MailLog } from '../core/mailLog';
import { readLogs, type LogOfFiles } from '../files/readLogs';
import { inOrderOfRotation } from '../files/rotation';
import { LeakError, Redaction } from '../redaction/redaction';
import { csvReport } from '../report/csvReport';
import { htmlReport, type ShownLine } from '../report/htmlReport';
import { jsonReport } from '../report/jsonReport';
import type { Period } from '../report/lineTimes';
import { markdownReport } from '../report/markdownReport';
import { countLog, figuresOf, type Counted, type Report } from '../report/report';
import { textReport } from '../report/textReport';
import type { Titled } from '../report/words';
import { languageOf } from './language';
import { readPeriod } from './period';
import { Progress } from './progress';
import { exitStatus, type ExitStatus, type Shell } from './shell';
import { proseWidth, visible } from './textLayout';
import { clockOptionsOf, withZoneJoined } from './clockOptions';
import { oneOf, parseUsage, UsageError } from './usage';

type ReportFormat = 'text' | 'markdown' | 'html' | 'json' | 'csv';

interface ReportOptions {
	readonly files: readonly string[];
	readonly format: ReportFormat;
	readonly language: string;
	readonly period: Period;
	/** So many rows of a section at most; all where it is absent. */
	readonly rows: number | undefined;
	/** The figure whose lines are printed in place of the report. */
	readonly linesOf: string | undefined;
	readonly redact: boolean;
	readonly log: ClockOptions;
}

/** So many lines of a figure stand in a page. */
const linesShown = 3;

/** `mail-log-lens report`: reads logs as one and prints what happened in them, in figures. */
export async function report(args: string[], shell: Shell): Promise<ExitStatus> {
	const options = readOptions(args, shell);
	const progress = new Progress(shell.errors);
	const read = await readLogs(options.files, shell.input, options.log, (octets) => progress.read(octets));
	try {
		for (const { file, error } of read.errors) {
			progress.end();
			await shell.errors.write([`mail-log-lens: ${file}: ${error}\n`]);
		}
		if (read.octets === 0 && read.errors.length > 0) {
			return exitStatus.failed;
		}
		const source: Source = options.redact ? redacted(read, options) : { ...read, files: options.files };
		const counted = await count(source.log, read.starts, options, progress);
		progress.end();
		await shell.output.write(pieces(counted, source, options, shell));
		return read.errors.length > 0 ? exitStatus.failed : exitStatus.done;
	} catch (reason) {
		if (!(reason instanceof LeakError || reason instanceof RangeError)) {
			throw reason;
		}
		progress.end();
		await shell.errors.write([`mail-log-lens: ${reason.message}\n`]);
		return exitStatus.failed;
	} finally {
		read.close();
	}
}

type Source = Pick<LogOfFiles, 'log' | 'placeOf' | 'errors'> & { readonly files: readonly string[] };

/** The redacted copy of a log, and the names of its files in the same way. */
function redacted({ log, placeOf, errors }: LogOfFiles, options: ReportOptions): Source {
	const redaction = Redaction.of(log);
	redaction.check();
	const words = (file: string) => redaction.words(file);
	return {
		log: redaction.copy(options.log),
		files: options.files.map(words),
		errors: errors.map(({ file, error }) => ({ file: words(file), error })),
		placeOf: (line) => {
			const place = placeOf(line);
			return { ...place, file: words(place.file) };
		},
	};
}

async function count(
	log: MailLog,
	parts: readonly number[],
	{ period, language }: ReportOptions,
	progress: Progress,
): Promise<Counted> {
	const steps = countLog(log, { period, language, parts });
	for (let step = steps.next(); ; step = steps.next()) {
		if (step.done) {
			return step.value;
		}
		await progress.count(step.value, log.lineCount);
	}
}

function* pieces(counted: Counted, source: Source, options: ReportOptions, shell: Shell): Generator<string> {
	if (options.linesOf !== undefined) {
		yield* linesOfFigure(options.linesOf, counted, source);
		return;
	}
	const { files, errors } = source;
	const made = counted.report(options.rows);
	const titled: Titled = { report: made, files, errors, language: options.language };
	switch (options.format) {
		case 'text':
			yield textReport(titled, proseWidth(shell.output.columns));
			break;
		case 'markdown':
			yield markdownReport(titled);
			break;
		case 'html':
			yield htmlReport(titled, shownLines(counted, made, source, options.rows));
			break;
		case 'json':
			yield jsonReport(titled);
			break;
		case 'csv':
			yield csvReport(titled);
	}
}

/** `mail.log:12: …`, the lines that a figure counts. */
function* linesOfFigure(
	figure: string,
	counted: Counted,
	{ log, placeOf }: Pick<Source, 'log' | 'placeOf'>,
): Generator<string> {
	if (!figuresOf(counted.report()).includes(figure)) {
		throw new UsageError(`no figure “${figure}”: section/name/column, as --format csv has them`);
	}
	for (const line of counted.linesOf([figure]).get(figure) ?? []) {
		const { file, line: number } = placeOf(line);
		yield `${visible(file)}:${number + 1}: ${visible(log.text(line))}\n`;
	}
}

function shownLines(
	counted: Counted,
	made: Report,
	{ log, placeOf }: Pick<Source, 'log' | 'placeOf'>,
	rows: number | undefined,
): Map<string, ShownLine[]> {
	const lines = counted.linesOf(figuresOf(made), rows, linesShown);
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

const rowsUsual = 10;

function readOptions(args: string[], shell: Shell): ReportOptions {
	const { values, positionals: files } = parseUsage({
		args: withZoneJoined(args),
		allowPositionals: true,
		options: {
			format: { type: 'string' },
			since: { type: 'string' },
			until: { type: 'string' },
			top: { type: 'string' },
			'lines-of': { type: 'string' },
			lang: { type: 'string' },
			redact: { type: 'boolean' },
			year: { type: 'string' },
			zone: { type: 'string' },
		},
	});
	if (files.length === 0) {
		throw new UsageError('which file? “-” is standard input');
	}
	if (files.filter((file) => file === '-').length > 1) {
		throw new UsageError('standard input can be read only once');
	}
	const format = oneOf<ReportFormat>('format', values.format, ['text', 'markdown', 'html', 'json', 'csv']);
	if (values['lines-of'] !== undefined && format !== undefined && format !== 'text') {
		throw new UsageError('--lines-of prints lines, and no --format');
	}
	const now = new Date();
	return {
		files: inOrderOfRotation(files),
		format: format ?? 'text',
		language: languageOf(values.lang, shell.environment),
		period: readPeriod(values.since, values.until, now.getTime(), -now.getTimezoneOffset()),
		rows: rowsOf(values.top),
		linesOf: values['lines-of'],
		redact: values.redact ?? false,
		log: clockOptionsOf(values),
	};
}

function rowsOf(text: string | undefined): number | undefined {
	if (text === undefined) {
		return rowsUsual;
	}
	if (text === 'all') {
		return undefined;
	}
	if (!/^[1-9]\d{0,6}$/.test(text)) {
		throw new UsageError(`--top is a number of rows, or “all”, not “${text}”`);
	}
	return Number(text);
}
