import {
	LSPErrorCodes,
	ResponseError,
	type CancellationToken,
	type ClientCapabilities,
	type Connection,
	type InitializeResult,
} from 'vscode-languageserver/node';
import type { Documents } from './documents';
import { definition } from './features/definition';
import { documentHighlights } from './features/documentHighlights';
import { references } from './features/references';
import { selectionRanges } from './features/selectionRanges';
import { resultInSlices } from './inSlices';
import type { Language } from './knowledge/knowledge';
import { sayCount } from './knowledge/say';
import type { NamedLog } from './tracing/logs';
import type { Work } from './tracing/work';

interface Navigation {
	readonly documents: Documents;
	readonly language: () => Language;
}

/** Answers what is asked to find one's way: where things are named, where they begin, and what leads to what. */
export function serveNavigation(connection: Connection, { documents, language }: Navigation): void {
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
			connection.window.showInformationMessage(sayCount('references.notListed', notListed)(language()));
		}
		return locations;
	});
	connection.onDocumentHighlight(({ textDocument: { uri }, position }, token) => {
		const home = documents.get(uri);
		return home ? answer(documentHighlights(home, position), token) : [];
	});
	connection.onSelectionRanges(({ textDocument: { uri }, positions }) => {
		const log = documents.get(uri)?.log;
		return log ? selectionRanges(log, positions) : [];
	});
}

/** What of it can be done for a client. */
export function navigationCapabilities({
	textDocument,
}: ClientCapabilities): InitializeResult['capabilities'] {
	return {
		...(textDocument?.definition && { definitionProvider: true }),
		...(textDocument?.references && { referencesProvider: true }),
		...(textDocument?.documentHighlight && { documentHighlightProvider: true }),
		...(textDocument?.selectionRange && { selectionRangeProvider: true }),
	};
}
