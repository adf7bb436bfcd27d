import { open } from 'node:fs/promises';
import { decompress } from './gzip';
import { LogReadError, causeOf } from './logReadError';
import { withCompression } from './compression';

/** Octets read at once: performance.md's best size for the core, and few system calls. */
const chunkSize = 1 << 20;

/**
 * The octets of a log, decompressed, in chunks of any size. Each chunk is the reader's own: nothing writes into it again.
 * @param path A file, a pipe or a device; `-` is standard input.
 * @param standardInput What `-` stands for.
 * @throws LogReadError where it cannot be read; what came before the error has been handed out by then.
 */
export async function* openLog(
	path: string,
	standardInput: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	const source = (path === '-' ? standardInput : readFile(path))[Symbol.asyncIterator]();
	try {
		const { compression, chunks } = await withCompression(source);
		if (compression === 'gzip') {
			yield* decompress(chunks);
		} else if (compression) {
			throw new LogReadError(`compressed with ${compression}, which is not read here: decompress it first`);
		} else {
			yield* chunks;
		}
	} catch (error) {
		throw new LogReadError(causeOf(error), { cause: error });
	} finally {
		await source.return?.();
	}
}

async function* readFile(path: string): AsyncGenerator<Uint8Array> {
	const file = await open(path, 'r');
	try {
		for (;;) {
			const buffer = Buffer.allocUnsafeSlow(chunkSize);
			const { bytesRead } = await file.read(buffer, 0, chunkSize, null);
			if (bytesRead === 0) {
				return;
			}
			yield buffer.subarray(0, bytesRead);
		}
	} finally {
		await file.close();
	}
}
