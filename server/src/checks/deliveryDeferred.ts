import type { MailLog } from '../core/mailLog';
import type { Delivery, Message } from '../core/model';
import type { Check } from './check';
import { say, sayAll, sayCount, type Said } from '../knowledge/say';
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
import { nextTry } from './nextTry';
import { remembered } from './remembered';
import { spanWords } from './spanWords';
import { addressWords } from './words';

export const deliveryDeferred: Check = {
	id: 'delivery.deferred',
	severity: 'warning',
	doc: `A message could not be delivered to a recipient for now and stays in the queue: how often it was tried, and the last
cause. One finding for each message and recipient. It is information once the message was delivered after all; where it was given
up, \`delivery.bounced\` says so. Where three attempts show how the waits grow (Postfix qmgr(8), Exim specification chapter 32), it says when
the next one is due; what was greylisted and then passed is told as that.`,
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
	const wait = isDelivered && cause.reason === 'greylist' ? waitOf(deferrals[0], last, log) : undefined;
	const next = isDelivered ? undefined : nextTry(deferrals, log);
	const state = isDelivered
		? wait
			? say('deferred.greylisted', { span: wait, line: last.line + 1 })
			: say('deferred.delivered', {
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
		message: sayAll(say('delivery.cause', { whom, state, cause: cause.title, said: saidAt(told) }), next),
		fix: isDelivered ? say('nothingToDo') : cause.fix,
		...(reply && { code: reply.code }),
		...(enhanced !== undefined && { enhanced }),
		...(latest.session !== undefined && { session: latest.session }),
		messageId: message.queueId,
		...relatedPlaces(log, attemptPlaces(deliveries), line),
	};
}

/** How long it took from the first deferral until the message was delivered; nothing where the lines have no time. */
function waitOf(first: Delivery | undefined, last: Delivery, log: MailLog): Said | undefined {
	const from = first && log.event(first.line).time?.epoch;
	const to = log.event(last.line).time?.epoch;
	return from === undefined || to === undefined || to < from ? undefined : spanWords(to - from);
}
