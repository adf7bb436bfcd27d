import { setImmediate } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { LogReadError } from './logReadError';

/**
 * Compressed octets given to zlib at once. DEFLATE grows by at most 1032 times, so no more than 17 MB of text wait here,
 * whatever a hostile file holds.
 */
const sliceSize = 16 << 10;

/** Octets of text in one chunk. */
const chunkSize = 256 << 10;

/**
 * Decompresses gzip, also several members one behind the other (RFC 1952 §2.2), as `cat a.gz b.gz` and some log rotations make them.
 * Zeros behind the last member, which tapes leave there, end the data.
 * @throws LogReadError where the data end too early or are damaged, after everything before that place was handed out.
 */
export async function* decompress(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const gunzip = new Decompressor();
	try {
		for await (const chunk of source) {
			for (let at = 0; at < chunk.length && !gunzip.isOver; at += sliceSize) {
				yield* await gunzip.write(chunk.subarray(at, at + sliceSize));
			}
			if (gunzip.isOver) {
				break;
			}
		}
		// Text may still be on its way, and zlib drops it when the end turns out to be missing.
		await setImmediate();
		yield* gunzip.take();
		yield* await gunzip.end();
	} finally {
		gunzip.destroy();
	}
	if (gunzip.failure) {
		throw new LogReadError(wordsFor(gunzip.failure), { cause: gunzip.failure });
	}
}

/** zlib's stream, asked step by step, so that an error costs nothing of the text before it. */
class Decompressor {
	failure: Error | undefined;
	/** Nothing more comes: the data ended, or are damaged. */
	isOver = false;
	readonly #gunzip = createGunzip({ chunkSize });
	readonly #texts: Uint8Array[] = [];
	/** zlib does not answer a write that turns out to be behind the end. */
	#wake: () => void = () => {};

	constructor() {
		const over = () => {
			this.isOver = true;
			this.#wake();
		};
		this.#gunzip.on('data', (text: Uint8Array) => this.#texts.push(text));
		this.#gunzip.on('end', over);
		this.#gunzip.on('error', (error) => {
			this.failure = error;
			over();
		});
	}

	/** Gives zlib some octets; the text that they gave so far. */
	write(slice: Uint8Array): Promise<Uint8Array[]> {
		return this.#step((done) => this.#gunzip.write(slice, () => done()));
	}

	/** Says that there are no more octets; the rest of the text. */
	end(): Promise<Uint8Array[]> {
		return this.isOver ? Promise.resolve(this.take()) : this.#step(() => this.#gunzip.end());
	}

	take(): Uint8Array[] {
		return this.#texts.splice(0);
	}

	destroy(): void {
		this.#gunzip.destroy();
	}

	async #step(start: (done: () => void) => void): Promise<Uint8Array[]> {
		await new Promise<void>((resolve) => {
			this.#wake = resolve;
			start(resolve);
		});
		return this.take();
	}
}

function wordsFor(failure: Error): string {
	const code = 'code' in failure ? failure.code : undefined;
	return code === 'Z_BUF_ERROR'
		? 'the gzip data end too early: the rest of the log is missing'
		: `the gzip data are damaged (${failure.message}): the rest of the log is missing`;
}
