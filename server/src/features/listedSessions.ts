import type { Session } from '../core/model';

/**
 * Knows since which version of its log a session has been as it is now: the log gives another object when a line of it, or what
 * it was made from, has changed. So whoever has a list already gets only what is new in it.
 */
export class ListedSessions {
	readonly #versions = new WeakMap<Session, number>();

	/**
	 * @param version the log's, now
	 * @param known the version of the list that is known already; `undefined` if none is
	 */
	isNew(session: Session, version: number, known: number | undefined): boolean {
		const since = this.#versions.get(session) ?? version;
		this.#versions.set(session, since);
		return known === undefined || since > known;
	}
}
