import type { MailLog } from '../core/mailLog';
import type { Delivery, Message } from '../core/model';
import { filterServices } from '../core/quiet';
import { sayCount, say } from '../knowledge/say';
import type { Check } from './check';
import type { Finding } from './finding';
import { isPrivate } from './offers';
import { spanOf } from './places';
import { Causes, type SameCause } from './sameCause';
import { peerWords, plainText } from './words';

export const deliveryOnlyFiltered: Check = {
	id: 'delivery.onlyFiltered',
	severity: 'hint',
	doc: `\`status=sent\` says only that a message was handed to a content filter (Postfix FILTER_README): a relay on this host or in a
private network with a port from 10020 to 10039, or a \`pipe\` transport that is named after a filter. What became of the message behind
the filter is not in the log. One finding for each relay, with how many messages there are. Where the filter handed the message back and
it is in the log, and where the filter says that it dropped or kept it, nothing is said.`,
	example: `Nov 23 10:20:00 mx1 postfix/pickup[901]: 4jYB5r214Jz6x: uid=1000 from=<alice@example.com>
Nov 23 10:20:00 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: from=<alice@example.com>, size=900, nrcpt=1 (queue active)
Nov 23 10:20:01 mx1 postfix/smtp[2320]: 4jYB5r214Jz6x: to=<b@example.net>, relay=127.0.0.1[127.0.0.1]:10024, delay=1.2, delays=0.1/0/0/1.1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 4jYB5s0hZ5z6y)
Nov 23 10:20:01 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: removed`,
	start(log) {
		const causes = new Causes<Filtered>();
		return {
			message(message) {
				for (const [relay, { line }] of filtersOf(message, log)) {
					causes.add(relay, { relay, queueId: message.queueId, line }, { line });
				}
				return [];
			},
			rest: () => causes.map((cause) => toFinding(cause, log)),
		};
	},
};

/** The first message that one filter got. */
interface Filtered {
	readonly relay: string;
	readonly queueId: string;
	readonly line: number;
}

/** The filters that a message went to and did not come back from, with the first line that says so. */
function filtersOf(message: Message, log: MailLog): ReadonlyMap<string, Delivery> {
	const found = new Map<string, Delivery>();
	const { deliveries, children, filterLines } = message;
	const isTold = children.length > 0 || filterLines.some((line) => keptWords.test(log.text(line)));
	for (const delivery of isTold ? [] : deliveries) {
		const relay = delivery.status === 'sent' ? filterOf(delivery) : undefined;
		const text = delivery.reply?.text ?? delivery.text ?? '';
		if (relay !== undefined && !found.has(relay) && !keptWords.test(text)) {
			found.set(relay, delivery);
		}
	}
	return found;
}

// 250 2.7.0 Ok, discarded, id=593-01 - spam   Blocked SPAM {DiscardedInbound,Quarantined}
const keptWords = /\b(?:discarded|blocked|quarantined?|dropped|rejected)\b/i;
const service = new RegExp(`^(?:${filterServices.join('|')})`, 'i');

function filterOf({ relay }: Delivery): string | undefined {
	const { name = '', address, port = 0 } = relay ?? {};
	if (address === undefined) {
		return service.test(name) ? plainText(name, 60) : undefined;
	}
	return isPrivate(address) && port >= 10_020 && port < 10_040
		? `${peerWords(relay) ?? ''}:${port}`
		: undefined;
}

function toFinding(cause: SameCause<Filtered>, log: MailLog): Finding {
	const { relay, queueId, line } = cause.first;
	return {
		rule: deliveryOnlyFiltered.id,
		severity: 'hint',
		line,
		span: spanOf(log, line),
		title: say('onlyFiltered.title'),
		message: sayCount('onlyFiltered', cause.count, { id: queueId, relay }),
		fix: say('onlyFiltered.fix'),
		messageId: queueId,
		...cause.related(log, () => say('onlyFiltered.title')),
	};
}
