import { type CancellationToken, type ClientCapabilities, type Connection } from 'vscode-languageserver/node';
import { answerInSlices } from './answer';
import type { Documents } from './documents';
import {
	countLogs,
	reportExport,
	reportLines,
	reportResult,
	type CountedLogs,
	type Counts,
} from './features/reportOfLogs';
import type { Language } from './knowledge/knowledge';
import { say } from './knowledge/say';
import { Progress } from './progress';
import {
	exportReportRequest,
	reportLinesRequest,
	reportRequest,
	type ExportReportParams,
	type ExportResult,
	type ReportLinesParams,
	type ReportLinesResult,
	type ReportParams,
	type ReportResult,
} from './protocol';

interface Reporting {
	readonly documents: Documents;
	readonly language: () => Language;
	/** What the client can do, once it has said so. */
	readonly client: () => ClientCapabilities;
}

/** Counting that takes longer shows how far it is: milliseconds. */
const patience = 400;

/** Answers what is asked about reports: what happened in logs, in figures, and the lines of a figure. */
export function serveReporting(connection: Connection, { documents, language, client }: Reporting): void {
	/** What was counted last, and for whom: who looks at a report asks for lines of it. */
	let last: { readonly key: string; readonly counted: CountedLogs } | undefined;

	/** Does work in slices, and shows how far it is where it takes long. */
	async function answer<Value>(work: Counts<Value>, token: CancellationToken): Promise<Value> {
		const { revision } = documents;
		const progress = new Progress(connection, client(), say('report.counting')(language()));
		return await answerInSlices(watched(work, progress), {
			isAsked: () => !token.isCancellationRequested && !progress.isCancelled,
			isCurrent: () => documents.revision === revision,
		}).finally(() => progress.done());
	}

	/** What is counted in logs; `null` where one of them is not open. */
	async function counted(params: ReportParams, token: CancellationToken): Promise<CountedLogs | null> {
		const logs = params.uris.map((uri) => documents.get(uri)).filter((log) => log !== undefined);
		if (logs.length === 0 || logs.length < params.uris.length) {
			return null;
		}
		const { uris, since, until } = params;
		const key = JSON.stringify([documents.revision, language(), uris, since, until]);
		if (last?.key !== key) {
			last = undefined;
			last = {
				key,
				counted: await answer(countLogs(logs, params, { language: language(), now: now() }), token),
			};
		}
		return last.counted;
	}

	connection.onRequest<ReportResult | null, void>(
		reportRequest,
		async (params: ReportParams, token: CancellationToken) => {
			const logs = await counted(params, token);
			return logs && reportResult(logs);
		},
	);
	connection.onRequest<ReportLinesResult | null, void>(
		reportLinesRequest,
		async (params: ReportLinesParams, token: CancellationToken) => {
			const logs = await counted(params, token);
			return logs && (await answer(reportLines(logs, params.figure), token));
		},
	);
	connection.onRequest<ExportResult, void>(
		exportReportRequest,
		async (params: ExportReportParams, token: CancellationToken) => {
			const logs = await counted(params, token);
			return logs && (await answer(reportExport(logs, params, now()), token));
		},
	);
}

/** The present as the clock on the wall shows it: seconds since 1970, as if it were UTC. */
function now(): number {
	const date = new Date();
	return Math.floor(date.getTime() / 1000) - date.getTimezoneOffset() * 60;
}

/** Shows how far counting is, once it has taken so long that somebody wonders. */
function* watched<Value>(work: Counts<Value>, progress: Progress): Generator<void, Value> {
	const begin = performance.now();
	for (let step = work.next(); ; step = work.next()) {
		if (step.done) {
			return step.value;
		}
		const [done, all] = step.value;
		if (performance.now() - begin >= patience) {
			progress.show(Math.floor((done / Math.max(1, all)) * 100));
		}
		yield;
	}
}
