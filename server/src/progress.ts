import type {
	ClientCapabilities,
	Connection,
	WorkDoneProgressServerReporter,
} from 'vscode-languageserver/node';
import { ask } from './tell';

/**
 * Shows how far work is that the server does, from when there is something to show, if the client shows such things (LSP
 * `window/workDoneProgress/create`); and hears when the user does not want it any more.
 */
export class Progress {
	readonly #connection: Connection;
	readonly #canShow: boolean;
	readonly #title: string;
	#reporter: Promise<WorkDoneProgressServerReporter> | undefined;
	#shown: number | string | undefined;
	isCancelled = false;

	constructor(connection: Connection, { window }: ClientCapabilities, title: string) {
		this.#connection = connection;
		this.#canShow = window?.workDoneProgress === true;
		this.#title = title;
	}

	/** @param state how much is done, a whole percent; or what is being done, in plain text */
	show(state: number | string): void {
		if (!this.#canShow || state === this.#shown) {
			return;
		}
		this.#shown = state;
		this.#reporter ??= this.#start(typeof state === 'number' ? 0 : undefined);
		void ask(
			this.#reporter.then((reporter) =>
				typeof state === 'number' ? reporter.report(state) : reporter.report(state),
			),
		);
	}

	done(): void {
		void ask(this.#reporter?.then((reporter) => reporter.done()) ?? Promise.resolve());
	}

	async #start(percentage: number | undefined): Promise<WorkDoneProgressServerReporter> {
		const reporter = await this.#connection.window.createWorkDoneProgress();
		reporter.token.onCancellationRequested(() => (this.isCancelled = true));
		reporter.begin(this.#title, percentage, undefined, true);
		return reporter;
	}
}
