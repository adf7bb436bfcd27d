import { addressWords, codeWords, peerWords, plainText, recipientWords } from '../../checks/words';
import type { Field } from '../../core/event';
import type { MailLog } from '../../core/mailLog';
import { isFor } from '../../core/messages/outcomes';
import type { Delivery, Fate, Message } from '../../core/model';
import type { Proof } from '../../core/proof';
import { durationWords } from '../duration';
import { clockWords } from './clockWords';
import { cutWords } from './cutWords';
import { followLink } from './footer';
import { idWords } from './idWords';
import { fieldUnder, type Answer, type Pointed } from './pointed';
import { proofWords } from './proofWords';
import { toMarkdown } from './say';

/** So many recipients are told of, and so many attempts for each. */
const recipientsShown = 5;
const attemptsShown = 4;

/** A queue id: what became of each recipient, when it was tried, how the mail came and what the id itself tells. */
export function messageHover(pointed: Pointed): Answer | undefined {
	const field = fieldUnder(pointed, 'queueId', 'otherQueueId', 'acceptedAs');
	if (!field) {
		return undefined;
	}
	const message = messageOf(pointed, field);
	return {
		sections: message ? messageWords(pointed, message) : strangerWords(pointed, field),
		footer: followLink(pointed, field.span.start),
		span: field.span,
	};
}

/** The message of a line that is of no session, wherever one points. */
export function messageOfLine(pointed: Pointed): Answer | undefined {
	const { log, line, event, text, character } = pointed;
	const isInText = character >= event.start && character < text.length;
	const message = isInText ? log.messageAt(line) : undefined;
	return (
		message && {
			sections: messageWords(pointed, message),
			footer: followLink(pointed, event.start),
		}
	);
}

/** The message of an id. Of an id that was used again it is the next that this line leads to, and else the last. */
function messageOf({ log, line }: Pointed, { name, value }: Field): Message | undefined {
	const own = name === 'queueId' ? log.messageAt(line) : undefined;
	const messages = own ? [own] : log.messagesById(value);
	return messages.find(({ lines }) => (lines.at(-1) ?? 0) >= line) ?? messages.at(-1);
}

/** An id of which no line of this log tells. */
function strangerWords({ event, say }: Pointed, { name, value }: Field): Answer['sections'] {
	return [
		say(name === 'acceptedAs' ? 'message.elsewhere' : 'message.notHere', { id: value }),
		idWords(value, name === 'acceptedAs' ? 'other' : event.format, event.time?.offset, say),
	];
}

function messageWords(pointed: Pointed, message: Message): Answer['sections'] {
	const { log, line, event, say } = pointed;
	const { queueId, end, cut, recipients, format } = message;
	const items = recipients.slice(0, recipientsShown).map((fate) => {
		const who = {
			address: { code: recipientWords(fate) },
			status: { markdown: say(`status.${fate.outcome}`) },
		};
		return `- ${[say('message.recipient', who), attemptWords(pointed, message, fate)].filter(Boolean).join(' · ')}`;
	});
	const more = recipients.length - items.length;
	return [
		[`**${say('message', { id: queueId })}**`, say(`end.${end}`), cutWords(cut, say)]
			.filter(Boolean)
			.join(' · '),
		[...items, ...(more > 0 ? [say.count('message.more', more)] : [])].join('\n'),
		factWords(pointed, message),
		idWords(queueId, format, event.time?.offset, say),
		proofWords(proofFor(log, line, message.index), say),
		clockWords(log, line, say),
	];
}

/** `from alice@example.com · came from mx.example.org [192.0.2.9] · 900 octets · Message-ID …` */
function factWords({ log, say }: Pointed, message: Message): string {
	const { messageId, sender, size, arrival, parent, children } = message;
	const client = arrival?.session === undefined ? undefined : peerWords(log.session(arrival.session).peer);
	return [
		sender === undefined ? '' : say('message.sender', { address: { code: addressWords(sender) } }),
		client ? say('message.client', { peer: client }) : arrival?.via && say('message.local'),
		size === undefined ? '' : say.count('octets', size),
		messageId && say('message.id', { id: { code: plainText(messageId, 120) } }),
		parent && say('message.parent', { id: { code: parent } }),
		children.length > 0 &&
			say('message.children', {
				ids: {
					markdown: children
						.slice(0, recipientsShown)
						.map((id) => toMarkdown({ code: id }))
						.join(', '),
				},
			}),
	]
		.filter(Boolean)
		.join(' · ');
}

/** `550 5.1.1 from mx.example.com [198.51.100.7] · 3 attempts, after 1 s, 5 min 2 s, 15 min` */
function attemptWords({ log, say }: Pointed, message: Message, fate: Fate<string>): string {
	const attempts = message.deliveries.filter((each) => isFor(each, fate));
	const last = attempts.at(-1);
	if (!last) {
		return '';
	}
	const { reply, enhanced, relay } = last;
	const peer = peerWords(relay);
	const ages = attempts.flatMap((attempt) => ageOf(log, message, attempt) ?? []);
	const shown =
		ages.length > attemptsShown ? [...ages.slice(0, attemptsShown - 1), '…', ...ages.slice(-1)] : ages;
	const by = [
		toMarkdown(codeWords(reply ?? { enhanced })),
		peer && say(reply ? 'message.repliedBy' : 'message.doneBy', { peer }),
	];
	const when = [
		attempts.length > 1 ? say.count('message.attempts', attempts.length) : '',
		shown.length > 0 ? say('message.after', { ages: shown.join(', ') }) : '',
	];
	return [by, when]
		.map((words) => words.filter(Boolean).join(' '))
		.filter(Boolean)
		.join(', ');
}

/** How old the mail was at an attempt: as Postfix tells it, or by the clock. */
function ageOf(log: MailLog, { format, arrival }: Message, { line, delay }: Delivery): string | undefined {
	if (delay !== undefined && format !== 'exim') {
		return durationWords(delay);
	}
	const time = log.event(line).time;
	const age = time && arrival?.time ? time.epoch - arrival.time.epoch : -1;
	return age < 0 ? undefined : durationWords(age);
}

/** Why the line is the message's; where it is another's, why one was made of the other. */
function proofFor(log: MailLog, line: number, message: number): Proof | undefined {
	const at = log.messageIndexAt(line);
	return at === message || at === undefined
		? log.proofOf(line, message).message
		: (log.proofOfLink(at, message) ?? log.proofOfLink(message, at));
}
