import { briefField, type Brief } from '../core/dialects/brief';
import type { Kind } from '../core/event';
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

/** Of so many messages it is kept what was accepted with them. */
const acceptedKept = 4096;

/** Finds out whether what was refused for now was accepted later: made for one state of a log and the refusals that will be asked for. */
export class Acceptances {
	readonly #log: MailLog;
	/** By recipient of which somebody will ask: the messages that name it, ascending. */
	readonly #toRecipient = new Map<string, number[]>();
	/** The same by address of a client. */
	readonly #fromAddress = new Map<string, number[]>();
	/** By recipient, or by address, what sessions show to have been accepted. */
	readonly #inSessions = new Map<string, Acceptance[]>();
	/** What was accepted with some messages: it is found out when somebody asks. */
	readonly #withMessages = new Map<number, readonly Acceptance[]>();
	readonly #lastFrom = new Map<string, number>();
	#isRead = false;

	constructor(log: MailLog, groups: readonly RefusalGroup[]) {
		this.#log = log;
		for (const { waiting } of groups) {
			for (const { recipient, address } of waiting.values()) {
				if (recipient !== undefined) {
					this.#toRecipient.set(recipient, []);
				} else if (address !== undefined) {
					this.#fromAddress.set(address, []);
				}
			}
		}
	}

	/**
	 * The line, from 0, at which the same client or the same sender got through to the same recipient later; where no recipient was
	 * refused, at which the client got any mail through later.
	 */
	after({ line: refused, address, recipient, sender }: Waiting): number | undefined {
		if (!this.#isRead) {
			this.#isRead = true;
			this.#readSessions();
			this.#readMessages();
		}
		if (recipient === undefined) {
			const line = address === undefined ? -1 : this.#lastLineFrom(address);
			return line > refused ? line : undefined;
		}
		const isSame = (each: Acceptance) =>
			each.recipient === recipient &&
			each.line > refused &&
			((address !== undefined && each.address === address) ||
				(sender !== undefined && each.sender === sender));
		const inSession = this.#inSessions.get(recipient)?.find(isSame);
		return inSession ? inSession.line : this.#firstMessage(recipient, refused, isSame);
	}

	/** The line, from 0, of the first message to a recipient with which somebody got through behind the line where he was refused. */
	#firstMessage(
		recipient: string,
		refused: number,
		isSame: (acceptance: Acceptance) => boolean,
	): number | undefined {
		for (const message of this.#toRecipient.get(recipient) ?? []) {
			const isLater = this.#log.endsOfMessage(message).last > refused;
			const found = isLater ? this.#acceptedWith(message).find(isSame) : undefined;
			if (found) {
				return found.line;
			}
		}
		return undefined;
	}

	/** Where a client got something through for the last time, or -1. */
	#lastLineFrom(address: string): number {
		let last = this.#lastFrom.get(address);
		if (last === undefined) {
			const accepted = [
				...(this.#inSessions.get(address) ?? []),
				...(this.#fromAddress.get(address) ?? []).flatMap((message) => this.#acceptedWith(message)),
			];
			last = accepted.reduce(
				(line, each) => (each.address === address ? Math.max(line, each.line) : line),
				-1,
			);
			this.#lastFrom.set(address, last);
		}
		return last;
	}

	#acceptedWith(message: number): readonly Acceptance[] {
		let accepted = this.#withMessages.get(message);
		if (!accepted) {
			accepted = acceptedMessage(this.#log.message(message), this.#log);
			if (this.#withMessages.size >= acceptedKept) {
				this.#withMessages.clear();
			}
			this.#withMessages.set(message, accepted);
		}
		return accepted;
	}

	#readSessions(): void {
		const log = this.#log;
		for (const session of sessionsWithReplies(log)) {
			for (const acceptance of acceptedInSession(log.session(session), log)) {
				for (const name of [acceptance.recipient, acceptance.address ?? '']) {
					const known = this.#inSessions.get(name);
					if (known) {
						known.push(acceptance);
					} else if (this.#toRecipient.has(name) || this.#fromAddress.has(name)) {
						this.#inSessions.set(name, [acceptance]);
					}
				}
			}
		}
	}

	#readMessages(): void {
		const log = this.#log;
		const hasAddresses = this.#fromAddress.size > 0;
		const briefs = log.briefs(({ kind }) =>
			deliveryKinds.has(kind) || (hasAddresses && arrivalKinds.has(kind)) ? 'fields' : undefined,
		);
		briefs.visit(0, log.lineCount, (line, { kind }, brief) => {
			const message = log.messageIndexAt(line);
			if (message === undefined) {
				return;
			}
			if (arrivalKinds.has(kind)) {
				this.#fromAddress.get(brief.text(briefField.address) ?? '')?.push(message);
				return;
			}
			for (const recipient of recipientsIn(line, brief, log)) {
				this.#toRecipient.get(recipient.toLowerCase())?.push(message);
			}
		});
		for (const messages of this.#toRecipient.values()) {
			messages.sort((one, other) => one - other);
		}
	}
}

/** The lines that tell from where a message came. */
const arrivalKinds: ReadonlySet<Kind> = new Set<Kind>(['client', 'arrival']);

/** Whom a line of a delivery names: sendmail's several recipients. */
function recipientsIn(line: number, brief: Brief, log: MailLog): readonly string[] {
	return brief.isQuick
		? [briefField.to, briefField.original].flatMap((field) => brief.text(field) ?? [])
		: log
				.event(line)
				.fields.flatMap(({ name, value }) => (name === 'to' || name === 'original' ? value : []));
}

/** The sessions in which the log shows what a server replied: those of transcripts, and of logs that have the dialogue. Ascending. */
function sessionsWithReplies(log: MailLog): number[] {
	const found = new Set<number>();
	for (let line = 0; line < log.lineCount; line++) {
		const kind = log.kindAt(line);
		const session = kind === undefined || kind === 'reply' ? log.sessionIndexAt(line) : undefined;
		if (session !== undefined) {
			found.add(session);
		}
	}
	return [...found].sort((one, other) => one - other);
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
