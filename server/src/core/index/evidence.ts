import { Column } from '../text/column';

/** From a line on a value counts; another line, the proof, shows it. */
export interface Evidence {
	/** The first line that it counts for. */
	readonly from: number;
	readonly value: number;
	/** The line whose queue id shows it; -1 where it comes from outside. */
	readonly proof: number;
}

/**
 * What is known from some line on until something else is known: a year, or an offset from UTC. Before the first entry the first one
 * counts. Every entry carries the line that made it, so that it can be taken back.
 */
export class EvidenceColumn {
	private readonly starts = new Column();
	private readonly values = new Column();
	private readonly proofs = new Column();
	private readonly makers = new Column();
	/** Per entry: a number that stands for it and all before it. */
	private readonly stamps = new Column();

	get length(): number {
		return this.starts.length;
	}

	/** Changes whenever what was known before may have changed. */
	get stamp(): number {
		return this.length === 0 ? 0 : this.stamps.get(this.length - 1);
	}

	/** `maker`: the line that was read when this became known; -1 for what comes from outside. */
	push(from: number, value: number, proof: number, maker: number, stamp = value): void {
		const start = this.length === 0 ? 0 : Math.max(from, this.starts.get(this.length - 1));
		this.stamps.push(Math.imul(this.stamp ^ start, 0x01000193) ^ Math.imul(stamp + 1, 0x9e3779b1) ^ 1);
		this.starts.push(Math.max(from, start));
		this.values.push(value);
		this.proofs.push(proof);
		this.makers.push(maker);
	}

	/** The number of the entry that counts at a line, or -1. */
	at(line: number): number {
		return this.length === 0 ? -1 : Math.max(0, countUpTo(this.starts, line) - 1);
	}

	entry(number: number): Evidence {
		return {
			from: this.starts.get(number),
			value: this.values.get(number),
			proof: this.proofs.get(number),
		};
	}

	from(number: number): number {
		return this.starts.get(number);
	}

	value(number: number): number {
		return this.values.get(number);
	}

	/** Forgets what lines from `length` on made known. */
	truncate(length: number): void {
		let kept = this.length;
		while (kept > 0 && this.makers.get(kept - 1) >= length) {
			kept--;
		}
		for (const column of [this.starts, this.values, this.proofs, this.makers, this.stamps]) {
			column.truncate(kept);
		}
	}
}

/** How many entries of an ascending column are not greater than a number. */
export function countUpTo(column: Column, limit: number): number {
	let low = 0;
	let high = column.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (column.get(middle) <= limit) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

/** Forgets the entries of an ascending column that are not below a number. */
export function truncateFrom(column: Column, limit: number): void {
	column.truncate(countUpTo(column, limit - 1));
}
