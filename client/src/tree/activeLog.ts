import { Disposable, EventEmitter, window, workspace, type Event, type TextDocument, type Uri } from 'vscode';
import { isCopyScheme, language } from '../names';

/**
 * The mail log in front. While the focus is elsewhere it stays, until it is closed; the document of a single session is none of
 * its own.
 */
export class ActiveLog implements Disposable {
	readonly #changed = new EventEmitter<void>();
	readonly #registrations: Disposable;
	#uri: Uri | undefined;

	readonly onDidChange: Event<void> = this.#changed.event;

	constructor() {
		this.#registrations = Disposable.from(
			window.onDidChangeActiveTextEditor(() => this.#follow()),
			// Said also when a document gets another language.
			workspace.onDidOpenTextDocument(() => this.#follow()),
			workspace.onDidCloseTextDocument(() => this.#follow()),
		);
		this.#follow();
	}

	get uri(): Uri | undefined {
		return this.#uri;
	}

	/** Whether a document is it. */
	is({ uri }: TextDocument): boolean {
		return uri.toString() === this.#uri?.toString();
	}

	dispose(): void {
		this.#registrations.dispose();
		this.#changed.dispose();
	}

	#follow(): void {
		const logs = workspace.textDocuments.filter(isLog);
		const front = window.activeTextEditor?.document;
		const visible = window.visibleTextEditors.map(({ document }) => document).find(isLog);
		const next =
			front && isLog(front) ? front : (logs.find((document) => this.is(document)) ?? visible ?? logs.at(-1));
		if (next?.uri.toString() !== this.#uri?.toString()) {
			this.#uri = next?.uri;
			this.#changed.fire();
		}
	}
}

function isLog({ languageId, uri, isClosed }: TextDocument): boolean {
	return languageId === language && !isCopyScheme(uri.scheme) && !isClosed;
}
