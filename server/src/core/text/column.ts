/** A segment holds so many entries: growing a column copies nothing but its first segment, while that is small. */
const segmentBits = 13;
export const segmentSize = 1 << segmentBits;
const segmentMask = segmentSize - 1;
const firstSize = 64;

type Numbers = Int32Array | Float64Array | Uint16Array;

/**
 * Makes a class of growing lists of numbers: one entry per line, session or message, without an object each. They lie in segments.
 * Each class has functions of its own, so that the engine compiles them for one type of array.
 */
function columnOf<Data extends Numbers>(make: (size: number) => Data) {
	return class {
		length = 0;
		/** Written by this class alone. */
		readonly segments: Data[] = [];

		push(value: number): void {
			const at = this.length & segmentMask;
			const segment = this.segments[this.length >>> segmentBits];
			if (segment && at < segment.length) {
				segment[at] = value;
			} else {
				this.grow(at)[at] = value;
			}
			this.length++;
		}

		/** The entry, which must be one. */
		get(index: number): number {
			return this.segments[index >>> segmentBits]?.[index & segmentMask] ?? 0;
		}

		set(index: number, value: number): void {
			const segment = this.segments[index >>> segmentBits];
			if (segment) {
				segment[index & segmentMask] = value;
			}
		}

		/** Forgets the entries from `length` on. */
		truncate(length: number): void {
			this.length = Math.min(this.length, length);
		}

		/** Makes room for the entry at place `at` of the last segment. */
		grow(at: number): Data {
			const number = this.length >>> segmentBits;
			const old = this.segments[number];
			const grown = make(number > 0 ? segmentSize : Math.max(firstSize, at * 2));
			if (old) {
				grown.set(old);
			}
			this.segments[number] = grown;
			return grown;
		}
	};
}

/** 32-bit integers. */
export class Column extends columnOf((size) => new Int32Array(size)) {}

/** Whole numbers of up to 53 bits. */
export class WideColumn extends columnOf((size) => new Float64Array(size)) {}

/** Whole numbers from 0 to 65535. */
export class NarrowColumn extends columnOf((size) => new Uint16Array(size)) {}
