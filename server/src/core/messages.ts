import { isBirthShown, isDeathShown, messageCut } from './cut';
import { fieldOf, valueOf } from './event';
import { deliveryOf } from './messages/deliveries';
import { endOf } from './messages/end';
import { neverCame } from './messages/neverCame';
import { effectiveOutcomes, triedOf } from './messages/outcomes';
import { linesOf, type MessageLine, type MessageSource } from './messages/source';
import type { Message } from './model';

export type { MessageSource } from './messages/source';

/** Puts one queued mail together from its lines: where it came from, every attempt to deliver it, what became of it. */
export function buildMessage(log: MessageSource, index: number): Message {
	const lines = linesOf(log, index);
	const about = log.linesAboutMessage(index);
	const events = lines.map(({ event }) => event);
	const { parent, children } = log.relatives(index);
	const family = parent === undefined ? {} : { parent: log.queueId(parent) };
	const head = headOf(lines);
	const isBorn = isBirthShown(events, { ...head, ...family });
	const deliveries = lines.flatMap((at) => deliveryOf(log, at));
	const end = endOf(lines, deliveries, neverCame(log, lines));
	return {
		index,
		format: lines[0]?.event.format ?? 'other',
		queueId: log.queueId(index),
		...head,
		...(isBorn ? arrivalOf(log, lines) : {}),
		lines: about.filter((line) => !log.isOfFilter(line)),
		filterLines: about.filter((line) => log.isOfFilter(line)),
		deliveries,
		recipients: effectiveOutcomes(
			(message) => (message === index ? triedOf(log, index, lines, deliveries) : triedOf(log, message)),
			index,
		),
		...family,
		children: children.map((child) => log.queueId(child)),
		end,
		...messageCut(isBorn, isDeathShown(events, end)),
	};
}

function headOf(lines: readonly MessageLine[]): Partial<Message> {
	const first = (name: Parameters<typeof valueOf>[1], kinds: readonly string[]) => {
		// What a filter's line says of the mail is no mail server's word.
		const at = lines.find(
			({ event }) => event.format !== 'other' && kinds.includes(event.kind) && fieldOf(event, name),
		);
		return at && valueOf(at.event, name);
	};
	const host = lines[0]?.event.logHost;
	// `info`: the header in Exim's reject log.
	const messageId = first('messageId', ['message-id', 'arrival', 'fake-reject', 'info']);
	const sender = first('from', [
		'queue-active',
		'arrival',
		'fake-reject',
		'pickup',
		'expired',
		'milter',
		'header-action',
		'reject',
		'info',
	]);
	const size = first('size', ['queue-active', 'arrival', 'fake-reject']);
	const count = first('recipientCount', ['queue-active']);
	return {
		...(host ? { host } : {}),
		...(messageId ? { messageId: messageId.startsWith('<') ? messageId : `<${messageId}>` } : {}),
		...(sender === undefined ? {} : { sender }),
		...(size ? { size: Number(size) } : {}),
		...(count ? { recipientCount: Number(count) } : {}),
	};
}

/** How the mail came: by a session, or made or handed over on this host. */
function arrivalOf(log: MessageSource, lines: readonly MessageLine[]): Pick<Message, 'arrival'> {
	const arrival = lines.find(({ event }) => arrivalKinds.has(event.kind));
	if (!arrival) {
		return {};
	}
	const { line, event } = arrival;
	const session = log.sessionIndexAt(line);
	return {
		arrival: {
			line,
			...(session === undefined ? { via: 'local' as const } : { session }),
			...(event.time ? { time: event.time } : {}),
		},
	};
}

const arrivalKinds: ReadonlySet<string> = new Set([
	'client',
	'pickup',
	'arrival',
	'fake-reject',
	'message-id',
]);
