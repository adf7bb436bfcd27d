import { valueOf, type LineEvent } from '../event';
import type { Delivery, DeliveryStatus, MessageEnd } from '../model';
import { recipientKey } from './deliveries';
import type { MessageLine } from './source';

/** How the mail ended, by the last thing the log says of it. `missing`: what became of one that never came into the queue. */
export function endOf(
	lines: readonly MessageLine[],
	deliveries: readonly Delivery[],
	missing: 'rejected' | 'discarded' | undefined,
): MessageEnd {
	const last = new Map<string, DeliveryStatus>();
	for (const delivery of deliveries) {
		const key = recipientKey(delivery);
		if (!(last.get(key) === 'sent' && delivery.status === 'deferred')) {
			last.set(key, delivery.status);
		}
	}
	const statuses = new Set(last.values());
	const kinds = lines.map(({ event }) => event.kind);
	const has = (kind: LineEvent['kind']) => kinds.includes(kind);
	const isExpired = has('expired') || has('cancelled');
	const isRemoved = isRemovedForAll(lines, last);
	const isOver =
		has('completed') ||
		isRemoved ||
		lines.some(({ event }) => event.kind === 'removed' && valueOf(event, 'to') === undefined);
	const administered = lines.findLast(({ event }) => event.kind === 'postsuper' || isTakenOut(event))?.event;
	if (isRemoved && administered && isTakenOut(administered)) {
		return 'removed';
	}
	if (administered && /^placed on hold/.test(valueOf(administered, 'text') ?? '')) {
		return 'held';
	}
	const frozen = kinds.lastIndexOf('frozen');
	if (frozen >= 0 && !isOver && frozen > kinds.lastIndexOf('unfrozen')) {
		return 'frozen';
	}
	const isExim = lines[0]?.event.format === 'exim';
	if (last.size === 0) {
		const taken = lines.findLast(({ event }) => /^(?:discard|hold)$/.test(valueOf(event, 'action') ?? ''));
		if (taken && !isOver) {
			return valueOf(taken.event, 'action') === 'hold' ? 'held' : 'discarded';
		}
		if (has('removed') && has('queue-active')) {
			return 'removed';
		}
		if (isRefused(lines) && !has('queue-active')) {
			return 'rejected';
		}
		if (has('cancelled')) {
			// Exim tells the sender; Postfix had not taken the mail yet.
			return isExim ? 'failed' : 'discarded';
		}
		return isOver ? 'discarded' : (missing ?? 'queued');
	}
	if (statuses.has('deferred') && !isOver && !isExpired) {
		return 'deferred';
	}
	const failed =
		statuses.has('bounced') || statuses.has('expired') || (isExpired && statuses.has('deferred'));
	const isDelivered = statuses.has('sent') || statuses.has('deliverable');
	if (failed && (isDelivered || statuses.has('discarded'))) {
		return 'mixed';
	}
	if (failed) {
		return 'failed';
	}
	if (statuses.has('deferred') && !isDelivered) {
		// It left the queue although nobody had it: Exim calls that completed (somebody marked the rest delivered).
		return isExim ? 'discarded' : 'removed';
	}
	// Exim completes a mail to `:blackhole:` as delivered.
	const isDone = isDelivered || (statuses.has('discarded') && isExim);
	return isDone ? 'delivered' : statuses.has('discarded') ? 'discarded' : 'queued';
}

/**
 * Whether an administrator took the mail out of the queue: `postsuper -d`, Exim's `removed by root`, OpenSMTPD's `Removed by
 * administrator`. `requeued` and `released from hold` are no end; Postfix's own `removed` is that of every mail.
 */
export function isTakenOut(event: LineEvent): boolean {
	const isTold = event.kind === 'postsuper' || (event.kind === 'removed' && event.format !== 'postfix');
	return isTold && /^removed/i.test(valueOf(event, 'text') ?? '');
}

/** Whether an administrator took it from all who still waited. OpenSMTPD's mail is removed for one recipient at a time. */
function isRemovedForAll(lines: readonly MessageLine[], last: ReadonlyMap<string, DeliveryStatus>): boolean {
	const removals = lines.filter(({ event }) => isTakenOut(event));
	const removed = new Set(removals.map(({ event }) => valueOf(event, 'to')));
	const isDone = ([recipient, status]: [string, DeliveryStatus]) =>
		status !== 'deferred' || removed.has(recipient);
	return removed.has(undefined) || (removed.size > 0 && [...last].every(isDone));
}

/** `postsuper -r`: the mail goes on under another id. */
export function isRequeued({ event }: MessageLine): boolean {
	return event.kind === 'postsuper' && /^requeued/.test(valueOf(event, 'text') ?? '');
}

function isRefused(lines: readonly MessageLine[]): boolean {
	return lines.some(
		({ event }) =>
			event.kind === 'reject' ||
			((event.kind === 'milter' || event.kind === 'header-action') && valueOf(event, 'action') === 'reject'),
	);
}
