import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say } from '../knowledge/say';
import { findingInTranscript } from './authInTheClear';
import type { Check } from './check';
import type { Finding } from './finding';
import { isInTheClear, isLoopback, offersBefore, secures } from './offers';
import { spanOf } from './places';
import { remembered } from './remembered';
import { Causes } from './sameCause';
import { peerWords, sessionId } from './words';

export const tlsNotUsed: Check = {
	id: 'tls.notUsed',
	severity: 'information',
	doc: `A server offered STARTTLS (RFC 3207 §4), the client did not use it, and mail went over the network in the clear. One
finding for each server. A connection of a machine with itself is left alone, and so is one on which nothing was sent. Where a
password crossed the network, too, \`auth.inTheClear\` says so instead; where STARTTLS was tried and failed, \`tls.failed\`. Only
transcripts show what was offered.`,
	example: `=== Trying mx.example.com:25...
=== Connected to mx.example.com.
<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250-mx.example.com
<-  250 STARTTLS
 -> MAIL FROM:<a@example.org>
<-  250 2.1.0 Ok
 -> RCPT TO:<b@example.com>
<-  250 2.1.5 Ok
 -> QUIT
<-  221 2.0.0 Bye`,
	start(log) {
		const causes = new Causes<Finding, Place>();
		return {
			session(session) {
				const finding = notUsed(session, log);
				if (finding) {
					const key = peerWords(session.peer) ?? `session ${session.index}`;
					causes.add(key, finding, { line: finding.line, session: session.index });
				}
				return [];
			},
			rest: () =>
				causes.map((cause) => ({
					...cause.first,
					...cause.related(log, ({ session }) => say('tlsFailed.place', { session: sessionId(session) })),
				})),
		};
	},
};

interface Place {
	readonly line: number;
	readonly session: number;
}

const notUsed = remembered((session: Session, log: MailLog): Finding | undefined => {
	const { steps, role, index } = session;
	const at = steps.findIndex(({ stage }) => stage === 'mail');
	const mail = steps[at];
	if (role !== 'observer' || !mail || isLoopback(session)) {
		return undefined;
	}
	const isTried = steps.some((step) => step.stage === 'starttls' || step.stage === 'tls' || secures(step));
	if (isTried || !offersBefore(steps, at)?.starttls || !isInTheClear(session, at)) {
		return undefined;
	}
	if (findingInTranscript(session, log)?.severity === 'warning') {
		return undefined;
	}
	return {
		rule: tlsNotUsed.id,
		severity: 'information',
		line: mail.line,
		span: spanOf(log, mail.line),
		title: say('notUsed.title'),
		message: say('notUsed', { peer: peerWords(session.peer) ?? say('rejected.theServer') }),
		fix: say('notUsed.fix'),
		session: index,
	};
});
