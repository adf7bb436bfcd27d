import type { MailLog } from '../core/mailLog';
import type { Message } from '../core/model';
import type { Check } from './check';
import { attemptsOf, causeOfDelivery, lastTold, messageWords, saidAt, type Attempts } from './deliveries';
import type { Finding } from './finding';
import { relatedPlaces, spanOf } from './places';
import { remembered } from './remembered';
import { addressWords, counted } from './words';

export const deliveryBounced: Check = {
	id: 'delivery.bounced',
	severity: 'error',
	doc: `A message was given up for a recipient: refused for good, or after too long a time in the queue. One finding for each
message and recipient. For a bounce, which nobody waits for (most answer mail with a forged sender), it is information.`,
	start: (log) => ({ message: (message) => findingsOf(message, log) }),
};

const findingsOf = remembered((message: Message, log: MailLog): readonly Finding[] =>
	attemptsOf(message, log).flatMap((attempts) => [...toFinding(attempts, log)]),
);

function* toFinding({ message, recipient, deliveries }: Attempts, log: MailLog): Iterable<Finding> {
	const failure = deliveries.findLast(({ status }) => status === 'bounced' || status === 'expired');
	if (!failure) {
		return;
	}
	const told = lastTold(deliveries) ?? failure;
	const cause = causeOfDelivery(told, log);
	const isBounce = message.sender === '';
	const { line } = failure;
	const enhanced = told.reply?.enhanced ?? told.enhanced;
	const whom = `${isBounce ? 'The bounce ' : ''}${messageWords(message)} to ${addressWords(recipient)}`;
	const state =
		failure.status === 'expired' || told !== failure
			? `was given up after ${counted(deliveries.length, 'attempt')}`
			: deliveries.length > 1
				? `bounced at attempt ${deliveries.indexOf(failure) + 1}`
				: 'bounced';
	yield {
		rule: deliveryBounced.id,
		severity: isBounce ? 'information' : 'error',
		line,
		span: spanOf(log, line),
		title: cause.title,
		message: `${whom} ${state}: ${cause.title}.${saidAt(told)}`,
		fix: isBounce
			? 'Nothing to do, unless there are many: then accept less mail for recipients that do not exist.'
			: cause.fix,
		...(told.reply && { code: told.reply.code }),
		...(enhanced !== undefined && { enhanced }),
		...(failure.session !== undefined && { session: failure.session }),
		messageId: message.queueId,
		...relatedPlaces(
			log,
			deliveries.map((delivery) => ({ line: delivery.line, message: delivery.status })),
			line,
		),
	};
}
