import type { SessionRow } from '../../../../server/src/protocol';

/** The sessions of the log, as far as they have come, by their place in the log from 0. */
export class Sessions {
	#rows: (SessionRow | undefined)[] = [];
	/** How many the log has. */
	total = 0;
	/** How many of them have come since the log, or a change of it, began to come. */
	arrived = 0;

	/** Another log comes, or the same one again, whose old rows stay until new ones take their places. */
	begin(isAnother: boolean): void {
		this.arrived = 0;
		if (isAnother) {
			this.#rows = [];
			this.total = 0;
		}
	}

	/** Puts rows in from a place on. */
	put(from: number, total: number, rows: readonly SessionRow[]): void {
		rows.forEach((row, at) => (this.#rows[from + at] = row));
		this.arrived = from + rows.length;
		this.total = total;
		if (this.arrived >= total) {
			this.#rows.length = total;
		}
	}

	get isWhole(): boolean {
		return this.arrived >= this.total;
	}

	at(index: number): SessionRow | undefined {
		return this.#rows[index];
	}

	/** The places of those that are there. */
	*places(): Iterable<number> {
		for (let index = 0; index < this.#rows.length; index++) {
			if (this.#rows[index]) {
				yield index;
			}
		}
	}

	get(id: string): SessionRow | undefined {
		return this.#rows[placeOf(id)];
	}
}

/** The place of a session in the log, from 0: `s1` has 0. */
export function placeOf(id: string): number {
	return Number(id.slice(1)) - 1;
}
