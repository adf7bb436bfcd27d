import { EventEmitter, type CancellationToken, type Disposable, type Event } from 'vscode';
import type { RunningServer } from './languageClient';
import type { Requests } from './requests';

/** The language server as the rest of the extension sees it: started by the first mail log or the first question. */
export class LanguageServer implements Disposable {
	readonly #start: () => Promise<RunningServer>;
	readonly #started = new EventEmitter<void>();
	#running: Promise<RunningServer> | undefined;

	/** It runs, for the first time or again. */
	readonly onDidStart: Event<void> = this.#started.event;

	/** @param start loads the language client and starts the server; called once, and again only if it fails */
	constructor(start: () => Promise<RunningServer>) {
		this.#start = start;
	}

	/** Starts the server if it does not run yet. Fails if it cannot be started. */
	async ensureRunning(): Promise<RunningServer> {
		if (!this.#running) {
			const running = this.#start();
			this.#running = running;
			running.then(
				() => this.#started.fire(),
				() => (this.#running = undefined),
			);
		}
		return this.#running;
	}

	/** Asks the server, which is started if it does not run yet. */
	async ask<R extends keyof Requests>(
		request: R,
		params: Requests[R]['params'],
		token?: CancellationToken,
	): Promise<Requests[R]['result']> {
		return (await this.ensureRunning()).ask(request, params, token);
	}

	/** Stops the server's process and starts a new one. */
	async restart(): Promise<void> {
		if (!this.#running) {
			await this.ensureRunning();
			return;
		}
		await (await this.#running).restart();
		this.#started.fire();
	}

	/** Ends the server's process. Settles when it has ended. */
	async stop(): Promise<void> {
		const running = this.#running;
		this.#running = undefined;
		await (await running?.catch(() => undefined))?.stop();
	}

	dispose(): void {
		this.#started.dispose();
	}
}
