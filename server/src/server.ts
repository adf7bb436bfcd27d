import { setTimeout as sleep } from 'node:timers/promises';
import {
	DocumentDiagnosticReportKind,
	LSPErrorCodes,
	ResponseError,
	CodeActionKind,
	TextDocumentSyncKind,
	CancellationToken,
	type ClientCapabilities,
	type Connection,
	type Diagnostic,
	type DocumentDiagnosticParams,
	type DocumentDiagnosticReport,
	type InitializeResult,
} from 'vscode-languageserver/node';
import { actionsFor, foldersOf, hoverFor, outlineFor, pullsFindings, refreshesFindings } from './abilities';
import { AfterPause } from './afterPause';
import { annotationCapabilities, refreshAnnotations, serveAnnotations } from './annotations';
import { lookAtAll } from './checks/all';
import { withoutHosts, type IsWanted } from './checks/hush';
import { rulePath } from './checks/rulePage';
import { sessionIndex } from './checks/words';
import type { MailLog } from './core/mailLog';
import type { Session } from './core/model';
import { Documents, type OpenLog } from './documents';
import { serveExports } from './exports';
import { codeActions, failedSessions } from './features/codeActions';
import { compare } from './features/compare';
import { comparedWords, compareSessions, type ComparedAt } from './features/compareSessions';
import { NearestSearch, nothingToCompare, proposalWords, type Proposal } from './features/comparison/nearest';
import { diagnostics, toldAt } from './features/diagnostics';
import { documentSymbols } from './features/documentSymbols';
import { briefly, explain } from './features/explain';
import { failures } from './features/failures';
import { foldingRanges } from './features/foldingRanges';
import { hover } from './features/hover';
import { messageLife } from './features/messageLife';
import { neighbour } from './features/neighbour';
import { replyAt } from './features/replyAt';
import { replyCodes } from './features/replyCodes';
import { SessionChoices } from './features/sessionChoices';
import { sessionDetail } from './features/sessionDetail';
import { sessionLines } from './features/sessionLines';
import { sessionRows } from './features/sessionRows';
import { sessionText } from './features/sessionText';
import { timeline } from './features/timeline';
import { inSlices } from './inSlices';
import type { Language } from './knowledge/knowledge';
import { navigationCapabilities, serveNavigation } from './navigation';
import {
	clientCommands,
	compareRequest,
	compareSessionsRequest,
	explainRequest,
	failuresRequest,
	hushSessionRequest,
	messageLifeRequest,
	neighbourRequest,
	replyAtRequest,
	replyCodesRequest,
	sessionChoicesRequest,
	sessionDetailRequest,
	sessionLinesRequest,
	sessionRequest,
	sessionsRequest,
	timelineRequest,
	type CompareParams,
	type CompareSessionsParams,
	type CompareSessionsResult,
	type ExplainParams,
	type FailuresParams,
	type FailuresResult,
	type HushParams,
	type MessageLifeParams,
	type NeighbourParams,
	type PlaceParams,
	type SessionChoice,
	type SessionChoicesParams,
	type SessionPlace,
	type SessionDetailParams,
	type SessionRow,
	type SessionsParams,
	type SessionsResult,
	type TimelineParams,
} from './protocol';
import { serveReporting } from './reporting';
import { ask, tell } from './tell';
import { WorkspaceLogs } from './workspaceLogs';
import { allowsCommandLinks, defaultSettings, readSettings, section, withHushed } from './settings';

interface ServerOptions {
	/** Findings are looked for when a log has been left alone for so long: milliseconds. */
	readonly pause?: number;
	/** The address of the folder in which the pages of our rules lie (`docs/rules`), without a slash at its end. */
	readonly root?: string;
}

/** Answers an editor over a connection that is not yet listening, until the editor says exit. */
export function startServer(connection: Connection, { pause = 200, root = '' }: ServerOptions = {}): void {
	const documents = new Documents();
	const workspaceLogs = new WorkspaceLogs();
	const publishing = new AfterPause(pause);
	let client: ClientCapabilities = {};
	/** The editor's language. */
	let locale = 'en';
	let settings = defaultSettings;
	/** What was hushed here, for editors that have no command to write it into their settings: it lasts as long as we run. */
	const hushed: { readonly rule: string; readonly host: string | undefined }[] = [];
	/** The client runs the commands that hovers link to. */
	let commandLinks = false;
	/** The findings that the client shows, by log. */
	const shown = new Map<string, readonly Diagnostic[]>();
	/** Counts the settings: findings found under others are out of date. */
	let generation = 0;
	let isOver = false;

	/** The language that the user has chosen, or else the editor's. */
	function language(): Language {
		return settings.language === 'auto' ? locale : settings.language;
	}

	connection.onInitialize((params): InitializeResult => {
		client = params.capabilities;
		locale = params.locale ?? locale;
		settings = readSettings(params.initializationOptions);
		commandLinks = allowsCommandLinks(params.initializationOptions);
		workspaceLogs.setFolders(foldersOf(params), commandLinks);
		return { capabilities: capabilities(client, commandLinks), serverInfo: { name: 'Mail Log Lens' } };
	});

	connection.onInitialized(() => {
		if (client.workspace?.workspaceFolders) {
			connection.workspace.onDidChangeWorkspaceFolders(async () => {
				const folders = await connection.workspace.getWorkspaceFolders();
				workspaceLogs.setFolders(folders?.map(({ uri }) => uri) ?? []);
			});
		}
	});

	connection.onDidOpenTextDocument(({ textDocument }) => {
		documents.open(textDocument);
		publish(textDocument.uri);
	});
	connection.onDidChangeTextDocument((params) => {
		documents.change(params);
		publish(params.textDocument.uri);
	});
	connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
		documents.close(uri);
		shown.delete(uri);
		publishing.cancel(uri);
		if (!pullsFindings(client)) {
			void connection.sendDiagnostics({ uri, diagnostics: [] });
		}
	});
	connection.onDidChangeConfiguration(async ({ settings: sent }: { settings: unknown }) => {
		const asks = (sent === null || sent === undefined) && client.workspace?.configuration === true;
		const wanted = readSettings(asks ? await connection.workspace.getConfiguration(section) : sent);
		settings = hushed.reduce((those, { rule, host }) => withHushed(those, rule, host), wanted);
		await refreshAnnotations(connection, client);
		await refresh();
	});

	/** Has the findings of all logs shown anew: something else is wanted than before. */
	async function refresh(): Promise<void> {
		generation++;
		if (!pullsFindings(client)) {
			Array.from(documents.all(), ({ uri }) => publish(uri));
		} else if (refreshesFindings(client)) {
			await ask(connection.languages.diagnostics.refresh());
		}
	}
	connection.onShutdown(() => {
		isOver = true;
		publishing.cancelAll();
		workspaceLogs.close();
	});

	/** Sends the findings of a log to a client that does not ask for them. */
	function publish(uri: string): void {
		if (pullsFindings(client)) {
			return;
		}
		publishing.run(uri, () => void publishNow(uri));
	}

	async function publishNow(uri: string): Promise<void> {
		const open = await lookedAt(uri, () => !isOver);
		if (open) {
			await connection.sendDiagnostics({ uri, version: open.version, diagnostics: found(open) });
		}
	}

	/** The log when the checks have looked at all of it, with pauses for other requests; `undefined` if it changes before, or is not open. */
	async function lookedAt(uri: string, isWanted: () => boolean): Promise<OpenLog | undefined> {
		const open = documents.get(uri);
		const goesOn = () => documents.get(uri) === open && isWanted();
		return open && (await inSlices(lookAtAll(open.log), goesOn)) ? open : undefined;
	}

	/** Leaves out what the user has hushed for a host or a session. */
	function notHushed({ log, hushed }: OpenLog): IsWanted {
		const isWantedHost = withoutHosts(log, settings.hushed);
		const isWantedSession = hushed.isWanted(log);
		return (finding) => isWantedHost(finding) && isWantedSession(finding);
	}

	function found(open: OpenLog): Diagnostic[] {
		const { uri, log } = open;
		const items = diagnostics(log, {
			uri,
			levels: settings.checks,
			language: language(),
			isWanted: notHushed(open),
			ruleAddress: (rule) =>
				commandLinks ? commandAddress(clientCommands.explain, rule) : `${root}/${rulePath({ id: rule })}`,
		});
		shown.set(uri, items);
		return items;
	}

	connection.languages.diagnostics.on((params, token) => pulled(params, token));

	/** The findings of a log when it has come to rest, unless the client knows them already. */
	async function pulled(
		{ textDocument: { uri }, previousResultId }: DocumentDiagnosticParams,
		token: CancellationToken,
	): Promise<DocumentDiagnosticReport> {
		for (let open = documents.get(uri); open; open = documents.get(uri)) {
			const resultId = `${open.version}.${generation}`;
			if (resultId === previousResultId) {
				return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
			}
			await sleep(open.isChanged ? pause : 0);
			const isResting = documents.get(uri) === open;
			const looked = isResting && (await lookedAt(uri, () => !token.isCancellationRequested));
			if (token.isCancellationRequested) {
				throw noLongerAsked();
			}
			if (looked) {
				return { kind: DocumentDiagnosticReportKind.Full, resultId, items: found(looked) };
			}
		}
		return { kind: DocumentDiagnosticReportKind.Full, items: [] };
	}

	/** Where a log fails, looked for with pauses for other requests; nothing if it changes before all is seen. */
	async function failuresOf({ uri }: FailuresParams, token: CancellationToken): Promise<FailuresResult> {
		const open = documents.get(uri);
		const goesOn = () => documents.get(uri) === open && !token.isCancellationRequested;
		const search = open && failures(open.log);
		return search && (await inSlices(search.steps, goesOn)) ? search.found() : [];
	}

	/** The open log that a request is about. */
	function logOf({ uri }: { readonly uri: string }): MailLog | undefined {
		return documents.get(uri)?.log;
	}

	connection.onHover(({ textDocument, position }) => {
		const log = logOf(textDocument);
		const told = toldAt(shown.get(textDocument.uri) ?? [], position);
		const found = log && hover(log, { position, language: language(), commandLinks, told });
		return found ? hoverFor(client, found) : null;
	});
	connection.onCodeAction(async ({ textDocument: { uri }, context: { diagnostics, only } }, token) => {
		const open = documents.get(uri);
		const isAsked = !only || only.some((kind) => CodeActionKind.QuickFix.startsWith(kind));
		if (!open || !isAsked) {
			return [];
		}
		const { log } = open;
		const proposals = new Map<number, Proposal>();
		for (const index of failedSessions(log, diagnostics)) {
			const proposal = await proposalFor(open, index, token);
			if (proposal) {
				proposals.set(index, proposal);
			}
		}
		const actions = codeActions(log, { uri, diagnostics, language: language(), proposals });
		return actionsFor(
			client,
			commandLinks ? actions : actions.filter(({ command }) => isServed(command?.command)),
		);
	});
	connection.onExecuteCommand(async ({ command, arguments: [first, second, third] = [] }) => {
		const text = typeof first === 'string' ? first : '';
		switch (command) {
			case clientCommands.explain:
				await tell(connection, briefly(text, language()));
				return;
			case clientCommands.compareSessions:
				await showCompared({ uri: text, session: String(second) }, third);
				return;
			case clientCommands.copy:
				await tell(connection, text);
				return;
			case clientCommands.hush:
				hushed.push({ rule: text, host: typeof second === 'string' ? second : undefined });
				settings = withHushed(settings, text, hushed.at(-1)?.host);
				await refresh();
				return;
			case clientCommands.hushSession:
				await hushSession({
					rule: text,
					uri: String(second),
					position: { line: Number(third), character: 0 },
				});
		}
	});

	/** The session that another is best compared with, sought with pauses for other requests. */
	async function proposalFor(
		open: OpenLog,
		index: number,
		token: CancellationToken,
	): Promise<Proposal | undefined> {
		const search = new NearestSearch(open.log, index);
		if (!(await inSlices(search.steps(), whileOpen(open, token)))) {
			throw noLongerAsked();
		}
		return search.found;
	}

	/** Whether a question about a log is still asked, and the log still the same. */
	function whileOpen(open: OpenLog, token: CancellationToken): () => boolean {
		return () => documents.get(open.uri) === open && !token.isCancellationRequested;
	}

	/** A session that a request names; `undefined` where it is not there. */
	function comparedAt(place: SessionPlace, other?: SessionPlace): ComparedAt | undefined {
		const open = documents.get(place.uri);
		const index = sessionIndex(place.session);
		if (!open || index === undefined || index >= open.log.sessionCount) {
			return undefined;
		}
		const isOfAnother = other && other.uri !== place.uri;
		return {
			...{ uri: place.uri, log: open.log, index },
			...(isOfAnother && { logName: nameOf(place.uri) }),
		};
	}

	async function compared(
		params: CompareSessionsParams,
		token: CancellationToken,
	): Promise<CompareSessionsResult> {
		const open = documents.get(params.uri);
		const one = comparedAt(params, params.other);
		if (!open || !one) {
			return null;
		}
		if (params.other) {
			const other = comparedAt(params.other, params);
			const nearest = params.other.uri === params.uri && (await proposalFor(open, one.index, token));
			return other
				? compareSessions(one, other, {
						language: language(),
						...(nearest && nearest.index === other.index && { reason: reasonFor(one, nearest) }),
					})
				: null;
		}
		const proposal = await proposalFor(open, one.index, token);
		return proposal
			? compareSessions(
					one,
					{ ...one, index: proposal.index },
					{ language: language(), reason: reasonFor(one, proposal) },
				)
			: { problem: nothingToCompare(open.log, one.index)(language()) };
	}

	/** Why a session is the best to compare another with. */
	function reasonFor({ log, index }: ComparedAt, proposal: Proposal): string {
		return proposalWords(log, index, proposal)(language());
	}

	/** For editors that have no panel: the most important of a comparison. */
	async function showCompared(first: SessionPlace, other: unknown): Promise<void> {
		const second = typeof other === 'string' ? { other: { uri: first.uri, session: other } } : {};
		const result = await compared({ ...first, ...second }, CancellationToken.None);
		if (result) {
			await tell(connection, 'problem' in result ? result.problem : comparedWords(result));
		}
	}

	async function hushSession({ rule, uri, position }: HushParams): Promise<void> {
		const open = documents.get(uri);
		open?.hushed.add(open.log, rule, position.line);
		await refresh();
	}
	connection.onRequest(hushSessionRequest, async (params: HushParams) => {
		await hushSession(params);
		return null;
	});
	connection.onDocumentSymbol(({ textDocument }) => {
		const log = logOf(textDocument);
		return log ? outlineFor(client, documentSymbols(log, language()), textDocument.uri) : [];
	});
	connection.onFoldingRanges(({ textDocument }) => {
		const log = logOf(textDocument);
		return log ? foldingRanges(log) : [];
	});
	serveNavigation(connection, { documents, workspaceLogs, language, client: () => client });
	serveReporting(connection, { documents, language, client: () => client });
	serveExports(connection, { documents, language });
	serveAnnotations(connection, {
		documents,
		language,
		settings: () => settings,
		hasCommands: () => commandLinks,
	});
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
		async (params: SessionsParams, token: CancellationToken) => {
			const open = documents.get(params.uri);
			if (!open) {
				return null;
			}
			const rows: SessionRow[] = [];
			const isWanted = (session: Session) => open.listed.isNew(session, open.version, params.known);
			const steps = collect(sessionRows(open.log, params, { language: language(), isWanted }), rows);
			if (!(await inSlices(steps, whileOpen(open, token)))) {
				throw noLongerAsked();
			}
			return { version: open.version, total: open.log.sessionCount, rows };
		},
	);
	connection.onRequest(
		neighbourRequest,
		async ({ uri, ...params }: NeighbourParams, token: CancellationToken) => {
			const isWanted = () => !token.isCancellationRequested;
			const open = params.what === 'failure' ? await lookedAt(uri, isWanted) : documents.get(uri);
			return open
				? neighbour(open.log, {
						...params,
						levels: settings.checks,
						language: language(),
						isWanted: notHushed(open),
					})
				: null;
		},
	);
	connection.onRequest(replyAtRequest, (params: PlaceParams) => {
		const log = logOf(params);
		return log ? replyAt(log, params) : null;
	});
	connection.onRequest(replyCodesRequest, () => replyCodes(language()));
	connection.onRequest(explainRequest, (params: ExplainParams) => explain(params, language()));
	connection.onRequest(compareRequest, (params: CompareParams) => compare(params, language()));
	connection.onRequest<CompareSessionsResult, void>(
		compareSessionsRequest,
		(params: CompareSessionsParams, token: CancellationToken) => compared(params, token),
	);
	connection.onRequest<readonly SessionChoice[], void>(
		sessionChoicesRequest,
		async (params: SessionChoicesParams, token: CancellationToken) => {
			const open = documents.get(params.uri);
			if (!open) {
				return [];
			}
			const subject = params.with?.uri === params.uri ? comparedAt(params.with)?.index : undefined;
			const choices = new SessionChoices(open.log, { line: params.line ?? 0, without: subject });
			if (!(await inSlices(choices.steps(), whileOpen(open, token)))) {
				throw noLongerAsked();
			}
			const proposal = subject === undefined ? undefined : await proposalFor(open, subject, token);
			return choices.choices(proposal, language());
		},
	);

	connection.listen();
}

/** The name of a document's file. */
function nameOf(uri: string): string {
	return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}

/** The answer to a question that nobody asks any more, or whose log has changed meanwhile. */
function noLongerAsked(): ResponseError<void> {
	return new ResponseError(LSPErrorCodes.RequestCancelled, 'no longer asked for');
}

/** Puts each thing into a list as it comes; what is `undefined` is left out. */
function* collect<T>(things: Iterable<T | undefined>, list: T[]): Generator<void> {
	for (const thing of things) {
		if (thing !== undefined) {
			list.push(thing);
		}
		yield;
	}
}

/** What we can do for this client. */
function capabilities(client: ClientCapabilities, commandLinks: boolean): InitializeResult['capabilities'] {
	return {
		positionEncoding: 'utf-16',
		textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
		hoverProvider: true,
		codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
		// Our own client has these commands itself.
		...(!commandLinks && { executeCommandProvider: { commands: [...servedCommands] } }),
		documentSymbolProvider: { label: 'Sessions' },
		foldingRangeProvider: true,
		...navigationCapabilities,
		...annotationCapabilities,
		workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
		...(pullsFindings(client) && {
			diagnosticProvider: {
				identifier: section,
				interFileDependencies: false,
				workspaceDiagnostics: false,
			},
		}),
	};
}

/** What is run here for editors that have no commands of ours. */
const servedCommands: readonly string[] = [
	clientCommands.explain,
	clientCommands.compareSessions,
	clientCommands.copy,
	clientCommands.hush,
	clientCommands.hushSession,
];

function isServed(command: string | undefined): boolean {
	return command !== undefined && servedCommands.includes(command);
}

/** A link that runs a command with one argument. */
function commandAddress(command: string, argument: string): string {
	return `command:${command}?${encodeURIComponent(JSON.stringify([argument]))}`;
}
