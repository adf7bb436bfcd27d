import type { ClockOptions } from '../core/index/timeIndex';
import { MailLog } from '../core/mailLog';
import type { OctetSource } from '../core/text/fileText';
import { appendNext, octetsOf, readAhead, type NextOfText } from './readAhead';
import type { FilePlace, ReaderThread, ThreadSource } from './readerThread';
import { LogReadError } from './logReadError';
import { openLog } from './openLog';
import { PlainFile } from './plainFile';

/** Several files as one log, as far as they could be read. It has no sessions. */
export interface LogOfFiles {
	readonly log: MailLog;
	/** How many octets of text were read. */
	readonly octets: number;
	/** Which file a line is of, and which of its lines, from 0. */
	readonly placeOf: (line: number) => { readonly file: string; readonly line: number };
	/** The first line of each file. */
	readonly starts: readonly number[];
	/** The octets of all, for a thread that reads them, too. */
	readonly text: ThreadSource;
	/** The files that could not be read to their end, and why. */
	readonly errors: readonly { readonly file: string; readonly error: string }[];
	/** To be called when the log is no longer asked. */
	readonly close: () => void;
}

const lineFeed = Uint8Array.of(10);

/**
 * Reads files one behind the other into one log: what is in one may go on in the next. The text of plain files stays on the disk; what
 * is compressed or comes through a pipe is kept in memory.
 * @param paths Files, pipes or devices; `-` is standard input.
 * @param onProgress Called now and then with the octets read so far.
 * @param thread Scans lines of plain files ahead, as soon as it is there.
 */
export async function readLogs(
	paths: readonly string[],
	standardInput: AsyncIterable<Uint8Array>,
	options: ClockOptions,
	onProgress: (octets: number) => void = () => undefined,
	thread?: ReaderThread,
): Promise<LogOfFiles> {
	const text = new Joined();
	const log = new MailLog(options, text, false);
	const starts: number[] = [];
	const errors: { file: string; error: string }[] = [];
	for (const path of paths) {
		starts.push(log.lineCount);
		const before = text.size;
		try {
			for await (const next of text.readFile(path, standardInput, thread)) {
				appendNext(log, next);
				onProgress(text.size);
			}
		} catch (reason) {
			if (!(reason instanceof LogReadError)) {
				throw reason;
			}
			errors.push({ file: path, error: reason.message });
		}
		if (text.size > before && text.isInsideLine) {
			text.keep(lineFeed);
			log.append(lineFeed);
		}
	}
	return {
		log,
		octets: text.size,
		placeOf: (line) => {
			const at = starts.findLastIndex((start) => start <= line);
			return { file: paths[at] ?? '', line: line - (starts[at] ?? 0) };
		},
		starts,
		text,
		errors,
		close: () => text.close(),
	};
}

/** A piece of the text: where it begins in the whole, and where it lies. */
interface Piece {
	readonly offset: number;
	readonly length: number;
	readonly read: (offset: number, length: number) => Uint8Array;
	/** The file that it is of, where it is one. */
	readonly file?: PlainFile;
}

/** The octets of files one behind the other, to be read again at any place. */
class Joined implements OctetSource, ThreadSource {
	size = 0;
	isInsideLine = false;
	private readonly pieces: Piece[] = [];
	private readonly files: PlainFile[] = [];

	/** Reads a file to its end. What came before is gone when the next is asked for. */
	async *readFile(
		path: string,
		standardInput: AsyncIterable<Uint8Array>,
		thread: ReaderThread | undefined,
	): AsyncGenerator<NextOfText> {
		const file = path === '-' ? undefined : PlainFile.open(path);
		if (!file) {
			for await (const chunk of openLog(path, standardInput)) {
				this.keep(chunk);
				yield chunk;
			}
			return;
		}
		this.files.push(file);
		const begin = this.size;
		for (const next of readAhead(file, thread)) {
			this.size += octetsOf(next);
			this.isInsideLine = next instanceof Uint8Array && next.at(-1) !== lineFeed[0];
			// One piece for the whole file: it grows.
			if (this.pieces.at(-1)?.offset === begin) {
				this.pieces.pop();
			}
			this.pieces.push({
				offset: begin,
				length: this.size - begin,
				read: (offset, length) => file.read(offset, length),
				file,
			});
			yield next;
		}
	}

	/** Keeps octets that cannot be read again. */
	keep(chunk: Uint8Array): void {
		if (chunk.length > 0) {
			this.pieces.push({
				offset: this.size,
				length: chunk.length,
				read: (offset, length) => chunk.subarray(offset, offset + length),
			});
			this.size += chunk.length;
			this.isInsideLine = chunk.at(-1) !== lineFeed[0];
		}
	}

	read(offset: number, length: number): Uint8Array {
		let at = this.pieceAt(offset);
		const parts: Uint8Array[] = [];
		let left = length;
		for (let from = offset; left > 0 && at < this.pieces.length; at++) {
			const piece = this.pieces[at];
			const part = piece?.read(from - piece.offset, Math.min(left, piece.offset + piece.length - from));
			if (!piece || !part || part.length === 0) {
				break;
			}
			parts.push(part);
			left -= part.length;
			from = piece.offset + piece.length;
		}
		const [only] = parts;
		return parts.length === 1 && only ? only : Buffer.concat(parts);
	}

	/** Of a plain file; what lies in several pieces is put together. */
	readInto(into: Uint8Array, offset: number): number {
		const piece = this.pieces[this.pieceAt(offset)];
		if (piece?.file && offset + into.length <= piece.offset + piece.length) {
			return piece.file.readInto(into, offset - piece.offset);
		}
		const octets = this.read(offset, into.length);
		into.set(octets);
		return octets.length;
	}

	placeOf(offset: number, length: number): FilePlace | undefined {
		const piece = this.pieces[this.pieceAt(offset)];
		return piece?.file && offset + length <= piece.offset + piece.length
			? { descriptor: piece.file.descriptor, offset: offset - piece.offset }
			: undefined;
	}

	close(): void {
		this.files.forEach((file) => file.close());
	}

	private pieceAt(offset: number): number {
		let low = 0;
		let high = this.pieces.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.pieces[middle]?.offset ?? 0) <= offset) {
				low = middle;
			} else {
				high = middle - 1;
			}
		}
		return low;
	}
}
