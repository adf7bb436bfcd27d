import { addressWords, codeWords, counted, peerWords, plainText } from '../checks/words';
import type { Field } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Delivery, Message } from '../core/model';
import type { Proof } from '../core/proof';
import { codeSpan, escapeMarkdown } from '../knowledge/markdown';
import { clockWords } from './clockWords';
import { cutWords } from './cutWords';
import { durationWords } from './duration';
import { proofWords } from './proofWords';

/** So many recipients are told of. */
const longest = 8;

/** The message of a queue id: sender, what became of each recipient, how it ended. `undefined` where the log has no such message. */
export function messageHover(log: MailLog, line: number, { name, value }: Field): string | undefined {
	const own = name === 'queueId' ? log.messageAt(line) : undefined;
	const messages = own ? [own] : log.messagesById(value);
	// An id that was used again: the one that this line leads to is the next, and else the last.
	const message = messages.find(({ lines }) => (lines.at(-1) ?? 0) >= line) ?? messages.at(-1);
	return (
		message && messageWords(message, [proofWords(proofFor(log, line, message.index)), clockWords(log, line)])
	);
}

/** Why the line is the message's; where it is another's, why one was made of the other. */
function proofFor(log: MailLog, line: number, message: number): Proof | undefined {
	const at = log.messageIndexAt(line);
	return at === message || at === undefined
		? log.proofOf(line, message).message
		: (log.proofOfLink(at, message) ?? log.proofOfLink(message, at));
}

/** `proofs`: why the line is the message's, and what proves its time. */
function messageWords(message: Message, proofs: readonly (string | undefined)[]): string {
	const { queueId, messageId, sender, size, recipients, deliveries, end, parent, children, cut } = message;
	const facts = [
		sender === undefined ? undefined : `from ${codeSpan(addressWords(sender))}`,
		size === undefined ? undefined : `${size} octets`,
		messageId && `Message-ID ${codeSpan(plainText(messageId, 120))}`,
		parent && `made from ${codeSpan(parent)}`,
		children.length > 0 ? `became ${children.slice(0, longest).map(codeSpan).join(', ')}` : undefined,
	].filter((fact) => fact !== undefined && fact !== '');
	const items = recipients.slice(0, longest).map(({ address, outcome }) => {
		const attempts = deliveries.filter(({ recipient }) => recipient === address);
		return `- ${codeSpan(addressWords(address))}: **${outcome}**${attemptWords(attempts)}`;
	});
	const more = recipients.length - items.length;
	return [
		[`**Message ${escapeMarkdown(queueId)}**`, end, cutWords(cut)].filter(Boolean).join(' · '),
		facts.join(' · '),
		items.join('\n'),
		more > 0 ? `… and ${counted(more, 'recipient')} more` : '',
		...proofs,
	]
		.filter(Boolean)
		.join('\n\n');
}

/** ` · 550 5.1.1 from mx.example.com [198.51.100.7], 3 attempts, 1.2 s` */
function attemptWords(attempts: readonly Delivery[]): string {
	const last = attempts.at(-1);
	if (!last) {
		return '';
	}
	const { reply, enhanced, relay, delay } = last;
	const code = codeWords(reply ?? { enhanced });
	const facts = [
		[code, relay && `${reply ? 'from' : 'by'} ${peerWords(relay) ?? ''}`].filter(Boolean).join(' '),
		attempts.length > 1 ? counted(attempts.length, 'attempt') : '',
		delay === undefined ? '' : durationWords(delay),
	].filter(Boolean);
	return facts.length > 0 ? ` · ${escapeMarkdown(facts.join(', '))}` : '';
}
