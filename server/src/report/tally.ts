/** Told of every figure as it is counted: for whoever wants to know which lines are in one. Lines count from 0. */
export type Watch = (tally: Tally, row: number, column: number, line: number) => void;

const firstRows = 16;

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
		if (row >= this.size) {
			this.makeRoom(row);
		}
		const { data } = this;
		const at = row * this.width + column;
		data[at] = (data[at] ?? 0) + amount;
		this.watch?.(this, row, column, line);
	}

	/** Raises a counter that keeps the largest amount. */
	raise(row: number, column: number, amount: number): void {
		if (row >= this.size) {
			this.makeRoom(row);
		}
		const at = row * this.width + column;
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
			seen += data[(rows[at] ?? 0) * width] ?? 0;
		}
		return seen;
	}

	get(row: number, column: number): number {
		return this.data[row * this.width + column] ?? 0;
	}

	/** Whether anything was counted of a row. */
	hasAny(row: number): boolean {
		const { data, width } = this;
		for (let at = row * width; at < (row + 1) * width; at++) {
			if ((data[at] ?? 0) > 0) {
				return true;
			}
		}
		return false;
	}

	private makeRoom(row: number): void {
		this.size = row + 1;
		const room = this.size * this.width;
		if (room > this.data.length) {
			const grown = new Float64Array(Math.max(room, this.data.length * 4));
			grown.set(this.data);
			this.data = grown;
		}
	}
}
