import {
	commands,
	Disposable,
	l10n,
	Uri,
	ViewColumn,
	window,
	workspace,
	type TextDocument,
	type TextEditor,
} from 'vscode';
import type { SessionPlace } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { language, panelType } from '../names';
import type { FromPanel, TabId, ToPanel } from '../panel/messages';
import { readFromPanel } from '../panel/readMessages';
import { Comparisons } from './comparisons';
import { PagePanel } from './pagePanel';
import { showComparedSessions } from './pages';
import { detailSources } from './panelDetails';
import { panelWords } from './panelWords';
import { revealLine } from './revealLine';
import { SessionLoader, type SessionTaker } from './sessionLoader';

/** Milliseconds after the last edit before the sessions are read again. */
const editPause = 300;

/** Milliseconds that the cursor has to stay before the panel follows it. */
const cursorPause = 100;

/** What the page is to show as soon as it can. */
interface Wanted {
	/** A line of the session to select, from 0. */
	readonly line?: number | undefined;
	readonly tab?: TabId | undefined;
}

/** The panel that shows all sessions of one log, and what happened in one of them. There is one at most, for the log asked for last. */
export class SessionPanel implements Disposable {
	readonly #server: LanguageServer;
	readonly #page: PagePanel<FromPanel, ToPanel>;
	readonly #loader: SessionLoader;
	readonly #comparisons: Comparisons;
	readonly #registrations: Disposable;
	/** The log that is shown. */
	#log: Uri | undefined;
	/** What was wanted when the page did not listen. */
	#wanted: Wanted = {};
	/** What the page has may be of another server or language. */
	#isAllStale = false;
	#editTimer: NodeJS.Timeout | undefined;
	#cursorTimer: NodeJS.Timeout | undefined;

	constructor(server: LanguageServer, extensionUri: Uri) {
		this.#server = server;
		this.#loader = new SessionLoader(server);
		this.#comparisons = new Comparisons(server);
		this.#page = new PagePanel<FromPanel, ToPanel>(
			extensionUri,
			{ type: panelType, bundle: 'panel', title: titleOf, words: panelWords, read: readFromPanel },
			{
				onRestore: (log) => this.#showLog(log),
				onRenew: () => this.#onRenew(),
				onMessage: (message) => void this.#hear(message),
				onClose: () => {
					this.#log = undefined;
					this.#loader.stop();
				},
			},
		);
		this.#registrations = Disposable.from(
			this.#page,
			this.#loader,
			workspace.onDidChangeTextDocument(({ document }) =>
				this.#ifShown(document, () => this.#loadSoon(false)),
			),
			workspace.onDidOpenTextDocument((document) => this.#ifShown(document, () => this.#loadSoon(true))),
			workspace.onDidCloseTextDocument((document) =>
				this.#ifShown(document, () => {
					this.#loader.stop();
					this.#page.post({ type: 'closed' });
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
	 * @param tab the tab that comes to the front
	 */
	async show(log: Uri, line?: number, tab?: TabId): Promise<void> {
		this.#page.show(log, ViewColumn.Beside, true);
		this.#showLog(log);
		await this.#point({ line, tab });
	}

	/**
	 * Shows a session beside another.
	 * @param line of the first session, from 0
	 */
	async compare(first: SessionPlace, second: SessionPlace, line: number): Promise<void> {
		this.#comparisons.choose(first, second);
		await this.show(Uri.parse(first.uri, true), line, 'comparison');
	}

	dispose(): void {
		this.#registrations.dispose();
		clearTimeout(this.#editTimer);
		clearTimeout(this.#cursorTimer);
	}

	#showLog(log: Uri): void {
		this.#log = log;
		this.#load();
	}

	/** Also when the page was hidden meanwhile. */
	#onRenew(): void {
		this.#load();
		const wanted = this.#wanted;
		this.#wanted = {};
		void this.#point(wanted);
	}

	/** Selects the session of a line and brings a tab to the front, as soon as the page listens. */
	async #point(wanted: Wanted): Promise<void> {
		if (!this.#page.isListening) {
			this.#wanted = wanted;
			return;
		}
		if (wanted.line !== undefined) {
			await this.#select(wanted.line);
		}
		if (wanted.tab) {
			this.#page.post({ type: 'tab', tab: wanted.tab });
		}
	}

	async #hear(message: FromPanel): Promise<void> {
		switch (message.type) {
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
			case 'exportLife':
				await commands.executeCommand('mailLogLens.exportLife', this.#log?.toString(), message.message);
				break;
			case 'open':
				await this.#reveal(undefined, false);
				this.#load();
				break;
		}
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
		if (!log || !this.#page.isListening) {
			return;
		}
		this.#isAllStale = false;
		const uri = log.toString();
		this.#page.post({ type: 'log', uri, name: titleOf(log) });
		const taker: SessionTaker = {
			take: (read, { total, rows }) => this.#page.post({ type: 'rows', read, total, rows }),
			unknown: () => this.#page.post({ type: 'closed' }),
		};
		void this.#loader.load(uri, taker, isAll);
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
			this.#page.post({ type: 'detail', tab, session, data });
		} catch {
			this.#page.post({ type: 'detail', tab, session, problem: l10n.t('The server does not answer.') });
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

	async #reveal(line: number | undefined, focus: boolean, uri?: string): Promise<void> {
		const log = uri === undefined ? this.#log : Uri.parse(uri, true);
		if (log) {
			await revealLine(log, { line, focus, panel: this.#page.viewColumn });
		}
	}

	#followSoon({ selection }: TextEditor): void {
		clearTimeout(this.#cursorTimer);
		this.#cursorTimer = setTimeout(() => {
			// A server that has ended is not started for this.
			if (this.#server.isRunning) {
				void this.#select(selection.active.line);
			}
		}, cursorPause);
	}

	/** Has the page select the session that owns a line. It does not answer, so nothing goes in circles. */
	async #select(line: number): Promise<void> {
		const log = this.#log;
		if (!log) {
			return;
		}
		const place = { uri: log.toString(), position: { line, character: 0 } };
		const session = await this.#server.ask('mailLogLens/session', place).catch(() => null);
		if (session && this.#log === log) {
			this.#page.post({ type: 'select', session: session.id, line });
		}
	}

	#ifShown({ uri, languageId }: TextDocument, act: () => void): void {
		if (languageId === language && uri.toString() === this.#log?.toString()) {
			act();
		}
	}
}

function titleOf(log: Uri): string {
	return l10n.t('Sessions: {0}', log.path.slice(log.path.lastIndexOf('/') + 1));
}
