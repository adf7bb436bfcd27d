import type { LineEvent } from './event';
import { valueOf } from './event';
import type { Cut, Message, MessageEnd, Session } from './model';

/** Which end is missing, in one word; an empty object where none is. */
function cutOf(start: boolean, end: boolean): { readonly cut?: Cut } {
	return start || end ? { cut: start && end ? 'both' : start ? 'start' : 'end' } : {};
}

/**
 * Which end of a session is not in the log. Only where its program writes both: Postfix's and Dovecot's servers and OpenSMTPD do.
 * Exim tells of connections if it is asked to, sendmail of those that went wrong; Postfix's clients tell of neither end.
 */
export function sessionCut({ software, role, steps, outcome }: Session): { readonly cut?: Cut } {
	const isTold =
		(role === 'server' && (software === 'postfix' || software === 'dovecot')) || software === 'opensmtpd';
	if (!isTold) {
		return {};
	}
	const isConnected = steps.some(({ stage, evidence }) => stage === 'connect' && evidence === 'seen');
	return cutOf(!isConnected, outcome === 'open');
}

/** The lines with which a mail comes into the queue. */
const births: ReadonlySet<LineEvent['kind']> = new Set(['client', 'pickup', 'arrival', 'fake-reject']);

/** Sender addresses of mails that Postfix makes itself: bounces, probes, notices to the postmaster. */
const ownSender = /^(?:|double-bounce(?:@.*)?)$/;

/**
 * Whether the log shows how a mail came. Postfix writes no more than its Message-ID of one that it made itself: a bounce, a probe, a
 * mail that an alias sent on.
 */
export function isBirthShown(
	events: readonly LineEvent[],
	{ sender, parent }: Pick<Message, 'sender' | 'parent'>,
): boolean {
	if (events.some(({ kind }) => births.has(kind))) {
		return true;
	}
	const isMade = parent !== undefined || (sender !== undefined && ownSender.test(sender));
	return isMade && events.some(({ kind }) => kind === 'message-id');
}

/** Whether the log shows that a mail left the queue, or tells by what became of it, for programs that write no such line. */
export function isDeathShown(events: readonly LineEvent[], end: MessageEnd): boolean {
	if (end === 'rejected' || end === 'discarded' || end === 'removed') {
		return true;
	}
	const format = events.find((event) => event.format !== 'other')?.format;
	if (format === 'postfix' || format === 'exim') {
		return events.some(
			(event) =>
				event.kind === 'removed' ||
				event.kind === 'completed' ||
				(event.kind === 'postsuper' && /^(?:removed|requeued)/.test(valueOf(event, 'text') ?? '')),
		);
	}
	return end === 'delivered' || end === 'failed' || end === 'mixed';
}

/** Which end of a message is not in the log. */
export function messageCut(isBorn: boolean, isDead: boolean): { readonly cut?: Cut } {
	return cutOf(!isBorn, !isDead);
}
