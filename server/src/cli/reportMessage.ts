import type { Delivery, Message } from '../core/model';
import type { MailLog } from '../core/mailLog';
import { lineNumber, present, projectPeer, projectProof, mailAddress, sessionId } from './reportParts';
import { isoTime } from './time';

/** A message as the contract writes it. */
export function projectMessage(log: MailLog, message: Message): object {
	const { parent } = log.relatives(message.index);
	return {
		queueId: message.queueId,
		host: present(message.host),
		messageId: present(message.messageId),
		sender: mailAddress(message.sender),
		size: message.size,
		recipientCount: message.recipientCount,
		arrival: projectArrival(message.arrival),
		lines: message.lines.map(lineNumber),
		filterLines: message.filterLines.length > 0 ? message.filterLines.map(lineNumber) : undefined,
		deliveries: message.deliveries.map(projectDelivery),
		recipients: message.recipients.map(({ address, user, outcome }) => ({
			address: mailAddress(address),
			user: present(user),
			outcome,
		})),
		parent: present(message.parent),
		// Which two lines prove that this one was made of its parent.
		parentProof: parent === undefined ? undefined : projectProof(log.proofOfLink(parent, message.index)),
		children: message.children,
		end: message.end,
		// What of it is not in the log: start (how it came), end (that it left the queue), both.
		cut: message.cut,
	};
}

function projectArrival(arrival: Message['arrival']): object | undefined {
	const time = isoTime(arrival?.time);
	return (
		arrival && {
			line: lineNumber(arrival.line),
			session: arrival.session === undefined ? undefined : sessionId(arrival.session),
			via: arrival.via,
			time: time?.time,
			inferred: time?.inferred,
		}
	);
}

function projectDelivery(delivery: Delivery): object {
	const { reply, delays } = delivery;
	return {
		line: lineNumber(delivery.line),
		recipient: mailAddress(delivery.recipient),
		original: present(delivery.original),
		user: present(delivery.user),
		relay: projectPeer(delivery.relay),
		status: delivery.status,
		enhanced: delivery.enhanced,
		reply: reply && { code: reply.code, enhanced: reply.enhanced, text: present(reply.text) },
		inReplyTo: present(delivery.inReplyTo),
		delay: delivery.delay,
		delays: delays && {
			beforeQueue: delays.beforeQueue,
			queue: delays.queue,
			connect: delays.connect,
			transmit: delays.transmit,
		},
		router: present(delivery.router),
		transport: present(delivery.transport),
		session: delivery.session === undefined ? undefined : sessionId(delivery.session),
	};
}
