import { CancellationTokenSource, type Disposable } from 'vscode';
import type { SessionsResult } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';

/** So many sessions are asked for first, so that something is seen at once, and then in each further piece. */
const pieces = { first: 100, further: 1000 };

/** Who takes the sessions of a log as they come. */
export interface SessionTaker {
	/** Some of them, from number `from` (from 0) on. */
	readonly take: (from: number, piece: SessionsResult) => void;
	/** The server does not know the log: it is not open. */
	readonly unknown: () => void;
}

/** Gets the sessions of a log, piece by piece. */
export class SessionLoader implements Disposable {
	readonly #server: LanguageServer;
	#source = new CancellationTokenSource();

	constructor(server: LanguageServer) {
		this.#server = server;
	}

	/** Begins anew; what was under way is given up. A log that changes meanwhile has to be loaded again by whoever sees that. */
	async load(uri: string, taker: SessionTaker): Promise<void> {
		this.stop();
		const { token } = this.#source;
		let [from, count] = [0, pieces.first];
		let version: number | undefined;
		try {
			for (;;) {
				const piece = await this.#server.ask('mailLogLens/sessions', { uri, from, count }, token);
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
				taker.take(from, piece);
				from += piece.rows.length;
				count = pieces.further;
				if (from >= piece.total || piece.rows.length === 0) {
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
