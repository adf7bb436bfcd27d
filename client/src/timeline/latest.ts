import { CancellationTokenSource, Disposable, type CancellationToken } from 'vscode';

/** What is under way for each of several keys, such as editors: the latest only. What was before is given up. */
export class Latest<Key> implements Disposable {
	readonly #pending = new Map<Key, Disposable>();

	/**
	 * Gives up what is under way for the key, waits and runs a task.
	 * @param wait milliseconds
	 * @param task may fail: it was cancelled, or the server has just ended; the next change or its next start draws
	 */
	run(key: Key, wait: number, task: (token: CancellationToken) => Promise<void>): void {
		this.cancel(key);
		const source = new CancellationTokenSource();
		const timer = setTimeout(() => void task(source.token).catch(() => undefined), wait);
		this.#pending.set(
			key,
			new Disposable(() => {
				clearTimeout(timer);
				source.cancel();
				source.dispose();
			}),
		);
	}

	cancel(key: Key): void {
		this.#pending.get(key)?.dispose();
		this.#pending.delete(key);
	}

	/** Gives up what is under way for all other keys. */
	keepOnly(keys: readonly Key[]): void {
		[...this.#pending.keys()].filter((key) => !keys.includes(key)).forEach((key) => this.cancel(key));
	}

	dispose(): void {
		this.keepOnly([]);
	}
}
