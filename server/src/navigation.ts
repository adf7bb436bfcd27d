import type {
	CancellationToken,
	ClientCapabilities,
	Connection,
	InitializeResult,
	SymbolInformation,
} from 'vscode-languageserver/node';
import { symbolsFor } from './abilities';
import { answerAnew } from './answer';
import type { Documents } from './documents';
import { callHierarchyItems, incomingCalls, outgoingCalls } from './features/callHierarchy';
import { definition } from './features/definition';
import { documentHighlights } from './features/documentHighlights';
import { documentLinks } from './features/documentLinks';
import { followChoices, followMessage } from './features/followMessage';
import { references } from './features/references';
import { selectionRanges } from './features/selectionRanges';
import { workspaceSymbols } from './features/workspaceSymbols';
import type { Language } from './knowledge/knowledge';
import { say, sayCount } from './knowledge/say';
import { Progress } from './progress';
import {
	followChoicesRequest,
	followRequest,
	unpackRequest,
	type FollowChoicesParams,
	type FollowParams,
	type UnpackParams,
	type UnpackResult,
} from './protocol';
import { tell } from './tell';
import type { NamedLog } from './tracing/logs';
import type { Work } from './core/work';
import type { WorkspaceLogs } from './workspaceLogs';

interface Navigation {
	readonly documents: Documents;
	readonly workspaceLogs: WorkspaceLogs;
	readonly language: () => Language;
	/** What the client can do, once it has said so. */
	readonly client: () => ClientCapabilities;
}

/** An editor shows no more symbols of a workspace. */
const symbolsAtMost = 300;

/** Answers what is asked to find one's way: where things are named, where they begin, and what leads to what. */
export function serveNavigation(
	connection: Connection,
	{ documents, workspaceLogs, language, client }: Navigation,
): void {
	/** The log that a request is about among those that are looked at with it; a copy of some lines is looked at alone. */
	function logsFor(uri: string): { readonly home: NamedLog; readonly logs: readonly NamedLog[] } | undefined {
		const home = documents.get(uri);
		return home && { home, logs: documents.isCopy(uri) ? [home] : documents.originals() };
	}

	/** Does work that looks at several logs, with the logs as they are when it is begun. */
	function answer<Value>(begin: () => Work<Value>, token: CancellationToken): Promise<Value> {
		return answerAnew(begin, {
			isAsked: () => !token.isCancellationRequested,
			revision: () => documents.revision,
		});
	}

	/** The same for work on the logs that are looked at with that of a request; `otherwise` where it is not open. */
	function answerOf<Value>(
		uri: string,
		work: (logs: readonly NamedLog[], home: NamedLog) => Work<Value>,
		otherwise: Value,
		token: CancellationToken,
	): Promise<Value> {
		return answer(function* () {
			const found = logsFor(uri);
			return found ? yield* work(found.logs, found.home) : otherwise;
		}, token);
	}

	connection.onDefinition(({ textDocument: { uri }, position }, token) =>
		documents.isCopy(uri) ? [] : answerOf(uri, (logs, home) => definition(logs, home, position), [], token),
	);
	connection.onReferences(async ({ textDocument: { uri }, position, context }, token) => {
		const { includeDeclaration } = context;
		const { locations, notListed } = await answerOf(
			uri,
			(logs, home) => references(logs, home, { position, includeDeclaration }),
			{ locations: [], notListed: 0 },
			token,
		);
		if (notListed > 0) {
			await tell(connection, sayCount('references.notListed', notListed)(language()));
		}
		return locations;
	});
	connection.onDocumentHighlight(({ textDocument: { uri }, position }, token) =>
		answerOf(uri, (_, home) => documentHighlights(home, position), [], token),
	);
	connection.languages.callHierarchy.onPrepare(({ textDocument: { uri }, position }) => {
		const found = logsFor(uri);
		return found ? callHierarchyItems(found.logs, found.home, position, language()) : [];
	});
	connection.languages.callHierarchy.onIncomingCalls(({ item }, token) =>
		answerOf(item.uri, (logs) => incomingCalls(logs, item, language()), [], token),
	);
	connection.languages.callHierarchy.onOutgoingCalls(({ item }, token) =>
		answerOf(item.uri, (logs) => outgoingCalls(logs, item, language()), [], token),
	);
	connection.onDocumentLinks(({ textDocument: { uri } }, token) =>
		answerOf(uri, (_, { log }) => documentLinks(log, language()), [], token),
	);
	connection.onWorkspaceSymbol(async ({ query }, token) => symbolsFor(client(), await symbols(query, token)));
	connection.onRequest(followRequest, (params: FollowParams, token: CancellationToken) =>
		answer(() => followMessage(documents.originals(), params, language()), token),
	);
	connection.onRequest(
		followChoicesRequest,
		({ place, typed }: FollowChoicesParams, token: CancellationToken) =>
			answer(() => {
				const home = place && documents.get(place.uri);
				const near = home && place ? { home, position: place.position } : {};
				return followChoices(documents.originals(), { ...near, typed }, language());
			}, token),
	);
	connection.onRequest<UnpackResult, void>(unpackRequest, async ({ uri }: UnpackParams) => {
		const text = await workspaceLogs.unpacked(uri);
		return text === undefined ? null : { text };
	});

	/** What has a text in its name, in the open logs and then in those of the workspace. */
	async function symbols(query: string, token: CancellationToken): Promise<SymbolInformation[]> {
		const found = await answer(function* () {
			const all: SymbolInformation[] = [];
			for (const open of documents.originals()) {
				all.push(...(yield* workspaceSymbols(open, query, language())));
			}
			return all;
		}, token);
		if (query.trim().length < 2) {
			return found;
		}
		const reading = new Progress(connection, client(), say('workspace.reading')(language()));
		const except = Array.from(documents.all(), ({ uri }) => uri);
		const goesOn = () =>
			!token.isCancellationRequested && !reading.isCancelled && found.length < symbolsAtMost;
		try {
			for await (const log of workspaceLogs.logs(except, goesOn, (path) => reading.show(path))) {
				found.push(...(await answer(() => workspaceSymbols(log, query, language()), token)));
			}
		} finally {
			reading.done();
		}
		return found.slice(0, symbolsAtMost);
	}
	connection.onSelectionRanges(({ textDocument: { uri }, positions }) => {
		const log = documents.get(uri)?.log;
		return log ? selectionRanges(log, positions) : [];
	});
}

/** What of it we can do. */
export const navigationCapabilities: InitializeResult['capabilities'] = {
	definitionProvider: true,
	referencesProvider: true,
	documentHighlightProvider: true,
	callHierarchyProvider: true,
	documentLinkProvider: { resolveProvider: false },
	workspaceSymbolProvider: true,
	selectionRangeProvider: true,
};
