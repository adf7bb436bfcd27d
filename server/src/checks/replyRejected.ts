import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import { say, sayAll, sayCount, type Said } from '../knowledge/say';
import { Acceptances } from './acceptances';
import { causeOf, quoted, type Cause } from './cause';
import type { Check } from './check';
import { explainedLines } from './explained';
import type { Finding, Severity } from './finding';
import { relatedPlaces, spanOf } from './places';
import { refusedByRecipients } from './refusedByRecipients';
import { RefusalGroups, type RefusalGroup, type RefusalPlace } from './refusalGroups';
import { refusalsOf, type Refusal } from './refusals';
import { remembered, rememberedWhile } from './remembered';
import { speakerOf } from './speaker';
import {
	addressWords,
	codeWords,
	firstOf,
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
		const groups = new RefusalGroups(log);
		const passed = () => {
			const acceptances = new Acceptances(log, groups.all);
			return (group: RefusalGroup) => passedAt(group, acceptances);
		};
		return {
			session(session) {
				for (const refusal of refusalsOf(session, log)) {
					if (!isToldElsewhere(refusal, log) && !explainedLines(session, log).has(refusal.line)) {
						groups.add(refusal, causeOfRefusal(refusal, log));
					}
				}
				return [];
			},
			message: (message) => refusedByRecipients(message, log),
			rest() {
				const passedOf = passed();
				return groups.all.flatMap((group) => findingOf(group, log, passedOf(group)) ?? []);
			},
			severities() {
				const passedOf = passed();
				return groups.all.map((group) => severityOf(group, passedOf(group)));
			},
		};
	},
};

/** Why a command was refused. Where the log shows no code, the one that servers give unless they are told otherwise (Exim specification, “message” and “defer” in ACLs). */
export const causeOfRefusal = remembered((refusal: Refusal, _log: MailLog) => {
	const usual = refusal.stage === 'other' ? '500' : '550';
	const code = refusal.code ?? (refusal.temporary ? '451' : usual);
	return causeOf({ ...refusal, code, text: withoutCommand(refusal) }, refusal.stage, {
		side: isServer(refusal.session) ? 'server' : 'client',
		...speakerOf(refusal.session),
	});
});

/** What the client wrote must not decide why it was refused. */
function withoutCommand({ code, text }: Refusal): string {
	// "MAIL FROM user" unrecognized command
	// ----------------
	return code === undefined ? text.replace(/^".{0,500}" /, '') : text;
}

/** A refused login, and a refused delivery of a message in the queue, have rules of their own. */
function isToldElsewhere({ session, stage, line: refused }: Refusal, log: MailLog): boolean {
	if (stage === 'auth' || stage === 'quit') {
		return true;
	}
	return (
		session.role === 'client' &&
		log.messageIndexAt(refused) !== undefined &&
		log.deliveriesAt(refused).some(({ status }) => status !== 'sent')
	);
}

/** The finding of a group; its first refusal is read again, and while nothing of the group changes the finding is the same. */
function findingOf(group: RefusalGroup, log: MailLog, passed: Passed): Finding | undefined {
	const first = refusalsOf(log.session(group.session), log).find(({ line }) => line === group.line);
	return first && toFinding(first, log, { group, passed, stamp: `${group.stamp} ${passed}` });
}

interface Told {
	readonly group: RefusalGroup;
	readonly passed: Passed;
	readonly stamp: string;
}

const toFinding = rememberedWhile((first: Refusal, log: MailLog, { group, passed }: Told): Finding => {
	const { session, line, code, enhanced } = first;
	const cause = causeOfRefusal(first, log);
	const message = log.messageAt(line);
	const places = group.places.map((place) => ({ line: place.line, message: placeWords(place, first) }));
	return {
		rule: replyRejected.id,
		severity: severityOf(group, passed),
		line,
		span: spanOf(log, line),
		title: cause.title,
		message: sayAll(words(first, cause, group), passed === undefined ? undefined : passedWords(passed)),
		fix: passed === undefined ? cause.fix : say('nothingToDo'),
		...(code !== undefined && { code }),
		...(enhanced !== undefined && { enhanced }),
		session: session.index,
		...(message && { messageId: message.queueId }),
		...relatedPlaces(log, places, line),
	};
});

/** Where the last of them got through, from 0; `same` session. `undefined` unless all of them did, and none was final. */
type Passed = number | 'same' | undefined;

function passedAt(group: RefusalGroup, acceptances: Acceptances): Passed {
	let at: number | 'same' = 'same';
	if (group.isFinal) {
		return undefined;
	}
	for (const waiting of group.waiting.values()) {
		const line = acceptances.after(waiting);
		if (line === undefined) {
			return undefined;
		}
		at = line;
	}
	return at;
}

function severityOf({ severity }: RefusalGroup, passed: Passed): Severity {
	return passed === undefined ? severity : 'information';
}

function passedWords(at: number | 'same'): Said {
	return at === 'same' ? say('rejected.wentOn') : say('rejected.passed', { line: at + 1 });
}

/** `550 5.1.1 in s3` */
function placeWords({ follows, session: index }: RefusalPlace, first: Refusal): Said {
	if (follows !== undefined) {
		return say('rejected.follows', { code: follows });
	}
	const code = codeWords(first);
	const session = sessionId(index);
	return code ? say('rejected.inSession', { code, session }) : say('rejected.inSession.noCode', { session });
}

function words(first: Refusal, { title }: Cause, { count, recipientCount }: RefusalGroup): Said {
	const { session, stage, temporary, text } = first;
	const peer = peerWords(session.peer);
	const what = objectOf(first, recipientCount);
	const values = {
		forNow: temporary ? say('rejected.forNow') : undefined,
		stage: (language?: Language) => stageWords(stage, language),
		times: count > Math.max(1, recipientCount) ? say('rejected.times', { count }) : undefined,
		why: sayAll(codeWords(first), title),
		quote: quoted(text),
	};
	if (!isServer(session)) {
		return say('rejected.byPeer', { ...values, what, peer: peer ?? say('rejected.theServer') });
	}
	const was = say(recipientCount > 1 ? 'rejected.were' : 'rejected.was', { what });
	return say(peer ? 'rejected.byServer' : 'rejected.byServer.noPeer', {
		...values,
		what: (language) => capital(was(language)),
		peer,
	});
}

/** What was refused: `the recipient nobody@example.com`. */
function objectOf({ stage, step, sender, recipient }: Refusal, recipientCount: number): Said {
	const from = sender === undefined ? undefined : addressWords(sender);
	switch (stage) {
		case 'connect':
		case 'greeting':
			return say('rejected.connection');
		case 'mail':
			return say('rejected.sender', { address: from });
		case 'rcpt':
			return recipient === undefined
				? say('rejected.recipient.none')
				: sayCount('rejected.recipient', recipientCount, {
						address: firstOf(addressWords(recipient), recipientCount),
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
