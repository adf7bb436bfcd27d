import type { MailLog } from '../core/mailLog';
import type { Delivery, Message } from '../core/model';
import { say, sayCount } from '../knowledge/say';
import type { Check } from './check';
import { relatedLimit, type Finding } from './finding';
import { relatedPlaces, spanOf } from './places';
import { spanWords } from './spanWords';
import { peerWords } from './words';

export const deliverySlow: Check = {
	id: 'delivery.slow',
	severity: 'information',
	doc: `A message was delivered, but one leg of its way took long: more than 60 seconds before the queue, 300 in the queue, 30 to
connect, 120 to transmit (\`delays=a/b/c/d\`, Postfix RELEASE_NOTES 2.3), or an attempt of Exim more than 120 (\`DT=\`). What is slow with one
host is one finding, and so is what is slow here. The time in the queue of a message that was deferred, held or frozen before
(greylisting) is left to \`delivery.deferred\`, and so is that of one whose arrival is not in the log.`,
	example: `Nov 23 10:20:00 mx1 postfix/pickup[901]: 4jYB5r214Jz6x: uid=1000 from=<alice@example.com>
Nov 23 10:20:00 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: from=<alice@example.com>, size=900, nrcpt=1 (queue active)
Nov 23 10:20:46 mx1 postfix/smtp[2320]: 4jYB5r214Jz6x: to=<b@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=46, delays=0.1/0/45/0.9, dsn=2.0.0, status=sent (250 2.0.0 Ok)
Nov 23 10:20:46 mx1 postfix/qmgr[900]: 4jYB5r214Jz6x: removed`,
	start(log) {
		const groups = new Map<string, { worst: Slow; places: Slow[]; messages: number }>();
		return {
			message(message) {
				const seen = new Set<string>();
				for (const slow of slowIn(message, log)) {
					const key = `${slow.leg}\n${slow.peer}`;
					const group = groups.get(key) ?? { worst: slow, places: [], messages: 0 };
					groups.set(key, group);
					group.messages += seen.has(key) ? 0 : 1;
					seen.add(key);
					group.worst = slow.took > group.worst.took ? slow : group.worst;
					if (group.places.length <= relatedLimit) {
						group.places.push(slow);
					}
				}
				return [];
			},
			rest: () =>
				Array.from(groups.values(), ({ worst, places, messages }) => toFinding(worst, places, messages, log)),
		};
	},
};

type Leg = keyof NonNullable<Delivery['delays']>;

/** Milliseconds. */
const limits: Readonly<Record<Leg, number>> = {
	beforeQueue: 60_000,
	queue: 300_000,
	connect: 30_000,
	transmit: 120_000,
};
const legs = Object.keys(limits) as readonly Leg[];

interface Slow {
	readonly leg: Leg;
	readonly took: number;
	readonly line: number;
	/** Whom it was slow with; empty for what happens on this host. */
	readonly peer: string;
	readonly queueId: string;
}

function* slowIn({ deliveries, lines, queueId, arrival, format }: Message, log: MailLog): Iterable<Slow> {
	for (const { delays, delay, line, relay, status } of deliveries) {
		if (status !== 'sent') {
			continue;
		}
		const took: Partial<Record<Leg, number>> =
			delays ?? (format === 'exim' && delay !== undefined ? { transmit: delay } : {});
		for (const leg of legs) {
			const time = took[leg] ?? 0;
			const isRemote = leg === 'connect' || leg === 'transmit';
			const isExplained = leg === 'queue' && (!arrival || hasWaited(lines, line, log));
			if (time > limits[leg] && !isExplained) {
				yield { leg, took: time, line, peer: (isRemote && peerWords(relay)) || '', queueId };
			}
		}
	}
}

const waits: ReadonlySet<string> = new Set([
	'frozen',
	'unfrozen',
	'deferred',
	'postsuper',
	'header-action',
	'milter',
]);

/** Whether something else says why a message stayed in the queue. */
function hasWaited(lines: readonly number[], before: number, log: MailLog): boolean {
	return lines.some(
		(line) =>
			line < before &&
			(waits.has(log.kindAt(line) ?? '') ||
				(log.kindAt(line) === 'delivery' && /status=(?:deferred|SOFTBOUNCE)/.test(log.text(line)))),
	);
}

function toFinding(
	{ leg, took, line, peer, queueId }: Slow,
	places: readonly Slow[],
	messages: number,
	log: MailLog,
): Finding {
	return {
		rule: deliverySlow.id,
		severity: 'information',
		line,
		span: spanOf(log, line),
		title: say(`slow.${leg}.title`),
		message: sayCount(`slow.${leg}`, messages, {
			id: queueId,
			span: spanWords(took),
			peer: peer || say('delivery.nextServer'),
		}),
		fix: say(`slow.${leg}.fix`),
		messageId: queueId,
		...relatedPlaces(
			log,
			places.map((each) => ({ line: each.line, message: spanWords(each.took) })),
			line,
		),
	};
}
