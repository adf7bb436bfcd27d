import { addressIn } from '../../checks/refusals';
import { valueOf } from '../../core/event';
import type { MailLog } from '../../core/mailLog';
import type { Message, Session, Step } from '../../core/model';
import { fact, factLines, fieldIn, type Facts } from './fact';
import { loginFacts } from './loginFacts';
import { tlsFacts } from './tlsFacts';

/** Collects what a session's lines show of it. */
export function factsOf(session: Session, log: MailLog): Facts {
	return {
		...peerFacts(session, log),
		...helloFacts(session, log),
		...envelopeFacts(session, log),
		...tlsFacts(session, log),
		...loginFacts(session, log),
	};
}

function peerFacts({ peer, lines, steps, role }: Session, log: MailLog): Facts {
	const head = lines[0] ?? 0;
	const line = steps.find(({ stage }) => stage === 'connect')?.line ?? head;
	const isNameless = peer?.name === 'unknown' || (role === 'server' && !peer?.name && peer?.address);
	const service = log.event(head).service;
	return {
		...fact('service', service, head),
		...fact('address', peer?.address, line),
		...(isNameless ? { name: { line } } : fact('name', peer?.name, line)),
		// A client's own port says nothing.
		...(role === 'server' ? {} : fact('port', peer?.port, line)),
	};
}

//   EHLO mail.example.org
//   ^^^^ ^^^^^^^^^^^^^^^^
const helloCommand = /^\s{0,4}([A-Za-z]{4})\s{1,4}(\S{1,255})/;

function helloFacts(session: Session, log: MailLog): Facts {
	const { steps } = session;
	const greeting = steps.find(({ stage, reply }) => stage === 'greeting' && reply);
	const hello = steps.find(({ stage, command }) => stage === 'hello' && command !== undefined);
	const [, verb, name] = helloCommand.exec(hello?.command ?? '') ?? [];
	const noted = fieldIn(session, log, 'helo');
	const protocol = fieldIn(session, log, 'protocol');
	return {
		...fact('greeting', greeting?.reply?.text.split('\n')[0], greeting?.reply?.line ?? 0),
		...fact('helo', name ?? noted?.value, hello?.line ?? noted?.line ?? 0),
		...fact('hello', verb?.toUpperCase() ?? helloOf(protocol?.value), hello?.line ?? protocol?.line ?? 0),
	};
}

/** `proto=ESMTP`, `P=esmtps`: with what the client greeted (RFC 3848). */
function helloOf(protocol: string | undefined): string | undefined {
	return protocol === undefined
		? undefined
		: /^u?e/i.test(protocol)
			? 'EHLO'
			: /^smtp/i.test(protocol)
				? 'HELO'
				: undefined;
}

function envelopeFacts(session: Session, log: MailLog): Facts {
	const mail = namedBy(session, 'mail');
	const from = fieldIn(session, log, 'from');
	const messages = messagesOf(session, log);
	const [message] = messages;
	const sender = mail?.address ?? from?.value ?? message?.sender;
	const line = mail?.line ?? from?.line ?? message?.arrival?.line ?? 0;
	const size = sizeIn(mail?.command) ?? message?.size;
	return {
		...fact('sender', sender === '' ? '<>' : sender, line),
		...recipientFact(session, log, messages),
		...fact('size', size, line),
	};
}

/** The first MAIL or RCPT of which the log shows whom it named. */
function namedBy(
	{ steps }: Session,
	wanted: Step['stage'],
): { address: string; command: string; line: number } | undefined {
	for (const { stage, command, line } of steps) {
		const address = stage === wanted ? addressIn(command) : undefined;
		if (address !== undefined && command !== undefined) {
			return { address, command, line };
		}
	}
	return undefined;
}

// MAIL FROM:<a@example.org> SIZE=1000   (RFC 1870 §6)
function sizeIn(command: string | undefined): number | undefined {
	const size = /\sSIZE=(\d{1,15})/i.exec(command ?? '')?.[1];
	return size === undefined ? undefined : Number(size);
}

function recipientFact(session: Session, log: MailLog, messages: readonly Message[]): Facts {
	const named = session.steps.flatMap(({ stage, command }) => {
		const address = stage === 'rcpt' ? addressIn(command) : undefined;
		return address ? [address] : [];
	});
	const noted = factLines(session).flatMap((line) => valueOf(log.event(line), 'to') ?? []);
	const queued =
		session.role === 'server'
			? messages.flatMap(({ deliveries }) =>
					deliveries.map(({ original, recipient }) => original ?? recipient),
				)
			: [];
	const all = [...new Set([...named, ...noted, ...queued])].sort();
	const line =
		namedBy(session, 'rcpt')?.line ?? fieldIn(session, log, 'to')?.line ?? messages[0]?.arrival?.line ?? 0;
	return all.length === 0 ? {} : { recipient: { ...fact('recipient', all[0], line).recipient, line, all } };
}

/** So many mails of one session are looked at. */
const messageLimit = 20;

/** The mails that came in on a session, or went out on it. */
function messagesOf({ queueIds, index, role }: Session, log: MailLog): readonly Message[] {
	return queueIds
		.slice(0, messageLimit)
		.flatMap((id) => log.messagesById(id))
		.filter(({ arrival, deliveries }) =>
			role === 'client' ? deliveries.some(({ session }) => session === index) : arrival?.session === index,
		);
}
