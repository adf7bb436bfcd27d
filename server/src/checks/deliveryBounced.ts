import type { MailLog } from '../core/mailLog';
import type { Message } from '../core/model';
import type { Check } from './check';
import { say, sayCount } from '../knowledge/say';
import {
	attemptPlaces,
	attemptsOf,
	causeOfDelivery,
	lastTold,
	messageWords,
	saidAt,
	type Attempts,
} from './deliveries';
import { isFrozenBounce } from './deliveryFrozen';
import { loopOf } from './deliveryLoop';
import type { Finding } from './finding';
import { relatedPlaces, spanOf } from './places';
import { remembered } from './remembered';
import { scatterOf, severalScattered, type ScatterCause } from './scatter';
import { addressWords } from './words';

export const deliveryBounced: Check = {
	id: 'delivery.bounced',
	severity: 'error',
	doc: `A message was given up for a recipient: refused for good, or after too long a time in the queue. One finding for each
message and recipient. For a bounce, which nobody waits for (most answer mail with a forged sender), it is information. Three and more that mean backscatter are told by
\`delivery.backscatter\` instead.`,
	example: `Nov 23 10:20:00 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: from=<alice@example.com>, size=900, nrcpt=1 (queue active)
Nov 23 10:20:01 mx1 postfix/smtp[2320]: 4jYB5r214Jz6x: to=<nobody@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1.2, delays=0.1/0/0.9/0.2, dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.7] said: 550 5.1.1 <nobody@example.net>: Recipient address rejected: User unknown (in reply to RCPT TO command))
Nov 23 10:20:01 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: removed`,
	start(log) {
		const scattered = new Map<ScatterCause, Finding[]>();
		return {
			message(message) {
				const scatter = scatterOf(message, log);
				return findingsOf(message, log).filter((finding) => {
					const cause = scatter.find(({ line }) => line === finding.line)?.cause;
					if (cause) {
						const some = scattered.get(cause) ?? [];
						scattered.set(cause, some);
						if (some.length < severalScattered) {
							some.push(finding);
						}
					}
					return !cause;
				});
			},
			rest: () =>
				Array.from(scattered.values()).flatMap((some) => (some.length < severalScattered ? some : [])),
		};
	},
};

const findingsOf = remembered((message: Message, log: MailLog): readonly Finding[] =>
	attemptsOf(message, log).flatMap((attempts) => [...toFinding(attempts, log)]),
);

function* toFinding({ message, recipient, deliveries }: Attempts, log: MailLog): Iterable<Finding> {
	const failure = deliveries.findLast(({ status }) => status === 'bounced' || status === 'expired');
	if (!failure || isFrozenBounce(message) || loopOf(lastTold(deliveries) ?? failure)) {
		return;
	}
	const told = lastTold(deliveries) ?? failure;
	const cause = causeOfDelivery(told, log);
	const isBounce = message.sender === '';
	const { line } = failure;
	const enhanced = told.reply?.enhanced ?? told.enhanced;
	const whom = say(isBounce ? 'delivery.bounce' : 'delivery.whom', {
		message: messageWords(message),
		recipient: addressWords(recipient),
	});
	const state =
		failure.status === 'expired' || told !== failure
			? say('bounced.givenUp', { attempts: sayCount('attempt', deliveries.length) })
			: deliveries.length > 1
				? say('bounced.atAttempt', { number: deliveries.indexOf(failure) + 1 })
				: say('bounced.bounced');
	yield {
		rule: deliveryBounced.id,
		severity: isBounce ? 'information' : 'error',
		line,
		span: spanOf(log, line),
		title: cause.title,
		message: say('delivery.cause', { whom, state, cause: cause.title, said: saidAt(told) }),
		fix: isBounce ? say('bounced.bounceFix') : cause.fix,
		...(told.reply && { code: told.reply.code }),
		...(enhanced !== undefined && { enhanced }),
		...(failure.session !== undefined && { session: failure.session }),
		messageId: message.queueId,
		...relatedPlaces(log, attemptPlaces(deliveries), line),
	};
}
