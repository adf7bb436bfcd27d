import {
	CodeActionKind,
	TextDocumentSyncKind,
	type ClientCapabilities,
	type CodeAction,
	type CodeActionParams,
	type Command,
	type Connection,
	type InitializeResult,
	type CancellationToken,
} from 'vscode-languageserver/node';
import { actionsFor, foldersOf, hoverFor, outlineFor } from './abilities';
import { annotationCapabilities, refreshAnnotations, serveAnnotations } from './annotations';
import { Comparing } from './comparing';
import { Documents } from './documents';
import { serveExports } from './exports';
import { codeActions, failedSessions } from './features/codeActions';
import { compare } from './features/compare';
import type { Proposal } from './features/comparison/nearest';
import { documentSymbols } from './features/documentSymbols';
import { briefly, explain } from './features/explain';
import { foldingRanges } from './features/foldingRanges';
import { hover } from './features/hover';
import { replyAt } from './features/replyAt';
import { replyCodes } from './features/replyCodes';
import { findingCapabilities, Findings } from './findings';
import type { Language } from './knowledge/knowledge';
import { navigationCapabilities, serveNavigation } from './navigation';
import {
	clientCommands,
	compareRequest,
	explainRequest,
	hushSessionRequest,
	replyAtRequest,
	replyCodesRequest,
	type CompareParams,
	type ExplainParams,
	type HushParams,
	type PlaceParams,
} from './protocol';
import { serveReporting } from './reporting';
import { serveSessions } from './sessions';
import { allowsCommandLinks, defaultSettings, readSettings, section, withHushed } from './settings';
import { tell } from './tell';
import { WorkspaceLogs } from './workspaceLogs';

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
	let client: ClientCapabilities = {};
	/** The editor's language. */
	let locale = 'en';
	let settings = defaultSettings;
	/** What was hushed here, for editors that have no command to write it into their settings: it lasts as long as we run. */
	const hushed: { readonly rule: string; readonly host: string | undefined }[] = [];
	/** The client runs the commands that hovers link to. */
	let commandLinks = false;

	/** The language that the user has chosen, or else the editor's. */
	function language(): Language {
		return settings.language === 'auto' ? locale : settings.language;
	}

	const asked = {
		documents,
		language,
		settings: () => settings,
		client: () => client,
		hasCommands: () => commandLinks,
	};
	const findings = new Findings(connection, { ...asked, pause, root });
	const comparing = new Comparing(connection, asked);
	serveSessions(connection, { ...asked, findings });
	serveNavigation(connection, { ...asked, workspaceLogs });
	serveReporting(connection, asked);
	serveExports(connection, asked);
	serveAnnotations(connection, asked);

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
		findings.publish(textDocument.uri);
	});
	connection.onDidChangeTextDocument((params) => {
		documents.change(params);
		findings.publish(params.textDocument.uri);
	});
	connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
		documents.close(uri);
		findings.close(uri);
	});
	connection.onDidChangeConfiguration(async ({ settings: sent }: { settings: unknown }) => {
		const asks = (sent === null || sent === undefined) && client.workspace?.configuration === true;
		const wanted = readSettings(asks ? await connection.workspace.getConfiguration(section) : sent);
		settings = hushed.reduce((those, { rule, host }) => withHushed(those, rule, host), wanted);
		await refreshAnnotations(connection, client);
		await findings.refresh();
	});
	connection.onShutdown(() => {
		findings.stop();
		workspaceLogs.close();
	});

	connection.onHover(({ textDocument: { uri }, position }) => {
		const log = documents.get(uri)?.log;
		const told = findings.toldAt(uri, position);
		const found = log && hover(log, { position, language: language(), commandLinks, told });
		return found ? hoverFor(client, found) : null;
	});
	connection.onDocumentSymbol(({ textDocument: { uri } }) => {
		const log = documents.get(uri)?.log;
		return log ? outlineFor(client, documentSymbols(log, language()), uri) : [];
	});
	connection.onFoldingRanges(({ textDocument: { uri } }) => {
		const log = documents.get(uri)?.log;
		return log ? foldingRanges(log) : [];
	});
	connection.onCodeAction((params, token) => actions(params, token));
	connection.onExecuteCommand(({ command, arguments: given = [] }) => run(command, given));
	connection.onRequest(hushSessionRequest, async (params: HushParams) => {
		await hushSession(params);
		return null;
	});
	connection.onRequest(replyAtRequest, (params: PlaceParams) => {
		const log = documents.get(params.uri)?.log;
		return log ? replyAt(log, params) : null;
	});
	connection.onRequest(replyCodesRequest, () => replyCodes(language()));
	connection.onRequest(explainRequest, (params: ExplainParams) => explain(params, language()));
	connection.onRequest(compareRequest, (params: CompareParams) => compare(params, language()));

	/** What can be done about findings. */
	async function actions(
		{ textDocument: { uri }, context: { diagnostics, only } }: CodeActionParams,
		token: CancellationToken,
	): Promise<(CodeAction | Command)[]> {
		const open = documents.get(uri);
		const isAsked = !only || only.some((kind) => CodeActionKind.QuickFix.startsWith(kind));
		if (!open || !isAsked) {
			return [];
		}
		const { log } = open;
		const proposals = new Map<number, Proposal>();
		for (const index of failedSessions(log, diagnostics)) {
			const proposal = await comparing.proposalFor(open, index, token);
			if (proposal) {
				proposals.set(index, proposal);
			}
		}
		const found = codeActions(log, { uri, diagnostics, language: language(), proposals });
		return actionsFor(
			client,
			commandLinks ? found : found.filter(({ command }) => isServed(command?.command)),
		);
	}

	/** Runs a command of an editor that has none of ours. */
	async function run(command: string, [first, second, third]: readonly unknown[]): Promise<void> {
		const text = typeof first === 'string' ? first : '';
		switch (command) {
			case clientCommands.explain:
				await tell(connection, briefly(text, language()));
				return;
			case clientCommands.compareSessions:
				await comparing.show({ uri: text, session: String(second) }, third);
				return;
			case clientCommands.copy:
				await tell(connection, text);
				return;
			case clientCommands.hush:
				hushed.push({ rule: text, host: typeof second === 'string' ? second : undefined });
				settings = withHushed(settings, text, hushed.at(-1)?.host);
				await findings.refresh();
				return;
			case clientCommands.hushSession:
				await hushSession({
					rule: text,
					uri: String(second),
					position: { line: Number(third), character: 0 },
				});
		}
	}

	async function hushSession({ rule, uri, position }: HushParams): Promise<void> {
		const open = documents.get(uri);
		open?.hushed.add(open.log, rule, position.line);
		await findings.refresh();
	}

	connection.listen();
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
		...findingCapabilities(client),
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
