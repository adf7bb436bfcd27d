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
import { loopOf } from './deliveryLoop';
import type { Finding } from './finding';
import { relatedPlaces, spanOf } from './places';
import { remembered } from './remembered';
import { addressWords } from './words';

export const deliveryDeferred: Check = {
	id: 'delivery.deferred',
	severity: 'warning',
	doc: `A message could not be delivered to a recipient for now and stays in the queue: how often it was tried, and the last
cause. One finding for each message and recipient. It is information once the message was delivered after all; where it was given
up, \`delivery.bounced\` says so.`,
	example: `Nov 23 10:20:00 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: from=<alice@example.com>, size=900, nrcpt=1 (queue active)
Nov 23 10:20:31 mx1 postfix/smtp[2321]: 4jYB5r214Jz6x: to=<c@example.net>, relay=none, delay=31, delays=0.1/0/31/0, dsn=4.4.1, status=deferred (connect to mx.example.net[203.0.113.5]:25: Connection timed out)`,
	start: (log) => ({ message: (message) => findingsOf(message, log) }),
};

const findingsOf = remembered((message: Message, log: MailLog): readonly Finding[] =>
	attemptsOf(message, log).flatMap((attempts) => [...toFinding(attempts, log)]),
);

function* toFinding({ message, recipient, deliveries, last }: Attempts, log: MailLog): Iterable<Finding> {
	const deferrals = deliveries.filter(({ status }) => status === 'deferred');
	const latest = deferrals.at(-1);
	const isDelivered = last.status === 'sent';
	if (!latest || (last !== latest && !isDelivered)) {
		return;
	}
	const told = lastTold(deferrals) ?? latest;
	if (loopOf(told)) {
		return;
	}
	const cause = causeOfDelivery(told, log);
	const { line } = latest;
	const { reply } = told;
	const enhanced = reply?.enhanced ?? told.enhanced;
	const whom = say('delivery.whom', {
		message: messageWords(message),
		recipient: addressWords(recipient),
	});
	const state = isDelivered
		? say('deferred.delivered', {
				line: last.line + 1,
				deferrals: sayCount('deferral', deferrals.length),
			})
		: say('deferred.waits', { attempts: sayCount('attempt', deferrals.length) });
	yield {
		rule: deliveryDeferred.id,
		severity: isDelivered ? 'information' : 'warning',
		line,
		span: spanOf(log, line),
		title: cause.title,
		message: say('delivery.cause', { whom, state, cause: cause.title, said: saidAt(told) }),
		fix: isDelivered ? say('nothingToDo') : cause.fix,
		...(reply && { code: reply.code }),
		...(enhanced !== undefined && { enhanced }),
		...(latest.session !== undefined && { session: latest.session }),
		messageId: message.queueId,
		...relatedPlaces(log, attemptPlaces(deliveries), line),
	};
}
