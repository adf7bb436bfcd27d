/** A growing list of 32-bit integers: one entry per line, session or message, without an object each. */
export class Column {
	private data = new Int32Array(256);
	length = 0;

	push(value: number): void {
		if (this.length === this.data.length) {
			const grown = new Int32Array(this.data.length * 2);
			grown.set(this.data);
			this.data = grown;
		}
		this.data[this.length++] = value;
	}

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
