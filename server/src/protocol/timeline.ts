import type { Range } from 'vscode-languageserver-types';
import type { PlaceParams } from './places';

/** The stages of the sessions in a range of lines, for the timeline's marks. Asked again when the visible range moves. */
export interface TimelineParams {
	readonly uri: string;
	/** First and last visible line, inclusive. */
	readonly firstLine: number;
	readonly lastLine: number;
}

/** How a mark is drawn. `missing`: no line shows the stage, a counter or a later line proves it. */
export type MarkState = 'ok' | 'progress' | 'missing' | 'temporary' | 'permanent' | 'lost';

/**
 * The shape of a mark: `session` on a session's first line; for a stage `talk` (connect, greeting, hello), `lock` (TLS), `key` (AUTH),
 * `envelope` (MAIL, RCPT), `content` (DATA and what follows), `end` (QUIT, disconnect), `command` (all others).
 */
export type MarkShape = 'session' | 'talk' | 'lock' | 'key' | 'envelope' | 'content' | 'end' | 'command';

/** One mark: what the timeline has to say at one line. */
export interface TimelineMark {
	readonly line: number;
	/** The session's id as the command line prints it: `s1`. */
	readonly session: string;
	readonly shape: MarkShape;
	readonly state: MarkState;
	/** No line shows it: a counter or a later line proves it. Always so where the state is `missing`. */
	readonly isHollow?: true;
	/** What stands after the line: `AUTH 235 · 12 ms`; with the strip of the whole session on its first line. */
	readonly text: string;
	/** One sentence for the tool tip and screen readers. Plain text. */
	readonly description: string;
}
export type TimelineResult = readonly TimelineMark[];
export const timelineRequest = 'mailLogLens/timeline';

/** Where stages failed in the whole log, for the overview ruler. */
export interface FailuresParams {
	readonly uri: string;
}

/** A line at which a stage failed, and how grave the gravest of them is. */
export interface FailureMark {
	readonly line: number;
	readonly state: 'temporary' | 'permanent' | 'lost';
}

/** In the order of the lines. No more than a ruler can show: of neighbours in a large log one stands for all. */
export type FailuresResult = readonly FailureMark[];
export const failuresRequest = 'mailLogLens/failures';

/** Where a session stands among the lines of others. `null` where the line belongs to none, or the log has no other session. */
export interface SessionLines {
	/** `s1` */
	readonly id: string;
	/** Its first and its last line. */
	readonly first: number;
	readonly last: number;
	/** Its lines in runs that no other line interrupts: first and last of each, ascending. Of very many those nearest to the place. */
	readonly runs: readonly (readonly [first: number, last: number])[];
}
export const sessionLinesRequest = 'mailLogLens/sessionLines';
export type Direction = 'next' | 'previous';

/** Where to go from a place. */
export interface NeighbourParams extends PlaceParams {
	/** The first line of a session, an error or warning, or a stage of the session that owns the line. */
	readonly what: 'session' | 'failure' | 'stage';
	readonly direction: Direction;
}

/** The nearest such place behind or before the position, going round at the ends. `null` where there is none. */
export interface Neighbour {
	/** The words of the failure; the whole line of a session or stage. */
	readonly range: Range;
	/** What stands there, plain text. */
	readonly message: string;
}
export const neighbourRequest = 'mailLogLens/neighbour';
