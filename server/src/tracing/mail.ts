import { valueOf, type Kind } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { NamedLog } from './logs';

/** A mail of one of several logs, by its number there. */
export interface Mail {
	readonly of: NamedLog;
	readonly message: number;
}

/** Mails by their log and number. */
export class MailSet {
	readonly #byLog = new Map<NamedLog, Set<number>>();
	#size = 0;

	get size(): number {
		return this.#size;
	}

	/** Whether it was not there. */
	add({ of, message }: Mail): boolean {
		const own = this.#byLog.get(of) ?? new Set<number>();
		this.#byLog.set(of, own);
		if (own.has(message)) {
			return false;
		}
		own.add(message);
		this.#size++;
		return true;
	}

	has({ of, message }: Mail): boolean {
		return this.#byLog.get(of)?.has(message) ?? false;
	}
}

export function isSameMail(one: Mail, other: Mail): boolean {
	return one.of === other.of && one.message === other.message;
}

/** The lines that tell a mail's Message-ID. */
const tellsMessageId: ReadonlySet<Kind> = new Set<Kind>(['message-id', 'arrival', 'fake-reject']);

export function isMessageIdLine(log: MailLog, line: number): boolean {
	return tellsMessageId.has(log.kindAt(line) ?? 'foreign');
}

/** The Message-ID of a mail without angle brackets, where the log tells it. Only the line that does is read. */
export function messageIdOf({ of: { log }, message }: Mail): string | undefined {
	for (const line of log.linesOfMessage(message)) {
		const id = isMessageIdLine(log, line) ? valueOf(log.event(line), 'messageId') : undefined;
		if (id !== undefined) {
			return id.replace(/^<|>$/g, '') || undefined;
		}
	}
	return undefined;
}

/** The line with which a mail came, or the first that the log has of it. */
export function beginningOf({ of: { log }, message }: Mail): number {
	return log.arrivalLine(message) ?? log.endsOfMessage(message).first;
}

/** The line that tells a mail's Message-ID, or that with which it came. */
export function idLineOf(mail: Mail): number {
	const { log } = mail.of;
	return log.linesOfMessage(mail.message).find((line) => isMessageIdLine(log, line)) ?? beginningOf(mail);
}

/** Milliseconds since 1970 at which a line was written, as far as the log tells. */
export function timeOf(log: MailLog, line: number): number | undefined {
	return log.event(line).time?.epoch;
}
