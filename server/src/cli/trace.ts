import { MailLog } from '../core/mailLog';
import { readLog, type LogOfFile } from '../files/readLog';
import { LeakError, Redaction } from '../redaction/redaction';
import type { LogLine, NamedLog } from '../tracing/logs';
import type { ClockOfLog } from '../tracing/order';
import { linesOf, trailOf, type Group } from '../tracing/trail';
import { done } from '../core/work';
import { visible } from '../knowledge/textLayout';
import { namesLike } from '../tracing/namesLike';
import { clockOptionsOf, withZoneJoined } from './clockOptions';
import { exitStatus, type ExitStatus, type Shell } from './shell';
import { plainWords, traceJson, type TraceWords } from './traceJson';
import { checkFiles, oneOf, parseUsage, UsageError } from './usage';

interface TraceOptions {
	readonly asked: string;
	readonly files: readonly string[];
	readonly related: boolean;
	readonly ignoreCase: boolean;
	readonly numbers: boolean;
	readonly format: 'text' | 'json';
	readonly redact: boolean;
	/** What the logs do not write down. */
	readonly log: ReturnType<typeof clockOptionsOf>;
}

/** `mail-log-lens trace`: all lines of the mails that something stands for. */
export async function trace(args: string[], shell: Shell): Promise<ExitStatus> {
	const options = readOptions(args);
	const opened: LogOfFile[] = [];
	try {
		const logs: NamedLog[] = [];
		for (const file of options.files) {
			const read = await readLog(file, shell.input, options.log, shell.program);
			opened.push(read);
			logs.push({ uri: file, log: read.log });
			if (read.error !== undefined) {
				await complain(shell, `${file}: ${read.error}`);
			}
		}
		const isWhole = opened.every(({ error }) => error === undefined);
		const status = await printTrail(logs, options, shell);
		return isWhole ? status : exitStatus.failed;
	} finally {
		opened.forEach(({ close }) => close());
	}
}

async function printTrail(
	logs: readonly NamedLog[],
	options: TraceOptions,
	shell: Shell,
): Promise<ExitStatus> {
	const { asked, ignoreCase, related, format } = options;
	const { groups, isPart } = done(trailOf(logs, { text: asked, ignoreCase }, related));
	const words = options.redact ? redactedWords(groups) : plainWords;
	if (typeof words === 'string') {
		await complain(shell, words);
		return exitStatus.failed;
	}
	if (isPart) {
		await complain(shell, 'too many mails: not all that may be related to them were looked for');
	}
	const clocks = new Map<NamedLog, ClockOfLog>();
	await shell.output.write(
		format === 'json'
			? traceJson({ asked, related, groups, isPart }, words)
			: traceText(groups, options, words, clocks),
	);
	for (const { of, by, correction } of clocks.values()) {
		const told = clockWords(by, correction);
		if (told !== undefined) {
			await complain(shell, `${words.text(of.uri)}: ${told}`);
		}
	}
	if (groups.length === 0) {
		// A copy without names does not tell any.
		const names = options.redact ? '' : nearby(logs, asked);
		await complain(shell, `no line names “${visible(asked)}”${names}`);
		return exitStatus.nothing;
	}
	return exitStatus.done;
}

/** As many names that have what was asked in them are told. */
const namesTold = 5;

/** The names that what was asked is a part of, or that are spelt like it. */
function nearby(logs: readonly NamedLog[], asked: string): string {
	const found = logs.flatMap(({ log }) => done(namesLike(log, asked.trim(), namesTold)));
	const names = [...new Set(found.map(({ thing }) => visible(thing.text)))];
	return names.length === 0 ? '' : `; names like it: ${names.slice(0, namesTold).join(', ')}`;
}

function* traceText(
	groups: readonly Group[],
	{ numbers }: TraceOptions,
	words: TraceWords,
	clocks: Map<NamedLog, ClockOfLog>,
): Generator<string> {
	let before = '';
	for (const group of groups) {
		const { lines, clocks: own } = linesOf([group]);
		own.filter(({ by }) => by !== 'clock').forEach((clock) => clocks.set(clock.of, clock));
		yield before;
		for (const line of lines) {
			const place = numbers ? `${words.text(line.of.uri)}:${line.line + 1}:` : '';
			yield `${place}${words.line(line)}\n`;
		}
		before = '\n';
	}
}

/** What the order of lines rests on where it is not the clock. */
function clockWords(by: ClockOfLog['by'], correction: number): string | undefined {
	switch (by) {
		case 'handOver': {
			const seconds = Math.round(Math.abs(correction) / 1000);
			return `its clock is ${seconds} s ${correction < 0 ? 'ahead' : 'behind'}: lines are in the order of the hand-overs`;
		}
		case 'unproved':
			return 'no hand-over joins it to the other files: its lines are placed by its clock';
		case 'none':
			return 'it has no times: its lines are placed by the hand-overs';
		case 'clock':
			return undefined;
	}
}

/** The words of a redacted copy of the lines that are told; or why there can be none. */
function redactedWords(groups: readonly Group[]): TraceWords | string {
	const numbers = new Map<NamedLog, Map<number, number>>();
	const texts: string[] = [];
	for (const group of groups) {
		for (const { of, line } of linesOf([group]).lines) {
			const own = numbers.get(of) ?? new Map<number, number>();
			numbers.set(of, own);
			if (!own.has(line)) {
				own.set(line, texts.length);
				texts.push(of.log.text(line));
			}
		}
	}
	try {
		const redaction = Redaction.of(MailLog.of(texts.map((text) => `${text}\n`).join('')));
		redaction.check();
		return {
			text: (text) => redaction.words(text),
			line: ({ of, line }: LogLine) => redaction.line(numbers.get(of)?.get(line) ?? -1),
		};
	} catch (reason) {
		if (reason instanceof LeakError || reason instanceof RangeError) {
			return reason.message;
		}
		throw reason;
	}
}

function complain(shell: Shell, text: string): Promise<void> {
	return shell.errors.write([`mail-log-lens: ${text}\n`]);
}

function readOptions(args: string[]): TraceOptions {
	const { values, positionals } = parseUsage({
		args: withZoneJoined(args),
		allowPositionals: true,
		options: {
			related: { type: 'boolean' },
			'no-related': { type: 'boolean' },
			'ignore-case': { type: 'boolean', short: 'i' },
			'line-number': { type: 'boolean', short: 'n' },
			format: { type: 'string' },
			redact: { type: 'boolean' },
			year: { type: 'string' },
			zone: { type: 'string' },
		},
	});
	const [asked = '', ...files] = positionals;
	if (asked.trim() === '') {
		throw new UsageError('which mail? Name a queue id, an address or a Message-ID, then the files');
	}
	checkFiles(files);
	if (values.related && values['no-related']) {
		throw new UsageError('--related and --no-related exclude each other');
	}
	return {
		asked,
		files: [...new Set(files)],
		related: !values['no-related'],
		ignoreCase: values['ignore-case'] ?? false,
		numbers: values['line-number'] ?? false,
		format: oneOf<'text' | 'json'>('format', values.format, ['text', 'json']) ?? 'text',
		redact: values.redact ?? false,
		log: clockOptionsOf(values),
	};
}
