import {
	CancellationTokenSource,
	Disposable,
	l10n,
	ViewColumn,
	workspace,
	type CancellationToken,
	type TextDocument,
	type Uri,
} from 'vscode';
import type { ReportParams } from '../../../server/src/protocol';
import { exportReport } from '../commands/exportReport';
import type { LanguageServer } from '../languageServer';
import { isCopyScheme, language, reportType } from '../names';
import type { FromReport, ToReport, Wish } from '../panel/report/messages';
import { readFromReport, readWish } from '../panel/report/readMessages';
import { PagePanel } from './pagePanel';
import { showReportLines } from './reportLines';
import { reportWords } from './reportWords';

/** The panel that shows what happened in a log, in figures. There is one at most, for the log asked for last. */
export class ReportPanel implements Disposable {
	readonly #server: LanguageServer;
	readonly #page: PagePanel<FromReport, ToReport>;
	readonly #registrations: Disposable;
	/** The log that the report was asked for. */
	#log: Uri | undefined;
	#wish: Wish = { scope: 'one' };
	/** What is shown, or is being counted. */
	#params: ReportParams | undefined;
	#source = new CancellationTokenSource();

	constructor(server: LanguageServer, extensionUri: Uri) {
		this.#server = server;
		this.#page = new PagePanel<FromReport, ToReport>(
			extensionUri,
			{ type: reportType, bundle: 'report', title: titleOf, words: reportWords, read: readFromReport },
			{
				onRestore: (log, kept) =>
					void this.#showLog(log, readWish('wish' in kept ? kept.wish : undefined) ?? { scope: 'one' }),
				onRenew: () => void this.#count(),
				onMessage: (message) => void this.#hear(message),
				onClose: () => {
					this.#log = undefined;
					this.#params = undefined;
					this.#source.cancel();
				},
			},
		);
		this.#registrations = Disposable.from(
			this.#page,
			workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
				if (contentChanges.length > 0 && this.#isShown(document)) {
					this.#page.post({ type: 'changed' });
				}
			}),
			workspace.onDidCloseTextDocument((document) => {
				if (document.isClosed && this.#isShown(document)) {
					this.#page.post({ type: 'closed' });
				}
			}),
			server.onDidConfigure(() => void this.#count()),
		);
	}

	/** Shows the report of a log. */
	async show(log: Uri): Promise<void> {
		this.#page.show(log, ViewColumn.Active, false);
		await this.#showLog(log, { scope: 'one' });
	}

	dispose(): void {
		this.#registrations.dispose();
		this.#source.dispose();
	}

	async #showLog(log: Uri, wish: Wish): Promise<void> {
		this.#log = log;
		this.#wish = wish;
		await this.#count();
	}

	async #hear(message: FromReport): Promise<void> {
		switch (message.type) {
			case 'count':
				this.#wish = message.wish;
				await this.#count();
				break;
			case 'stop':
				this.#source.cancel();
				this.#page.post({ type: 'problem', problem: l10n.t('Counting was stopped.') });
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
		if (!log || !this.#page.isListening) {
			return;
		}
		this.#source.cancel();
		this.#source.dispose();
		this.#source = new CancellationTokenSource();
		const { token } = this.#source;
		const wish = this.#wish;
		this.#page.post({
			type: 'counting',
			uri: log.toString(),
			wish,
			openLogs: Math.max(1, openLogs().length),
		});
		const problem = await this.#ask(log, wish, token);
		if (problem !== undefined && !token.isCancellationRequested) {
			this.#page.post({ type: 'problem', problem });
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
			this.#page.post({ type: 'report', report });
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
				const besides = this.#page.viewColumn === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
				await showReportLines(result, besides);
			} else {
				this.#page.post({ type: 'closed' });
			}
		} catch {
			this.#page.post({ type: 'changed' });
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
