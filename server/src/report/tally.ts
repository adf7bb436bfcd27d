/** Told of every figure as it is counted: for whoever wants to know which lines are in one. Lines count from 0. */
export type Watch = (tally: Tally, row: number, column: number, line: number) => void;

const firstRows = 16;
/** How much more room is made than is needed. */
const growth = 1.4;

/** Rows of counters, by number, without an object for any of them. */
export class Tally {
	/** How many rows there are. */
	size = 0;
	private data: Float64Array;
	private readonly width: number;

	/** `columns`: what is counted of each row. */
	constructor(
		readonly columns: readonly string[],
		private readonly watch: Watch | undefined,
	) {
		this.width = columns.length;
		this.data = new Float64Array(firstRows * this.width);
	}

	/** Adds to a counter what a line tells. */
	add(row: number, column: number, line: number, amount = 1): void {
		const at = this.place(row, column);
		this.data[at] = (this.data[at] ?? 0) + amount;
		this.watch?.(this, row, column, line);
	}

	/** Raises a counter that keeps the largest amount. */
	raise(row: number, column: number, amount: number): void {
		const at = this.place(row, column);
		this.data[at] = Math.max(this.data[at] ?? 0, amount);
	}

	/**
	 * Looks at rows, for whoever will add to them (`ByteTable.bringNear`).
	 * @param rows The first `count` of them; others may be there, too.
	 * @returns Nothing of use.
	 */
	bringNear(rows: Int32Array, count: number): number {
		const { data, width } = this;
		let seen = 0;
		for (let at = 0; at < count; at++) {
			seen += data[Math.min(rows[at] ?? 0, this.size) * width] ?? 0;
		}
		return seen;
	}

	get(row: number, column: number): number {
		return row < this.size ? (this.data[row * this.width + column] ?? 0) : 0;
	}

	/** Whether anything was counted of a row. */
	hasAny(row: number): boolean {
		const { width } = this;
		for (let at = row * width; at < (row + 1) * width; at++) {
			if ((this.data[at] ?? 0) > 0) {
				return true;
			}
		}
		return false;
	}

	private place(row: number, column: number): number {
		const { width } = this;
		if (row >= this.size) {
			this.size = row + 1;
			if (this.size * width > this.data.length) {
				const grown = new Float64Array(Math.ceil(this.size * growth) * width);
				grown.set(this.data);
				this.data = grown;
			}
		}
		return row * width + column;
	}
}
