import type { MailLog } from '../core/mailLog';
import type { Delivery, Message } from '../core/model';
import { attemptsOf, causeOfDelivery, lastTold } from './deliveries';
import { isFrozenBounce } from './deliveryFrozen';
import { loopOf } from './deliveryLoop';
import { isLoopback, isPrivate } from './offers';
import { remembered } from './remembered';

/** Accepted from elsewhere although there is no mailbox; a bounce of such mail that was bounced. */
export type ScatterCause = 'accepted' | 'returned';

/** A failed delivery that sends, or sent, a bounce to somebody who most likely sent nothing. */
export interface Scatter {
	readonly cause: ScatterCause;
	/** From 0. */
	readonly line: number;
	readonly recipient: string;
}

/** From so many on they are told together; fewer may be slips of the pen. */
export const severalScattered = 3;

/** What of a message is backscatter, one for each recipient. */
export const scatterOf = remembered((message: Message, log: MailLog): readonly Scatter[] => {
	const isBounce = message.sender === '';
	const failures = attemptsOf(message, log).flatMap(({ deliveries, recipient }) => {
		const failure = deliveries.findLast(({ status }) => status === 'bounced' || status === 'expired');
		const isTold = !failure || isFrozenBounce(message) || loopOf(lastTold(deliveries) ?? failure);
		return isTold || !(isBounce || isNoMailboxHere(failure, log)) ? [] : [{ line: failure.line, recipient }];
	});
	const origin = isBounce ? log.relatives(message.index).parent : message.index;
	return failures.length === 0 || origin === undefined || !isFromOutside(log.message(origin), log)
		? []
		: failures.map((failure) => ({ ...failure, cause: isBounce ? 'returned' : 'accepted' }));
});

/** Mail for a mailbox of this server, or of one behind it, that is not there. Where a server far away says so, the mail may be ours. */
function isNoMailboxHere(delivery: Delivery, log: MailLog): boolean {
	const { status, relay, reply, enhanced } = delivery;
	const isHere = relay?.address === undefined ? relay?.name !== 'none' : isPrivate(relay.address);
	return (
		status === 'bounced' &&
		isHere &&
		((reply?.enhanced ?? enhanced) === '5.1.1' || causeOfDelivery(delivery, log).reason === 'recipient')
	);
}

/** Whether a message came from another host, and nobody had logged in. What a filter handed back came as the filter got it. */
function isFromOutside(message: Message, log: MailLog): boolean {
	const { parent } = log.relatives(message.index);
	const { arrival, sender } = parent === undefined ? message : log.message(parent);
	const session = arrival?.session === undefined ? undefined : log.session(arrival.session);
	const address = session?.peer?.address;
	return (
		session !== undefined &&
		address !== undefined &&
		sender !== '' &&
		!session.auth?.ok &&
		!isLoopback(session) &&
		!isPrivate(address)
	);
}
