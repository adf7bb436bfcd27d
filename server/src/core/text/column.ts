type Numbers = Int32Array | Float64Array | Uint16Array;

/**
 * Makes a class of growing lists of numbers: one entry per session or message, without an object each. Each class has functions of
 * its own, so that the engine compiles them for one type of array.
 */
function columnOf<Data extends Numbers>(make: (size: number) => Data) {
	return class {
		length = 0;
		/** Written by this class alone. */
		data = make(16);

		push(value: number): void {
			if (this.length === this.data.length) {
				this.grow(this.length * 2);
			}
			this.data[this.length++] = value;
		}

		/** Adds all of them. */
		append(values: ArrayLike<number>): void {
			const length = this.length + values.length;
			if (length > this.data.length) {
				this.grow(Math.max(length, this.data.length * 2));
			}
			this.data.set(values, this.length);
			this.length = length;
		}

		/** Written by this class alone, as `data`. */
		grow(size: number): void {
			const grown = make(size);
			grown.set(this.data);
			this.data = grown;
		}

		/** The entry, which must be one. */
		get(index: number): number {
			return this.data[index] ?? 0;
		}

		set(index: number, value: number): void {
			this.data[index] = value;
		}

		/** Forgets the entries from `length` on. */
		truncate(length: number): void {
			this.length = Math.min(this.length, length);
		}
	};
}

/** 32-bit integers. */
export class Column extends columnOf((size) => new Int32Array(size)) {}

/** Whole numbers of up to 53 bits. */
export class WideColumn extends columnOf((size) => new Float64Array(size)) {}

/** Whole numbers from 0 to 65535. */
export class NarrowColumn extends columnOf((size) => new Uint16Array(size)) {}
