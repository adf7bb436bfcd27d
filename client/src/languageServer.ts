import { EventEmitter, type CancellationToken, type Disposable, type Event } from 'vscode';
import type { Connection, ServerEvents } from './languageClient';
import type { Requests } from './requests';

/** The language server as the rest of the extension sees it: started by the first mail log or the first question. */
export class LanguageServer implements Disposable {
	readonly #connect: (events: ServerEvents) => Promise<Connection>;
	readonly #started = new EventEmitter<void>();
	readonly #configured = new EventEmitter<void>();
	#connection: Promise<Connection> | undefined;
	#isRunning: () => boolean = () => false;

	/** It runs: for the first time, or again after a restart or a crash. */
	readonly onDidStart: Event<void> = this.#started.event;
	/** It knows changed settings: what is asked again may be answered in another language. */
	readonly onDidConfigure: Event<void> = this.#configured.event;

	/** @param connect loads the language client, which tells what happens to its server */
	constructor(connect: (events: ServerEvents) => Promise<Connection>) {
		this.#connect = connect;
	}

	/** Whether a question can be asked without starting a server for it. */
	get isRunning(): boolean {
		return this.#isRunning();
	}

	/** Starts the server unless it runs. Fails if it cannot be started; the user has been told then. */
	async start(): Promise<void> {
		await (await this.#connected()).start();
	}

	/**
	 * Asks the server, which is started unless it runs.
	 * @param report Is told how much of long work is done, 0 to 100.
	 */
	async ask<R extends keyof Requests>(
		request: R,
		params: Requests[R]['params'],
		token?: CancellationToken,
		report?: (percentage: number) => void,
	): Promise<Requests[R]['result']> {
		const connection = await this.#connected();
		await connection.start();
		return connection.ask(request, params, token, report);
	}

	/** Ends the server's process, if there is one, and starts a new one. */
	async restart(): Promise<void> {
		const connection = await this.#connected();
		await connection.stop();
		await connection.start();
	}

	/** Ends the server's process. Settles when it has ended. */
	async stop(): Promise<void> {
		await (await this.#connection)?.stop();
	}

	dispose(): void {
		this.#started.dispose();
		this.#configured.dispose();
	}

	#connected(): Promise<Connection> {
		this.#connection ??= this.#connect({
			started: () => this.#started.fire(),
			configured: () => this.#configured.fire(),
		}).then((connection) => {
			this.#isRunning = () => connection.isRunning();
			return connection;
		});
		return this.#connection;
	}
}
