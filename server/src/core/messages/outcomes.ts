import { valueOf, type LineEvent } from '../event';
import type { Delivery, DeliveryStatus, Message } from '../model';
import { deliveryOf } from './deliveries';
import { isRequeued } from './end';
import { linesOf, type MessageLine, type MessageSource } from './source';

type Outcome = DeliveryStatus | 'queued';

/** How deep a chain of re-injections is followed for the effective outcome. */
const depthLimit = 8;

/** The mails that were followed for one mail: each is read once, and a circle of them ends where it began. */
type Followed = Map<number, { readonly recipients: Message['recipients']; readonly isTried: boolean }>;

/**
 * What became of each recipient: the last word of all attempts. A mail that a filter or an alias handed back to us counts by what
 * became of the mail it turned into. One that expired in the queue has expired for everybody who still waited.
 */
export function outcomes(
	log: MessageSource,
	index: number,
	lines: readonly MessageLine[],
	deliveries: readonly Delivery[],
): Message['recipients'] {
	const followed: Followed = new Map([[index, { recipients: [], isTried: true }]]);
	return outcomesOf(log, index, lines, deliveries, followed, depthLimit);
}

function outcomesOf(
	log: MessageSource,
	index: number,
	lines: readonly MessageLine[],
	deliveries: readonly Delivery[],
	followed: Followed,
	depth: number,
): Message['recipients'] {
	const { children } = log.relatives(index);
	/** The last mail of an id: the child that a delivery names. */
	const byId = new Map(children.map((child) => [log.queueId(child), child]));
	const follow = (child: number) => followChild(log, child, followed, depth - 1);
	const found = new Map<string, Outcome>();
	for (const delivery of deliveries) {
		const key = addressOf(delivery);
		if (found.get(key) === 'sent' && delivery.status === 'deferred') {
			continue;
		}
		const child = byId.get(takenAs(delivery) ?? '');
		const isFollowed = delivery.status === 'sent' && child !== undefined && depth > 0;
		found.set(key, isFollowed ? effective(delivery, follow(child)) : delivery.status);
	}
	for (const { event } of lines) {
		const taken = takenAway[valueOf(event, 'action') ?? ''];
		const to = valueOf(event, 'to');
		if (taken && to !== undefined && found.size === 0) {
			found.set(to, taken);
		}
	}
	const again = children.at(-1);
	if (again !== undefined && depth > 0 && lines.some(isRequeued)) {
		// It goes on under another id: what became of it there counts for those who still waited.
		for (const { address, outcome } of follow(again).recipients) {
			if (found.get(address) !== 'sent') {
				found.set(address, outcome);
			}
		}
	}
	const has = (kind: LineEvent['kind']) => lines.some(({ event }) => event.kind === kind);
	// Exim gives up on a mail that is cancelled, and tells its sender so.
	const given: DeliveryStatus | undefined = has('expired')
		? 'expired'
		: has('cancelled')
			? 'bounced'
			: undefined;
	if (given === 'bounced' && deliveries.length === 0) {
		for (const address of lines.flatMap(({ event }) => waitingFor(event))) {
			found.set(address, given);
		}
	}
	return [...found].map(([address, outcome]) => ({
		address,
		outcome: outcome === 'deferred' ? (given ?? outcome) : outcome,
	}));
}

/** Whom a mail came for, where the line says so: Exim's `<= … for b@example.com c@example.com`. */
function waitingFor(event: LineEvent): string[] {
	return event.kind === 'arrival'
		? event.fields.filter(({ name }) => name === 'recipient').map(({ value }) => value)
		: [];
}

/** What became of the recipients of a mail that another one turned into, and whether anything was tried. */
function followChild(
	log: MessageSource,
	child: number,
	followed: Followed,
	depth: number,
): { readonly recipients: Message['recipients']; readonly isTried: boolean } {
	let known = followed.get(child);
	if (!known) {
		followed.set(child, { recipients: [], isTried: true });
		const lines = linesOf(log, child);
		const deliveries = lines.flatMap((at) => deliveryOf(log, at));
		const recipients = outcomesOf(log, child, lines, deliveries, followed, depth);
		known = { recipients, isTried: deliveries.length > 0 };
		followed.set(child, known);
	}
	return known;
}

/** What a header check or a milter does to a mail that nobody delivers then. */
const takenAway: Readonly<Record<string, DeliveryStatus>> = { hold: 'held', discard: 'discarded' };

/**
 * Who a delivery was for. Exim names a local recipient by its local part alone, a file or a command by itself; the address stands
 * behind it: `alice <alice+news@example.com>`, `:blackhole: <a@example.com>`. A name that an alias gave stays as it is.
 */
function addressOf({ recipient, original }: Delivery): string {
	if (original === undefined || recipient.includes('@')) {
		return recipient;
	}
	const localPart = original.slice(0, original.lastIndexOf('@'));
	const isSame = localPart === recipient || localPart.startsWith(`${recipient}+`);
	return isSame || /^[:/|]/.test(recipient) ? original : recipient;
}

/** The id that a mail has got where it was taken: `250 2.0.0 Ok: queued as 4jYBJb1fYhz60`, `forwarded as 4jYBJb1fYhz60`. */
function takenAs({ reply, text }: Delivery): string | undefined {
	return /(?:queued|forwarded) as ([0-9A-Za-z-]{1,32})/.exec(reply?.text ?? text ?? '')?.[1];
}

/** The outcome of one attempt, followed into the mail that it became: for the same address, or for all that it was turned into. */
function effective(
	{ recipient, status }: Delivery,
	{ recipients, isTried }: { readonly recipients: Message['recipients']; readonly isTried: boolean },
): Outcome {
	const same = recipients.find(({ address }) => address === recipient);
	if (same || !isTried) {
		return same?.outcome ?? 'queued';
	}
	return recipients.length === 0 ? status : together(recipients.map(({ outcome }) => outcome));
}

/** The outcome for an address that became several: what is still to come, else that somebody has it, else what failed. */
function together(all: readonly Outcome[]): Outcome {
	const waiting = all.find((outcome) => outcome === 'deferred' || outcome === 'queued');
	return waiting ?? all.find((outcome) => outcome === 'sent') ?? all[0] ?? 'queued';
}
