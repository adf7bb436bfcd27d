import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { OctetSource } from '../core/text/fileText';
import { compressionOf } from './compression';
import { causeOf, LogReadError } from './logReadError';
import { readAt } from './readAt';

/** Octets read at once: no more than the line memory takes at once (`core/text/lineMemory.ts`), which then takes them once only. */
const chunkSize = 1 << 18;
const lineFeed = 10;

/** A file whose octets are the log, and can be read again at any place. Close it when the log is no longer asked. */
export class PlainFile implements OctetSource {
	private constructor(readonly descriptor: number) {}

	/** Opens a file; `undefined` where it is none, is compressed, or cannot be opened. A pipe, which can be opened once, is not touched. */
	static open(path: string): PlainFile | undefined {
		let descriptor: number;
		try {
			if (!statSync(path).isFile()) {
				return undefined;
			}
			descriptor = openSync(path, 'r');
		} catch {
			return undefined;
		}
		const file = new PlainFile(descriptor);
		if (compressionOf(file.read(0, 16)) === undefined) {
			return file;
		}
		file.close();
		return undefined;
	}

	/**
	 * The octets from `offset` to where the file ends now, in chunks that end with a line where a line ends in them. All chunks
	 * lie in the same memory: one is gone when the next one is asked for.
	 * @throws LogReadError where the file cannot be read on.
	 */
	*chunks(offset = 0): Generator<Uint8Array> {
		let buffer = Buffer.allocUnsafeSlow(chunkSize);
		let kept = 0;
		for (let at = offset; ;) {
			const length = this.readOn(buffer, kept, at);
			at += length;
			const filled = kept + length;
			const end = length === 0 ? filled : buffer.lastIndexOf(lineFeed, filled - 1) + 1;
			if (end > 0) {
				yield buffer.subarray(0, end);
			}
			if (length === 0) {
				return;
			}
			kept = filled - end;
			if (kept === buffer.length) {
				const grown = Buffer.allocUnsafeSlow(buffer.length * 2);
				buffer.copy(grown, 0, 0, kept);
				buffer = grown;
			} else {
				buffer.copyWithin(0, end, filled);
			}
		}
	}

	/** Octets that the file has now. */
	get size(): number {
		return fstatSync(this.descriptor).size;
	}

	/** What can be read at a place; nothing where the file was cut short or its disk is gone. */
	read(offset: number, length: number): Uint8Array {
		const octets = Buffer.allocUnsafeSlow(length);
		return octets.subarray(0, this.readInto(octets, offset));
	}

	/** The same into a memory that is there: says how many octets there were. */
	readInto(into: Uint8Array, offset: number): number {
		return readAt(this.descriptor, into, offset);
	}

	close(): void {
		closeSync(this.descriptor);
	}

	private readOn(buffer: Buffer, from: number, offset: number): number {
		try {
			return readSync(this.descriptor, buffer, from, buffer.length - from, offset);
		} catch (error) {
			throw new LogReadError(causeOf(error), { cause: error });
		}
	}
}
