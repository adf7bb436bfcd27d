import type { MailLog } from '../core/mailLog';

/** One of several logs that are looked at together. */
export interface NamedLog {
	/** Its address in an editor, its path in the shell. */
	readonly uri: string;
	readonly log: MailLog;
}

/** A log, and a line of it from 0. */
export interface LogLine {
	readonly of: NamedLog;
	readonly line: number;
}
