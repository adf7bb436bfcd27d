import { CancellationTokenSource, type Disposable } from 'vscode';
import type { SessionsResult } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';

/** So many sessions are asked for first, so that something is seen at once, and then in each further piece. */
const pieces = { first: 100, further: 1000 };

/** Who takes the sessions of a log as they come. */
export interface SessionTaker {
	/** Some of them: `read` have been read by now. */
	readonly take: (read: number, piece: SessionsResult) => void;
	/** The server does not know the log: it is not open. */
	readonly unknown: () => void;
}

/** Gets the sessions of a log, piece by piece. */
export class SessionLoader implements Disposable {
	readonly #server: LanguageServer;
	#source = new CancellationTokenSource();
	/** The log's version of which all sessions have been taken. */
	#known: number | undefined;

	constructor(server: LanguageServer) {
		this.#server = server;
	}

	/**
	 * Gets what is new; what was under way is given up. A log that changes meanwhile has to be loaded again by whoever sees that.
	 * @param isAll whether all are wanted, also those that have been taken before
	 */
	async load(uri: string, taker: SessionTaker, isAll = true): Promise<void> {
		this.stop();
		this.#known = isAll ? undefined : this.#known;
		const known = this.#known;
		const { token } = this.#source;
		const ask = (from: number, count: number) =>
			this.#server.ask(
				'mailLogLens/sessions',
				{ uri, from, count, ...(known !== undefined && { known }) },
				token,
			);
		let [from, count] = [0, pieces.first];
		let version: number | undefined;
		try {
			let next = ask(from, count);
			for (;;) {
				const piece = await next;
				if (token.isCancellationRequested) {
					return;
				}
				if (!piece) {
					taker.unknown();
					return;
				}
				version ??= piece.version;
				if (piece.version !== version) {
					return;
				}
				from = Math.min(from + count, piece.total);
				count = pieces.further;
				const isWhole = from >= piece.total;
				if (!isWhole) {
					// The server makes them while these are shown.
					next = ask(from, count);
				}
				taker.take(from, piece);
				if (isWhole) {
					this.#known = version;
					return;
				}
			}
		} catch {
			// Given up, the log has changed, or the server has just ended: who sees that loads again.
		}
	}

	/** Gives up what is under way. */
	stop(): void {
		this.#source.cancel();
		this.#source.dispose();
		this.#source = new CancellationTokenSource();
	}

	dispose(): void {
		this.#source.cancel();
		this.#source.dispose();
	}
}
