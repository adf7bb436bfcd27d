import type { SessionRow } from '../../../../server/src/protocol';

/** The sessions of the log, as far as they have come, by their place in the log from 0. */
export class Sessions {
	#rows: (SessionRow | undefined)[] = [];
	/** How many the log has. */
	total = 0;
	/** How many of them have been read since the log, or a change of it, began to come. */
	read = 0;

	/** Another log comes, or the same one again, whose old rows stay until new ones take their places. */
	begin(isAnother: boolean): void {
		this.read = 0;
		if (isAnother) {
			this.#rows = [];
			this.total = 0;
		}
	}

	/** Puts rows in their places; `read` of `total` have been read by now. */
	put(read: number, total: number, rows: readonly SessionRow[]): void {
		rows.forEach((row) => (this.#rows[placeOf(row.id)] = row));
		this.read = read;
		this.total = total;
		if (this.isWhole) {
			this.#rows.length = total;
		}
	}

	get isWhole(): boolean {
		return this.read >= this.total;
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
