import type { MailLog } from '../core/mailLog';
import type { Session, Step } from '../core/model';
import { causeOf, quoted } from './cause';
import { say, sayAll, type Said } from '../knowledge/say';
import type { Check } from './check';
import { explainedLines } from './explained';
import type { Finding, Severity } from './finding';
import { relatedPlaces, spanOf } from './places';
import { isRefusal } from './refusals';
import { remembered, rememberedForAll } from './remembered';
import { speakerOf } from './speaker';
import { headOf, type SessionHead } from './sessionHead';
import { codeWords, isServer, peerWords, plainText, sessionId } from './words';

export const authNotAuthenticated: Check = {
	id: 'auth.notAuthenticated',
	severity: 'error',
	doc: `AUTH was tried and no 235 came in that session. A client's log and a transcript give an error. A server's log gives a
warning, one for each client address however often it tried: most are strangers who guess passwords. A login that worked after a
first refusal is information. AUTH that was refused because it came out of its order, or was not offered, is \`protocol.order\` or
\`protocol.extensionNotOffered\`.`,
	example: `<-  220 mx.example.com ESMTP
 -> EHLO client.example.org
<-  250-mx.example.com
<-  250 AUTH PLAIN LOGIN
 -> AUTH PLAIN AHVzZXIAd3Jvbmc=
<** 535 5.7.8 Error: authentication failed: authentication failure
 -> QUIT
<-  221 2.0.0 Bye`,
	start(log) {
		const groups = new Map<string, [Attempt, ...Attempt[]]>();
		return {
			session(session) {
				const attempt = attemptOf(session, log);
				if (attempt) {
					const key = keyOf(attempt);
					const known = groups.get(key);
					if (known) {
						known.push(attempt);
					} else {
						groups.set(key, [attempt]);
					}
				}
				return [];
			},
			rest: () => Array.from(groups.values(), (attempts) => toFinding(attempts, log, undefined)),
		};
	},
};

/** A session in which a login was refused, or led to nothing. */
interface Attempt {
	readonly session: SessionHead;
	readonly mechanism?: string;
	/** The step that shows it: the last refusal, or else the last step of AUTH. */
	readonly step: Step;
	/** Refused tries, 0 where the client gave up. */
	readonly refused: number;
	/** It worked in the end. */
	readonly ok: boolean;
}

const attemptOf = remembered((session: Session, log: MailLog): Attempt | undefined => {
	const steps = session.steps.filter(({ stage }) => stage === 'auth').filter(isUnexplained(session, log));
	const ok = session.auth?.ok ?? steps.some(({ reply }) => reply?.code === '235');
	const refusals = steps.filter(
		// A counter such as auth=0/1 proves a refusal as well as a reply does.
		({ failed, reply, evidence }) => failed || (reply ? isRefusal(reply) : evidence === 'counted' && !ok),
	);
	const step = refusals.at(-1) ?? steps.at(-1);
	if (!step || (ok && refusals.length === 0)) {
		return undefined;
	}
	const mechanism = mechanismIn(steps) ?? session.auth?.mechanism;
	return {
		session: headOf(session),
		step,
		refused: refusals.length,
		ok,
		...(mechanism !== undefined && { mechanism }),
	};
});

/** A login that was refused because AUTH had no place there says nothing of names and passwords. */
function isUnexplained(session: Session, log: MailLog): (step: Step) => boolean {
	const explained = explainedLines(session, log);
	return ({ line, reply }) => !explained.has(reply?.line ?? line);
}

/** `AUTH PLAIN …` → `PLAIN`, of the last AUTH. */
function mechanismIn(steps: readonly Step[]): string | undefined {
	const command = steps.findLast((step) => step.command !== undefined && !step.continuation)?.command;
	return /^AUTH\s{1,4}([\w-]{1,20})/i.exec(command ?? '')?.[1]?.toUpperCase();
}

/** One finding for each address on the other side; without an address, for each session. */
function keyOf({ session: { index, role, peer }, ok, mechanism }: Attempt): string {
	return [role, ok, peer?.address ?? `session ${index}`, role === 'server' ? '' : mechanism].join('\n');
}

const toFinding = rememberedForAll((attempts: readonly [Attempt, ...Attempt[]], log: MailLog): Finding => {
	const [first] = attempts;
	const { session, step, ok } = first;
	const reply = step.reply && isRefusal(step.reply) ? step.reply : undefined;
	const line = step.reply?.line ?? step.line;
	const cause = causeOf(reply ?? { code: '535' }, 'auth', {
		side: isServer(session) ? 'server' : 'client',
		...speakerOf(session),
	});
	return {
		rule: authNotAuthenticated.id,
		severity: severityOf(session, ok),
		line,
		span: spanOf(log, line),
		title: reply || first.refused > 0 ? cause.title : say('auth.notFinished'),
		message: words(
			attempts,
			first,
			reply && say('auth.said', { code: codeWords(reply), cause: cause.title, quote: quoted(reply.text) }),
		),
		fix: ok ? say('nothingToDo') : reply || first.refused > 0 ? cause.fix : say('auth.gaveUp'),
		...(reply && { code: reply.code }),
		...(reply?.enhanced !== undefined && { enhanced: reply.enhanced }),
		session: session.index,
		...relatedPlaces(
			log,
			attempts.map((attempt) => ({
				line: attempt.step.reply?.line ?? attempt.step.line,
				message: say('auth.inSession', {
					mechanism: attempt.mechanism ?? 'AUTH',
					session: sessionId(attempt.session.index),
				}),
			})),
			line,
		),
	};
});

function severityOf(session: SessionHead, ok: boolean): Severity {
	if (ok) {
		return 'information';
	}
	return isServer(session) ? 'warning' : 'error';
}

function words(attempts: readonly Attempt[], { session, mechanism, ok }: Attempt, said?: Said): Said {
	const peer = peerWords(session.peer);
	const user = session.auth?.user;
	const how = sayAll(
		mechanism && say('auth.with', { mechanism }),
		user && say('auth.as', { user: plainText(user, 100) }),
	);
	if (ok) {
		return say('auth.worked', { how, said });
	}
	const count = attempts.reduce((sum, attempt) => sum + Math.max(1, attempt.refused), 0);
	const times = count > 1 ? say('auth.tries', { count }) : undefined;
	return isServer(session)
		? say('auth.client', { peer: peer ?? say('auth.aClient'), how, times, said })
		: say('auth.server', { at: peer && say('auth.at', { peer }), how, times, said });
}
