import type { FailureWords, MessageLink } from './sessionDetail';
import type { MarkState } from './timeline';

/** A mail, by its number or by a line that is about it. */
export interface MessageLifeParams {
	readonly uri: string;
	readonly message: number | { readonly line: number };
}

/** One queue id of a mail's life: a filter that hands a mail back, and a bounce, begin another. */
export interface LifeMail extends MessageLink {
	/** It is the one that was asked for. */
	readonly isAsked: boolean;
	/** The number in `mails` of the one that it was made from. */
	readonly parent?: number;
	readonly sender?: string;
	readonly recipients: readonly {
		readonly address: string;
		/** What became of it, in words. */
		readonly outcome: string;
		readonly state: MarkState;
	}[];
}

/** One thing that happened to a mail. Plain text, secrets masked; lines count from 0. */
export interface LifeItem {
	/** The number in `mails`. */
	readonly mail: number;
	readonly state: MarkState;
	readonly line: number;
	/** Milliseconds since the first thing that happened. */
	readonly at?: number;
	/** What it has in common with what is alike: `deferred`. */
	readonly label: string;
	/** In a few words: `deferred · bob@example.net`. */
	readonly title: string;
	/** The words of the log or of the other side. */
	readonly text?: string;
	/** The session on which it happened: `s2`. */
	readonly session?: string;
	/** The number in `mails` of the one that was made here. */
	readonly makes?: number;
	/** `waited 5 min 2 s in the queue` before this, where it was a second or more. */
	readonly wait?: string;
	readonly failure?: FailureWords;
	/** One sentence for screen readers. */
	readonly description: string;
}

/** What one daemon did to a mail, one thing after the other. */
export interface LifeHop {
	/** `postfix/smtp`, `exim` */
	readonly daemon: string;
	/** The host that wrote it. */
	readonly host?: string;
	/** What such a daemon is for, where that is known. */
	readonly meaning?: string;
	readonly items: readonly LifeItem[];
}

/** One mail's life over daemons, hosts and attempts. */
export interface MessageLife {
	/** `Message 4jYB4w0dbLz5c · delivered` */
	readonly title: string;
	readonly facts: readonly string[];
	readonly cut?: string;
	readonly mails: readonly LifeMail[];
	readonly hops: readonly LifeHop[];
}
export const messageLifeRequest = 'mailLogLens/messageLife';
