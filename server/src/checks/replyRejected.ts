import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { Acceptances } from './acceptances';
import { causeOf, quoted, type Cause } from './cause';
import type { Check } from './check';
import type { Finding, Severity } from './finding';
import { relatedPlaces, spanOf } from './places';
import { refusalsOf, type Refusal } from './refusals';
import { remembered, rememberedForAll } from './remembered';
import { speakerOf } from './speaker';
import {
	addressWords,
	codeWords,
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
	start(log) {
		const groups = new Groups(log);
		return {
			session(session) {
				groups.add(session);
				return [];
			},
			rest() {
				const found = [...groups.all];
				const acceptances = new Acceptances(log, found.flat().filter(isOpen));
				return found.map((refusals) => toFinding(refusals, log, passedAt(refusals, acceptances)));
			},
		};
	},
};

/** Refusals with one cause, in the order of the log. */
type Group = [Refusal, ...Refusal[]];

/** Where the log shows no code, the one that servers give unless they are told otherwise (Exim specification, “message” and “defer” in ACLs). */
const causeOfRefusal = remembered((refusal: Refusal, _log: MailLog) => {
	const usual = refusal.stage === 'other' ? '500' : '550';
	const code = refusal.code ?? (refusal.temporary ? '451' : usual);
	return causeOf({ ...refusal, code }, refusal.stage, {
		side: isServer(refusal.session) ? 'server' : 'client',
		...speakerOf(refusal.session),
	});
});

/** The refusals of a log by their cause. */
class Groups {
	readonly all = new Set<Group>();
	readonly #byKey = new Map<string, Group>();

	constructor(private readonly log: MailLog) {}

	add(session: Session): void {
		for (const refusal of refusalsOf(session, this.log)) {
			const cause = causeOfRefusal(refusal, this.log);
			if (!isToldElsewhere(refusal, this.log)) {
				const keys = keysOf(refusal, cause);
				const known = keys.map((key) => this.#byKey.get(key)).find((group) => group !== undefined);
				const group: Group = known ?? [refusal];
				if (known) {
					known.push(refusal);
				}
				this.all.add(group);
				keys.forEach((key) => this.#byKey.set(key, group));
			}
		}
	}
}

/** What makes two refusals the same: one session, or one client and one recipient. */
function keysOf(refusal: Refusal, { title }: Cause): string[] {
	const { session, stage, code, enhanced, temporary, recipient, sender } = refusal;
	const said = [session.role, stage, code, enhanced, temporary, title];
	const peer = session.peer?.address ?? session.peer?.name;
	const whom = (recipient ?? sender)?.toLowerCase();
	return [
		['session', session.index, ...said].join('\n'),
		...(peer === undefined ? [] : [['peer', peer, whom, ...said].join('\n')]),
	];
}

/** A refused login, and a refused delivery of a message in the queue, have rules of their own. */
function isToldElsewhere({ session, stage, line: refused }: Refusal, log: MailLog): boolean {
	if (stage === 'auth' || stage === 'quit') {
		return true;
	}
	return (
		session.role === 'client' &&
		log.messageAt(refused)?.deliveries.some(({ line, status }) => line === refused && status !== 'sent') ===
			true
	);
}

const toFinding = rememberedForAll(
	(
		refusals: readonly [Refusal, ...Refusal[]],
		log: MailLog,
		passed: number | 'same' | undefined,
	): Finding => {
		const [first] = refusals;
		const { session, line, code, enhanced } = first;
		const cause = causeOfRefusal(first, log);
		const message = log.messageAt(line);
		const places = refusals.flatMap((refusal) => [
			{
				line: refusal.line,
				message: `${codeWords(refusal) || 'Refused'} in ${sessionId(refusal.session.index)}`,
			},
			...refusal.consequences.map((consequence) => ({
				line: consequence.line,
				message: `${codeWords(consequence)} only follows from it`,
			})),
		]);
		return {
			rule: replyRejected.id,
			severity: passed === undefined ? severityOf(first, log) : 'information',
			line,
			span: spanOf(log, line),
			title: cause.title,
			message: words(first, cause, refusals) + (passed === undefined ? '' : ` ${passedWords(passed)}`),
			fix: passed === undefined ? cause.fix : 'Nothing to do.',
			...(code !== undefined && { code }),
			...(enhanced !== undefined && { enhanced }),
			session: session.index,
			...(message && { messageId: message.queueId }),
			...relatedPlaces(log, places, line),
		};
	},
);

/** Whether it may have got through later. */
function isOpen({ overcome, temporary }: Refusal): boolean {
	return !overcome && temporary;
}

/** Where the last of them got through, from 0; `same` session. `undefined` unless all of them did, and none was final. */
function passedAt(refusals: readonly Refusal[], acceptances: Acceptances): number | 'same' | undefined {
	let at: number | 'same' = 'same';
	for (const refusal of refusals) {
		if (!refusal.overcome) {
			const line = isOpen(refusal) ? acceptances.after(refusal) : undefined;
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

function severityOf({ session, stage, line, temporary }: Refusal, log: MailLog): Severity {
	if (asides.has(stage)) {
		return stage === 'other' && !isServer(session) ? 'warning' : 'information';
	}
	// The next host was tried; what became of the mail in the end is said where it ended.
	if (session.role === 'client' && log.messageIndexAt(line) !== undefined) {
		return 'information';
	}
	return isServer(session) || temporary ? 'warning' : 'error';
}

function words(first: Refusal, { title }: Cause, refusals: readonly Refusal[]): string {
	const { session, stage, temporary, text } = first;
	const peer = peerWords(session.peer);
	const recipients = recipientsOf(refusals);
	const what = objectOf(first, recipients);
	const forNow = temporary ? ' for now' : '';
	const who = isServer(session)
		? `${capital(what)} ${recipients.length > 1 ? 'were' : 'was'} refused${forNow}${peer ? ` to ${peer}` : ''}`
		: `${peer ?? 'The server'} refused ${what}${forNow}`;
	const times = refusals.length > Math.max(1, recipients.length) ? ` ${refusals.length} times` : '';
	const why = [codeWords(first), title].filter(Boolean).join(' ');
	return `${who} at ${stageWords(stage)}${times}: ${why}.${quoted(text)}`;
}

/** Each refused address once. */
function recipientsOf(refusals: readonly Refusal[]): string[] {
	return [...new Set(refusals.flatMap(({ recipient }) => recipient ?? []))];
}

/** What was refused: `the recipient nobody@example.com`. */
function objectOf({ stage, step, sender }: Refusal, recipients: readonly string[]): string {
	switch (stage) {
		case 'connect':
		case 'greeting':
			return 'the connection';
		case 'mail':
			return sender === undefined ? 'the sender' : `the sender ${addressWords(sender)}`;
		case 'rcpt':
			return recipients.length === 0
				? 'a recipient'
				: `the ${recipients.length > 1 ? 'recipients' : 'recipient'} ${firstAndOthers(recipients.map(addressWords))}`;
		case 'data':
		case 'content':
			return sender === undefined ? 'the message' : `the message from ${addressWords(sender)}`;
		default:
			return step.command === undefined ? 'the command' : plainText(step.command, 80);
	}
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
