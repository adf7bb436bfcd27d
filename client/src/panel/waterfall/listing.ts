import type { SessionRow } from '../../../../server/src/protocol';
import { toCondition, type Filter } from './filter';
import { sorted, type Order } from './order';
import type { Sessions } from './sessions';

/**
 * The sessions that are listed, in the order of the list. They are sorted when the order changes or others come, and not again for
 * each letter of a filter: of a hundred thousand, that would be felt.
 */
export class Listing {
	readonly #sessions: Sessions;
	#sorted: readonly SessionRow[] = [];
	#sortedBy: { readonly order: Order; readonly revision: number } | undefined;
	#rows: readonly SessionRow[] = [];

	constructor(sessions: Sessions) {
		this.#sessions = sessions;
	}

	/** Those that are listed. */
	get rows(): readonly SessionRow[] {
		return this.#rows;
	}

	/** Lists those that a filter leaves. */
	list(filter: Filter, order: Order): void {
		this.#rows = this.#inOrder(order).filter(toCondition(filter));
	}

	/** Where a session is in the list, from 0, if it is. */
	positionOf(id: string | undefined): number | undefined {
		const position = id === undefined ? -1 : this.#rows.findIndex((row) => row.id === id);
		return position < 0 ? undefined : position;
	}

	#inOrder(order: Order): readonly SessionRow[] {
		const { revision } = this.#sessions;
		if (this.#sortedBy?.revision !== revision || this.#sortedBy.order !== order) {
			const { rows } = this.#sessions;
			this.#sorted = Array.from(sorted(rows, order), (place) => rows[place]).filter(
				(row) => row !== undefined,
			);
			this.#sortedBy = { order, revision };
		}
		return this.#sorted;
	}
}
