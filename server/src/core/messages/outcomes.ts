import { valueOf, type LineEvent } from '../event';
import type { Delivery, DeliveryStatus, Fate, Outcome } from '../model';
import { deliveryOf } from './deliveries';
import { isRequeued, isTakenOut } from './end';
import { Fates } from './fates';
import { linesOf, type MessageLine, type MessageSource } from './source';

/** One attempt, for one recipient. `Address` is whatever stands for an address: the same value for the same one. */
export interface Attempt<Address> {
	/** Whom the mail was for. */
	readonly address: Address;
	/** The local user who has it, where the log names one. */
	readonly user?: string;
	/** The name under which it was delivered. */
	readonly recipient: Address;
	readonly status: DeliveryStatus;
	/** The mail that it turned into, where a filter or an alias handed it back to us. */
	readonly child?: number;
}

/** What the log tells of a message and of those who were to have it. */
export interface Tried<Address> {
	/** In the order of the log. */
	readonly attempts: readonly Attempt<Address>[];
	/** What a header check or a milter did on the way in. */
	readonly taken: readonly Fate<Address>[];
	/** Under which mail it went on when it was put into the queue again. */
	readonly requeuedAs: number | undefined;
	/** What became of all who still waited when somebody gave up. */
	readonly given: Outcome | undefined;
	/** Whom a mail came for that was given up before anything was tried. */
	readonly waiting: readonly Address[];
	/** What an administrator decided for one recipient who still waited. */
	readonly decided: readonly Fate<Address>[];
}

/** How deep a chain of re-injections is followed for the effective outcome. */
export const depthLimit = 8;

/** The mails that were followed for one mail: each is read once, and a circle of them ends where it began. */
type Followed<Address> = Map<number, { readonly fates: readonly Fate<Address>[]; readonly isTried: boolean }>;

/**
 * What became of each recipient: the last word of all attempts. A mail that a filter or an alias handed back to us counts by what
 * became of the mail it turned into. One that expired in the queue has expired for everybody who still waited, and one that an
 * administrator took out of it is removed for them.
 * @param tried What the log tells of a message.
 */
export function effectiveOutcomes<Address>(
	tried: (message: number) => Tried<Address>,
	message: number,
): Fate<Address>[] {
	const followed: Followed<Address> = new Map([[message, { fates: [], isTried: true }]]);
	return outcomesOf(tried, tried(message), followed, depthLimit);
}

function outcomesOf<Address>(
	tried: (message: number) => Tried<Address>,
	{ attempts, taken, requeuedAs, given, waiting, decided }: Tried<Address>,
	followed: Followed<Address>,
	depth: number,
): Fate<Address>[] {
	const follow = (child: number) => followChild(tried, child, followed, depth - 1);
	const fates = new Fates<Address>();
	for (const attempt of attempts) {
		const { status, child } = attempt;
		if (fates.outcomeOf(attempt) === 'sent' && status === 'deferred') {
			continue;
		}
		const isFollowed = status === 'sent' && child !== undefined && depth > 0;
		fates.set(attempt, isFollowed ? effective(attempt, follow(child)) : status);
	}
	for (const fate of taken) {
		if (fates.isEmpty) {
			fates.set(fate, fate.outcome);
		}
	}
	if (requeuedAs !== undefined && depth > 0) {
		// It goes on under another id: what became of it there counts for those who still waited.
		for (const fate of follow(requeuedAs).fates) {
			if (fates.outcomeOf(fate) !== 'sent') {
				fates.set(fate, fate.outcome);
			}
		}
	}
	for (const { address, outcome } of decided) {
		fates.decide(address, outcome);
	}
	if (given !== undefined) {
		for (const address of attempts.length === 0 ? waiting : []) {
			fates.set({ address }, given);
		}
		fates.giveUpAll(given);
	}
	return fates.all();
}

/** What became of the recipients of a mail that another one turned into, and whether anything was tried. */
function followChild<Address>(
	tried: (message: number) => Tried<Address>,
	child: number,
	followed: Followed<Address>,
	depth: number,
): { readonly fates: readonly Fate<Address>[]; readonly isTried: boolean } {
	let known = followed.get(child);
	if (!known) {
		followed.set(child, { fates: [], isTried: true });
		const own = tried(child);
		known = { fates: outcomesOf(tried, own, followed, depth), isTried: own.attempts.length > 0 };
		followed.set(child, known);
	}
	return known;
}

/** What the log tells of a message, read in full. */
export function triedOf(
	log: MessageSource,
	index: number,
	lines: readonly MessageLine[] = linesOf(log, index),
	deliveries: readonly Delivery[] = lines.flatMap((at) => deliveryOf(log, at)),
): Tried<string> {
	const { children } = log.relatives(index);
	/** The last mail of an id: the child that a delivery names. */
	const byId = new Map(children.map((child) => [log.queueId(child), child]));
	return {
		attempts: deliveries.map((delivery) => {
			const child = byId.get(takenAs(delivery) ?? '');
			const { recipient, user, status } = delivery;
			return {
				...{ address: addressOf(delivery), recipient, status },
				...(user === undefined ? {} : { user }),
				...(child === undefined ? {} : { child }),
			};
		}),
		taken: lines.flatMap(({ event }) => {
			const outcome = takenAway[valueOf(event, 'action') ?? ''];
			const address = valueOf(event, 'to');
			return outcome && address !== undefined ? [{ address, outcome }] : [];
		}),
		requeuedAs: lines.some(isRequeued) ? children.at(-1) : undefined,
		given: lines.map(({ event }) => givenBy(event)).findLast((outcome) => outcome !== undefined),
		waiting: lines.flatMap(({ event }) => waitingFor(event)),
		decided: lines.flatMap(({ event }) => decidedBy(event)),
	};
}

/** What becomes of all who still wait, where the line says that nobody tries any more. */
function givenBy(event: LineEvent): Outcome | undefined {
	if (event.kind === 'expired') {
		return 'expired';
	}
	if (event.kind === 'cancelled') {
		// Exim gives up on a mail that is cancelled, and tells its sender so.
		return 'bounced';
	}
	return isTakenOut(event) && valueOf(event, 'to') === undefined ? 'removed' : undefined;
}

/** OpenSMTPD's mail is removed for one recipient; Exim completes a mail that is marked delivered, and nobody has it. */
function decidedBy(event: LineEvent): Fate<string>[] {
	const address = valueOf(event, 'to');
	if (address === undefined) {
		return [];
	}
	if (isTakenOut(event)) {
		return [{ address, outcome: 'removed' }];
	}
	//   address <b@example.net> marked delivered by root
	const isMarked = event.format === 'exim' && /^marked delivered by /.test(valueOf(event, 'text') ?? '');
	return isMarked ? [{ address, outcome: 'discarded' }] : [];
}

/** Whom a mail came for, where the line says so: Exim's `<= … for b@example.com c@example.com`. */
function waitingFor(event: LineEvent): string[] {
	return event.kind === 'arrival'
		? event.fields.filter(({ name }) => name === 'recipient').map(({ value }) => value)
		: [];
}

/** What a header check or a milter does to a mail that nobody delivers then. */
const takenAway: Readonly<Record<string, DeliveryStatus>> = { hold: 'held', discard: 'discarded' };

/**
 * Who a delivery was for. Exim names a local recipient by its local part alone; a file, a command or an automatic reply by itself; the
 * address stands behind it: `alice <alice+news@example.com>`, `:blackhole: <a@example.com>`, `>sender@example.org <a@example.com>`. A
 * name that an alias gave stays as it is.
 */
export function addressOf({ recipient, original }: Pick<Delivery, 'recipient' | 'original'>): string {
	if (original === undefined || (recipient.includes('@') && !/^[|>]/.test(recipient))) {
		return recipient;
	}
	const localPart = original.slice(0, original.lastIndexOf('@'));
	const isSame = localPart === recipient || localPart.startsWith(`${recipient}+`);
	return isSame || /^[:/|>]/.test(recipient) ? original : recipient;
}

/** Whether an attempt was for the recipient of whom a fate tells. */
export function isFor(delivery: Delivery, { address, user }: Fate<string>): boolean {
	return addressOf(delivery) === address && delivery.user === user;
}

/** The id that a mail has got where it was taken: `250 2.0.0 Ok: queued as 4jYBJb1fYhz60`, `forwarded as 4jYBJb1fYhz60`. */
function takenAs({ reply, text }: Delivery): string | undefined {
	return /(?:queued|forwarded) as ([0-9A-Za-z-]{1,32})/.exec(reply?.text ?? text ?? '')?.[1];
}

/** The outcome of one attempt, followed into the mail that it became: for the same address, or for all that it was turned into. */
function effective<Address>(
	{ recipient, status }: Attempt<Address>,
	{ fates, isTried }: { readonly fates: readonly Fate<Address>[]; readonly isTried: boolean },
): Outcome {
	const same = fates.find(({ address }) => address === recipient);
	if (same || !isTried) {
		return same?.outcome ?? 'queued';
	}
	return fates.length === 0 ? status : together(fates.map(({ outcome }) => outcome));
}

/** The outcome for an address that became several: what is still to come, else that somebody has it, else what failed. */
function together(all: readonly Outcome[]): Outcome {
	const waiting = all.find((outcome) => outcome === 'deferred' || outcome === 'queued');
	return waiting ?? all.find((outcome) => outcome === 'sent') ?? all[0] ?? 'queued';
}
