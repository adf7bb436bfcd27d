import {
	commands,
	Disposable,
	env,
	l10n,
	Range,
	TabInputText,
	Uri,
	ViewColumn,
	window,
	workspace,
	type TextDocument,
	type TextEditor,
	type WebviewPanel,
	type WebviewPanelSerializer,
} from 'vscode';
import type { SessionPlace } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { language, panelType } from '../names';
import type { FromPanel, TabId, ToPanel } from '../panel/messages';
import { readFromPanel } from '../panel/readMessages';
import { Comparisons } from './comparisons';
import { showComparedSessions } from './pages';
import { Outbox } from './outbox';
import { detailSources } from './panelDetails';
import { panelFiles, panelPage } from './panelPage';
import { panelWords } from './panelWords';
import { SessionLoader, type SessionTaker } from './sessionLoader';

/** Milliseconds after the last edit before the sessions are read again. */
const editPause = 300;

/** Milliseconds that the cursor has to stay before the panel follows it. */
const cursorPause = 100;

/** The panel that shows all sessions of one log, and what happened in one of them. There is one at most, for the log asked for last. */
export class SessionPanel implements WebviewPanelSerializer, Disposable {
	readonly #server: LanguageServer;
	readonly #extensionUri: Uri;
	readonly #loader: SessionLoader;
	readonly #registrations: Disposable;
	#panel: WebviewPanel | undefined;
	/** The log that is shown. */
	#log: Uri | undefined;
	/** What the page is told: the sessions are asked for while it is being made. */
	readonly #outbox = new Outbox<ToPanel>((message) => void this.#panel?.webview.postMessage(message));
	/** The line whose session is to be selected as soon as the page listens, from 0. */
	#wanted: number | undefined;
	/** The tab that is to come to the front then. */
	#wantedTab: TabId | undefined;
	readonly #comparisons: Comparisons;
	/** What the page has may be of another server or language. */
	#isAllStale = false;
	#editTimer: NodeJS.Timeout | undefined;
	#cursorTimer: NodeJS.Timeout | undefined;

	constructor(server: LanguageServer, extensionUri: Uri) {
		this.#server = server;
		this.#extensionUri = extensionUri;
		this.#loader = new SessionLoader(server);
		this.#comparisons = new Comparisons(server);
		this.#registrations = Disposable.from(
			window.registerWebviewPanelSerializer(panelType, this),
			workspace.onDidChangeTextDocument(({ document }) =>
				this.#ifShown(document, () => this.#loadSoon(false)),
			),
			workspace.onDidOpenTextDocument((document) => this.#ifShown(document, () => this.#loadSoon(true))),
			workspace.onDidCloseTextDocument((document) =>
				this.#ifShown(document, () => {
					this.#loader.stop();
					this.#post({ type: 'closed' });
				}),
			),
			window.onDidChangeTextEditorSelection(({ textEditor }) =>
				this.#ifShown(textEditor.document, () => this.#followSoon(textEditor)),
			),
			server.onDidStart(() => this.#loadSoon(true)),
			server.onDidConfigure(() => this.#loadSoon(true)),
		);
	}

	/**
	 * Shows the sessions of a log.
	 * @param line of the session to select, from 0
	 */
	async show(log: Uri, line?: number): Promise<void> {
		if (this.#panel) {
			this.#panel.reveal(undefined, true);
		} else {
			this.#take(
				window.createWebviewPanel(
					panelType,
					titleOf(log),
					{ viewColumn: ViewColumn.Beside, preserveFocus: true },
					this.#options(),
				),
			);
		}
		this.#showLog(log);
		if (line !== undefined && this.#outbox.isOpen) {
			await this.#select(line);
		} else {
			this.#wanted = line;
		}
	}

	/**
	 * Shows a session beside another.
	 * @param line of the first session, from 0
	 */
	async compare(first: SessionPlace, second: SessionPlace, line: number): Promise<void> {
		this.#comparisons.choose(first, second);
		this.#wantedTab = 'comparison';
		await this.show(Uri.parse(first.uri, true), line);
		this.#bringTab();
	}

	/** Brings the tab to the front that is wanted, if the page listens. */
	#bringTab(): void {
		if (this.#outbox.isOpen && this.#wantedTab) {
			this.#post({ type: 'tab', tab: this.#wantedTab });
			this.#wantedTab = undefined;
		}
	}

	/** @inheritdoc Called when VS Code opens the panel again after a restart. */
	async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
		panel.webview.options = this.#options();
		this.#panel?.dispose();
		this.#take(panel);
		const log = readLog(state);
		if (!log) {
			panel.dispose();
			return;
		}
		this.#showLog(log);
	}

	dispose(): void {
		this.#registrations.dispose();
		this.#loader.dispose();
		this.#panel?.dispose();
		clearTimeout(this.#editTimer);
		clearTimeout(this.#cursorTimer);
	}

	#options() {
		return { enableScripts: true, localResourceRoots: [panelFiles(this.#extensionUri)] };
	}

	#take(panel: WebviewPanel): void {
		this.#panel = panel;
		this.#outbox.close();
		panel.iconPath = {
			light: Uri.joinPath(this.#extensionUri, 'images', 'mail-log-light.svg'),
			dark: Uri.joinPath(this.#extensionUri, 'images', 'mail-log-dark.svg'),
		};
		panel.webview.onDidReceiveMessage((value: unknown) => {
			const message = readFromPanel(value);
			if (message && panel === this.#panel) {
				void this.#hear(message);
			}
		});
		panel.onDidDispose(() => {
			if (panel === this.#panel) {
				this.#panel = undefined;
				this.#log = undefined;
				this.#loader.stop();
			}
		});
		panel.webview.html = panelPage(panel.webview, this.#extensionUri, panel.title);
	}

	#showLog(log: Uri): void {
		this.#log = log;
		if (this.#panel) {
			this.#panel.title = titleOf(log);
		}
		this.#load();
	}

	async #hear(message: FromPanel): Promise<void> {
		switch (message.type) {
			case 'ready':
				// Also when the page is made again, as when its tab was hidden meanwhile.
				await this.#onReady();
				break;
			case 'reveal':
				await this.#reveal(message.line, message.focus);
				break;
			case 'detail':
				await this.#sendDetail(message);
				break;
			case 'revealSecond':
				await this.#reveal(message.line, false, this.#comparisons.second?.uri);
				break;
			case 'compare':
				await this.#onCompare(message);
				break;
			case 'export':
				await commands.executeCommand('mailLogLens.exportDiagram', this.#log?.toString(), message.line);
				break;
			case 'open':
				await this.#reveal(undefined, false);
				this.#load();
				break;
		}
	}

	/** The page listens: it is new, or made again, as when its tab was hidden meanwhile. */
	async #onReady(): Promise<void> {
		const isAgain = this.#outbox.isOpen;
		void this.#panel?.webview.postMessage({
			type: 'words',
			words: panelWords(),
			locale: env.language,
		} satisfies ToPanel);
		this.#outbox.open();
		if (isAgain) {
			this.#load();
		}
		if (this.#wanted !== undefined) {
			await this.#select(this.#wanted);
			this.#wanted = undefined;
		}
		this.#bringTab();
	}

	/** @param isAll whether all sessions are to be sent, or only what has changed */
	#loadSoon(isAll: boolean): void {
		clearTimeout(this.#editTimer);
		this.#isAllStale ||= isAll;
		this.#editTimer = setTimeout(() => this.#load(this.#isAllStale), editPause);
	}

	/** Sends the sessions to the page, piece by piece. */
	#load(isAll = true): void {
		const log = this.#log;
		if (!log || !this.#panel) {
			return;
		}
		const isUnheard = this.#outbox.forget();
		this.#isAllStale = false;
		const uri = log.toString();
		this.#post({ type: 'log', uri, name: titleOf(log) });
		const taker: SessionTaker = {
			take: (read, { total, rows }) => this.#post({ type: 'rows', read, total, rows }),
			unknown: () => this.#post({ type: 'closed' }),
		};
		void this.#loader.load(uri, taker, isAll || isUnheard);
	}

	async #sendDetail({ tab, session, line }: Extract<FromPanel, { type: 'detail' }>): Promise<void> {
		const log = this.#log;
		const source = detailSources[tab];
		if (!log || !source) {
			return;
		}
		try {
			const place = { uri: log.toString(), session, position: { line, character: 0 } };
			const data = await source(this.#server, place, this.#comparisons);
			this.#post({ type: 'detail', tab, session, data });
		} catch {
			this.#post({ type: 'detail', tab, session, problem: l10n.t('The server does not answer.') });
		}
	}

	/** What is wanted of a comparison is done by commands, which know how to ask. */
	async #onCompare({ action, session }: Extract<FromPanel, { type: 'compare' }>): Promise<void> {
		const uri = this.#log?.toString();
		const { second } = this.#comparisons;
		if (uri === undefined) {
			return;
		}
		if (action === 'choose') {
			await commands.executeCommand('mailLogLens.compareSessions', uri, session, null);
		} else if (second && action === 'swap') {
			await commands.executeCommand('mailLogLens.compareSessions', second.uri, second.session, {
				uri,
				session,
			});
		} else if (second) {
			await showComparedSessions(this.#server, { uri, session }, second);
		}
	}

	/** Shows a line of the log beside the panel, or the log where it was left. */
	async #reveal(line: number | undefined, focus: boolean, uri?: string): Promise<void> {
		const log = uri === undefined ? this.#log : Uri.parse(uri, true);
		if (!log) {
			return;
		}
		const document = await workspace.openTextDocument(log);
		const at = line === undefined ? undefined : Math.min(line, document.lineCount - 1);
		await window.showTextDocument(document, {
			viewColumn: this.#columnOf(document),
			preserveFocus: !focus,
			...(at !== undefined && { selection: new Range(at, 0, at, 0) }),
		});
	}

	/** Where the log is shown, or else a place that does not cover the panel. */
	#columnOf({ uri }: TextDocument): ViewColumn {
		const group = window.tabGroups.all.find(({ tabs }) =>
			tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString()),
		);
		return (
			group?.viewColumn ?? (this.#panel?.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One)
		);
	}

	#followSoon({ selection }: TextEditor): void {
		clearTimeout(this.#cursorTimer);
		this.#cursorTimer = setTimeout(() => void this.#select(selection.active.line), cursorPause);
	}

	/** Has the page select the session that owns a line. It does not answer, so nothing goes in circles. */
	async #select(line: number): Promise<void> {
		const log = this.#log;
		if (!log || !this.#server.isRunning) {
			return;
		}
		const place = { uri: log.toString(), position: { line, character: 0 } };
		const session = await this.#server.ask('mailLogLens/session', place).catch(() => null);
		if (session && this.#log === log) {
			this.#post({ type: 'select', session: session.id, line });
		}
	}

	#ifShown({ uri, languageId }: TextDocument, act: () => void): void {
		if (languageId === language && uri.toString() === this.#log?.toString()) {
			act();
		}
	}

	#post(message: ToPanel): void {
		this.#outbox.post(message);
	}
}

function titleOf(log: Uri): string {
	return l10n.t('Sessions: {0}', log.path.slice(log.path.lastIndexOf('/') + 1));
}

/** The log in what a page kept. Anything may stand there. */
function readLog(state: unknown): Uri | undefined {
	if (typeof state !== 'object' || state === null || !('uri' in state) || typeof state.uri !== 'string') {
		return undefined;
	}
	try {
		return Uri.parse(state.uri, true);
	} catch {
		return undefined;
	}
}
