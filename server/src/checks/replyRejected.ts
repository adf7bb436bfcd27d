import type { MailLog } from '../core/mailLog';
import { Acceptances } from './acceptances';
import { causeOf, quoted, type Cause } from './cause';
import type { Check } from './check';
import type { Finding, Severity } from './finding';
import { relatedPlaces, spanOf } from './places';
import { refusalsOf, type Refusal } from './refusals';
import { remembered } from './remembered';
import {
	codeWords,
	counted,
	firstAndOthers,
	isServer,
	peerWords,
	plainText,
	sessionId,
	stageWords,
} from './words';

export const replyRejected: Check = {
	id: 'reply.rejected',
	severity: 'error',
	doc: `A reply of a session says no: who was refused, at which command, why, and what to do. A client's log and a transcript
give an error for a final refusal (5yz) and a warning for one that may pass (4yz); a server's log gives a warning for both, because
the server did what it was told to. What was refused for now and came through later (greylisting) is information. The same reply
in one session, or to the same client for the same recipient, is one finding. Refused logins are
\`auth.notAuthenticated\`, and what became of queued mail \`delivery.deferred\` and \`delivery.bounced\`.`,
	*find(log) {
		const acceptances = new Acceptances(log);
		for (const group of groupsOf(log)) {
			yield toFinding(group, log, acceptances);
		}
	},
};

/** Refusals with one cause, in the order of the log. */
interface Group {
	readonly first: Refusal;
	readonly cause: Cause;
	readonly refusals: Refusal[];
}

const causeOfRefusal = remembered((refusal: Refusal, _log: MailLog) =>
	causeOf(refusal.reply, refusal.step.stage, isServer(refusal.session) ? 'server' : 'client'),
);

function groupsOf(log: MailLog): Iterable<Group> {
	const groups = new Set<Group>();
	const byKey = new Map<string, Group>();
	for (const session of log.sessions()) {
		for (const refusal of refusalsOf(session, log)) {
			if (isToldElsewhere(refusal, log)) {
				continue;
			}
			const cause = causeOfRefusal(refusal, log);
			const keys = keysOf(refusal, cause);
			const group = keys.map((key) => byKey.get(key)).find((known) => known !== undefined) ?? {
				first: refusal,
				cause,
				refusals: [],
			};
			group.refusals.push(refusal);
			groups.add(group);
			keys.forEach((key) => byKey.set(key, group));
		}
	}
	return groups;
}

/** What makes two refusals the same: one session, or one client and one recipient. */
function keysOf({ session, step, reply, recipient, sender }: Refusal, { title }: Cause): string[] {
	const said = [session.role, step.stage, reply.code, reply.enhanced, title];
	const peer = session.peer?.address ?? session.peer?.name;
	const whom = (recipient ?? sender)?.toLowerCase();
	return [
		['session', session.index, ...said].join('\n'),
		...(peer === undefined ? [] : [['peer', peer, whom, ...said].join('\n')]),
	];
}

/** A refused login, and a refused delivery of a message in the queue, have rules of their own. */
function isToldElsewhere({ session, step, reply }: Refusal, log: MailLog): boolean {
	if (step.stage === 'auth' || step.stage === 'quit') {
		return true;
	}
	return (
		session.role === 'client' &&
		log
			.messageAt(reply.line)
			?.deliveries.some(({ line, status }) => line === reply.line && status !== 'sent') === true
	);
}

function toFinding({ first, cause, refusals }: Group, log: MailLog, acceptances: Acceptances): Finding {
	const { session, reply } = first;
	const passed = passedAt(refusals, acceptances);
	const message = log.messageAt(reply.line);
	const places = refusals.flatMap((refusal) => [
		{
			line: refusal.reply.line,
			message: `${codeWords(refusal.reply)} in ${sessionId(refusal.session.index)}`,
		},
		...refusal.consequences.map((consequence) => ({
			line: consequence.line,
			message: `${codeWords(consequence)} only follows from it`,
		})),
	]);
	return {
		rule: replyRejected.id,
		severity: passed === undefined ? severityOf(first, log) : 'information',
		line: reply.line,
		span: spanOf(log, reply.line),
		title: cause.title,
		message: words(first, cause, refusals) + (passed === undefined ? '' : ` ${passedWords(passed)}`),
		fix: passed === undefined ? cause.fix : 'Nothing to do.',
		code: reply.code,
		...(reply.enhanced !== undefined && { enhanced: reply.enhanced }),
		session: session.index,
		...(message && { messageId: message.queueId }),
		...relatedPlaces(log, places, reply.line),
	};
}

/** Where the last of them got through, from 0; `same` session. `undefined` unless all of them did, and none was final. */
function passedAt(refusals: readonly Refusal[], acceptances: Acceptances): number | 'same' | undefined {
	let at: number | 'same' = 'same';
	for (const refusal of refusals) {
		if (!refusal.overcome) {
			const line = refusal.reply.code.startsWith('4') ? acceptances.after(refusal) : undefined;
			if (line === undefined) {
				return undefined;
			}
			at = line;
		}
	}
	return at;
}

function passedWords(at: number | 'same'): string {
	return at === 'same'
		? 'It went on all the same in this session.'
		: `It got through later, at line ${at + 1}.`;
}

/** Commands that no mail depends on. */
const asides: ReadonlySet<string> = new Set(['verify', 'noop', 'help', 'etrn', 'reset', 'xclient', 'other']);

function severityOf({ session, step, reply }: Refusal, log: MailLog): Severity {
	if (asides.has(step.stage)) {
		return step.stage === 'other' ? 'warning' : 'information';
	}
	// The next host was tried; what became of the mail in the end is said where it ended.
	if (session.role === 'client' && log.messageIndexAt(reply.line) !== undefined) {
		return 'information';
	}
	return isServer(session) || reply.code.startsWith('4') ? 'warning' : 'error';
}

function words(first: Refusal, { title }: Cause, refusals: readonly Refusal[]): string {
	const { session, step, reply } = first;
	const peer = peerWords(session.peer);
	const what = objectOf(first, refusals);
	const forNow = reply.code.startsWith('4') ? ' for now' : '';
	const who = isServer(session)
		? `${capital(what)} was refused${forNow}${peer ? ` to ${peer}` : ''}`
		: `${peer ?? 'The server'} refused ${what}${forNow}`;
	const times = refusals.length > 1 ? ` ${counted(refusals.length, 'time')}` : '';
	return `${who} at ${stageWords(step.stage)}${times}: ${codeWords(reply)} ${title}.${quoted(reply.text)}`;
}

/** What was refused: `the recipient nobody@example.com`. */
function objectOf({ step, sender, recipient }: Refusal, refusals: readonly Refusal[]): string {
	switch (step.stage) {
		case 'connect':
		case 'greeting':
			return 'the connection';
		case 'mail':
			return sender === undefined ? 'the sender' : `the sender ${address(sender)}`;
		case 'rcpt': {
			const all = new Set(refusals.map((refusal) => refusal.recipient ?? ''));
			const names = firstAndOthers([...all].filter(Boolean).map(address));
			return recipient === undefined
				? 'a recipient'
				: `${all.size > 1 ? 'the recipients' : 'the recipient'} ${names}`;
		}
		case 'data':
		case 'content':
			return sender === undefined ? 'the message' : `the message from ${address(sender)}`;
		default:
			return step.command === undefined ? 'the command' : plainText(step.command, 80);
	}
}

function address(text: string): string {
	return text === '' ? '<>' : plainText(text, 100);
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
