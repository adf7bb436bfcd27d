import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import { deliveryKinds } from '../core/messages/deliveries';
import type { Message, Session } from '../core/model';
import type { RefusalGroup, Waiting } from './refusalGroups';
import { addressIn } from './refusals';
import { remembered } from './remembered';

/** A recipient that was accepted. */
interface Acceptance {
	/** In lower case: addresses are compared without regard to it, as every server does. */
	readonly recipient: string;
	/** From 0. */
	readonly line: number;
	/** The client's IP address. */
	readonly address?: string;
	readonly sender?: string;
}

/** Finds out whether what was refused for now was accepted later: made for one state of a log and the refusals that will be asked for. */
export class Acceptances {
	readonly #log: MailLog;
	/** The recipients, and the addresses of clients, of which somebody will ask. */
	readonly #recipients = new Set<string>();
	readonly #addresses = new Set<string>();
	#byRecipient: Map<string, Acceptance[]> | undefined;
	#lastFrom = new Map<string, number>();

	constructor(log: MailLog, groups: readonly RefusalGroup[]) {
		this.#log = log;
		for (const { waiting } of groups) {
			for (const { recipient, address } of waiting.values()) {
				if (recipient !== undefined) {
					this.#recipients.add(recipient);
				} else if (address !== undefined) {
					this.#addresses.add(address);
				}
			}
		}
	}

	/**
	 * The line, from 0, at which the same client or the same sender got through to the same recipient later; where no recipient was
	 * refused, at which the client got any mail through later.
	 */
	after({ line: refused, address, recipient, sender }: Waiting): number | undefined {
		const byRecipient = (this.#byRecipient ??= this.#read());
		if (recipient === undefined) {
			const line = address === undefined ? undefined : this.#lastFrom.get(address);
			return line !== undefined && line > refused ? line : undefined;
		}
		return byRecipient
			.get(recipient)
			?.find(
				(acceptance) =>
					acceptance.line > refused &&
					((address !== undefined && acceptance.address === address) ||
						(sender !== undefined && acceptance.sender === sender)),
			)?.line;
	}

	#read(): Map<string, Acceptance[]> {
		const byRecipient = new Map<string, Acceptance[]>();
		const add = (acceptance: Acceptance) => {
			const known = byRecipient.get(acceptance.recipient);
			if (known) {
				known.push(acceptance);
			} else if (this.#recipients.has(acceptance.recipient)) {
				byRecipient.set(acceptance.recipient, [acceptance]);
			}
			if (acceptance.address !== undefined && this.#addresses.has(acceptance.address)) {
				const last = this.#lastFrom.get(acceptance.address) ?? -1;
				this.#lastFrom.set(acceptance.address, Math.max(last, acceptance.line));
			}
		};
		const log = this.#log;
		for (let index = 0; index < log.sessionCount; index++) {
			if (log.linesOfSession(index).some((line) => isReply(log, line))) {
				acceptedInSession(log.session(index), log).forEach(add);
			}
		}
		for (let index = 0; index < log.messageCount; index++) {
			if (this.#concerns(index)) {
				acceptedMessage(log.message(index), log).forEach(add);
			}
		}
		return byRecipient;
	}

	/** Whether a message has a recipient, or came from an address, of which somebody asks; its lines are read one by one until one tells. */
	#concerns(message: number): boolean {
		const log = this.#log;
		return log.linesOfMessage(message).some((line) => {
			const kind = log.kindAt(line);
			if (kind === 'client' || kind === 'arrival') {
				return this.#addresses.size > 0 && this.#addresses.has(valueOf(log.event(line), 'address') ?? '');
			}
			const { fields } = kind !== undefined && deliveryKinds.has(kind) ? log.event(line) : { fields: [] };
			return fields.some(
				({ name, value }) =>
					(name === 'to' || name === 'original') && this.#recipients.has(value.toLowerCase()),
			);
		});
	}
}

/** Whether a line shows what a server replied: a transcript's line, or one of a log that has the dialogue. */
function isReply(log: MailLog, line: number): boolean {
	const kind = log.kindAt(line);
	return kind === undefined || kind === 'reply';
}

const acceptedInSession = remembered((session: Session, _log: MailLog): readonly Acceptance[] => {
	const address = session.peer?.address;
	let sender: string | undefined;
	return session.steps.flatMap(({ stage, command, reply }) => {
		sender = stage === 'mail' ? addressIn(command) : sender;
		const recipient = addressIn(command);
		return stage === 'rcpt' && recipient !== undefined && reply?.code.startsWith('2')
			? [
					{
						recipient: recipient.toLowerCase(),
						line: reply.line,
						...(address !== undefined && { address }),
						...(sender !== undefined && { sender }),
					},
				]
			: [];
	});
});

/** A server's log does not show the recipients it accepts; what it then does with the message does. */
function acceptedMessage({ arrival, sender, deliveries }: Message, log: MailLog): readonly Acceptance[] {
	if (!arrival || arrival.session === undefined) {
		return [];
	}
	const address = log.session(arrival.session).peer?.address;
	const recipients = new Set(
		deliveries.flatMap(({ recipient, original }) => [recipient, original ?? recipient]),
	);
	return Array.from(recipients, (recipient) => ({
		recipient: recipient.toLowerCase(),
		line: arrival.line,
		...(address !== undefined && { address }),
		...(sender !== undefined && { sender }),
	}));
}
