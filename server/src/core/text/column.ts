/** A growing list of numbers: one entry per line, session or message, without an object each. */
abstract class NumberColumn<Data extends Int32Array | Float64Array> {
	length = 0;

	protected constructor(private data: Data) {}

	protected abstract grown(data: Data): Data;

	push(value: number): void {
		if (this.length === this.data.length) {
			this.data = this.grown(this.data);
		}
		this.data[this.length++] = value;
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
}

/** 32-bit integers. */
export class Column extends NumberColumn<Int32Array> {
	constructor() {
		super(new Int32Array(256));
	}

	protected grown(data: Int32Array): Int32Array {
		const grown = new Int32Array(data.length * 2);
		grown.set(data);
		return grown;
	}
}

/** Whole numbers of up to 53 bits. */
export class WideColumn extends NumberColumn<Float64Array> {
	constructor() {
		super(new Float64Array(256));
	}

	protected grown(data: Float64Array): Float64Array {
		const grown = new Float64Array(data.length * 2);
		grown.set(data);
		return grown;
	}
}
