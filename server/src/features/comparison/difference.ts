import type { MailLog } from '../../core/mailLog';
import type { Session } from '../../core/model';
import type { Said } from '../../knowledge/say';
import type { Aspect, Facts } from './fact';
import type { Failure } from './failure';
import type { Offered } from './offered';
import type { Turn } from './turns';

/** One of two sessions that are compared. */
export interface Side {
	readonly log: MailLog;
	readonly session: Session;
	/** `this one (s12)` */
	readonly name: Said;
	readonly turns: readonly Turn[];
	readonly facts: Facts;
	/** Absent where the log does not show what the server offered. */
	readonly offered?: Offered;
	/** What it failed at, if it failed. */
	readonly failure?: Failure;
}

/** What a difference is about. */
export type Topic =
	| Aspect
	| 'starttls'
	| 'mechanisms'
	| 'sizeLimit'
	| 'extensions'
	| 'reply'
	| 'words'
	| 'reached'
	| 'end'
	| 'time'
	| 'later'
	| 'unknown';

/** Something in which two sessions differ. */
export interface Difference {
	readonly topic: Topic;
	/** How much it matters: the highest first. */
	readonly weight: number;
	/** A sentence, plain text. */
	readonly words: Said;
	/** The line that shows it in the first session and in the second, from 0; absent where no line does. */
	readonly lines: readonly [first: number | undefined, second: number | undefined];
}
