import { Column } from '../text/column';

/** What the pass notes of every line. Lines, sessions and messages count from 0; -1 is none. */
export class LineColumns {
	/** A row's number, or one of `lineKinds`. */
	readonly kinds = new Column();
	readonly sessions = new Column();
	readonly messages = new Column();
	/** The line before this one in the same session, and in the same message. */
	readonly previousInSession = new Column();
	readonly previousInMessage = new Column();
	/** Seconds since 1970 of the time as written (year 2000 where none is). */
	readonly seconds = new Column();

	get length(): number {
		return this.kinds.length;
	}

	/** Adds a line that belongs to nothing yet. */
	push(kind: number, seconds: number): void {
		this.kinds.push(kind);
		this.sessions.push(-1);
		this.messages.push(-1);
		this.previousInSession.push(-1);
		this.previousInMessage.push(-1);
		this.seconds.push(seconds);
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
