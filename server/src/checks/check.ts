import type { MailLog } from '../core/mailLog';
import type { Message, Session } from '../core/model';
import type { Finding, Severity } from './finding';

/** One rule. */
export interface Check {
	/** `reply.rejected` */
	readonly id: string;
	/** How grave its gravest findings are. */
	readonly severity: Severity;
	/** What it reports and what it leaves alone. Markdown; its own page in `docs/rules/` is made from it. */
	readonly doc: string;
	/** Lines in which it finds something, and no other rule does before it. */
	readonly example: string;
	/** Begins to look through a log. */
	readonly start: (log: MailLog) => Search;
}

/**
 * One look through a log: each session is shown to it, then each message; what one of them shows by itself is told at once, the rest in
 * the end. What it finds out of one session or message is remembered with it, so that a log which grows costs what has changed, and a
 * glance at the rest.
 */
export interface Search {
	readonly session?: (session: Session) => Iterable<Finding>;
	readonly message?: (message: Message) => Iterable<Finding>;
	readonly rest?: () => Iterable<Finding>;
	/** How grave what `rest` would tell is, for whoever only counts it; without it `rest` is asked. */
	readonly severities?: () => Iterable<Severity>;
}
