import type { BriefKind } from '../core/briefs';
import type { Kind } from '../core/event';
import { isDigit } from '../core/text/ascii';
import type { CountedLine } from './countedLine';
import { Names } from './names';

/** What Exim writes to its main log and to its reject log (Exim specification ch. 52). */
const copied: ReadonlySet<Kind> = new Set([
	'reject',
	'sender-verify-failed',
	'sasl-failed',
	'dropped',
	'lost-connection',
	'warning',
]);

interface Seen {
	/** In which part of the log it came first, and how often there. */
	readonly part: number;
	count: number;
	/** How often its copy came in other parts. */
	copies: number;
	/** Behind syslog: the last one waits for its copy. */
	isOpen: boolean;
}

/**
 * The lines that say again what was counted. Exim writes a refusal to its main log and to its reject log: where both are parts of what
 * is reported, and behind syslog, where both lines come to the same log.
 */
export class Copies {
	private readonly lines = new Names();
	private readonly seen: Seen[] = [];
	private part = 0;

	/** `starts`: the first line of each part of the log: of each file. Ascending. */
	constructor(private readonly starts: readonly number[]) {}

	/** Whether lines of this kind can be copies. */
	areIn({ format, kind }: BriefKind): boolean {
		return format === 'exim' && copied.has(kind);
	}

	/** Whether a line of such a kind is one. */
	isCopy({ line, brief: { lineBytes, lineStart, lineEnd } }: CountedLine): boolean {
		const isBehindSyslog = !isDigit(lineBytes[lineStart]);
		if (!isBehindSyslog && this.starts.length < 2) {
			return false;
		}
		while ((this.starts[this.part + 1] ?? Infinity) <= line) {
			this.part++;
		}
		const number = this.lines.number(lineBytes, lineStart, lineEnd);
		const seen = (this.seen[number] ??= { part: this.part, count: 0, copies: 0, isOpen: false });
		if (seen.part !== this.part) {
			seen.copies++;
			return seen.copies <= seen.count;
		}
		if (isBehindSyslog && seen.isOpen) {
			// What comes a third time happened again.
			seen.isOpen = false;
			return true;
		}
		seen.count++;
		seen.isOpen = true;
		return false;
	}
}
