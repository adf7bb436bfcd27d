import type { MailLog } from '../core/mailLog';
import { recipientKey } from '../core/messages/deliveries';
import type { Delivery, Message } from '../core/model';
import { say, type Said } from '../knowledge/say';
import { causeOf, quoted, type Cause } from './cause';
import { remembered } from './remembered';
import { addressWords, codeWords, peerWords, plainText } from './words';

/** All attempts to deliver one message to one recipient, in the order of the log. */
export interface Attempts {
	readonly message: Message;
	/** As the log writes it. */
	readonly recipient: string;
	readonly deliveries: readonly Delivery[];
	/** The last word. */
	readonly last: Delivery;
}

/** The attempts of a message by recipient. */
export const attemptsOf = remembered((message: Message, _log: MailLog): readonly Attempts[] => {
	const byRecipient = new Map<string, Delivery[]>();
	for (const delivery of message.deliveries) {
		const key = recipientKey(delivery).toLowerCase();
		const known = byRecipient.get(key);
		if (known) {
			known.push(delivery);
		} else {
			byRecipient.set(key, [delivery]);
		}
	}
	return Array.from(byRecipient.values()).flatMap((deliveries) => {
		const last = deliveries.at(-1);
		return last ? [{ message, recipient: last.recipient, deliveries, last }] : [];
	});
});

/** Why an attempt did not work. */
export const causeOfDelivery = remembered((delivery: Delivery, _log: MailLog): Cause => {
	const { reply, enhanced, text, inReplyTo, relay } = delivery;
	const words = reply ?? { ...(enhanced && { enhanced }), ...(text && { text }) };
	return causeOf(words, reply && inReplyTo, { host: relay?.name });
});

//   retry time not reached for any host    retry timeout exceeded
const noAttempt = /^retry time(?:out exceeded| not reached)/;

/** Whether somebody tried: a queue that only waits writes lines, too. */
export function isTry({ text = '' }: Delivery): boolean {
	return !noAttempt.test(text);
}

/** The last attempt that tells why: a queue that only waits, or gives up waiting, has nobody's answer. */
export function lastTold(deliveries: readonly Delivery[]): Delivery | undefined {
	return (
		deliveries.findLast(
			({ status, text = '' }) => status !== 'sent' && status !== 'expired' && !noAttempt.test(text),
		) ?? deliveries.findLast(({ status }) => status !== 'sent')
	);
}

/** Who said no and in which words: `mx.example.com [198.51.100.7] said 550 5.1.1 at RCPT: “User unknown”`. */
export function saidAt({ relay, reply, enhanced, text, inReplyTo }: Delivery): Said {
	if (!reply) {
		const words = quoted([enhanced, text].filter(Boolean).join(' '));
		return () => words.trimStart();
	}
	return say('delivery.said', {
		peer: peerWords(relay) ?? say('delivery.nextServer'),
		code: codeWords(reply),
		at: inReplyTo && say('delivery.at', { command: plainText(inReplyTo, 30) }),
		quote: quoted(reply.text),
	});
}

/** `4F2A1B0C9D from a@example.org` */
export function messageWords({ queueId, sender }: Pick<Message, 'queueId' | 'sender'>): Said {
	return sender === undefined
		? () => queueId
		: say('delivery.message', { id: queueId, sender: addressWords(sender) });
}

/** The places of all attempts, each by how it ended. */
export function attemptPlaces(deliveries: readonly Delivery[]): { line: number; message: Said }[] {
	return deliveries.map(({ line, status }) => ({ line, message: say(`status.${status}`) }));
}
