import {
	LSPErrorCodes,
	ResponseError,
	type CancellationToken,
	type ClientCapabilities,
	type Connection,
	type InitializeResult,
	type SymbolInformation,
} from 'vscode-languageserver/node';
import { symbolsFor } from './abilities';
import type { Documents } from './documents';
import { callHierarchyItems, incomingCalls, outgoingCalls } from './features/callHierarchy';
import { definition } from './features/definition';
import { documentHighlights } from './features/documentHighlights';
import { documentLinks } from './features/documentLinks';
import { followChoices, followMessage } from './features/followMessage';
import { references } from './features/references';
import { selectionRanges } from './features/selectionRanges';
import { workspaceSymbols } from './features/workspaceSymbols';
import { resultInSlices } from './inSlices';
import type { Language } from './knowledge/knowledge';
import { say, sayCount } from './knowledge/say';
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
import type { Work } from './tracing/work';
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

	/** Does work in slices; the answer to a request that nobody waits for any more is an error, as LSP wants it. */
	async function answer<Value>(work: Work<Value>, token: CancellationToken): Promise<Value> {
		const { revision } = documents;
		const result = await resultInSlices(
			work,
			() => !token.isCancellationRequested && documents.revision === revision,
		);
		if (!result) {
			throw token.isCancellationRequested
				? new ResponseError(LSPErrorCodes.RequestCancelled, 'no longer asked for')
				: new ResponseError(LSPErrorCodes.ContentModified, 'a log has changed');
		}
		return result.value;
	}

	connection.onDefinition(({ textDocument: { uri }, position }, token) => {
		const found = documents.isCopy(uri) ? undefined : logsFor(uri);
		return found ? answer(definition(found.logs, found.home, position), token) : [];
	});
	connection.onReferences(async ({ textDocument: { uri }, position, context }, token) => {
		const found = logsFor(uri);
		if (!found) {
			return [];
		}
		const { includeDeclaration } = context;
		const { locations, notListed } = await answer(
			references(found.logs, found.home, { position, includeDeclaration }),
			token,
		);
		if (notListed > 0) {
			await tell(connection, sayCount('references.notListed', notListed)(language()));
		}
		return locations;
	});
	connection.onDocumentHighlight(({ textDocument: { uri }, position }, token) => {
		const home = documents.get(uri);
		return home ? answer(documentHighlights(home, position), token) : [];
	});
	connection.languages.callHierarchy.onPrepare(({ textDocument: { uri }, position }) => {
		const found = logsFor(uri);
		return found ? callHierarchyItems(found.logs, found.home, position, language()) : [];
	});
	connection.languages.callHierarchy.onIncomingCalls(({ item }, token) =>
		answer(incomingCalls(logsFor(item.uri)?.logs ?? [], item, language()), token),
	);
	connection.languages.callHierarchy.onOutgoingCalls(({ item }, token) =>
		answer(outgoingCalls(logsFor(item.uri)?.logs ?? [], item, language()), token),
	);
	connection.onDocumentLinks(({ textDocument: { uri } }, token) => {
		const log = documents.get(uri)?.log;
		return log ? answer(documentLinks(log, language()), token) : [];
	});
	connection.onWorkspaceSymbol(async ({ query }, token) => symbolsFor(client(), await symbols(query, token)));
	connection.onRequest(followRequest, (params: FollowParams, token: CancellationToken) =>
		answer(followMessage(documents.originals(), params, language()), token),
	);
	connection.onRequest(
		followChoicesRequest,
		({ place, typed }: FollowChoicesParams, token: CancellationToken) => {
			const home = place && documents.get(place.uri);
			const near = home && place ? { home, position: place.position } : {};
			return answer(followChoices(documents.originals(), { ...near, typed }, language()), token);
		},
	);
	connection.onRequest<UnpackResult, void>(unpackRequest, async ({ uri }: UnpackParams) => {
		const text = await workspaceLogs.unpacked(uri);
		return text === undefined ? null : { text };
	});

	/** What has a text in its name, in the open logs and then in those of the workspace. */
	async function symbols(query: string, token: CancellationToken): Promise<SymbolInformation[]> {
		const found: SymbolInformation[] = [];
		for (const open of documents.originals()) {
			found.push(...(await answer(workspaceSymbols(open, query, language()), token)));
		}
		if (query.trim().length < 2) {
			return found;
		}
		const progress = client().window?.workDoneProgress
			? await connection.window.createWorkDoneProgress()
			: undefined;
		let isReading = false;
		const onRead = (path: string) => {
			if (isReading) {
				progress?.report(path);
			} else {
				progress?.begin(say('workspace.reading')(language()), undefined, path);
				isReading = true;
			}
		};
		const except = Array.from(documents.all(), ({ uri }) => uri);
		const goesOn = () => !token.isCancellationRequested && found.length < symbolsAtMost;
		for await (const log of workspaceLogs.logs(except, goesOn, onRead)) {
			found.push(...(await answer(workspaceSymbols(log, query, language()), token)));
		}
		if (isReading) {
			progress?.done();
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
