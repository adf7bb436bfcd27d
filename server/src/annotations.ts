import {
	CodeLensRefreshRequest,
	type ClientCapabilities,
	type Connection,
	type InitializeResult,
} from 'vscode-languageserver/node';
import type { Documents } from './documents';
import { codeLenses, documentOfLens, resolvedCodeLens } from './features/codeLenses';
import { hintedLines, inlayHints } from './features/inlayHints';
import { timeline } from './features/timeline';
import type { Language } from './knowledge/knowledge';
import type { Settings } from './settings';
import { ask } from './tell';

interface Annotations {
	readonly documents: Documents;
	readonly language: () => Language;
	readonly settings: () => Settings;
	/** The client is our own: it has our commands, and draws the timeline itself. */
	readonly hasCommands: () => boolean;
}

/** Answers what an editor asks for to write it between the lines. */
export function serveAnnotations(
	connection: Connection,
	{ documents, language, settings, hasCommands }: Annotations,
): void {
	connection.onCodeLens(({ textDocument: { uri } }) => {
		const log = documents.get(uri)?.log;
		return log && settings().codeLens
			? codeLenses(log, {
					uri,
					hasCommands: hasCommands() && !documents.isCopy(uri),
					language: language(),
				})
			: [];
	});
	connection.onCodeLensResolve((lens) => {
		const log = documents.get(documentOfLens(lens) ?? '')?.log;
		return log ? resolvedCodeLens(log, lens, { hasCommands: hasCommands(), language: language() }) : lens;
	});
	connection.languages.inlayHint.on(({ textDocument: { uri }, range }) => {
		const log = documents.get(uri)?.log;
		const wanted = settings().inlayHints;
		if (!log || wanted === 'off') {
			return [];
		}
		const { first, last } = hintedLines(log, range);
		const lines = { firstLine: first, lastLine: last };
		return inlayHints(log, {
			range,
			elapsed: wanted === 'full',
			marks: wanted === 'full' && !hasCommands() ? timeline(log, lines, language()) : [],
			language: language(),
		});
	});
}

/** What of it we can do. */
export const annotationCapabilities: InitializeResult['capabilities'] = {
	codeLensProvider: { resolveProvider: true },
	inlayHintProvider: true,
};

/** Has the client ask anew: settings have changed. */
export async function refreshAnnotations(
	connection: Connection,
	{ workspace }: ClientCapabilities,
): Promise<void> {
	if (workspace?.codeLens?.refreshSupport) {
		await ask(connection.sendRequest(CodeLensRefreshRequest.type));
	}
	if (workspace?.inlayHint?.refreshSupport) {
		await ask(connection.languages.inlayHint.refresh());
	}
}
