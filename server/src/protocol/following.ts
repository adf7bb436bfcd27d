import type { PlaceParams } from './places';

/** What is followed: a queue id, an address, a Message-ID, a host, as a log writes it. */
export interface FollowParams {
	readonly subject: string;
	/** Of several mails that had the queue id the one of this line (from 0). */
	readonly near?: { readonly uri: string; readonly line: number };
}

/** A line of a log, word for word. */
export interface FollowedLine {
	readonly uri: string;
	/** From 0. */
	readonly line: number;
	readonly text: string;
}

/** All lines of it from all open logs, in the order in which they were written. `null` where no log has a line of it. Plain text. */
export type FollowResult = {
	/** `Message 4jYB5r214Jz6x` */
	readonly title: string;
	/** `3 messages · 2 logs` */
	readonly summary: string;
	readonly lines: readonly FollowedLine[];
	/** What the order of a log's lines rests on, where it is not its clock. */
	readonly clocks: readonly { readonly uri: string; readonly words: string }[];
} | null;
export const followRequest = 'mailLogLens/follow';

/** What can be followed: of a place in a log, and of what has a text in it that is typed. */
export interface FollowChoicesParams {
	readonly place?: PlaceParams;
	readonly typed: string;
}

/** One of them, for a quick pick. Plain text. */
export interface FollowChoice extends FollowParams {
	readonly kind: 'mail' | 'address' | 'messageId' | 'host' | 'ip';
	readonly label: string;
	readonly description?: string;
	readonly detail?: string;
}
export const followChoicesRequest = 'mailLogLens/followChoices';
