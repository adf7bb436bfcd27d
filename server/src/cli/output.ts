import type { Writable } from 'node:stream';

/** Characters that are handed to the stream at once: few system calls, and never a giant string. */
const pieceSize = 1 << 16;

/**
 * A stream that is written to in order, one piece after the other. A piece is out of our hands when its promise resolves, so that a
 * slow reader slows us down instead of filling the memory, and the process may end after the last one.
 */
export class Output {
	/** Columns, where the stream is a terminal. */
	readonly columns: number | undefined;
	readonly #stream: Writable;
	#failure: Error | undefined;

	constructor(stream: Writable, columns?: number) {
		this.#stream = stream;
		this.columns = columns;
		stream.on('error', (error) => (this.#failure ??= error));
	}

	/** Somebody still reads: `false` once a pipe's reader went away (`| head`), or a disk is full. */
	get isOpen(): boolean {
		return this.#failure === undefined;
	}

	/** Why nothing can be written any more; a reader that went away on its own is no failure. */
	get failure(): string | undefined {
		const code = this.#failure && 'code' in this.#failure ? this.#failure.code : undefined;
		return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' ? undefined : this.#failure?.message;
	}

	/** Writes the pieces in order, and stops asking for them once nobody reads. */
	async write(pieces: Iterable<string>): Promise<void> {
		let waiting = '';
		for (const piece of pieces) {
			waiting += piece;
			if (waiting.length >= pieceSize) {
				await this.#flush(waiting);
				waiting = '';
			}
			if (!this.isOpen) {
				return;
			}
		}
		await this.#flush(waiting);
	}

	#flush(text: string): Promise<void> {
		if (!this.isOpen || text === '') {
			return Promise.resolve();
		}
		return new Promise((resolve) => {
			this.#stream.write(text, (error) => {
				this.#failure ??= error ?? undefined;
				resolve();
			});
		});
	}
}
