import type { SessionRow } from '../../../../server/src/protocol';
import { searchedText } from '../sessionFilter';
import { Choices } from './choices';

/** The sessions of the log, as far as they have come, by their place in the log from 0. */
export class Sessions {
	#rows: (SessionRow | undefined)[] = [];
	/** What they are, to choose from. */
	readonly choices = new Choices();
	/** Becomes more with every change. */
	revision = 0;
	/** How many the log has. */
	total = 0;
	/** How many of them have been read since the log, or a change of it, began to come. */
	read = 0;

	/** Another log comes, or the same one again, whose old rows stay until new ones take their places. */
	begin(isAnother: boolean): void {
		this.read = 0;
		if (isAnother) {
			this.#cut(0);
			this.total = 0;
		}
	}

	/** Puts rows in their places; `read` of `total` have been read by now. */
	put(read: number, total: number, rows: readonly SessionRow[]): void {
		this.revision++;
		for (const row of rows) {
			const place = placeOf(row.id);
			const before = this.#rows[place];
			if (before) {
				this.choices.remove(before);
			}
			this.choices.add(row);
			this.#rows[place] = row;
			// While they come there is time; when a filter is typed there is less.
			searchedText(row);
		}
		this.read = read;
		this.total = total;
		if (this.isWhole) {
			this.#cut(total);
		}
	}

	get isWhole(): boolean {
		return this.read >= this.total;
	}

	/** Those that are there, in the order of the log. */
	get rows(): readonly SessionRow[] {
		return this.#rows.filter((row) => row !== undefined);
	}

	get(id: string): SessionRow | undefined {
		return this.#rows[placeOf(id)];
	}

	/** Forgets those from a place on: the log has no more. */
	#cut(place: number): void {
		this.revision++;
		for (const row of this.#rows.slice(place)) {
			if (row) {
				this.choices.remove(row);
			}
		}
		this.#rows.length = Math.min(this.#rows.length, place);
	}
}

/** The place of a session in the log, from 0: `s1` has 0. */
function placeOf(id: string): number {
	return Number(id.slice(1)) - 1;
}
