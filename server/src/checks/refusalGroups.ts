import type { MailLog } from '../core/mailLog';
import type { Cause } from './cause';
import { relatedLimit, type Severity } from './finding';
import type { Refusal } from './refusals';
import { codeWords, isServer } from './words';

/** A place of a group: one refusal, or what only follows from it. */
export interface RefusalPlace {
	/** From 0. */
	readonly line: number;
	readonly session: number;
	/** The code of what only follows. */
	readonly follows?: string;
}

/** Somebody who was refused for now, and may have got through later. */
export interface Waiting {
	/** Where he was refused last, from 0. */
	readonly line: number;
	readonly address?: string;
	readonly recipient?: string;
	readonly sender?: string;
}

/**
 * Refusals with one cause: counts, and the few places that a finding shows. A large log has many of them, so that neither sessions nor
 * steps are kept.
 */
export interface RefusalGroup {
	/** The session and the line of the first. */
	readonly session: number;
	readonly line: number;
	/** Unless all got through later. */
	readonly severity: Severity;
	readonly count: number;
	/** How many addresses were refused. */
	readonly recipientCount: number;
	/** The first ones, the very first among them. */
	readonly places: readonly RefusalPlace[];
	/** One of them was refused for good. */
	readonly isFinal: boolean;
	/** Whoever was refused for now, by his names. */
	readonly waiting: ReadonlyMap<string, Waiting>;
	/** Changes with whatever is told of the group. */
	readonly stamp: number;
}

type Growing = { -readonly [Name in keyof RefusalGroup]: RefusalGroup[Name] } & {
	places: RefusalPlace[];
	waiting: Map<string, Waiting>;
};

/** Shared by all who wait for nobody; never written to. */
const nobody = new Map<string, Waiting>();

/** The refusals of a log by their cause. Sessions are added one after the other. */
export class RefusalGroups {
	readonly all: Growing[] = [];
	/** By what was said, then by the client and whom it was about. */
	readonly #byPeer = new Map<string, Map<string, Growing>>();
	/** Of the session that was added last, by what was said. */
	readonly #bySession = new Map<string, Growing>();
	#session = -1;

	constructor(private readonly log: MailLog) {}

	add(refusal: Refusal, cause: Cause): void {
		const { session, stage, code, enhanced, temporary, recipient, sender } = refusal;
		if (session.index !== this.#session) {
			this.#session = session.index;
			this.#bySession.clear();
		}
		const said = [session.role, stage, code, enhanced, temporary, cause.key].join('\n');
		const peer = session.peer?.address ?? session.peer?.name ?? `session ${session.index}`;
		const whom = `${peer}\n${(recipient ?? sender ?? '').toLowerCase()}`;
		const peers = this.#byPeer.get(said) ?? new Map<string, Growing>();
		this.#byPeer.set(said, peers);
		const same = peers.get(whom);
		const group = this.#bySession.get(said) ?? same ?? this.#begin(refusal);
		this.#bySession.set(said, group);
		peers.set(whom, group);
		group.recipientCount += recipient !== undefined && same !== group ? 1 : 0;
		count(group, refusal);
	}

	#begin(refusal: Refusal): Growing {
		const group: Growing = {
			session: refusal.session.index,
			line: refusal.line,
			severity: severityOf(refusal, this.log),
			count: 0,
			recipientCount: 0,
			places: [],
			isFinal: false,
			waiting: nobody,
			stamp: 0,
		};
		this.all.push(group);
		return group;
	}
}

function count(group: Growing, refusal: Refusal): void {
	const { session, line, recipient, sender, overcome, temporary, consequences } = refusal;
	group.count++;
	place(group, { line, session: session.index });
	for (const consequence of consequences) {
		place(group, { line: consequence.line, session: session.index, follows: codeWords(consequence) });
	}
	group.stamp = stampOf(group.stamp, line, recipient ?? sender ?? '');
	if (overcome) {
		return;
	}
	group.isFinal ||= !temporary;
	const address = session.peer?.address;
	if (group.isFinal) {
		group.waiting = nobody;
		return;
	}
	const waiting = group.waiting === nobody ? new Map<string, Waiting>() : group.waiting;
	const key = [address, recipient?.toLowerCase(), sender].join('\n');
	waiting.delete(key);
	waiting.set(key, {
		line,
		...(address !== undefined && { address }),
		...(recipient !== undefined && { recipient: recipient.toLowerCase() }),
		...(sender !== undefined && { sender }),
	});
	group.waiting = waiting;
}

/** As many as a finding names, and the first itself. */
function place({ places }: Growing, one: RefusalPlace): void {
	if (places.length <= relatedLimit) {
		places.push(one);
	}
}

function stampOf(stamp: number, line: number, whom: string): number {
	let next = Math.imul(stamp ^ line, 0x9e3779b1);
	for (let at = 0; at < whom.length; at++) {
		next = Math.imul(next ^ whom.charCodeAt(at), 0x01000193);
	}
	return next;
}

/** Commands that no mail depends on. */
const asides: ReadonlySet<string> = new Set(['verify', 'noop', 'help', 'etrn', 'reset', 'xclient', 'other']);

function severityOf({ session, stage, line, temporary }: Refusal, log: MailLog): Severity {
	if (asides.has(stage)) {
		return stage === 'other' && !isServer(session) ? 'warning' : 'information';
	}
	// The next host was tried; what became of the mail in the end is said where it ended.
	if (session.role === 'client' && log.messageIndexAt(line) !== undefined) {
		return 'information';
	}
	return isServer(session) || temporary ? 'warning' : 'error';
}
