/** Does one thing per key when nobody has asked for it again for a while. */
export class AfterPause {
	readonly #milliseconds: number;
	readonly #timers = new Map<string, NodeJS.Timeout>();

	/** @param milliseconds How long the pause has to be. */
	constructor(milliseconds: number) {
		this.#milliseconds = milliseconds;
	}

	/** Does it after the pause; what was asked for this key before is dropped. */
	run(key: string, task: () => void): void {
		this.cancel(key);
		const timer = setTimeout(() => {
			this.#timers.delete(key);
			task();
		}, this.#milliseconds);
		this.#timers.set(key, timer);
	}

	cancel(key: string): void {
		clearTimeout(this.#timers.get(key));
		this.#timers.delete(key);
	}

	/** Drops everything that still waits. */
	cancelAll(): void {
		for (const key of [...this.#timers.keys()]) {
			this.cancel(key);
		}
	}
}
