import { allFindings, countBySeverity, countFindings } from '../checks/all';
import type { Severity } from '../checks/finding';
import type { ClockOptions } from '../core/index/timeIndex';
import type { MailLog } from '../core/mailLog';
import { readLog } from '../files/readLog';
import { LeakError, Redaction } from '../redaction/redaction';
import { reportPieces, type Analysis, type ReportDepth } from './analysisReport';
import { clockOptionsOf, withZoneJoined } from './clockOptions';
import { exitStatus, type ExitStatus, type Shell } from './shell';
import { SarifLog } from './sarif';
import { summaryText } from './summaryText';
import { checkFiles, oneOf, parseUsage, UsageError } from './usage';

type ReportFormat = 'ndjson' | 'json' | 'sarif' | 'text';

interface AnalyzeOptions {
	readonly files: readonly string[];
	readonly depth: ReportDepth;
	readonly format: ReportFormat;
	readonly failOn: 'error' | 'warning' | undefined;
	/** The report is made of a redacted copy. */
	readonly redact: boolean;
	readonly log: ClockOptions;
}

/** `mail-log-lens analyze`: reads logs and prints what happened in them, one report per file, in the order given. */
export async function analyze(args: string[], shell: Shell): Promise<ExitStatus> {
	const options = readOptions(args, shell);
	let status: ExitStatus = exitStatus.done;
	const sarif = new SarifLog();
	let before = { json: '[', sarif: sarif.head(), ndjson: '', text: '' }[options.format];
	for (const file of options.files) {
		const analysis = await analyzeFile(file, shell, options);
		if (analysis.error !== undefined) {
			status = exitStatus.failed;
			sarif.failed(analysis.file, analysis.error);
			await shell.errors.write([`mail-log-lens: ${file}: ${analysis.error}\n`]);
		} else if (status === exitStatus.done && isFound(analysis, options.failOn)) {
			status = exitStatus.found;
		}
		await shell.output.write([before]);
		await shell.output.write(
			options.format === 'sarif'
				? sarif.results(analysis.file, analysis.findings)
				: piecesOf(analysis, options, shell),
		);
		analysis.close();
		before = { json: ',\n', sarif: '', ndjson: '', text: '\n' }[options.format];
		if (!shell.output.isOpen) {
			return status;
		}
	}
	await shell.output.write([{ json: ']\n', sarif: sarif.tail(), ndjson: '', text: '' }[options.format]]);
	return status;
}

function* piecesOf(analysis: Analysis, { depth, format }: AnalyzeOptions, shell: Shell): Generator<string> {
	if (format === 'text') {
		yield* summaryText(analysis, depth, shell.output.columns);
	} else {
		yield* reportPieces(analysis, depth);
		yield format === 'ndjson' ? '\n' : '';
	}
}

/** What was found in a file that is still open: the report reads its lines. */
interface OpenAnalysis extends Analysis {
	/** To be called when all has been told. */
	readonly close: () => void;
}

/** Reads one file to its end, or as far as that goes. */
async function analyzeFile(file: string, shell: Shell, options: AnalyzeOptions): Promise<OpenAnalysis> {
	const read = await readLog(file, shell.input, options.log, shell.program);
	const { octets, error, close } = read;
	if (error !== undefined && octets === 0) {
		close();
		return { file, error, findings: [], findingCounts: new Map(), close };
	}
	const copy = options.redact ? redactedCopy(file, read.log, options) : { file, log: read.log };
	if ('error' in copy) {
		return { ...copy, findings: [], findingCounts: new Map(), close };
	}
	const { log } = copy;
	// A summary needs no finding itself, and a large log may have millions of them.
	const findings = options.depth === 'summary' ? [] : allFindings(log);
	const findingCounts = options.depth === 'summary' ? countFindings(log) : countBySeverity(findings);
	return { ...copy, findings, findingCounts, ...(error !== undefined && { error }), close };
}

/** The redacted copy of a log, and the name of its file in the same way; or why there is none. */
function redactedCopy(
	file: string,
	log: MailLog,
	options: AnalyzeOptions,
): { file: string; log: MailLog } | { file: string; error: string } {
	try {
		const redaction = Redaction.of(log);
		redaction.check();
		return { file: redaction.words(file), log: redaction.copy(options.log) };
	} catch (reason) {
		if (reason instanceof LeakError || reason instanceof RangeError) {
			return { file, error: reason.message };
		}
		throw reason;
	}
}

function isFound({ findingCounts }: Analysis, failOn: AnalyzeOptions['failOn']): boolean {
	const isThere = (severity: Severity) => (findingCounts.get(severity) ?? 0) > 0;
	return failOn !== undefined && (isThere('error') || (failOn === 'warning' && isThere('warning')));
}

function readOptions(args: string[], shell: Shell): AnalyzeOptions {
	const { values, positionals: files } = parseUsage({
		args: withZoneJoined(args),
		allowPositionals: true,
		options: {
			lines: { type: 'boolean' },
			summary: { type: 'boolean' },
			format: { type: 'string' },
			'fail-on': { type: 'string' },
			redact: { type: 'boolean' },
			year: { type: 'string' },
			zone: { type: 'string' },
		},
	});
	checkFiles(files);
	if (values.lines && values.summary) {
		throw new UsageError('--lines and --summary exclude each other');
	}
	const chosen = oneOf<ReportFormat>('format', values.format, ['ndjson', 'json', 'sarif', 'text']);
	if ((values.lines || values.summary) && chosen === 'sarif') {
		throw new UsageError('--format sarif has the findings, and no --lines or --summary');
	}
	if (values.lines && chosen === 'text') {
		throw new UsageError('--lines is for --format ndjson and json');
	}
	const forPeople = shell.output.columns !== undefined && !values.lines;
	return {
		files,
		depth: values.lines ? 'lines' : values.summary ? 'summary' : 'full',
		format: chosen ?? (forPeople ? 'text' : 'ndjson'),
		redact: values.redact ?? false,
		failOn: oneOf('fail-on', values['fail-on'], ['error', 'warning']),
		log: clockOptionsOf(values),
	};
}
