import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say } from '../knowledge/say';
import type { Check } from './check';
import type { Finding } from './finding';
import { offersBefore } from './offers';
import { relatedPlaces, spanOf } from './places';
import { remembered } from './remembered';
import { codeWords, peerWords, sessionId } from './words';

export const authMechanismNotOffered: Check = {
	id: 'auth.mechanismNotOffered',
	severity: 'error',
	doc: `A client used AUTH, or a mechanism of it, that the server had not offered in its answer to EHLO (RFC 4954 §3, §4). It is
information where the server took it all the same, and in Exim's log, where most who do so are strangers that try whatever there is.
Only the offers of the last EHLO count, and after STARTTLS none before it; a session whose EHLO is not in the log is left alone. Where
this says why a login failed, \`auth.notAuthenticated\` does not say it again.`,
	example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250-mx.example.com
<-  250 AUTH PLAIN LOGIN
 -> AUTH CRAM-MD5
<** 504 5.5.4 Unrecognized authentication type
 -> QUIT
<-  221 2.0.0 Bye`,
	start(log) {
		const strangers = new Map<string, { readonly finding: Finding; readonly places: Finding[] }>();
		return {
			session(session) {
				const finding = notOffered(session, log);
				if (!finding || session.role === 'observer') {
					return finding ? [finding] : [];
				}
				const key = session.peer?.address ?? `session ${session.index}`;
				const known = strangers.get(key) ?? { finding, places: [] };
				strangers.set(key, known);
				if (known.places.length <= 20) {
					known.places.push(finding);
				}
				return [];
			},
			rest: () =>
				Array.from(strangers.values(), ({ finding, places }) => ({
					...finding,
					...relatedPlaces(
						log,
						places.map(({ line, session = 0 }) => ({
							line,
							message: say('auth.inSession', { mechanism: 'AUTH', session: sessionId(session) }),
						})),
						finding.line,
					),
				})),
		};
	},
};

/** AUTH that was not offered, and the reply to it. */
export const notOffered = remembered((session: Session, log: MailLog): Finding | undefined => {
	const peer = peerWords(session.peer);
	for (const [at, { stage, command, line, reply, continuation, failed }] of session.steps.entries()) {
		if (stage !== 'auth' || continuation) {
			continue;
		}
		if (session.role === 'server') {
			if (failed && /AUTH command used when not advertised/.test(log.text(line))) {
				return {
					rule: authMechanismNotOffered.id,
					severity: 'information',
					line,
					span: spanOf(log, line),
					title: say('notOffered.title'),
					message: say('notOffered.byStranger', { peer: peer ?? say('auth.aClient') }),
					fix: say('notOffered.fix.server'),
					session: session.index,
				};
			}
			continue;
		}
		const mechanism = /^\s{0,4}AUTH\s{1,4}([\w-]{1,30})/i.exec(command ?? '')?.[1]?.toUpperCase();
		const offers = offersBefore(session.steps, at);
		if (mechanism === undefined || !offers || offers.auth?.includes(mechanism)) {
			continue;
		}
		const isTaken = reply !== undefined && /^[23]/.test(reply.code);
		const { auth } = offers;
		return {
			rule: authMechanismNotOffered.id,
			severity: isTaken ? 'information' : 'error',
			line,
			span: spanOf(log, line),
			title: say(auth ? 'notOffered.mechanism.title' : 'notOffered.title'),
			message: say(auth ? 'notOffered.mechanism' : 'notOffered', {
				mechanism,
				peer: peer ?? say('auth.theServer'),
				offered: auth?.join(', '),
				said: isTaken || !reply ? undefined : say('notOffered.said', { code: codeWords(reply) }),
			}),
			fix: say(
				auth ? 'notOffered.mechanism.fix' : offers.starttls ? 'notOffered.fix.starttls' : 'notOffered.fix',
			),
			...(reply && !isTaken && { code: reply.code }),
			session: session.index,
		};
	}
	return undefined;
});
