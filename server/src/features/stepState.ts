import { saidNo } from '../checks/refusals';
import type { MailLog } from '../core/mailLog';
import type { Session, Stage, Step } from '../core/model';
import type { MarkState } from '../protocol';

/** How a step went. */
export function stateOf(session: Session, step: Step, log: MailLog): MarkState {
	const said = saidNo(session, step, log);
	if (said) {
		return said.temporary ? 'temporary' : 'permanent';
	}
	if (step.failed) {
		// A counter such as rcpt=0/1 tells of a refusal, unless the connection broke off there.
		const isRefused =
			step.evidence === 'counted' && session.outcome !== 'lost' && session.outcome !== 'timeout';
		return isRefused ? 'permanent' : 'lost';
	}
	const isUnanswered = session.role === 'observer' && !step.reply && !events.has(step.stage);
	if (step.evidence !== 'seen') {
		return 'missing';
	}
	return isUnanswered || step.reply?.code.startsWith('3') ? 'progress' : 'ok';
}

/** Stages that no reply belongs to. */
const events: ReadonlySet<Stage> = new Set(['connect', 'tls', 'disconnect']);

/** The states of what did not succeed. */
export type Failing = 'temporary' | 'permanent' | 'lost';

export function isFailing(state: MarkState): state is Failing {
	return state === 'temporary' || state === 'permanent' || state === 'lost';
}

/** How grave the gravest thing in a session is, if it did not get over it. */
export function sessionState(session: Session, log: MailLog): MarkState {
	const states = session.steps
		.filter((step) => !isOvercomeLogin(session, step))
		.map((step) => stateOf(session, step, log));
	return gravest(states) ?? 'ok';
}

/** A login that succeeded in the end makes up for those that did not. */
export function isOvercomeLogin({ auth }: Session, { stage }: Step): boolean {
	return stage === 'auth' && auth?.ok === true;
}

/** The gravest of several states; `undefined` where nothing failed. */
export function gravest(states: readonly MarkState[]): Failing | undefined {
	return (['permanent', 'temporary', 'lost'] as const).find((state) => states.includes(state));
}
