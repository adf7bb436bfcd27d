import type { DeliveryStatus } from '../core/model';
import type { MailLog } from '../core/mailLog';
import { projectClock } from './reportClock';
import { projectFinding } from './reportFinding';
import { projectLine } from './reportLine';
import { projectMessage } from './reportMessage';
import { projectSession } from './reportSession';
import type { Finding, Severity } from '../checks/finding';

/** One file that was read, or not. */
export interface Analysis {
	/** The name it was given by: a path, or `-`. */
	readonly file: string;
	/** Why it, or the rest of it, could not be read. */
	readonly error?: string;
	/** Absent where nothing could be read. */
	readonly log?: MailLog;
	/** Empty for a summary. */
	readonly findings: readonly Finding[];
	readonly findingCounts: ReadonlyMap<Severity, number>;
}

/** How much a report says: everything, everything with what each line says, or counts. */
export type ReportDepth = 'full' | 'lines' | 'summary';

/** The version of what follows. It rises when a reader of the old one would go wrong. */
const schema = 1;

/**
 * One report as JSON without line breaks, in pieces: a report may be larger than the log, and no string should be.
 * Keys and their order are those of the contract (docs/analyze.md).
 */
export function* reportPieces(analysis: Analysis, depth: ReportDepth): Generator<string> {
	const { file, error, log } = analysis;
	if (!log) {
		yield JSON.stringify({ schema, file, error });
		return;
	}
	const { format, layout, lineCount, unrecognized, foreign } = log;
	const clock = projectClock(log);
	const head = { schema, file, error, format, layout, lineCount, unrecognized, foreign, clock };
	if (depth === 'summary') {
		yield JSON.stringify({ ...head, ...countsOf(analysis, log) });
		return;
	}
	yield JSON.stringify(head).slice(0, -1);
	yield* arrayPieces('sessions', log.sessions(), (session) => projectSession(log, session));
	yield* arrayPieces('messages', log.messages(), (message) => projectMessage(log, message));
	yield* arrayPieces('findings', analysis.findings, projectFinding);
	if (depth === 'lines') {
		yield* arrayPieces('lines', lineNumbers(log), (line) => projectLine(log, line));
	}
	yield '}';
}

/** The counts that stand for sessions, messages and findings in a summary. */
function countsOf({ findingCounts }: Analysis, log: MailLog): object {
	return {
		sessionCount: log.sessionCount,
		messageCount: log.messageCount,
		findingCount: [...findingCounts.values()].reduce((sum, count) => sum + count, 0),
		deliveries: deliveriesByStatus(log),
	};
}

const deliveryStatuses = [
	'sent',
	'deferred',
	'bounced',
	'expired',
	'discarded',
	'held',
	'undeliverable',
	'deliverable',
] as const satisfies readonly DeliveryStatus[];

/** How many attempts ended in which way; a way that none ended in is left out. */
export function deliveriesByStatus(log: MailLog): Partial<Record<DeliveryStatus, number>> {
	const counts = log.attemptCounts();
	return Object.fromEntries(
		deliveryStatuses.filter((status) => counts.has(status)).map((status) => [status, counts.get(status)]),
	);
}

function* arrayPieces<Item>(
	name: string,
	items: Iterable<Item>,
	project: (item: Item) => object,
): Generator<string> {
	yield `,${JSON.stringify(name)}:[`;
	let separator = '';
	for (const item of items) {
		yield separator + JSON.stringify(project(item));
		separator = ',';
	}
	yield ']';
}

function* lineNumbers(log: MailLog): Generator<number> {
	for (let line = 0; line < log.lineCount; line++) {
		yield line;
	}
}
