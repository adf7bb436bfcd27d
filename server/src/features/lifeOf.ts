import { addressWords, peerWords, plainText, recipientWords } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { Message } from '../core/model';
import { hoverSentence, term, type Language } from '../knowledge/knowledge';
import { say, sayCount } from '../knowledge/say';
import type { LifeHop, LifeMail, MessageLife, MessageLifeParams } from '../protocol';
import { familyOf, type Family } from './family';
import { lifeItems, type HappenedItem } from './lifeItems';
import { messageLink, statusStates } from './messageLink';

/** One mail's life over daemons, hosts and attempts, with the mails that it was made from and that were made of it. @param index Its number, from 0. */
export function lifeOf(log: MailLog, index: number, language?: Language): MessageLife {
	const message = log.message(index);
	const family = familyOf(log, index);
	const title = [
		hoverSentence('message', language).replace('{id}', plainText(message.queueId, 40)),
		hoverSentence(`end.${message.end}`, language),
	];
	return {
		title: title.join(' · '),
		facts: factsOf(log, message, language),
		...(message.cut && { cut: hoverSentence(`cut.${message.cut}`, language) }),
		mails: family.map((member) => lifeMail(log, family, member.message, { asked: index, language })),
		hops: hopsOf(lifeItems(log, family, language), language),
	};
}

/** The number of the mail that is asked for; `undefined` where there is none. */
export function messageNumber(log: MailLog, asked: MessageLifeParams['message']): number | undefined {
	const index = typeof asked === 'number' ? asked : messageAbout(log, asked.line);
	const isThere = index !== undefined && Number.isInteger(index) && index >= 0 && index < log.messageCount;
	return isThere ? index : undefined;
}

/** The message of a line, or the first of the session that it is of. */
function messageAbout(log: MailLog, line: number): number | undefined {
	const own = log.messageIndexAt(line);
	const session = log.sessionIndexAt(line);
	if (own !== undefined || session === undefined) {
		return own;
	}
	return log
		.linesOfSession(session)
		.map((each) => log.messageIndexAt(each))
		.find((message) => message !== undefined);
}

function factsOf(log: MailLog, message: Message, language: Language | undefined): string[] {
	const { sender, size, messageId, arrival, host } = message;
	const peer = arrival?.session === undefined ? undefined : peerWords(log.session(arrival.session).peer);
	return [
		sender !== undefined && say('life.sender', { address: addressWords(sender) })(language),
		peer !== undefined && say('life.came', { peer })(language),
		size !== undefined && sayCount('life.octets', size)(language),
		messageId !== undefined && `Message-ID ${plainText(messageId, 120)}`,
		host !== undefined && plainText(host, 80),
	].filter((fact) => fact !== false);
}

function lifeMail(
	log: MailLog,
	family: Family,
	index: number,
	{ asked, language }: { readonly asked: number; readonly language: Language | undefined },
): LifeMail {
	const { sender, recipients } = log.message(index);
	const parent = family.find(({ message }) => message === index)?.parent;
	const at = family.findIndex(({ message }) => message === parent);
	return {
		...messageLink(log, index, language),
		isAsked: index === asked,
		...(parent !== undefined && at >= 0 && { parent: at }),
		...(sender !== undefined && { sender: addressWords(sender) }),
		recipients: recipients.map((fate) => ({
			address: recipientWords(fate),
			outcome: hoverSentence(`status.${fate.outcome}`, language),
			state: statusStates[fate.outcome],
		})),
	};
}

/** What the same daemon did one thing after the other is one hop. */
function hopsOf(happened: readonly HappenedItem[], language: Language | undefined): LifeHop[] {
	const hops: (Omit<LifeHop, 'items'> & { items: LifeHop['items'][number][] })[] = [];
	for (const { daemon, program, host, item } of happened) {
		const last = hops.at(-1);
		if (last && last.daemon === daemon && last.host === host) {
			last.items.push(item);
		} else {
			const meaning = term('daemon', program, language)?.title;
			hops.push({ daemon, ...(host !== undefined && { host }), ...(meaning && { meaning }), items: [item] });
		}
	}
	return hops;
}
