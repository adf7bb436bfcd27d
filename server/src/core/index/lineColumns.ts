import { Column, NarrowColumn, segmentSize } from '../text/column';
import { far, NearColumn } from '../text/nearColumn';

/** For each line a number near that of the lines around it, or -1. */
class NumberNear {
	private readonly near = new NearColumn();
	/** What the codes of a segment of lines are counted from. */
	private readonly bases = new Column();

	/** `below`: how far below its base a number may lie. */
	constructor(private readonly below: number) {}

	/** Adds a line that has none yet; `base` is a number near those of the lines that follow. */
	push(base: number): void {
		if (this.near.length % segmentSize === 0) {
			this.bases.truncate(this.near.length / segmentSize);
			this.bases.push(base);
		}
		this.near.push(0);
	}

	get(line: number): number {
		const code = this.near.code(line);
		if (code === 0) {
			return -1;
		}
		return code === far
			? this.near.farValue(line)
			: code - this.below + this.bases.get(Math.floor(line / segmentSize));
	}

	/** The number of the line that was added last. */
	set(line: number, value: number): void {
		const code = value - this.bases.get(Math.floor(line / segmentSize)) + this.below;
		this.near.setLast(code > 0 ? code : -1, value);
	}

	truncate(length: number): void {
		this.near.truncate(length);
	}
}

/** Sessions and messages that a line belongs to began before it, and no more begin in a segment than it has lines. */
const mostlyBefore = far - segmentSize - 1;
/** Time goes on, but for a line that is out of order: seconds. */
const mostlyAfter = 3600;

/** For each line an earlier line, or -1. */
class LineBefore {
	private readonly near = new NearColumn();

	push(): void {
		this.near.push(0);
	}

	get(line: number): number {
		const code = this.near.code(line);
		return code === 0 ? -1 : code === far ? this.near.farValue(line) : line - code;
	}

	/** The line before the one that was added last. */
	set(line: number, before: number): void {
		this.near.setLast(before < 0 ? 0 : line - before, before);
	}

	truncate(length: number): void {
		this.near.truncate(length);
	}
}

/** What the pass notes of every line, in 12 octets. Lines, sessions and messages count from 0; -1 is none. */
export class LineColumns {
	/** A row's number, or one of `lineKinds`. */
	readonly kinds = new NarrowColumn();
	readonly sessions = new NumberNear(mostlyBefore);
	readonly messages = new NumberNear(mostlyBefore);
	/** The line before this one in the same session, and in the same message. */
	readonly previousInSession = new LineBefore();
	readonly previousInMessage = new LineBefore();
	/** Seconds since 1970 of the time as written (year 2000 where none is). */
	readonly seconds = new NumberNear(mostlyAfter);

	get length(): number {
		return this.kinds.length;
	}

	/** Adds a line that belongs to nothing yet. `session` and `message`: the numbers that the next new ones will have. */
	push(kind: number, seconds: number, session: number, message: number): void {
		const line = this.kinds.length;
		this.kinds.push(kind);
		this.sessions.push(session);
		this.messages.push(message);
		this.previousInSession.push();
		this.previousInMessage.push();
		this.seconds.push(seconds);
		this.seconds.set(line, seconds);
	}

	/** Forgets the lines from `length` on. */
	truncate(length: number): void {
		this.kinds.truncate(length);
		this.sessions.truncate(length);
		this.messages.truncate(length);
		this.previousInSession.truncate(length);
		this.previousInMessage.truncate(length);
		this.seconds.truncate(length);
	}
}
