import { saidNo } from '../checks/refusals';
import { remembered } from '../checks/remembered';
import type { MailLog } from '../core/mailLog';
import type { Session, Stage, Step } from '../core/model';
import type { MarkState } from '../protocol';

/** The states of what did not succeed, the gravest first. */
export const failingStates = ['permanent', 'temporary', 'lost'] as const satisfies readonly MarkState[];
export type FailingState = (typeof failingStates)[number];

export function isFailing(state: MarkState): state is FailingState {
	return failingStates.some((failing) => failing === state);
}

/** A stage is marked where it was decided: at its reply, if the log shows one. From 0. */
export function lineOf({ line, reply }: Step): number {
	return reply?.line ?? line;
}

/** How a step went, by the class of its reply where it has one. */
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
	if (step.evidence !== 'seen') {
		return 'missing';
	}
	return isUnanswered(session, step) || step.reply?.code.startsWith('3') ? 'progress' : 'ok';
}

/** Whether a transcript shows what the client said, and no answer to it. */
export function isUnanswered({ role }: Session, { stage, evidence, reply, failed }: Step): boolean {
	return role === 'observer' && evidence === 'seen' && !reply && !failed && !events.has(stage);
}

/** Stages that no reply belongs to. */
const events: ReadonlySet<Stage> = new Set(['connect', 'tls', 'disconnect']);

/** A step that did not succeed. */
export interface FailingStep {
	readonly step: Step;
	readonly state: FailingState;
}

/** The steps of a session that did not succeed, in its order. */
export const failingSteps = remembered((session: Session, log: MailLog): readonly FailingStep[] =>
	session.steps.flatMap((step) => {
		const state = stateOf(session, step, log);
		return isFailing(state) ? [{ step, state }] : [];
	}),
);

/** How grave the gravest thing in a session is, if it did not get over it: a refusal, or else that it did not end by itself. */
export function sessionState(session: Session, log: MailLog): MarkState {
	const states = failingSteps(session, log)
		.filter(({ step }) => !isOvercomeLogin(session, step))
		.map(({ state }) => state);
	return gravest(states) ?? ends[session.outcome] ?? 'ok';
}

/** What an outcome says where no step does. */
const ends: Partial<Readonly<Record<Session['outcome'], FailingState>>> = {
	rejected: 'permanent',
	lost: 'lost',
	timeout: 'lost',
	aborted: 'lost',
};

/** A login that succeeded in the end makes up for those that did not. */
export function isOvercomeLogin({ auth }: Session, { stage }: Step): boolean {
	return stage === 'auth' && auth?.ok === true;
}

/** The gravest of several states; `undefined` where nothing failed. */
export function gravest(states: readonly MarkState[]): FailingState | undefined {
	return failingStates.find((state) => states.includes(state));
}
