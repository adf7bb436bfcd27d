import { statSync } from 'node:fs';
import type { ClockOptions } from '../core/index/timeIndex';
import type { BriefHelper } from '../core/briefHelper';
import type { MailLog } from '../core/mailLog';
import { ReaderThread } from '../files/readerThread';
import { readLogs, type LogOfFiles } from '../files/readLogs';
import { inOrderOfRotation } from '../files/rotation';
import { LeakError, Redaction } from '../redaction/redaction';
import type { Period } from '../report/lineTimes';
import {
	atOnce,
	countLog,
	figuresOf,
	type Counted,
	type ReportOptions as CountOptions,
} from '../report/report';
import { textReport } from '../report/textReport';
import type { Titled } from '../report/words';
import { reportForms, writeReport, type ReportForm, type ReportSource } from '../report/write';
import { languageOf } from './language';
import { readPeriod } from './period';
import { Progress } from './progress';
import { exitStatus, type ExitStatus, type Shell } from './shell';
import { proseWidth, visible } from '../knowledge/textLayout';
import { clockOptionsOf, withZoneJoined } from './clockOptions';
import { checkFiles, oneOf, parseUsage, UsageError } from './usage';

type ReportFormat = 'text' | ReportForm;

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

/** `mail-log-lens report`: reads logs as one and prints what happened in them, in figures. */
export async function report(args: string[], shell: Shell): Promise<ExitStatus> {
	const options = readOptions(args, shell);
	const progress = new Progress(shell.errors);
	const thread = beginThread(options, shell);
	const read = await readLogs(
		options.files,
		shell.input,
		options.log,
		(octets) => progress.read(octets),
		thread,
	);
	try {
		for (const { file, error } of read.errors) {
			progress.end();
			await shell.errors.write([`mail-log-lens: ${file}: ${error}\n`]);
		}
		if (read.octets === 0 && read.errors.length > 0) {
			return exitStatus.failed;
		}
		const source: ReportSource = options.redact ? redacted(read, options) : { ...read, files: options.files };
		const counted = await count(
			source.log,
			{ ...options, parts: read.starts, helper: await helperOf(thread, read) },
			progress,
		);
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
		await thread?.close();
		read.close();
	}
}

/** The thread that helps to read and to count a large log. */
function beginThread({ files, redact }: ReportOptions, { program }: Shell): ReaderThread | undefined {
	const octets = files.map(sizeOf).reduce((sum, size) => sum + size, 0);
	return redact ? undefined : ReaderThread.begin(program, octets);
}

/** The same, to read in brief what has been read. */
async function helperOf(
	thread: ReaderThread | undefined,
	{ text }: LogOfFiles,
): Promise<BriefHelper | undefined> {
	await thread?.started;
	return thread?.isThere === true ? thread.goTo(text) : undefined;
}

/** Octets of a file; 0 of what is none. */
function sizeOf(path: string): number {
	const stats = statSync(path, { throwIfNoEntry: false });
	return stats?.isFile() ? stats.size : 0;
}

/** The redacted copy of a log, and the names of its files in the same way. */
function redacted({ log, placeOf, errors }: LogOfFiles, options: ReportOptions): ReportSource {
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

async function count(log: MailLog, options: CountOptions, progress: Progress): Promise<Counted> {
	const steps = countLog(log, options);
	for (let step = steps.next(); ; step = steps.next()) {
		if (step.done) {
			return step.value;
		}
		await progress.count(step.value, log.lineCount);
	}
}

function* pieces(
	counted: Counted,
	source: ReportSource,
	options: ReportOptions,
	shell: Shell,
): Generator<string> {
	if (options.linesOf !== undefined) {
		yield* linesOfFigure(options.linesOf, counted, source);
		return;
	}
	if (options.format === 'text') {
		const { files, errors } = source;
		const titled: Titled = {
			report: counted.report(options.rows),
			files,
			errors,
			language: options.language,
		};
		yield textReport(titled, proseWidth(shell.output.columns));
	} else {
		yield atOnce(writeReport(options.format, counted, source, options));
	}
}

/** `mail.log:12: …`, the lines that a figure counts. */
function* linesOfFigure(
	figure: string,
	counted: Counted,
	{ log, placeOf }: Pick<ReportSource, 'log' | 'placeOf'>,
): Generator<string> {
	if (!figuresOf(counted.report()).includes(figure)) {
		throw new UsageError(`no figure “${figure}”: section/name/column, as --format csv has them`);
	}
	for (const line of counted.linesOf([figure]).get(figure) ?? []) {
		const { file, line: number } = placeOf(line);
		yield `${visible(file)}:${number + 1}: ${visible(log.text(line))}\n`;
	}
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
	checkFiles(files);
	const format = oneOf<ReportFormat>('format', values.format, ['text', ...reportForms]);
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
