import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { answerInSlices } from './answer';
import type { MailLog } from './core/mailLog';
import type { Session } from './core/model';
import type { Documents } from './documents';
import { failures } from './features/failures';
import { messageLife } from './features/messageLife';
import { neighbour } from './features/neighbour';
import { sessionDetail } from './features/sessionDetail';
import { sessionLines } from './features/sessionLines';
import { sessionRows } from './features/sessionRows';
import { sessionText } from './features/sessionText';
import { timeline } from './features/timeline';
import type { Findings } from './findings';
import { inSlices } from './inSlices';
import type { Language } from './knowledge/knowledge';
import {
	failuresRequest,
	messageLifeRequest,
	neighbourRequest,
	sessionDetailRequest,
	sessionLinesRequest,
	sessionRequest,
	sessionsRequest,
	timelineRequest,
	type FailuresParams,
	type FailuresResult,
	type MessageLifeParams,
	type NeighbourParams,
	type PlaceParams,
	type SessionDetailParams,
	type SessionRow,
	type SessionsParams,
	type SessionsResult,
	type TimelineParams,
} from './protocol';
import type { Settings } from './settings';

interface SessionsOptions {
	readonly documents: Documents;
	readonly findings: Findings;
	readonly language: () => Language;
	readonly settings: () => Settings;
}

/** Answers what is asked to draw the timeline, the panel and the tree, and to go from one session to the next. */
export function serveSessions(
	connection: Connection,
	{ documents, findings, language, settings }: SessionsOptions,
): void {
	/** The open log that a request is about. */
	function logOf({ uri }: { readonly uri: string }): MailLog | undefined {
		return documents.get(uri)?.log;
	}

	/** Where a log fails, looked for with pauses for other requests; nothing if it changes before all is seen. */
	async function failuresOf({ uri }: FailuresParams, token: CancellationToken): Promise<FailuresResult> {
		const open = documents.get(uri);
		const goesOn = () => documents.get(uri) === open && !token.isCancellationRequested;
		const search = open && failures(open.log);
		return search && (await inSlices(search.steps, goesOn)) ? search.found() : [];
	}

	async function rowsOf(params: SessionsParams, token: CancellationToken): Promise<SessionsResult | null> {
		const open = documents.get(params.uri);
		if (!open) {
			return null;
		}
		const isWanted = (session: Session) => open.listed.isNew(session, open.version, params.known);
		const rows = await answerInSlices(
			collected<SessionRow>(sessionRows(open.log, params, { language: language(), isWanted })),
			{ isAsked: () => !token.isCancellationRequested, isCurrent: () => documents.isCurrent(open) },
		);
		return { version: open.version, total: open.log.sessionCount, rows };
	}

	connection.onRequest(timelineRequest, (params: TimelineParams) => {
		const log = logOf(params);
		return log ? timeline(log, params, language()) : [];
	});
	connection.onRequest(failuresRequest, (params: FailuresParams, token: CancellationToken) =>
		failuresOf(params, token),
	);
	connection.onRequest(sessionLinesRequest, (params: PlaceParams) => {
		const log = logOf(params);
		return log ? sessionLines(log, params) : null;
	});
	connection.onRequest(sessionRequest, (params: PlaceParams) => {
		const log = logOf(params);
		return log ? sessionText(log, { ...params, language: language() }) : null;
	});
	connection.onRequest(sessionDetailRequest, (params: SessionDetailParams) => {
		const log = logOf(params);
		return log ? sessionDetail(log, params, language()) : null;
	});
	connection.onRequest(messageLifeRequest, (params: MessageLifeParams) => {
		const log = logOf(params);
		return log ? messageLife(log, params, language()) : null;
	});
	connection.onRequest<SessionsResult | null, void>(
		sessionsRequest,
		(params: SessionsParams, token: CancellationToken) => rowsOf(params, token),
	);
	connection.onRequest(
		neighbourRequest,
		async ({ uri, ...params }: NeighbourParams, token: CancellationToken) => {
			const isAsked = () => !token.isCancellationRequested;
			const open = params.what === 'failure' ? await findings.lookedAt(uri, isAsked) : documents.get(uri);
			return open
				? neighbour(open.log, {
						...params,
						levels: settings().checks,
						language: language(),
						isWanted: findings.notHushed(open),
					})
				: null;
		},
	);
}

/** Gathers things as they come; what is `undefined` is left out. */
function* collected<T>(things: Iterable<T | undefined>): Generator<void, T[]> {
	const list: T[] = [];
	for (const thing of things) {
		if (thing !== undefined) {
			list.push(thing);
		}
		yield;
	}
	return list;
}
