import type { SessionPlace } from './places';
import type { MarkState } from './timeline';

/** Lays two sessions side by side. Without `other` the nearest is taken that worked where this one failed, or the other way round. */
export interface CompareSessionsParams extends SessionPlace {
	readonly other?: SessionPlace;
}

/** One of two sessions that are compared. Plain text, in the user's language. */
export interface ComparedSession extends SessionPlace {
	/** Its first line. */
	readonly line: number;
	/** How the sentences call it: `this one (s12)`. */
	readonly name: string;
	/** `s12 · mx.example.net [192.0.2.1] · rejected` */
	readonly title: string;
	/** When it began, as the log's clock has it, and how long it took; absent where the log has no times. */
	readonly time?: string;
	readonly strip: string;
	readonly hasFailed: boolean;
}

/** What one session has at one stage. Plain text. */
export interface ComparedStage {
	/** The line that shows it, or proves it. */
	readonly line: number;
	/** `RCPT`, as the client said it. */
	readonly label: string;
	/** The client's words, secrets masked. */
	readonly command?: string;
	/** `550 5.1.1 User unknown`; where there is none, what is known of the answer. */
	readonly reply?: string;
	/** `3 s` */
	readonly elapsed?: string;
	readonly state: MarkState;
	/** How many it stands for, where many are alike in a very long session. */
	readonly count: number;
}

/** What both have at a stage; where one of them has nothing, in words why. */
export interface ComparedPair {
	/** `RCPT`, `end of content` */
	readonly stage: string;
	readonly first: ComparedStage | string;
	readonly second: ComparedStage | string;
	readonly differs: boolean;
}

/** Two sessions, what differs in them and what does not. All plain text in the user's language but `markdown`. */
export interface SessionComparison {
	readonly first: ComparedSession;
	readonly second: ComparedSession;
	/** Why the second was taken, where nobody named it: `That one (s9) is the nearest that worked: same client, 12 minutes before.` */
	readonly reason?: string;
	/** What most likely explains a failure first, with the lines that show it. */
	readonly differences: readonly {
		readonly words: string;
		readonly first?: number;
		readonly second?: number;
	}[];
	/** What is the same, and what is not known, in a sentence each. */
	readonly notes: readonly string[];
	readonly stages: readonly ComparedPair[];
	/** All of it as a page. */
	readonly markdown: string;
}

/** The comparison, or why there is none: plain text. `null` where a log is not open or has no such session. */
export type CompareSessionsResult = SessionComparison | { readonly problem: string } | null;
export const compareSessionsRequest = 'mailLogLens/compareSessions';

/** The sessions that can be compared: those that failed first, then those around the line. */
export interface SessionChoicesParams {
	readonly uri: string;
	/** Those near to it come first. */
	readonly line?: number;
	/** The one they are to be compared with: it is left out, and what would be proposed for it comes first. */
	readonly with?: SessionPlace;
}

/** One of them, for a quick pick. Plain text. */
export interface SessionChoice {
	readonly session: string;
	/** Its first line. */
	readonly line: number;
	readonly hasFailed: boolean;
	/** `s12 · mx.example.net [192.0.2.1]` */
	readonly label: string;
	/** Why it is proposed, or how it ended. */
	readonly description: string;
	/** Its strip. */
	readonly detail: string;
	readonly isProposed: boolean;
}
export const sessionChoicesRequest = 'mailLogLens/sessionChoices';
