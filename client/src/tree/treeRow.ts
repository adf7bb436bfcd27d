import type { SessionRow } from '../../../server/src/protocol';

/** What the tree keeps of a session: a log can have very many. */
export type TreeRow = Omit<SessionRow, 'phases'>;

/** Makes rows for the tree, and keeps texts that many sessions have once: a row costs about a fifth of what came. */
export class TreeRows {
	readonly #texts = new Map<string, string>();

	toTreeRow({ phases: _, ...row }: SessionRow): TreeRow {
		return {
			...row,
			...(row.peer !== undefined && { peer: this.#once(row.peer) }),
			...(row.failure !== undefined && { failure: this.#once(row.failure) }),
			writer: this.#once(row.writer),
			outcomeWords: this.#once(row.outcomeWords),
			strip: this.#once(row.strip),
			stages: row.stages.map((stage) => this.#once(stage)),
			codes: row.codes.map((code) => this.#once(code)),
		};
	}

	#once(text: string): string {
		const known = this.#texts.get(text);
		if (known === undefined) {
			this.#texts.set(text, text);
		}
		return known ?? text;
	}
}

/** Whether something in the session failed. */
export function isFailing({ state }: Pick<TreeRow, 'state'>): boolean {
	return state === 'temporary' || state === 'permanent' || state === 'lost';
}
