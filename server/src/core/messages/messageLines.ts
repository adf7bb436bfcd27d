import type { Kind } from '../event';

/** What is asked of the index: which lines are together. Lines, sessions and messages count from 0. */
export interface TogetherSource {
	/** The lines that carry the message's queue id, ascending. */
	linesOfMessage(message: number): readonly number[];
	/** The lines of a session, ascending. */
	linesOfSession(session: number): readonly number[];
	messageIndexAt(line: number): number | undefined;
	sessionIndexAt(line: number): number | undefined;
	/** The kind of a line, as its row tells. */
	kindAt(line: number): Kind | undefined;
	/** The session that the same process had before this one, of programs that connect to others. */
	sessionBefore(session: number): number | undefined;
	/** The lines that say which message this one was made from. */
	birthLines(message: number): readonly number[];
}

/** So many lines that frame a session are told with every mail of it, so that a report grows with the log and not with its square. */
const frameLimit = 16;

/** So many connections that failed one after the other are told with the delivery that they were made for. */
const failureLimit = 64;

/** What is known of so long a session is kept longer, for it takes as long to find out: lines. */
const longSession = 2048;
/** So many lines such sessions may have together. */
const longKept = 64 * longSession;

/** The lines of a session that stand for all of it, whichever mail came or went on it. */
const frameKinds: ReadonlySet<Kind> = new Set([
	'connect',
	'disconnect',
	'lost-connection',
	'timeout',
	'dropped',
	'tls-established',
	'tls-unverified',
]);

/** A session's lines without a queue id: those of all its mails, and those of one. */
interface Shared {
	/** How many lines the session has. */
	readonly length: number;
	readonly frame: readonly number[];
	readonly own: ReadonlyMap<number, readonly number[]>;
	/** The first mail of the session, for which it was opened. */
	readonly opener: number | undefined;
}

/**
 * Every line that belongs to a message: those that carry its queue id, the line that says what it was made from, and of the sessions
 * on which it came and went those that are of no other mail: connect, TLS, what was refused before it, disconnect, and connections
 * that failed before the one that it went out on.
 *
 * What was found is kept until a line joins or leaves a session.
 */
export class MessageLines {
	private shared = new Map<number, Shared>();
	private users = new Map<number, Set<number>>();

	constructor(private readonly log: TogetherSource) {}

	/** Of how many sessions something is kept. */
	get size(): number {
		return this.shared.size;
	}

	/** Forgets all but the latest long sessions; the messages that were made with it must be forgotten, too. */
	clear(): void {
		const kept: [number, Shared][] = [];
		let lines = 0;
		for (const entry of [...this.shared].reverse()) {
			const { length } = entry[1];
			if (length >= longSession && (lines === 0 || lines + length <= longKept)) {
				kept.push(entry);
				lines += length;
			}
		}
		// New ones: what a map held that was emptied would live as long as the map.
		this.shared = new Map(kept.reverse());
		this.users = new Map();
	}

	/** The lines of a message, ascending. */
	of(message: number): number[] {
		const found = new Set(this.log.linesOfMessage(message));
		for (const session of this.sessionsOf(message)) {
			const shared = this.sharedOf(session);
			for (const line of [...shared.frame, ...(shared.own.get(message) ?? [])]) {
				found.add(line);
			}
		}
		for (const line of this.log.birthLines(message)) {
			found.add(line);
		}
		return [...found].sort((one, other) => one - other);
	}

	/** The sessions on which a message came and went, and the connections that failed before. Notes that the message was made of them. */
	private sessionsOf(message: number): Set<number> {
		const sessions = new Set<number>();
		for (const line of this.log.linesOfMessage(message)) {
			let session = this.log.sessionIndexAt(line);
			for (let steps = 0; session !== undefined && !sessions.has(session) && steps < failureLimit; steps++) {
				sessions.add(session);
				this.use(session, message);
				session = this.failedBefore(session, message);
			}
		}
		return sessions;
	}

	/** The connection that failed before this one was made, for the mail that it was made for. */
	private failedBefore(session: number, message: number): number | undefined {
		const { opener } = this.sharedOf(session);
		const before = opener === undefined || opener === message ? this.log.sessionBefore(session) : undefined;
		return before !== undefined && this.sharedOf(before).opener === undefined ? before : undefined;
	}

	/** The messages that were made with a session's lines; they and what is known of the session are forgotten. */
	forgetSession(session: number): Iterable<number> {
		if (this.shared.size === 0) {
			return [];
		}
		this.shared.delete(session);
		const users = this.users.get(session) ?? [];
		this.users.delete(session);
		return users;
	}

	private use(session: number, message: number): void {
		const users = this.users.get(session);
		if (users) {
			users.add(message);
		} else {
			this.users.set(session, new Set([message]));
		}
	}

	private sharedOf(session: number): Shared {
		let shared = this.shared.get(session);
		if (!shared) {
			shared = this.divide(this.log.linesOfSession(session));
			this.shared.set(session, shared);
		}
		return shared;
	}

	/** What is refused before a mail is of that mail's transaction; a mail that is alone on its session has all of it. */
	private divide(lines: readonly number[]): Shared {
		const owners = lines.map((line) => this.log.messageIndexAt(line));
		const messages = new Set(owners.filter((owner) => owner !== undefined));
		const own = new Map<number, number[]>([...messages].map((message) => [message, []]));
		const frame: number[] = [];
		let next = messages.size === 1 ? [...messages][0] : undefined;
		for (let at = lines.length - 1; at >= 0; at--) {
			const line = lines[at] ?? 0;
			const owner = owners[at];
			const kind = this.log.kindAt(line);
			if (owner !== undefined) {
				next = owner;
			} else if (messages.size === 0 || (messages.size > 1 && kind && frameKinds.has(kind))) {
				if (frame.length < frameLimit) {
					frame.push(line);
				}
			} else if (next !== undefined) {
				own.get(next)?.push(line);
			}
		}
		return { length: lines.length, frame, own, opener: owners.find((owner) => owner !== undefined) };
	}
}
