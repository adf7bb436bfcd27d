import { lineFeed, withoutTerminator, type LineBytes, type Piece, type Visit, type VisitLine } from './lines';
import { NarrowColumn, WideColumn } from './column';
import { FarNumbers } from './farNumbers';
import { lineMemory } from './lineMemory';

/** Where the octets of a log lie, to be read again at any time. */
export interface OctetSource {
	/** The octets from `offset` on: `length` of them, fewer where there are no more. They are the reader's own. */
	read(offset: number, length: number): Uint8Array;
	/** Reads octets from `offset` on into a memory that is there, as many as fit; says how many there were. */
	readInto?(into: Uint8Array, offset: number): number;
}

/** So many octets are read at once by who goes through many lines. */
const stepSize = 1 << 18;

/** The length of a line that does not fit into two octets. */
const far = 0xffff;

const { exports } = lineMemory;
const textSize = exports.textSize.value;
const lengthsAt = exports.lengths.value;
const placesAt = exports.places.value >> 2;
const nextAt = exports.next.value >> 2;

/** Where each so many lines begin is noted; between, their lengths are added up. */
const stride = exports.stride.value;

/** Octets that are read from the file for a search at once, and the rest of the last line. */
const searchedAtOnce = 1 << 18;

const none: Uint8Array = new Uint8Array(0);
const emptyLine = Uint8Array.of(lineFeed);

const pageSize = 1 << 14;
/** So many octets of the next page belong to a page, too: few lines cross the border. */
const overlap = 1 << 12;
/** So many pages are kept: those that were asked for last. */
const pageLimit = 128;

/**
 * The text of a log that lies in a file: the lengths of its lines are kept, in two octets each, and the octets are read again where a
 * line is asked for. It can grow, and is not edited.
 */
export class FileText {
	/** Octets of each line with its line feed; `far` where they are more, and then they are in `longLengths`. */
	private readonly lengths = new NarrowColumn();
	private readonly longLengths = new FarNumbers();
	private readonly offsets = new WideColumn();
	private size = 0;
	private isInsideLine = false;
	/** What was appended last: it need not be read again. */
	private latest = none;
	private latestOffset = 0;
	/** The one that was asked for last stands last. */
	private readonly pages = new Map<number, Uint8Array>();
	private lastPage = -1;

	constructor(private readonly source: OctetSource) {}

	get lineCount(): number {
		return this.lengths.length;
	}

	/** Whether the last line has no line feed yet, so that the next octets belong to it. */
	get endsInsideLine(): boolean {
		return this.isInsideLine;
	}

	/** Takes the next octets of the file, which may be cut anywhere. They must stay as they are until the next ones come. */
	append(chunk: Uint8Array): void {
		this.latest = chunk;
		this.latestOffset = this.size;
		this.pages.clear();
		this.lastPage = -1;
		let at = 0;
		while (at < chunk.length) {
			at += this.isInsideLine ? 0 : this.addLines(chunk, at);
			if (at < chunk.length) {
				const feed = chunk.indexOf(lineFeed, at);
				const end = feed < 0 ? chunk.length : feed + 1;
				this.addLine(end - at);
				this.isInsideLine = feed < 0;
				at = end;
			}
		}
	}

	/** Takes the next lines of the file, which are whole, by the octets that each has (fewer than 65535). Their octets are read again. */
	appendLines(own: Uint16Array): void {
		const { lengths, offsets } = this;
		for (let line = 0; line < own.length; line++) {
			if ((lengths.length + line) % stride === 0) {
				offsets.push(this.size);
			}
			this.size += own[line] ?? 0;
		}
		lengths.append(own);
		this.latest = none;
		this.latestOffset = this.size;
	}

	/** Adds lines that are whole and not too long, as many as fit into the line memory; gives how many octets they have. */
	private addLines(chunk: Uint8Array, from: number): number {
		const { lengths, offsets } = this;
		const to = Math.min(from + textSize, chunk.length);
		const start = lineMemory.loadText(chunk, from, to);
		const end = start + to - from;
		const { numbers } = lineMemory;
		let at = start;
		let batches = 0;
		for (;;) {
			const first = lengths.length;
			const count = exports.readLengths(at, end, first);
			if (count === 0) {
				break;
			}
			lengths.append(new Uint16Array(numbers.buffer, lengthsAt, count));
			const places = Math.floor((first + count - 1) / stride) - Math.floor((first - 1) / stride);
			for (let place = 0; place < places; place++) {
				offsets.push(this.size + (numbers[placesAt + place] ?? 0) - start);
			}
			at = numbers[nextAt] ?? end;
			batches++;
		}
		if (batches === 1) {
			lineMemory.noteMeasured(chunk, from, from + at - start);
		}
		this.size += at - start;
		return at - start;
	}

	/** Visits the lines from `line` on, in order and many at once. */
	visitFrom(line: number, visit: Visit): void {
		const { lineCount, latest, latestOffset } = this;
		let offset = this.offsetOf(line);
		for (let at = line; at < lineCount && offset < latestOffset; at++) {
			const length = this.lengthOf(at);
			// One line, whatever stands there since.
			const read = this.source.read(offset, length);
			const bytes = read.length > 0 ? read : emptyLine;
			const feed = bytes.indexOf(lineFeed);
			visit(bytes, 0, feed < 0 ? bytes.length : feed + 1);
			offset += length;
		}
		if (offset < this.size) {
			visit(latest, (offset - latestOffset) | 0, latest.length);
		}
	}

	/** Visits those of the lines from `from` up to `to`, exclusive, that are wanted; the file is read once, in order. */
	visitSome(from: number, to: number, isWanted: (line: number) => boolean, visit: VisitLine): void {
		const last = Math.min(to, this.lineCount);
		let offset = this.offsetOf(from);
		const { source } = this;
		const step = source.readInto ? new Uint8Array(stepSize) : undefined;
		let bytes: Uint8Array = new Uint8Array(0);
		let bytesOffset = offset;
		for (let line = from; line < last; line++) {
			const length = this.lengthOf(line);
			if (isWanted(line)) {
				if (offset + length > bytesOffset + bytes.length) {
					const isShort = step !== undefined && length <= stepSize;
					bytes = isShort
						? step.subarray(0, source.readInto?.(step, offset))
						: source.read(offset, Math.max(length, stepSize));
					bytesOffset = offset;
				}
				const start = Math.min(offset - bytesOffset, bytes.length);
				visit(line, bytes, start, withoutTerminator(bytes, start, Math.min(start + length, bytes.length)));
			}
			offset += length;
		}
	}

	/** All of the text, in pieces of whole lines that are read from the file one after the other. */
	*pieces(): Generator<Piece> {
		const { lineCount } = this;
		let offset = 0;
		for (let first = 0; first < lineCount;) {
			let next = first;
			let length = 0;
			for (; next < lineCount && length < searchedAtOnce; next++) {
				length += this.lengthOf(next);
			}
			const bytes = this.source.read(offset, length);
			yield {
				...{ bytes, start: 0, end: bytes.length, firstLine: first },
				lineAt: this.finderIn(bytes, first),
			};
			offset += length;
			first = next;
		}
	}

	/** Which line of a piece an octet is in; it is asked for one place after the other. */
	private finderIn(bytes: Uint8Array, first: number): Piece['lineAt'] {
		let line = first;
		let start = 0;
		return (offset, into) => {
			if (offset < start) {
				line = first;
				start = 0;
			}
			for (let length = this.lengthOf(line); start + length <= offset; length = this.lengthOf(line)) {
				start += length;
				line++;
			}
			into.bytes = bytes;
			into.start = start;
			into.end = withoutTerminator(bytes, start, Math.min(start + this.lengthOf(line), bytes.length));
			return line;
		};
	}

	/** The octets of a line, into `into`, where they stay until lines in many other places have been asked for. The line must exist. */
	bytesAt(line: number, into: LineBytes): void {
		if (line < 0 || line >= this.lineCount) {
			throw new RangeError(`no line ${line} in a log of ${this.lineCount} lines`);
		}
		this.find(this.offsetOf(line), this.lengthOf(line), into);
	}

	private addLine(length: number): void {
		const { lengths } = this;
		if (this.isInsideLine) {
			const last = lengths.length - 1;
			this.setLength(last, this.lengthOf(last) + length);
		} else {
			if (lengths.length % stride === 0) {
				this.offsets.push(this.size);
			}
			lengths.push(length);
			if (length >= far) {
				this.setLength(lengths.length - 1, length);
			}
		}
		this.size += length;
	}

	private setLength(line: number, length: number): void {
		this.lengths.set(line, Math.min(length, far));
		if (length >= far) {
			this.longLengths.set(line, length);
		}
	}

	/** Octets of a line with its line feed. */
	lengthOf(line: number): number {
		const length = this.lengths.get(line);
		return length === far ? this.longLengths.get(line) : length;
	}

	/** Where a line begins: octets from the beginning of the text. */
	offsetOf(line: number): number {
		let at = line - (line % stride);
		let offset = this.offsets.get(at / stride);
		for (; at < line; at++) {
			offset += this.lengthOf(at);
		}
		return offset;
	}

	/** Finds some octets: in what came last, in a page, or in the file. A file that was cut short since has fewer. */
	private find(offset: number, length: number, into: LineBytes): void {
		let start = offset - this.latestOffset;
		if (start >= 0 && start + length <= this.latest.length) {
			into.bytes = this.latest;
		} else {
			const page = Math.floor(offset / pageSize);
			start = offset - page * pageSize;
			if (start + length <= pageSize + overlap) {
				into.bytes = this.page(page);
			} else {
				into.bytes = this.source.read(offset, length);
				start = 0;
			}
		}
		into.start = Math.min(start, into.bytes.length);
		into.end = withoutTerminator(into.bytes, into.start, Math.min(start + length, into.bytes.length));
	}

	private page(number: number): Uint8Array {
		const { pages, lastPage } = this;
		const known = pages.get(number);
		if (known && number === lastPage) {
			return known;
		}
		const page = known ?? this.readPage(number);
		pages.delete(number);
		pages.set(number, page);
		this.lastPage = number;
		return page;
	}

	/** Reads a page, into the memory of the one that was asked for longest ago: memory that is always new is dear to give back. */
	private readPage(number: number): Uint8Array {
		const { source } = this;
		const offset = number * pageSize;
		if (!source.readInto) {
			this.forgetPage();
			return source.read(offset, pageSize + overlap);
		}
		const memory = new Uint8Array(this.forgetPage()?.buffer ?? new ArrayBuffer(pageSize + overlap));
		return memory.subarray(0, source.readInto(memory, offset));
	}

	/** Where there are enough pages, gives up the one that was asked for longest ago. */
	private forgetPage(): Uint8Array | undefined {
		const [oldest] = this.pages.size < pageLimit ? [] : this.pages.keys();
		const page = oldest === undefined ? undefined : this.pages.get(oldest);
		this.pages.delete(oldest ?? -1);
		return page;
	}
}
