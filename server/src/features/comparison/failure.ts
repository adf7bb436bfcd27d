import { causeOf } from '../../checks/cause';
import { refusalsOf, type Refusal } from '../../checks/refusals';
import { speakerOf } from '../../checks/speaker';
import type { MailLog } from '../../core/mailLog';
import type { Session, Stage } from '../../core/model';
import type { Reason } from '../../knowledge/types';
import { hasFailed, turnsOf, type Turn } from './turns';

/** Where a session failed for good, or for now. */
export interface Failure {
	readonly turn: Turn;
	/** Its words, where a server said why. */
	readonly refusal?: Refusal;
	readonly reason: Reason;
}

/**
 * What a session failed at first and did not get over; `undefined` if all went well in the end, also where a client went without QUIT
 * when its mail was accepted.
 */
export function failureOf(
	session: Session,
	log: MailLog,
	turns: readonly Turn[] = turnsOf(session, log),
): Failure | undefined {
	const refusals = new Map(refusalsOf(session, log).map((refusal) => [refusal.line, refusal]));
	const turn = turns.find(
		(each) =>
			hasFailed(each) &&
			!refusals.get(each.line)?.overcome &&
			!(each.stage === 'auth' && session.auth?.ok) &&
			!(each.stage === 'disconnect' && session.accepted),
	);
	if (!turn) {
		return undefined;
	}
	const refusal = refusals.get(turn.line);
	const reason = refusal
		? causeOf(refusal, turn.stage, { ...speakerOf(session) }).reason
		: turn.stage === 'tls'
			? 'tls'
			: turn.state === 'lost'
				? 'network'
				: 'unknown';
	return { turn, ...(refusal && { refusal }), reason };
}

/** Stages that a mail can do without: that it was accepted does not show that they went well. */
const optional: ReadonlySet<Stage> = new Set(['auth', 'starttls', 'tls']);

/** Whether a session got what another failed at, and failed at nothing. */
export function worksWhere(stage: Stage, session: Session, log: MailLog): boolean {
	const turns = turnsOf(session, log);
	return (
		failureOf(session, log, turns) === undefined &&
		((session.accepted === true && !optional.has(stage)) ||
			turns.some((turn) => turn.stage === stage && !hasFailed(turn))) &&
		session.outcome !== 'open'
	);
}
