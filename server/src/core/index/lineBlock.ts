import { lineMemory } from '../text/lineMemory';
import { lineFeed, withoutTerminator } from '../text/lines';
import { eximTable } from './programs';

const { exports } = lineMemory;
const textSize = exports.textSize.value;
/** So many numbers are a record. */
export const recordSize = exports.recordSize.value >> 2;
export const firstRecord = exports.records.value >> 2;
export const lengthsAt = exports.lengths.value;
export const nextPlace = exports.next.value >> 2;

/** The numbers of a record, as `assembly/layout.ts` has them. */
export const field = {
	lineStart: 0,
	lineEnd: 1,
	pair: 2,
	pid: 3,
	messageStart: 4,
	row: 5,
	severityStart: 6,
	severityEnd: 7,
	idStart: 8,
	idEnd: 9,
	bodyStart: 10,
	peerStart: 11,
	addressEnd: 12,
	peerEnd: 13,
	linkStart: 14,
	linkEnd: 15,
} as const;

/** What `pair` is where it is none, as `assembly/layout.ts` has it. */
export const unknownHead = -1;

/** Lines, one after the other. They are put into the line memory, as many as fit, and read there. */
export class LineBlock {
	/** The line's record, as a place in `lineMemory.numbers`; -1 of a line that is too long for the memory. */
	record = -1;
	/** Where such a line stands. */
	bytes: Uint8Array = new Uint8Array(0);
	start = 0;
	end = 0;

	/** What has not been put into the memory yet. */
	private at = 0;
	private limit = 0;
	/** What has been put there and has not been read yet. */
	private textAt = 0;
	private textEnd = 0;
	/** Where the length of its first line stands, or 0. */
	private lengths = 0;
	/** How many records there are behind this one. */
	private left = 0;

	/** Takes lines: octets from `start` to `end`. They must stay as they are until all are read. */
	begin(bytes: Uint8Array, start: number, end: number): void {
		this.bytes = bytes;
		this.at = start;
		this.limit = end;
		this.textAt = this.textEnd = this.left = 0;
	}

	/** Goes to the next line. Says whether there is one. */
	next(): boolean {
		if (this.left > 0) {
			this.left--;
			this.record += recordSize;
			return true;
		}
		if (this.textAt < this.textEnd || this.load()) {
			this.left = exports.readLines(this.textAt, this.textEnd, eximTable.place, this.lengths) - 1;
			this.lengths += this.lengths > 0 ? (this.left + 1) * 2 : 0;
			this.textAt = lineMemory.numbers[nextPlace] ?? 0;
			this.record = firstRecord;
			return true;
		}
		this.record = -1;
		return this.takeLong();
	}

	/** Puts as many lines as fit into the memory. Says whether any does. */
	private load(): boolean {
		const { bytes, at, limit } = this;
		const isAll = limit - at <= textSize;
		const end = isAll ? limit : bytes.lastIndexOf(lineFeed, at + textSize - 1) + 1;
		if (end <= at) {
			return false;
		}
		this.textAt = lineMemory.takeMeasured(bytes, at, end);
		this.lengths = this.textAt < 0 ? 0 : lengthsAt;
		if (this.textAt < 0) {
			this.textAt = lineMemory.loadText(bytes, at, end);
		}
		this.textEnd = this.textAt + end - at;
		this.at = end;
		return true;
	}

	private takeLong(): boolean {
		const { bytes, at, limit } = this;
		if (at >= limit) {
			return false;
		}
		const feed = bytes.indexOf(lineFeed, at);
		const end = feed < 0 || feed >= limit ? limit : feed + 1;
		this.start = at;
		this.end = withoutTerminator(bytes, at, end);
		this.at = end;
		return true;
	}
}
