import type { MailLog } from '../core/mailLog';
import type { Message, Session } from '../core/model';
import { say } from '../knowledge/say';
import type { Check } from './check';
import type { Finding } from './finding';
import { spanOf } from './places';
import { remembered } from './remembered';
import { peerWords } from './words';

export const replyClassMismatch: Check = {
	id: 'reply.classMismatch',
	severity: 'information',
	doc: `The first digit of a reply's enhanced code is not that of its basic code: \`450 5.1.1\`, \`250 5.7.1\` (RFC 2034 §4, RFC
3463 §2). A client goes by the basic code, people read the enhanced one, and they mean different things. In greetings, in answers to
EHLO and in 3yz replies, which have no enhanced code, it looks for none.`,
	example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250 mx.example.com
 -> MAIL FROM:<a@example.org>
<-  250 5.1.0 Sender ok
 -> QUIT
<-  221 2.0.0 Bye`,
	start: (log) => ({
		session: (session) => inSession(session, log),
		message: (message) => inMessage(message, log),
	}),
};

const inSession = remembered((session: Session, log: MailLog): readonly Finding[] =>
	session.steps.flatMap(({ stage, reply }) => {
		if (!reply || stage === 'greeting' || stage === 'hello' || stage === 'connect') {
			return [];
		}
		const enhanced = reply.enhanced ?? enhancedIn(reply.text);
		// A delivery of a queued message is told with the message.
		const isQueued = session.role === 'client' && log.messageIndexAt(reply.line) !== undefined;
		return differs(reply.code, enhanced) && !isQueued
			? [toFinding(log, reply.line, reply.code, enhanced, peerWords(session.peer), session.index)]
			: [];
	}),
);

const inMessage = remembered((message: Message, log: MailLog): readonly Finding[] => {
	const found = new Map<string, Finding>();
	for (const { line, reply, relay, session } of message.deliveries) {
		const enhanced = reply && (reply.enhanced ?? enhancedIn(reply.text));
		if (reply && differs(reply.code, enhanced) && !found.has(`${reply.code} ${enhanced}`)) {
			found.set(
				`${reply.code} ${enhanced}`,
				toFinding(log, line, reply.code, enhanced, peerWords(relay), session, message.queueId),
			);
		}
	}
	return [...found.values()];
});

function differs(code: string, enhanced: string | undefined): enhanced is string {
	return enhanced !== undefined && /^[245]/.test(code) && enhanced[0] !== code[0];
}

/** `5.1.1 <nobody@example.com>: …`: what the reader of replies leaves in the text where the classes differ. */
function enhancedIn(text: string): string | undefined {
	return /^([245]\.\d{1,3}\.\d{1,3})(?=[\s:]|$)/.exec(text)?.[1];
}

function toFinding(
	log: MailLog,
	line: number,
	code: string,
	enhanced: string,
	peer: string | undefined,
	session: number | undefined,
	messageId?: string,
): Finding {
	return {
		rule: replyClassMismatch.id,
		severity: 'information',
		line,
		span: spanOf(log, line),
		title: say('classMismatch.title'),
		message: say('classMismatch', { peer: peer ?? say('rejected.theServer'), code, enhanced }),
		fix: say('classMismatch.fix', { code }),
		code,
		enhanced,
		...(session !== undefined && { session }),
		...(messageId !== undefined && { messageId }),
	};
}
