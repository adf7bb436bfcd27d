import type { MailLog } from '../core/mailLog';
import type { Message, Session } from '../core/model';
import type { Finding, Severity } from './finding';

/** One rule. */
export interface Check {
	/** `reply.rejected` */
	readonly id: string;
	/** How grave its gravest findings are. */
	readonly severity: Severity;
	/** What it reports and what it leaves alone. A paragraph of Markdown. */
	readonly doc: string;
	/** All its findings, in any order. Costs what changed since it was asked before, and a glance at every session or message. */
	readonly find: (log: MailLog) => Iterable<Finding>;
	/** The part of `find` that concerns one session, or one message, alone. What it finds out is remembered. */
	readonly lookAtSession?: (session: Session, log: MailLog) => unknown;
	readonly lookAtMessage?: (message: Message, log: MailLog) => unknown;
}
