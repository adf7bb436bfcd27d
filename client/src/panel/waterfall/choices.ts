import type { SessionRow } from '../../../../server/src/protocol';

/** What a filter can ask for, and how many sessions have it. */
export interface Choice {
	readonly value: string;
	/** What the user reads. */
	readonly words: string;
	readonly count: number;
}

/** The outcomes, codes and stages that rows have. */
export class Choices {
	readonly outcomes = new Counts();
	readonly codes = new Counts();
	readonly stages = new Counts();

	add(row: SessionRow): void {
		this.#count(row, 1);
	}

	remove(row: SessionRow): void {
		this.#count(row, -1);
	}

	#count({ outcome, outcomeWords, codes, stages }: SessionRow, by: 1 | -1): void {
		this.outcomes.count(outcome, by, outcomeWords);
		codes.forEach((code) => this.codes.count(code, by));
		stages.forEach((stage) => this.stages.count(stage, by));
	}
}

/** How often each of several things occurs. */
class Counts {
	readonly #counts = new Map<string, { count: number; readonly words: string }>();

	count(value: string, by: 1 | -1, words = value): void {
		const known = this.#counts.get(value);
		if (!known) {
			this.#counts.set(value, { count: by, words });
		} else if (known.count + by === 0) {
			this.#counts.delete(value);
		} else {
			known.count += by;
		}
	}

	/** The most frequent first. */
	list(): readonly Choice[] {
		return Array.from(this.#counts, ([value, { count, words }]) => ({ value, words, count })).sort(
			(one, other) => other.count - one.count,
		);
	}
}
