import type { MailLog } from '../core/mailLog';
import type { Session, Step } from '../core/model';
import { causeOf, quoted } from './cause';
import type { Check } from './check';
import type { Finding, Severity } from './finding';
import { relatedPlaces, spanOf } from './places';
import { isRefusal } from './refusals';
import { remembered, rememberedForAll } from './remembered';
import { speakerOf } from './speaker';
import { headOf, type SessionHead } from './sessionHead';
import { codeWords, counted, isServer, peerWords, plainText, sessionId } from './words';

export const authNotAuthenticated: Check = {
	id: 'auth.notAuthenticated',
	severity: 'error',
	doc: `AUTH was tried and no 235 came in that session. A client's log and a transcript give an error. A server's log gives a
warning, one for each client address however often it tried: most are strangers who guess passwords. A login that worked after a
first refusal is information.`,
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

const attemptOf = remembered((session: Session, _log: MailLog): Attempt | undefined => {
	const steps = session.steps.filter(({ stage }) => stage === 'auth');
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
		title: reply || first.refused > 0 ? cause.title : 'Login not finished',
		message: words(attempts, first, reply && `${codeWords(reply)} ${cause.title}.${quoted(reply.text)}`),
		fix: ok ? 'Nothing to do.' : reply || first.refused > 0 ? cause.fix : gaveUp,
		...(reply && { code: reply.code }),
		...(reply?.enhanced !== undefined && { enhanced: reply.enhanced }),
		session: session.index,
		...relatedPlaces(
			log,
			attempts.map((attempt) => ({
				line: attempt.step.reply?.line ?? attempt.step.line,
				message: `${attempt.mechanism ?? 'AUTH'} in ${sessionId(attempt.session.index)}`,
			})),
			line,
		),
	};
});

const gaveUp =
	'See what the client did after the server had asked for the next part of the login (334): it hung, gave up, or does not know this mechanism.';

function severityOf(session: SessionHead, ok: boolean): Severity {
	if (ok) {
		return 'information';
	}
	return isServer(session) ? 'warning' : 'error';
}

function words(attempts: readonly Attempt[], { session, mechanism, ok }: Attempt, said?: string): string {
	const peer = peerWords(session.peer);
	const user = session.auth?.user ? ` as ${plainText(session.auth.user, 100)}` : '';
	const how = `${mechanism ? ` with ${mechanism}` : ''}${user}`;
	const tail = said ? ` ${said}` : '';
	if (ok) {
		return `The login${how} worked, but not at the first try.${tail}`;
	}
	const tries = attempts.reduce((sum, attempt) => sum + Math.max(1, attempt.refused), 0);
	const times = tries > 1 ? `, ${counted(tries, 'try').replace('trys', 'tries')}` : '';
	const who = isServer(session)
		? `${peer ?? 'A client'} did not log in`
		: `The login${peer ? ` at ${peer}` : ''} failed`;
	return `${who}${how}${times}: no 235 came.${tail}`;
}
