import { causeOf } from '../checks/cause';
import { codeWords, peerWords, plainText, recipientWords, sessionId } from '../checks/words';
import { valueOf, type Kind, type LineEvent } from '../core/event';
import type { MailLog } from '../core/mailLog';
import { recipientKey } from '../core/messages/deliveries';
import { isTakenOut } from '../core/messages/end';
import type { Delivery, Message } from '../core/model';
import { hoverSentence, type Language } from '../knowledge/knowledge';
import { say, type Said } from '../knowledge/say';
import type { FailureWords, LifeItem, MarkState } from '../protocol';
import { durationWords } from './duration';
import type { Family } from './family';
import { maskedLine } from './maskedLine';
import { statusStates } from './messageLink';
import { isFailing } from './stepState';

/** One thing that happened, and who did it. */
export interface HappenedItem {
	/** As the line writes it: `postfix/smtp`. */
	readonly daemon: string;
	/** Without what stands before it: `smtp`. */
	readonly program: string;
	readonly host: string | undefined;
	readonly item: LifeItem;
}

/** UTF-16 code units of a log's words. */
const longestText = 400;

/** Milliseconds: shorter waits are told by the time alone. */
const worthTelling = 1000;

/** What is asked of a family for each of its items. */
interface Told {
	readonly log: MailLog;
	readonly family: Family;
	readonly language: Language | undefined;
}

/** All that happened to a family of mails, in the order of the log. */
export function lifeItems(log: MailLog, family: Family, language?: Language): HappenedItem[] {
	const told = { log, family, language };
	const happened = family
		.flatMap(({ message }, mail) => itemsOf(told, log.message(message), mail))
		.sort((a, b) => a.item.line - b.item.line);
	return withTimes(told, happened);
}

function itemsOf(told: Told, message: Message, mail: number): HappenedItem[] {
	const { log } = told;
	const deliveries = byLine(message.deliveries);
	const numbers = attemptNumbers(message.deliveries);
	const own = new Set(log.linesOfMessage(message.index));
	const isAttempt = new Set(message.deliveries.map(({ session }) => session));
	return [...message.lines, ...message.filterLines].flatMap((line) => {
		const event = log.event(line);
		const attempts = deliveries.get(line);
		if (attempts) {
			return attempts.map((delivery) =>
				happenedOf(told, mail, event, attemptItem(told, delivery, numbers.get(delivery) ?? 1)),
			);
		}
		const session = log.sessionIndexAt(line);
		// What a session says of itself is in its own diagram, unless a delivery failed with it.
		const isTold = own.has(line) || (troubles.has(event.kind) && isAttempt.has(session));
		return isTold ? [happenedOf(told, mail, event, eventItem(told, message, line))] : [];
	});
}

function byLine(deliveries: readonly Delivery[]): ReadonlyMap<number, readonly Delivery[]> {
	const found = new Map<number, Delivery[]>();
	for (const delivery of deliveries) {
		const same = found.get(delivery.line);
		if (same) {
			same.push(delivery);
		} else {
			found.set(delivery.line, [delivery]);
		}
	}
	return found;
}

/** Which attempt for its recipient each is, from 1. */
function attemptNumbers(deliveries: readonly Delivery[]): ReadonlyMap<Delivery, number> {
	const counts = new Map<string, number>();
	const numbers = new Map<Delivery, number>();
	for (const delivery of [...deliveries].sort((one, other) => one.line - other.line)) {
		const key = recipientKey(delivery);
		const number = (counts.get(key) ?? 0) + 1;
		counts.set(key, number);
		numbers.set(delivery, number);
	}
	return numbers;
}

/** An item before it is known what comes before it and which mails there are. */
type Draft = Pick<LifeItem, 'line' | 'state' | 'label' | 'title' | 'text' | 'failure'> & {
	readonly makes?: string;
};

function happenedOf(
	{ log, family, language }: Told,
	mail: number,
	event: LineEvent,
	draft: Draft,
): HappenedItem {
	const { makes, ...item } = draft;
	const session = log.sessionIndexAt(draft.line);
	const made = family.findIndex(({ message }) => makes !== undefined && log.queueId(message) === makes);
	const program = event.program ?? event.format;
	const failure = item.failure ? `${item.failure.title}.` : '';
	return {
		daemon: plainText(event.service ?? program, 60),
		program,
		host: event.logHost === undefined ? undefined : plainText(event.logHost, 80),
		item: {
			mail,
			...item,
			...(session !== undefined && { session: sessionId(session) }),
			...(made >= 0 && made !== mail && { makes: made }),
			description: say('life.item', {
				daemon: plainText(event.service ?? program, 60),
				title: `${isFailing(item.state) ? '✗ ' : ''}${item.title}`,
				text: item.text && `“${item.text}”`,
				failure,
			})(language),
		},
	};
}

/** An attempt to deliver to one recipient, for whom it is the `number`th. */
function attemptItem({ log, language }: Told, delivery: Delivery, number: number): Draft {
	const {
		line,
		recipient: address,
		user,
		status,
		reply,
		text,
		relay,
		enhanced,
		inReplyTo,
		delays,
	} = delivery;
	const state = statusStates[status];
	const peer = peerWords(relay);
	const said = reply
		? [codeWords(reply), plainText(reply.text, longestText)].filter(Boolean).join(' ')
		: plainText(text ?? '', longestText);
	const words: (string | undefined)[] = [
		hoverSentence(`status.${status}`, language),
		recipientWords({ address, ...(user !== undefined && { user }) }),
		peer && say('life.by', { peer })(language),
		number > 1 ? say('life.attempt', { number })(language) : undefined,
		delays && legWords(delays, language),
	];
	const cause = isFailing(state)
		? causeOf(
				reply ?? { ...(enhanced && { enhanced }), ...(text !== undefined && { text }) },
				reply && inReplyTo,
				{
					host: relay?.name,
				},
			)
		: undefined;
	const makes = acceptedAs(log.event(line));
	return {
		line,
		state,
		label: hoverSentence(`status.${status}`, language),
		title: words.filter(Boolean).join(' · '),
		...(said && { text: said }),
		...(cause && { failure: { title: cause.title(language), fix: cause.fix(language) } }),
		...(makes !== undefined && { makes }),
	};
}

/** The legs of `delays=a/b/c/d` that took a second or more. */
function legWords(
	delays: NonNullable<Delivery['delays']>,
	language: Language | undefined,
): string | undefined {
	const legs = (['beforeQueue', 'queue', 'connect', 'transmit'] as const).filter(
		(leg) => delays[leg] >= worthTelling,
	);
	return legs
		.map((leg) => say(`life.leg.${leg}`, { time: durationWords(delays[leg]) })(language))
		.join(' · ');
}

/** The id under which the mail was taken, here or elsewhere. */
function acceptedAs(event: LineEvent): string | undefined {
	//   250 2.0.0 Ok: queued as 4jYBJb1fYhz60
	return valueOf(event, 'acceptedAs') ?? valueOf(event, 'otherQueueId');
}

/** What a line says beside attempts to deliver: in our words where there are some, and in its own. */
function eventItem({ log, language }: Told, message: Message, line: number): Draft {
	const event = log.event(line);
	const words = wordsOf(log, message, line, event);
	const own = plainText(ownWords(log, line, message.queueId), longestText);
	const makes = event.kind === 'bounce-notification' ? valueOf(event, 'otherQueueId') : undefined;
	const state = stateOf(event);
	const failure = isFailing(state) ? failureOf(event, language) : undefined;
	return {
		line,
		state,
		label: words?.(language) ?? event.kind,
		title: words?.(language) ?? own,
		...(words && (isFailing(state) || quotes.has(event.kind)) && own !== '' && { text: own }),
		...(failure && { failure }),
		...(makes !== undefined && { makes }),
	};
}

function failureOf(event: LineEvent, language: Language | undefined): FailureWords | undefined {
	const code = valueOf(event, 'code');
	if (code === undefined) {
		return undefined;
	}
	const enhanced = valueOf(event, 'enhanced');
	const words = { code, ...(enhanced && { enhanced }), text: valueOf(event, 'text') ?? '' };
	const { title, fix } = causeOf(words, valueOf(event, 'phase'));
	return { title: title(language), fix: fix(language) };
}

/** What stands behind time, host, program and queue id. */
function ownWords(log: MailLog, line: number, queueId: string): string {
	const text = maskedLine(log, line).slice(log.event(line).start);
	return text.startsWith(`${queueId}:`) ? text.slice(queueId.length + 1).trimStart() : text;
}

/** In our words what a line says of its mail. */
function wordsOf(log: MailLog, message: Message, line: number, event: LineEvent): Said | undefined {
	if (isTakenOut(event)) {
		return say('life.takenOut');
	}
	switch (event.kind) {
		case 'client':
		case 'arrival':
			return arrivalWords(log, message, line, event);
		case 'pickup':
			return say('life.pickup', { user: valueOf(event, 'user') });
		case 'message-id':
			return () => `Message-ID ${plainText(message.messageId ?? valueOf(event, 'messageId') ?? '', 120)}`;
		case 'queue-active':
			return say(isFirst(log, message, line, 'queue-active') ? 'life.queued' : 'life.again');
		case 'bounce-notification':
			return say('life.told', { id: valueOf(event, 'otherQueueId') });
		case 'removed':
		case 'completed':
			return say('life.removed');
		case 'expired':
			return say('life.expired');
		case 'frozen':
			return say('life.frozen');
		case 'unfrozen':
			return say('life.unfrozen');
		case 'cancelled':
			return say('life.cancelled');
		case 'reject':
			return say('life.refused');
		default:
			return undefined;
	}
}

function arrivalWords(log: MailLog, message: Message, line: number, event: LineEvent): Said {
	const session = log.sessionIndexAt(line);
	const peer = session === undefined ? undefined : peerWords(log.session(session).peer);
	if (peer !== undefined) {
		const user = valueOf(event, 'saslUser');
		return say('life.came', { peer: user === undefined ? peer : `${peer} (${plainText(user, 80)})` });
	}
	return message.sender === ''
		? say('life.bounceMade')
		: say('life.pickup', { user: valueOf(event, 'user') });
}

function isFirst(log: MailLog, message: Message, line: number, kind: Kind): boolean {
	return (
		message.lines.find((each) => log.kindAt(each) === kind && log.messageIndexAt(each) === message.index) ===
		line
	);
}

/** The kinds whose own words say more than ours. */
const quotes: ReadonlySet<Kind> = new Set(['queue-active', 'expired', 'cancelled']);

/** What may go wrong on the way to another server, beside the line that says what became of the mail. */
const troubles: ReadonlySet<Kind> = new Set([
	'connect-failed',
	'remote-reply',
	'tls-failed',
	'sasl-failed',
	'lost-connection',
	'timeout',
]);

const states: Partial<Readonly<Record<Kind, MarkState>>> = {
	reject: 'permanent',
	expired: 'permanent',
	cancelled: 'permanent',
	frozen: 'temporary',
	'connect-failed': 'temporary',
	'remote-reply': 'temporary',
	'tls-failed': 'lost',
	'sasl-failed': 'permanent',
	'lost-connection': 'lost',
	timeout: 'lost',
	'queue-active': 'progress',
};

function stateOf(event: LineEvent): MarkState {
	if (isTakenOut(event)) {
		return 'lost';
	}
	return event.kind === 'reject' && event.temporary ? 'temporary' : (states[event.kind] ?? 'ok');
}

/** When each thing happened, and how long its mail had waited before it. */
function withTimes({ log, language }: Told, happened: readonly HappenedItem[]): HappenedItem[] {
	const first = happened
		.map(({ item }) => log.event(item.line).time?.epoch)
		.find((time) => time !== undefined);
	const lastOf = new Map<number, number>();
	return happened.map((each) => {
		const { item } = each;
		const time = log.event(item.line).time?.epoch;
		if (time === undefined || first === undefined) {
			return each;
		}
		const before = lastOf.get(item.mail);
		lastOf.set(item.mail, time);
		const waited = before === undefined ? 0 : time - before;
		const wait =
			waited >= worthTelling ? say('life.waited', { time: durationWords(waited) })(language) : undefined;
		return { ...each, item: { ...item, at: Math.max(0, time - first), ...(wait && { wait }) } };
	});
}
