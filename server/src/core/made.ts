import type { MessageIndex } from './index/messageIndex';
import type { Links } from './links';
import type { MessageLines } from './messages/messageLines';
import type { Message, Session } from './model';

/** So many sessions and messages of a log that lies in a file are kept when they have been made: a power of two. */
const keptOfFile = 128;

/**
 * The sessions and messages that have been made, each by its number. The same object is given again until a line changes that it was
 * made of; then it is forgotten, with all that hangs on it, and made anew when somebody asks.
 */
export class Made {
	private readonly sessions: Store<Session>;
	private readonly messages: Store<Message>;

	/**
	 * @param messageLines What knows of which sessions a message was made.
	 * @param isOfFile The log lies in a file, which may be of any size: only what was made last is kept.
	 */
	constructor(
		private readonly messageLines: MessageLines,
		private readonly links: Links,
		private readonly index: MessageIndex,
		private readonly isOfFile: boolean,
	) {
		this.sessions = isOfFile ? new Latest() : new Map();
		this.messages = isOfFile ? new Latest() : new Map();
	}

	/** The session of a number; `make` makes it where it is not there. */
	session(index: number, make: () => Session): Session {
		return this.of(this.sessions, index, make);
	}

	/** The message of a number; `make` makes it where it is not there. */
	message(index: number, make: () => Message): Message {
		return this.of(this.messages, index, make);
	}

	/** A session has changed: the messages that came or went on it have, too. */
	forgetSession(session: number): void {
		if (this.isNothingMade) {
			return;
		}
		this.sessions.delete(session);
		for (const message of this.messageLines.forgetSession(session)) {
			this.messages.delete(message);
		}
	}

	/** A message has changed: what was made of it and of those that it came from is out of date. */
	forgetMessage(message: number): void {
		if (this.isNothingMade) {
			return;
		}
		const forgotten = new Set([message]);
		// The set grows while it is walked: each message once, even in a circle.
		for (const next of forgotten) {
			this.messages.delete(next);
			// What became of a mail tells whether the session it came in on was accepted.
			this.sessions.delete(this.index.arrivalSession(next));
			for (const parent of this.links.parentsOf(next)) {
				forgotten.add(parent);
			}
		}
	}

	/** All times have changed. Which lines are together has not. */
	forgetAll(): void {
		this.sessions.clear();
		this.messages.clear();
	}

	private get isNothingMade(): boolean {
		return this.sessions.size === 0 && this.messages.size === 0 && this.messageLines.size === 0;
	}

	private of<One>(made: Store<One>, index: number, make: () => One): One {
		let one = made.get(index);
		if (one === undefined) {
			one = make();
			this.keep(made, index, one);
		}
		return one;
	}

	private keep<One>(made: Store<One>, index: number, one: One): void {
		if (this.isOfFile && this.messageLines.size >= keptOfFile) {
			this.messages.clear();
			this.messageLines.clear();
		}
		made.set(index, one);
	}
}

/** What is there by its number. */
interface Store<One> {
	readonly size: number;
	get(index: number): One | undefined;
	set(index: number, one: One): void;
	delete(index: number): void;
	clear(): void;
}

/** Keeps the latest ones: each has its place, which the end of its number says, until another takes it. */
class Latest<One> implements Store<One> {
	size = 0;
	private readonly indices = new Float64Array(keptOfFile).fill(-1);
	private readonly ones: (One | undefined)[] = [];

	get(index: number): One | undefined {
		const place = placeOf(index);
		return this.indices[place] === index ? this.ones[place] : undefined;
	}

	set(index: number, one: One): void {
		const place = placeOf(index);
		this.size += this.indices[place] === -1 ? 1 : 0;
		this.indices[place] = index;
		this.ones[place] = one;
	}

	delete(index: number): void {
		const place = placeOf(index);
		if (this.indices[place] === index) {
			this.indices[place] = -1;
			this.ones[place] = undefined;
			this.size--;
		}
	}

	clear(): void {
		this.indices.fill(-1);
		this.ones.length = 0;
		this.size = 0;
	}
}

function placeOf(index: number): number {
	return index & (keptOfFile - 1);
}
