import {
	CancellationTokenSource,
	Disposable,
	env,
	l10n,
	Uri,
	ViewColumn,
	window,
	workspace,
	type CancellationToken,
	type TextDocument,
	type WebviewPanel,
	type WebviewPanelSerializer,
} from 'vscode';
import type { ReportParams } from '../../../server/src/protocol';
import { exportReport } from '../commands/exportReport';
import type { LanguageServer } from '../languageServer';
import { isCopyScheme, language, reportType } from '../names';
import type { FromReport, ToReport, Wish } from '../panel/report/messages';
import { readFromReport, readWish } from '../panel/report/readMessages';
import { panelFiles, panelPage } from './panelPage';
import { showReportLines } from './reportLines';
import { reportWords } from './reportWords';

/** The panel that shows what happened in a log, in figures. There is one at most, for the log asked for last. */
export class ReportPanel implements WebviewPanelSerializer, Disposable {
	readonly #server: LanguageServer;
	readonly #extensionUri: Uri;
	readonly #registrations: Disposable;
	#panel: WebviewPanel | undefined;
	/** The page listens. */
	#isReady = false;
	/** The log that the report was asked for. */
	#log: Uri | undefined;
	#wish: Wish = { scope: 'one' };
	/** What is shown, or is being counted. */
	#params: ReportParams | undefined;
	#source = new CancellationTokenSource();

	constructor(server: LanguageServer, extensionUri: Uri) {
		this.#server = server;
		this.#extensionUri = extensionUri;
		this.#registrations = Disposable.from(
			window.registerWebviewPanelSerializer(reportType, this),
			workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
				if (contentChanges.length > 0 && this.#isShown(document)) {
					this.#post({ type: 'changed' });
				}
			}),
			workspace.onDidCloseTextDocument((document) => {
				if (document.isClosed && this.#isShown(document)) {
					this.#post({ type: 'closed' });
				}
			}),
			server.onDidConfigure(() => void this.#count()),
		);
	}

	/** Shows the report of a log. */
	async show(log: Uri): Promise<void> {
		this.#log = log;
		this.#wish = { scope: 'one' };
		if (this.#panel) {
			this.#panel.reveal();
			await this.#count();
			return;
		}
		this.#take(
			window.createWebviewPanel(reportType, titleOf(log), ViewColumn.Active, {
				enableScripts: true,
				localResourceRoots: [panelFiles(this.#extensionUri)],
			}),
		);
	}

	/** @inheritdoc Called when VS Code opens the panel again after a restart. */
	async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
		panel.webview.options = { enableScripts: true, localResourceRoots: [panelFiles(this.#extensionUri)] };
		this.#panel?.dispose();
		const kept = readState(state);
		if (!kept) {
			panel.dispose();
			return;
		}
		this.#log = kept.log;
		this.#wish = kept.wish;
		this.#take(panel);
	}

	dispose(): void {
		this.#registrations.dispose();
		this.#panel?.dispose();
		this.#source.dispose();
	}

	#take(panel: WebviewPanel): void {
		this.#panel = panel;
		this.#isReady = false;
		panel.iconPath = {
			light: Uri.joinPath(this.#extensionUri, 'images', 'mail-log-light.svg'),
			dark: Uri.joinPath(this.#extensionUri, 'images', 'mail-log-dark.svg'),
		};
		panel.webview.onDidReceiveMessage((value: unknown) => {
			const message = readFromReport(value);
			if (message && panel === this.#panel) {
				void this.#hear(message);
			}
		});
		panel.onDidDispose(() => {
			if (panel === this.#panel) {
				this.#panel = undefined;
				this.#log = undefined;
				this.#params = undefined;
				this.#source.cancel();
			}
		});
		panel.webview.html = panelPage(panel.webview, this.#extensionUri, panel.title, 'report');
	}

	async #hear(message: FromReport): Promise<void> {
		switch (message.type) {
			case 'ready':
				// Also when the page is made again, as when its tab was hidden meanwhile.
				this.#isReady = true;
				this.#post({ type: 'words', words: reportWords(), locale: env.language });
				await this.#count();
				break;
			case 'count':
				this.#wish = message.wish;
				await this.#count();
				break;
			case 'stop':
				this.#source.cancel();
				this.#post({ type: 'problem', problem: l10n.t('Counting was stopped.') });
				break;
			case 'lines':
				await this.#showLines(message.figure);
				break;
			case 'export':
				await this.#export(message);
		}
	}

	/** Counts what is wished for, and shows it; what was being counted before is given up. */
	async #count(): Promise<void> {
		const log = this.#log;
		if (!log || !this.#panel || !this.#isReady) {
			return;
		}
		this.#source.cancel();
		this.#source.dispose();
		this.#source = new CancellationTokenSource();
		const { token } = this.#source;
		const wish = this.#wish;
		this.#panel.title = titleOf(log);
		this.#post({
			type: 'counting',
			uri: log.toString(),
			wish,
			openLogs: Math.max(1, openLogs().length),
		});
		const problem = await this.#ask(log, wish, token);
		if (problem !== undefined && !token.isCancellationRequested) {
			this.#post({ type: 'problem', problem });
		}
	}

	/** @returns why there is no report, in words */
	async #ask(log: Uri, { scope, since, until }: Wish, token: CancellationToken): Promise<string | undefined> {
		try {
			// The server knows a log while it is open; opening it again costs nothing.
			const document = await workspace.openTextDocument(log);
			const others = scope === 'all' ? openLogs().filter((each) => each !== document) : [];
			const uris = [document, ...others].map(({ uri }) => uri.toString());
			this.#params = { uris, ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
			const report = await this.#server.ask('mailLogLens/report', this.#params, token);
			if (token.isCancellationRequested) {
				return undefined;
			}
			if (!report) {
				return l10n.t('The log is not open as a mail log.');
			}
			this.#post({ type: 'report', report });
			return undefined;
		} catch {
			return l10n.t('The log could not be counted: it changed meanwhile, or counting was stopped.');
		}
	}

	async #showLines(figure: string): Promise<void> {
		const params = this.#params;
		if (!params) {
			return;
		}
		try {
			const result = await this.#server.ask('mailLogLens/reportLines', { ...params, figure });
			if (result) {
				const besides = this.#panel?.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
				await showReportLines(result, besides);
			} else {
				this.#post({ type: 'closed' });
			}
		} catch {
			this.#post({ type: 'changed' });
		}
	}

	async #export({ form, redact }: Extract<FromReport, { type: 'export' }>): Promise<void> {
		if (this.#params) {
			await exportReport(this.#server, { ...this.#params, form, redact });
		}
	}

	#isShown({ uri }: TextDocument): boolean {
		return this.#params?.uris.includes(uri.toString()) ?? false;
	}

	#post(message: ToReport): void {
		if (this.#isReady) {
			void this.#panel?.webview.postMessage(message);
		}
	}
}

/** The mail logs that are open, without those that only show lines of others. */
function openLogs(): TextDocument[] {
	return workspace.textDocuments.filter(
		({ languageId, uri }) => languageId === language && !isCopyScheme(uri.scheme),
	);
}

function titleOf(log: Uri): string {
	return l10n.t('Report: {0}', log.path.slice(log.path.lastIndexOf('/') + 1));
}

/** What a page kept. Anything may stand there. */
function readState(state: unknown): { readonly log: Uri; readonly wish: Wish } | undefined {
	if (typeof state !== 'object' || state === null || !('uri' in state) || typeof state.uri !== 'string') {
		return undefined;
	}
	const wish = readWish('wish' in state ? state.wish : undefined) ?? { scope: 'one' };
	try {
		return { log: Uri.parse(state.uri, true), wish };
	} catch {
		return undefined;
	}
}
