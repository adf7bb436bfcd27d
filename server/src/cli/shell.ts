import type { Readable } from 'node:stream';
import type { Output } from './output';

/** What a command has around it; tests bring their own. */
export interface Shell {
	readonly input: Readable;
	/** Results, and nothing else. */
	readonly output: Output;
	/** Everything else. */
	readonly errors: Output;
	/** Environment variables. */
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** The file of this program, where a thread may run it, too. */
	readonly program?: string;
}

/** What the command line's exit status says. */
export const exitStatus = {
	/** Done, whatever was found in the log. */
	done: 0,
	/** `--fail-on` was given, and there is such a finding. */
	found: 1,
	/** Nothing was found of what was asked for (`trace`), as grep says it. */
	nothing: 1,
	/** Wrong usage, a file that cannot be read, or a place that cannot be written to. */
	failed: 2,
	/** A bug of ours (sysexits.h: EX_SOFTWARE). */
	bug: 70,
} as const;

export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];
