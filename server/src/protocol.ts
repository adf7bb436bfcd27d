/**
 * The requests that are ours, beside LSP's own. Client and server both import this file; nothing else is shared.
 * Lines and characters are LSP's: from 0, UTF-16 code units.
 */
import type { Position, Range } from 'vscode-languageserver-types';

/** The stages of the sessions in a range of lines, for the timeline's marks. Asked again when the visible range moves. */
export interface TimelineParams {
	readonly uri: string;
	/** First and last visible line, inclusive. */
	readonly firstLine: number;
	readonly lastLine: number;
}

/** How a mark is drawn. `missing`: no line shows the stage, a counter or a later line proves it. */
export type MarkState = 'ok' | 'progress' | 'missing' | 'temporary' | 'permanent' | 'lost';

/** One mark: what the timeline has to say at one line. */
export interface TimelineMark {
	readonly line: number;
	/** The session's id as the command line prints it: `s1`. */
	readonly session: string;
	/** greeting, starttls, auth, rcpt … the stage of the line's last step. */
	readonly stage: string;
	readonly state: MarkState;
	/** What stands after the line: `AUTH 235 · 12 ms`; with the strip of the whole session on its first line. */
	readonly text: string;
	/** One sentence for the tool tip and screen readers. Plain text. */
	readonly description: string;
}
export type TimelineResult = readonly TimelineMark[];
export const timelineRequest = 'mailLogLens/timeline';

/** A place in a document. */
export interface PlaceParams {
	readonly uri: string;
	readonly position: Position;
}

/** The session that owns the line, all its lines without those of others. `null` where the line belongs to none. */
export interface SessionText {
	/** `s1` */
	readonly id: string;
	/** A title in one line: `Session s1 · mx.example.net [192.0.2.1] · rejected`. Plain text. */
	readonly title: string;
	/** The session's lines, word for word, and where they stand in the log (from 0). */
	readonly lines: readonly { readonly line: number; readonly text: string }[];
}
export const sessionRequest = 'mailLogLens/session';

/** The next failure after the position, going round at the end. `null` where the log has none. */
export interface FailurePlace {
	readonly range: Range;
	/** The finding's words, plain text. */
	readonly message: string;
}
export const nextFailureRequest = 'mailLogLens/nextFailure';

/** Switches a rule off for the session that owns a line, as long as the log is open. */
export interface HushParams extends PlaceParams {
	/** `reply.rejected` */
	readonly rule: string;
}
export const hushSessionRequest = 'mailLogLens/hushSession';

/** What is under the cursor that can be explained: a code, or a whole reply text. `null` where there is nothing. */
export interface ReplyAtCursor {
	/** `550`, `5.1.1` */
	readonly code: string;
}
export const replyAtRequest = 'mailLogLens/replyAt';

/** One of the things that can be explained, for a quick pick. Plain text. */
export interface ReplyChoice {
	/** A basic code, an enhanced code, or what a provider or a server says in its own words. */
	readonly kind: 'code' | 'enhanced' | 'text';
	/** What to ask `explain` for: `550`, `5.1.1`, `google-rate`. */
	readonly reply: string;
	readonly label: string;
	readonly description?: string;
	readonly detail: string;
}
export const replyCodesRequest = 'mailLogLens/replyCodes';

/** A page to read. */
export interface Page {
	readonly title: string;
	/** Markdown; what came from a log is escaped. */
	readonly markdown: string;
}

/** Explains a code, an enhanced code or a reply text. */
export interface ExplainParams {
	readonly text: string;
}
export const explainRequest = 'mailLogLens/explain';

/** Compares two codes. */
export interface CompareParams {
	readonly first: string;
	readonly second: string;
}
export const compareRequest = 'mailLogLens/compare';
