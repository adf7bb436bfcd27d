import type { LineEvent } from '../event';

/** What a message is made from. */
export interface MessageSource {
	linesOfMessage(index: number): readonly number[];
	/** The last lines of a session, so many at most, the last one first. */
	lastLinesOfSession(session: number, most: number): readonly number[];
	event(line: number): LineEvent;
	sessionIndexAt(line: number): number | undefined;
	queueId(message: number): string;
	/** Every line that belongs to the message, with those of the sessions on which it came and went; ascending. */
	linesAboutMessage(message: number): readonly number[];
	/** Whether a filter or a policy service between mail servers wrote the line. */
	isOfFilter(line: number): boolean;
	relatives(message: number): { readonly parent: number | undefined; readonly children: readonly number[] };
}

/** A line of a message, read in full. */
export interface MessageLine {
	/** 0-based. */
	readonly line: number;
	readonly event: LineEvent;
}

/** The lines that carry the message's queue id, in order. */
export function linesOf(log: MessageSource, index: number): MessageLine[] {
	return log.linesOfMessage(index).map((line) => ({ line, event: log.event(line) }));
}
