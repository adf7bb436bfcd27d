import { lineMemory } from '../text/lineMemory';
import { field, firstRecord, lengthsAt, nextPlace, recordSize, unknownHead } from './lineBlock';
import { LineScanner } from './lineScanner';
import { eximTable } from './programs';

/**
 * Whole lines of a text that lies in a file, scanned for a pass that will join them. Two threads share it.
 */
export interface LinePiece {
	/** The lines, from `lineMemory.text` on: all places are as in the line memory. They may be overwritten when the lines are read. */
	readonly octets: Uint8Array;
	/** Of each line: how many octets it has with its line feed. */
	readonly lengths: Uint16Array;
	/** Of each line: its record, as the line memory has it. */
	readonly records: Int32Array;
	/** Of each line: what is new about its head (`headNews` of `lineScanner.ts`). */
	readonly news: Uint8Array;
}

/** A piece has so many lines at most. */
export const linesOfPiece = lineMemory.exports.recordCount.value;
/** So many numbers are the records of a piece. */
export const recordsOfPiece = linesOfPiece * recordSize;

/** Scans the lines of a text, one piece after the other, for a pass that joins them. */
export class LineRecorder {
	private readonly scanner = new LineScanner();

	/** The next piece is not of the lines behind those that were read last. */
	begin(): void {
		this.scanner.forgetHeads();
	}

	/**
	 * Scans the lines of a piece from its first octet on, as many as there is room for.
	 * @param length So many octets are there; what stands behind their last line feed is no line yet. A line of 65,535
	 * octets or more, with its line feed, ends the piece before it.
	 * @returns How many lines and octets were read.
	 */
	read({ octets, lengths, records, news }: LinePiece, length: number): { count: number; octets: number } {
		const { exports, text } = lineMemory;
		lineMemory.loadText(octets, text, text + length);
		const count = Math.min(linesOfPiece, exports.readLengths(text, text + length, 0));
		lengths.set(new Uint16Array(lineMemory.numbers.buffer, lengthsAt, count));
		let end = text;
		for (let line = 0; line < count; line++) {
			end += lengths[line] ?? 0;
		}
		news.fill(0, 0, count);
		let at = text;
		for (let done = 0; done < count;) {
			const some = exports.readLines(at, end, eximTable.place, lengthsAt + done * 2);
			at = lineMemory.numbers[nextPlace] ?? end;
			const last = firstRecord + (some - 1) * recordSize;
			if (lineMemory.numbers[last + field.pair] === unknownHead) {
				news[done + some - 1] = this.scanner.learn(last);
			}
			const behind = last + recordSize;
			records.set(lineMemory.numbers.subarray(firstRecord, behind), done * recordSize);
			done += some;
		}
		return { count, octets: end - text };
	}
}
