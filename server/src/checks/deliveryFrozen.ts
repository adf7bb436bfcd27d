import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Message } from '../core/model';
import { say, sayCount } from '../knowledge/say';
import type { Check } from './check';
import { messageWords } from './deliveries';
import { loopOf } from './deliveryLoop';
import type { Finding } from './finding';
import { spanOf } from './places';
import { Causes, type SameCause } from './sameCause';
import { plainText } from './words';

export const deliveryFrozen: Check = {
	id: 'delivery.frozen',
	severity: 'warning',
	doc: `Exim froze a message, and at the end of the log it is frozen still: nothing is done with it until somebody thaws or removes
it, or \`timeout_frozen_after\` or \`ignore_bounce_errors_after\` has passed (Exim specification, chapter 14). Messages that were frozen for
the same reason are one finding. Bounces that could not be delivered are information, as they are dropped by themselves, and
\`delivery.bounced\` does not tell of them again. Where mail goes in circles, \`delivery.loop\` says so instead.`,
	example: `2026-11-23 10:00:00 1xVX0Y-00008E-0N <= alice@example.com U=alice P=local S=420
2026-11-23 10:00:00 1xVX0Y-00008E-0N frozen by ACL`,
	start(log) {
		const causes = new Causes<Frozen, Frozen>();
		return {
			message(message) {
				const frozen = frozenOf(message, log);
				if (frozen) {
					causes.add(frozen.isBounce ? '' : frozen.words, frozen, frozen);
				}
				return [];
			},
			rest: () => causes.map((cause) => toFinding(cause, log)),
		};
	},
};

interface Frozen {
	readonly line: number;
	readonly message: Pick<Message, 'queueId' | 'sender'>;
	readonly isBounce: boolean;
	/** `frozen by ACL` */
	readonly words: string;
}

/** Where a message was frozen that is frozen still. */
function frozenOf({ lines, queueId, sender, end, deliveries }: Message, log: MailLog): Frozen | undefined {
	const isTold = end !== 'frozen' || deliveries.some(loopOf);
	const line = isTold ? undefined : lines.findLast((each) => log.kindAt(each) === 'frozen');
	if (line === undefined) {
		return undefined;
	}
	return {
		line,
		message: { queueId, ...(sender !== undefined && { sender }) },
		isBounce: sender === '',
		words: plainText(valueOf(log.event(line), 'text') ?? '', 80),
	};
}

/** Whether `delivery.frozen` tells what became of a message. */
export function isFrozenBounce({ end, sender }: Message): boolean {
	return end === 'frozen' && sender === '';
}

function toFinding(cause: SameCause<Frozen, Frozen>, log: MailLog): Finding {
	const { line, message, isBounce, words } = cause.first;
	return {
		rule: deliveryFrozen.id,
		severity: isBounce ? 'information' : 'warning',
		line,
		span: spanOf(log, line),
		title: say(isBounce ? 'frozen.bounce.title' : 'frozen.title'),
		message: sayCount(isBounce ? 'frozen.bounce' : 'frozen', cause.count, {
			message: messageWords(message),
			quote: words ? ` “${words}”` : '',
		}),
		fix: say(isBounce ? 'frozen.bounce.fix' : 'frozen.fix', { id: message.queueId }),
		messageId: message.queueId,
		...cause.related(
			log,
			({ message: { queueId } }) =>
				() =>
					queueId,
		),
	};
}
