import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import type { Language } from '../knowledge/knowledge';
import { say, sayAll, sayCount, type Said } from '../knowledge/say';
import { Acceptances } from './acceptances';
import { causeOf, quoted, type Cause } from './cause';
import type { Check } from './check';
import { explainedLines } from './explained';
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
\`auth.notAuthenticated\`, what became of queued mail \`delivery.deferred\` and \`delivery.bounced\`, and a refusal for a fault against
the protocol, such as a command out of its order, is told by that rule, \`protocol.order\` and its neighbours.`,
	example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250 mx.example.com
 -> MAIL FROM:<a@example.org>
<-  250 2.1.0 Ok
 -> RCPT TO:<nobody@example.com>
<** 550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown in local recipient table
 -> QUIT
<-  221 2.0.0 Bye`,
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
		const explained = explainedLines(session, this.log);
		for (const refusal of refusalsOf(session, this.log)) {
			const cause = causeOfRefusal(refusal, this.log);
			if (!isToldElsewhere(refusal, this.log) && !explained.has(refusal.line)) {
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
function keysOf(refusal: Refusal, { key }: Cause): string[] {
	const { session, stage, code, enhanced, temporary, recipient, sender } = refusal;
	const said = [session.role, stage, code, enhanced, temporary, key];
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
				message: inSession(refusal),
			},
			...refusal.consequences.map((consequence) => ({
				line: consequence.line,
				message: say('rejected.follows', { code: codeWords(consequence) }),
			})),
		]);
		return {
			rule: replyRejected.id,
			severity: passed === undefined ? severityOf(first, log) : 'information',
			line,
			span: spanOf(log, line),
			title: cause.title,
			message: sayAll(words(first, cause, refusals), passed === undefined ? undefined : passedWords(passed)),
			fix: passed === undefined ? cause.fix : say('nothingToDo'),
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

function passedWords(at: number | 'same'): Said {
	return at === 'same' ? say('rejected.wentOn') : say('rejected.passed', { line: at + 1 });
}

/** `550 5.1.1 in s3` */
function inSession(refusal: Refusal): Said {
	const code = codeWords(refusal);
	const session = sessionId(refusal.session.index);
	return code ? say('rejected.inSession', { code, session }) : say('rejected.inSession.noCode', { session });
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

function words(first: Refusal, { title }: Cause, refusals: readonly Refusal[]): Said {
	const { session, stage, temporary, text } = first;
	const peer = peerWords(session.peer);
	const recipients = recipientsOf(refusals);
	const what = objectOf(first, recipients);
	const count = refusals.length;
	const values = {
		forNow: temporary ? say('rejected.forNow') : undefined,
		stage: (language?: Language) => stageWords(stage, language),
		times: count > Math.max(1, recipients.length) ? say('rejected.times', { count }) : undefined,
		why: sayAll(codeWords(first), title),
		quote: quoted(text),
	};
	if (!isServer(session)) {
		return say('rejected.byPeer', { ...values, what, peer: peer ?? say('rejected.theServer') });
	}
	const was = say(recipients.length > 1 ? 'rejected.were' : 'rejected.was', { what });
	return say(peer ? 'rejected.byServer' : 'rejected.byServer.noPeer', {
		...values,
		what: (language) => capital(was(language)),
		peer,
	});
}

/** Each refused address once. */
function recipientsOf(refusals: readonly Refusal[]): string[] {
	return [...new Set(refusals.flatMap(({ recipient }) => recipient ?? []))];
}

/** What was refused: `the recipient nobody@example.com`. */
function objectOf({ stage, step, sender }: Refusal, recipients: readonly string[]): Said {
	const from = sender === undefined ? undefined : addressWords(sender);
	switch (stage) {
		case 'connect':
		case 'greeting':
			return say('rejected.connection');
		case 'mail':
			return say('rejected.sender', { address: from });
		case 'rcpt':
			return recipients.length === 0
				? say('rejected.recipient.none')
				: sayCount('rejected.recipient', recipients.length, {
						address: firstAndOthers(recipients.map(addressWords)),
					});
		case 'data':
		case 'content':
			return from === undefined ? say('rejected.message') : say('rejected.messageFrom', { address: from });
		default: {
			const { command } = step;
			return command === undefined ? say('rejected.command') : () => plainText(command, 80);
		}
	}
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
