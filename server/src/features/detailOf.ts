import { peerWords, plainText, sessionId } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { Peer, Session, Step } from '../core/model';
import type { Language } from '../knowledge/knowledge';
import { say } from '../knowledge/say';
import type { Party, SessionDetail } from '../protocol';
import { durationWords } from './duration';
import { detailSteps } from './detailSteps';
import { messageLink } from './messageLink';
import { endingOf, endingWords } from './outcome';
import { sessionState } from './stepState';

/** One session in full. @param index Its number, from 0. */
export function detailOf(log: MailLog, index: number, language?: Language): SessionDetail {
	const session = log.session(index);
	const id = sessionId(index);
	const { outcome, cut, beginningMissing } = session;
	const isStartCut = beginningMissing === true || cut === 'start' || cut === 'both';
	const isEndCut = outcome === 'open' || cut === 'end' || cut === 'both';
	return {
		id,
		title: [
			say('session', { session: id })(language),
			peerWords(session.peer),
			endingWords(session, log)(language),
		]
			.filter(Boolean)
			.join(' · '),
		outcome: endingOf(session, log),
		state: sessionState(session, log),
		...partiesOf(session, log, language),
		facts: factsOf(session, language),
		lines: session.lines,
		cut: {
			...(isStartCut && { start: say('detail.startCut')(language) }),
			...(isEndCut && { end: say('detail.endCut')(language) }),
		},
		steps: detailSteps(session, log, language),
		messages: messagesOf(session, log).map((message) => messageLink(log, message, language)),
	};
}

/** Who talks: the host that wrote the log is one of them; in a transcript the client says its name with EHLO. */
function partiesOf(
	session: Session,
	log: MailLog,
	language: Language | undefined,
): Pick<SessionDetail, 'client' | 'server'> {
	const { role, peer, lines, steps } = session;
	const ownName = lines.map((line) => log.event(line).logHost).find((host) => host !== undefined);
	const own: Peer = role === 'observer' ? helloOf(steps) : ownName === undefined ? {} : { name: ownName };
	const other: Peer = { ...(role !== 'server' && greetingOf(steps)), ...peer };
	const party = (title: 'detail.client' | 'detail.server', of: Peer) => partyOf(say(title)(language), of);
	return {
		client: party('detail.client', role === 'server' ? other : own),
		server: party('detail.server', role === 'server' ? own : other),
	};
}

function helloOf(steps: readonly Step[]): Peer {
	//   EHLO client.example.org
	//        ------------------
	const command = steps.find(({ stage }) => stage === 'hello')?.command ?? '';
	const name = /^(?:EHLO|HELO|LHLO)\s{1,8}(\S{1,255})/i.exec(command)?.[1];
	return name === undefined ? {} : { name };
}

function greetingOf(steps: readonly Step[]): Peer {
	const { reply } = steps.find(({ stage }) => stage === 'greeting') ?? {};
	//   mx.example.com ESMTP Postfix
	//   --------------
	const name =
		reply?.code === '220' ? /^[\w-]{1,63}(?:\.[\w-]{1,63}){1,20}/.exec(reply.text)?.[0] : undefined;
	return name === undefined ? {} : { name };
}

function partyOf(title: string, { name, address, port }: Peer): Party {
	const host = address === undefined ? '' : plainText(address, 50);
	const place =
		port === undefined
			? host
			: host === ''
				? `port ${port}`
				: host.includes(':')
					? `[${host}]:${port}`
					: `${host}:${port}`;
	return {
		title,
		...(name && name !== 'unknown' && { name: plainText(name, 100) }),
		...(place && { address: place }),
	};
}

function factsOf({ tls, auth, start, end }: Session, language: Language | undefined): string[] {
	const user = auth?.user && plainText(auth.user, 80);
	const mechanism = auth?.mechanism && plainText(auth.mechanism, 40);
	const took = start && end && end.epoch > start.epoch ? durationWords(end.epoch - start.epoch) : undefined;
	return [
		tls &&
			([tls.version, tls.cipher]
				.map((word) => plainText(word ?? '', 80))
				.filter(Boolean)
				.join(' ') ||
				'TLS'),
		auth &&
			say(auth.ok ? 'detail.login' : 'detail.noLogin', {
				who: user && say('auth.as', { user }),
				how: mechanism && say('auth.with', { mechanism }),
			})(language),
		took && say('detail.took', { time: took })(language),
	].filter((fact): fact is string => fact !== undefined && fact !== '');
}

/** The numbers of the messages that came or went on a session. */
function messagesOf({ index, queueIds, lines }: Session, log: MailLog): number[] {
	const own = new Set(
		lines.map((line) => log.messageIndexAt(line)).filter((message) => message !== undefined),
	);
	const named = queueIds.flatMap((id) =>
		log.messagesById(id).filter(({ arrival }) => arrival?.session === index),
	);
	return [...new Set([...own, ...named.map((message) => message.index)])];
}
