import type { MailLog } from '../core/mailLog';
import type { Reply, Session, Step } from '../core/model';
import { explainedLines } from './explained';
import { isRefusal } from './refusals';
import { remembered } from './remembered';
import { headOf, type SessionHead } from './sessionHead';

/** So many times of one session are looked at. */
const timeLimit = 50;

/** A session in which a login was refused, or led to nothing. */
export interface FailedLogin {
	readonly session: SessionHead;
	/** When it was refused, milliseconds since 1970, as far as the log has times. */
	readonly times: readonly number[];
	readonly mechanism?: string;
	/** The line that shows it, from 0: of the last refusal, or else of the last step of AUTH. */
	readonly line: number;
	/** The refusal, where the log shows it. */
	readonly reply?: Reply;
	/** Refused tries, 0 where the client gave up. */
	readonly refused: number;
	/** It worked in the end. */
	readonly ok: boolean;
}

/** The login of a session that was refused or led to nothing; `undefined` where there was none, or it worked at once. */
export const failedLogin = remembered((session: Session, log: MailLog): FailedLogin | undefined => {
	const tries = session.steps.filter(({ stage }) => stage === 'auth');
	const steps = tries.length > 0 ? tries.filter(isUnexplained(session, log)) : [];
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
		times: (refusals.length > 0 ? refusals : [step])
			.slice(-timeLimit)
			.flatMap(({ line }) => log.event(line).time?.epoch ?? []),
		line: step.reply?.line ?? step.line,
		...(step.reply && isRefusal(step.reply) && { reply: step.reply }),
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
