import { pathToFileURL } from 'node:url';
import type { ClientCapabilities, InitializeParams } from 'vscode-languageserver-protocol';
import {
	MarkupKind,
	SymbolKind,
	type CodeAction,
	type Command,
	type DocumentSymbol,
	type Hover,
	type SymbolInformation,
} from 'vscode-languageserver-types';
import { flatSymbols } from './features/documentSymbols';
import { markdownText } from './knowledge/markdownText';

// What we can do is said to every client: what one does not know it does not ask for, and some ask for what they do not tell that
// they know. What stands here is the other way round: what a client can be given and asked.

/** The client asks for findings itself; to any other they are sent. */
export function pullsFindings({ textDocument }: ClientCapabilities): boolean {
	return textDocument?.diagnostic !== undefined;
}

/** It can be told to ask for findings anew. Helix says so under another name than that of LSP. */
export function refreshesFindings({ workspace = {} }: ClientCapabilities): boolean {
	const { diagnostics, diagnostic } = workspace as typeof workspace & {
		diagnostic?: typeof workspace.diagnostics;
	};
	return (diagnostics ?? diagnostic)?.refreshSupport === true;
}

/** A hover as the client shows it: Markdown, or plain text for one that does not speak of Markdown first. */
export function hoverFor({ textDocument }: ClientCapabilities, { contents, ...hover }: Hover): Hover {
	const isMarkup = typeof contents === 'object' && 'kind' in contents;
	return isMarkup && textDocument?.hover?.contentFormat?.[0] !== MarkupKind.Markdown
		? {
				...hover,
				contents: { kind: MarkupKind.PlainText, value: markdownText(contents.value, Infinity).trimEnd() },
			}
		: { ...hover, contents };
}

/** What can be done, as the client takes it: with the findings that it is about, or the bare commands. */
export function actionsFor(
	{ textDocument }: ClientCapabilities,
	actions: readonly CodeAction[],
): (CodeAction | Command)[] {
	return textDocument?.codeAction?.codeActionLiteralSupport
		? [...actions]
		: actions.flatMap(({ command }) => command ?? []);
}

/** An outline as a tree, or one after the other. */
export function outlineFor(
	{ textDocument }: ClientCapabilities,
	symbols: readonly DocumentSymbol[],
	uri: string,
): DocumentSymbol[] | SymbolInformation[] {
	const { hierarchicalDocumentSymbolSupport: isTree, symbolKind } = textDocument?.documentSymbol ?? {};
	// A tree is newer than the kinds.
	return isTree ? [...symbols] : withKinds(symbolKind?.valueSet, flatSymbols(symbols, uri));
}

/** Symbols of the workspace. */
export function symbolsFor(
	{ workspace }: ClientCapabilities,
	symbols: readonly SymbolInformation[],
): SymbolInformation[] {
	return withKinds(workspace?.symbol?.symbolKind?.valueSet, symbols);
}

/** For a client that tells of no kinds, those of the first version of LSP; one that does copes with all others. */
function withKinds(
	known: readonly SymbolKind[] | undefined,
	symbols: readonly SymbolInformation[],
): SymbolInformation[] {
	return symbols.map((symbol) =>
		known ? symbol : { ...symbol, kind: oldKinds.get(symbol.kind) ?? symbol.kind },
	);
}

const oldKinds: ReadonlyMap<SymbolKind, SymbolKind> = new Map([
	[SymbolKind.Event, SymbolKind.Function],
	[SymbolKind.Key, SymbolKind.Constant],
	[SymbolKind.Null, SymbolKind.String],
]);

/** The addresses of the folders that are open. A client may know only one, and its path in place of its address. */
export function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly string[] {
	if (workspaceFolders && workspaceFolders.length > 0) {
		return workspaceFolders.map(({ uri }) => uri);
	}
	return rootUri ? [rootUri] : rootPath ? [pathToFileURL(rootPath).href] : [];
}
