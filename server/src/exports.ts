import { WorkDoneProgress, type CancellationToken, type Connection } from 'vscode-languageserver/node';
import { answerInSlices } from './answer';
import type { Documents, OpenLog } from './documents';
import { exportLife, exportSession, redactedCopy, swaks, type Work } from './features/exports';
import type { Language } from './knowledge/knowledge';
import {
	exportLifeRequest,
	exportSessionRequest,
	redactRequest,
	swaksRequest,
	type ExportLifeParams,
	type ExportResult,
	type ExportSessionParams,
	type PlaceParams,
	type RedactParams,
	type WorkDoneParams,
} from './protocol';
import { Redaction } from './redaction/redaction';

interface Exports {
	readonly documents: Documents;
	readonly language: () => Language;
}

/** Answers what is asked to give a log, or a session of it, to others. */
export function serveExports(connection: Connection, { documents, language }: Exports): void {
	/** What was learned of a log, as long as it does not change: the sessions that are copied one after the other cost themselves. */
	const known = new WeakMap<OpenLog, Redaction>();

	function* redactionOf(open: OpenLog): Work<Redaction> {
		const redaction = known.get(open) ?? (yield* Redaction.inSteps(open.log));
		known.set(open, redaction);
		return redaction;
	}

	/** Does work, and tells how far it is. */
	async function answer<Value>(
		work: Work<Value>,
		{ uri, workDoneToken }: WorkDoneParams & { readonly uri: string },
		token: CancellationToken,
	): Promise<Value> {
		const open = documents.get(uri);
		const tell = (percentage: number) =>
			workDoneToken === undefined
				? undefined
				: connection.sendProgress(WorkDoneProgress.type, workDoneToken, { kind: 'report', percentage });
		return await answerInSlices(told(work, tell), {
			isAsked: () => !token.isCancellationRequested,
			isCurrent: () => documents.get(uri) === open,
		});
	}

	connection.onRequest<ExportResult, void>(
		exportSessionRequest,
		async (params: ExportSessionParams, token: CancellationToken) => {
			const open = documents.get(params.uri);
			if (!open) {
				return null;
			}
			const options = { language: language(), redaction: () => redactionOf(open) };
			return answer(exportSession(open.log, params, options), params, token);
		},
	);
	connection.onRequest<ExportResult, void>(
		exportLifeRequest,
		async (params: ExportLifeParams, token: CancellationToken) => {
			const open = documents.get(params.uri);
			if (!open) {
				return null;
			}
			const options = { language: language(), redaction: () => redactionOf(open) };
			return answer(exportLife(open.log, params, options), params, token);
		},
	);
	connection.onRequest<ExportResult, void>(
		redactRequest,
		async (params: RedactParams, token: CancellationToken) => {
			const open = documents.get(params.uri);
			return open ? answer(redactedCopy(open.log), params, token) : null;
		},
	);
	connection.onRequest<ExportResult, void>(swaksRequest, (params: PlaceParams) => {
		const open = documents.get(params.uri);
		return open ? swaks(open.log, params, language()) : null;
	});
}

/** Tells each full percent of some work once. */
function* told<Value>(work: Work<Value>, tell: (percentage: number) => unknown): Work<Value> {
	let last = 0;
	for (let step = work.next(); ; step = work.next()) {
		if (step.done) {
			return step.value;
		}
		const percentage = Math.floor(step.value * 100);
		if (percentage > last) {
			last = percentage;
			tell(percentage);
		}
		yield step.value;
	}
}
