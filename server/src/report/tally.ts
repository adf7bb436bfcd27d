/** Told of every figure as it is counted: for whoever wants to know which lines are in one. Lines count from 0. */
export type Watch = (tally: Tally, row: number, column: number, line: number) => void;

/** Rows stand together in segments of so many, so that those that are there need not be moved when more come. */
const segmentBits = 12;
const segmentMask = (1 << segmentBits) - 1;
const firstRows = 16;
const noRows = new Float64Array(0);

/** Rows of counters, by number, without an object for any of them. */
export class Tally {
	/** How many rows there are. */
	size = 0;
	private readonly segments: Float64Array[] = [];
	private readonly width: number;

	/** `columns`: what is counted of each row. */
	constructor(
		readonly columns: readonly string[],
		private readonly watch: Watch | undefined,
	) {
		this.width = columns.length;
	}

	/** Adds to a counter what a line tells. */
	add(row: number, column: number, line: number, amount = 1): void {
		const at = this.place(row) + column;
		let data = this.segments[row >>> segmentBits];
		if (data === undefined || at >= data.length || row >= this.size) {
			data = this.segmentFor(row);
		}
		data[at] = (data[at] ?? 0) + amount;
		this.watch?.(this, row, column, line);
	}

	/** Raises a counter that keeps the largest amount. */
	raise(row: number, column: number, amount: number): void {
		const data = this.segmentFor(row);
		const at = this.place(row) + column;
		data[at] = Math.max(data[at] ?? 0, amount);
	}

	/**
	 * Looks at rows, for whoever will add to them (`ByteTable.bringNear`).
	 * @param rows The first `count` of them; others may be there, too.
	 * @returns Nothing of use.
	 */
	bringNear(rows: Int32Array, count: number): number {
		let seen = 0;
		for (let at = 0; at < count; at++) {
			const row = rows[at] ?? 0;
			seen += this.segment(row)[this.place(row)] ?? 0;
		}
		return seen;
	}

	get(row: number, column: number): number {
		return row < this.size ? (this.segment(row)[this.place(row) + column] ?? 0) : 0;
	}

	/** Whether anything was counted of a row. */
	hasAny(row: number): boolean {
		const first = this.place(row);
		return this.segment(row)
			.subarray(first, first + this.width)
			.some((amount) => amount > 0);
	}

	private segment(row: number): Float64Array {
		return this.segments[row >>> segmentBits] ?? noRows;
	}

	/** Where a row begins in its segment. */
	private place(row: number): number {
		return (row & segmentMask) * this.width;
	}

	/** The segment of a row, with room for it: the first grows, for most tallies are small. */
	private segmentFor(row: number): Float64Array {
		const own = this.segment(row);
		this.size = Math.max(this.size, row + 1);
		if (this.place(row) < own.length) {
			return own;
		}
		const number = row >>> segmentBits;
		const rows = number > 0 ? segmentMask + 1 : Math.min(segmentMask + 1, Math.max(firstRows, row * 2));
		const grown = new Float64Array(rows * this.width);
		grown.set(own);
		this.segments[number] = grown;
		return grown;
	}
}
