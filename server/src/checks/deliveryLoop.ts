import type { MailLog } from '../core/mailLog';
import type { Delivery, Message } from '../core/model';
import { say, sayCount } from '../knowledge/say';
import type { Check } from './check';
import { messageWords, saidAt } from './deliveries';
import { relatedLimit, type Finding } from './finding';
import { relatedPlaces, spanOf } from './places';
import { addressWords } from './words';

export const deliveryLoop: Check = {
	id: 'delivery.loop',
	severity: 'error',
	doc: `Mail goes in circles: a server finds that it is to send to itself (“mail loops back to myself”), a message has passed too many
hosts (RFC 5321 §6.3), or comes back to an address that it was delivered to before (\`Delivered-To\`, Postfix local(8)). One finding for
each domain of the recipients and kind of loop. \`delivery.bounced\` and \`delivery.deferred\` do not tell of it again. That a server
refused such a message from a client is \`reply.rejected\`.`,
	example: `Nov 23 10:20:00 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: from=<alice@example.com>, size=900, nrcpt=1 (queue active)
Nov 23 10:20:01 mx1 postfix/smtp[2320]: 4jYB5r214Jz6x: to=<b@example.net>, relay=none, delay=0.1, delays=0.1/0/0/0, dsn=5.4.6, status=bounced (mail for example.net loops back to myself)
Nov 23 10:20:01 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: removed`,
	start(log) {
		const groups = new Map<string, { first: Loop; places: Loop[]; count: number }>();
		return {
			message(message) {
				const found = new Set<string>();
				for (const loop of loopsOf(message)) {
					const key = `${loop.kind}\n${domainOf(loop.delivery.recipient)}`;
					const group = groups.get(key) ?? { first: loop, places: [], count: 0 };
					groups.set(key, group);
					group.count += found.has(key) ? 0 : 1;
					found.add(key);
					if (group.places.length <= relatedLimit) {
						group.places.push(loop);
					}
				}
				return [];
			},
			rest: () =>
				Array.from(groups.values(), ({ first, places, count }) => toFinding(first, places, count, log)),
		};
	},
};

type Kind = 'myself' | 'forward' | 'hops';

interface Loop {
	readonly kind: Kind;
	readonly delivery: Delivery;
	readonly message: Pick<Message, 'queueId' | 'sender'>;
}

const kinds: readonly (readonly [kind: Kind, words: RegExp])[] = [
	// mail for example.net loops back to myself   host … greeted me with my own name   lowest numbered MX record points to local host
	[
		'myself',
		/loops back to myself|greeted me with my own name|points to local host|remote host is the local host/i,
	],
	// mail forwarding loop for b@example.com
	['forward', /mail forwarding loop|Delivered-To.{0,20} loop|already in the Delivered-To/i],
	// too many hops   Hop count exceeded   Too many "Received" headers - suspected mail loop
	[
		'hops',
		/too many hops|hop ?count exceeded|too many "?Received"? headers|suspected mail loop|mail loop detected|routing loop/i,
	],
];

/** How a delivery went in circles; `undefined` where it did not. */
export function loopOf({ status, text = '', reply, enhanced }: Delivery): Kind | undefined {
	if (status === 'sent' || status === 'deliverable') {
		return undefined;
	}
	const told = kinds.find(([, words]) => words.test(reply?.text ?? text))?.[0];
	// X.4.6: routing loop detected (RFC 3463 §3.5); Exchange says 5.4.14.
	return told ?? (/^[45]\.4\.(?:6|14)$/.test(reply?.enhanced ?? enhanced ?? '') ? 'hops' : undefined);
}

function* loopsOf(message: Message): Iterable<Loop> {
	const { queueId, sender } = message;
	for (const delivery of message.deliveries) {
		const kind = loopOf(delivery);
		if (kind) {
			yield { kind, delivery, message: { queueId, ...(sender !== undefined && { sender }) } };
		}
	}
}

function domainOf(address: string): string {
	return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function toFinding(
	{ kind, delivery, message }: Loop,
	places: readonly Loop[],
	count: number,
	log: MailLog,
): Finding {
	const { line, reply, recipient } = delivery;
	const enhanced = reply?.enhanced ?? delivery.enhanced;
	return {
		rule: deliveryLoop.id,
		severity: 'error',
		line,
		span: spanOf(log, line),
		title: say(`loop.${kind}.title`),
		message: sayCount('loop', count, {
			whom: say('delivery.whom', { message: messageWords(message), recipient: addressWords(recipient) }),
			said: saidAt(delivery),
		}),
		fix: say(`loop.${kind}.fix`),
		...(reply && { code: reply.code }),
		...(enhanced !== undefined && { enhanced }),
		messageId: message.queueId,
		...relatedPlaces(
			log,
			places.map(({ delivery: each }) => ({ line: each.line, message: say(`status.${each.status}`) })),
			line,
		),
	};
}
