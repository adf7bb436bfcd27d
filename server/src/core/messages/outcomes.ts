import { valueOf, type LineEvent } from '../event';
import type { Delivery, DeliveryStatus, Message } from '../model';
import { deliveryOf } from './deliveries';
import { isRequeued } from './end';
import { linesOf, type MessageLine, type MessageSource } from './source';

/** How deep a chain of re-injections is followed for the effective outcome. */
const depthLimit = 8;

/**
 * What became of each recipient: the last word of all attempts. A mail that a filter or an alias handed back to us counts by what
 * became of the mail it turned into. One that expired in the queue has expired for everybody who still waited.
 */
export function outcomes(
	log: MessageSource,
	index: number,
	lines: readonly MessageLine[],
	deliveries: readonly Delivery[],
	depth = depthLimit,
): Message['recipients'] {
	const found = new Map<string, Outcome>();
	for (const delivery of deliveries) {
		const key = addressOf(delivery);
		if (found.get(key) === 'sent' && delivery.status === 'deferred') {
			continue;
		}
		found.set(key, effective(log, index, delivery, depth));
	}
	for (const { event } of lines) {
		const taken = takenAway[valueOf(event, 'action') ?? ''];
		const to = valueOf(event, 'to');
		if (taken && to !== undefined && found.size === 0) {
			found.set(to, taken);
		}
	}
	if (lines.some(isRequeued)) {
		followRequeued(log, index, found, depth);
	}
	const has = (kind: LineEvent['kind']) => lines.some(({ event }) => event.kind === kind);
	// Exim gives up on a mail that is cancelled, and tells its sender so.
	const given: DeliveryStatus | undefined = has('expired')
		? 'expired'
		: has('cancelled')
			? 'bounced'
			: undefined;
	return [...found].map(([address, outcome]) => ({
		address,
		outcome: outcome === 'deferred' ? (given ?? outcome) : outcome,
	}));
}

/** A mail that was put into the queue again goes on under another id: what became of it there counts for those who still waited. */
function followRequeued(log: MessageSource, index: number, found: Map<string, Outcome>, depth: number): void {
	const child = depth > 0 ? log.relatives(index).children.at(-1) : undefined;
	if (child === undefined) {
		return;
	}
	const lines = linesOf(log, child);
	const own = outcomes(
		log,
		child,
		lines,
		lines.flatMap((at) => deliveryOf(log, at)),
		depth - 1,
	);
	for (const { address, outcome } of own) {
		if (found.get(address) !== 'sent') {
			found.set(address, outcome);
		}
	}
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

/** The outcome of one attempt, followed into the mail that it became on this host. */
function effective(log: MessageSource, index: number, delivery: Delivery, depth: number): Outcome {
	if (delivery.status !== 'sent' || depth === 0) {
		return delivery.status;
	}
	const child = log
		.relatives(index)
		.children.find((candidate) => isTakenAs(delivery, log.queueId(candidate)));
	if (child === undefined) {
		return delivery.status;
	}
	const childLines = linesOf(log, child);
	const next = childLines.flatMap((at) => deliveryOf(log, at));
	const own = outcomes(log, child, childLines, next, depth - 1);
	const same = own.find(({ address }) => address === delivery.recipient);
	return same?.outcome ?? (next.length === 0 ? 'queued' : together(own.map(({ outcome }) => outcome)));
}

/** `250 2.0.0 Ok: queued as 4jYBJb1fYhz60`, `forwarded as 4jYBJb1fYhz60` */
function isTakenAs({ reply, text }: Delivery, queueId: string): boolean {
	const words = reply?.text ?? text ?? '';
	return words.includes(`queued as ${queueId}`) || words.includes(`forwarded as ${queueId}`);
}

/** The outcome for an address that became several: done if it is done for all, else what is still to come; one that has it is enough. */
function together(outcomes: readonly Outcome[]): Outcome {
	const waiting = outcomes.find((outcome) => outcome === 'deferred' || outcome === 'queued');
	return waiting ?? outcomes.find((outcome) => outcome === 'sent') ?? outcomes[0] ?? 'queued';
}

type Outcome = DeliveryStatus | 'queued';
