import type { Stage, Step } from '../model';
import type { Counters } from './counters';
import type { Draft, SessionLine } from './draft';

/** One mail transaction of a session: what is known of it, in the order of the protocol. */
export interface Transaction {
	queueId?: string;
	/** Where it starts: the line that shows or proves it. */
	readonly line: number;
	readonly steps: Step[];
	hasMail: boolean;
	rcpt: number;
	hasContent: boolean;
}

/** What the counters tell and no line shows. */
export interface Uses {
	readonly left: Map<string, number>;
	readonly failed: Map<string, number>;
}

/** The verbs of the counters that belong to no transaction, in the order in which they are told: before the mail, and after it. */
export const beforeMail: readonly (readonly [string, Stage])[] = [
	['starttls', 'starttls'],
	['auth', 'auth'],
	['xclient', 'xclient'],
	['xforward', 'xclient'],
];
export const afterMail: readonly (readonly [string, Stage])[] = [
	['rset', 'reset'],
	['noop', 'noop'],
	['vrfy', 'verify'],
	['expn', 'verify'],
	['etrn', 'etrn'],
	['help', 'help'],
	['unknown', 'other'],
	['quit', 'quit'],
];

/** A client that says EHLO again and again, and the further pieces of contents. */
export const moreHellos: readonly (readonly [string, Stage])[] = ['ehlo', 'helo', 'lhlo'].map((verb) => [
	verb,
	'hello',
]);
export const moreContent: readonly (readonly [string, Stage])[] = [['bdat', 'content']];

/** Steps that only the counters tell of. */
export function tellCounted(
	draft: Draft,
	verbs: readonly (readonly [string, Stage])[],
	uses: Uses,
	line: number,
): void {
	for (const [verb, stage] of verbs) {
		for (let use = takeUse(uses, verb); use; use = takeUse(uses, verb)) {
			draft.hollow(stage, line, 'counted', verb.toUpperCase(), use.failed);
		}
	}
}

/** Takes one use of a verb that no line shows. */
function takeUse({ left, failed }: Uses, verb: string): { readonly failed: boolean } | undefined {
	const count = left.get(verb) ?? 0;
	if (count <= 0) {
		return undefined;
	}
	left.set(verb, count - 1);
	return { failed: count <= (failed.get(verb) ?? 0) };
}

/** A step that only the counters tell of. */
function counted(stage: Stage, line: number, { failed }: { readonly failed: boolean }): Step {
	return { stage, line, evidence: 'counted', ...(failed ? { failed: true } : {}) };
}

/** Fills the transactions with what the counters and the queue prove: accepted recipients, DATA, the content. */
export function finishTransactions(
	transactions: Transaction[],
	uses: Uses,
	isCounted: boolean,
	line: number,
	draft: Draft,
	isQueued: (queueId: string) => boolean,
): void {
	for (let use = takeUse(uses, 'mail'); use; use = takeUse(uses, 'mail')) {
		const steps = [counted('mail', line, use)];
		transactions.push({ line, steps, hasMail: true, rcpt: 0, hasContent: false });
	}
	const last = transactions.at(-1);
	for (const transaction of transactions) {
		const { queueId, steps } = transaction;
		// Which mail a recipient was of the counters do not say: each gets one, the last one the rest.
		const most = transaction === last ? Number.MAX_SAFE_INTEGER : queueId ? 1 : 0;
		for (let at = 0; at < most; at++) {
			const use = takeUse(uses, 'rcpt');
			if (!use) {
				break;
			}
			steps.push(counted('rcpt', line, use));
		}
		if (!transaction.hasContent && queueId) {
			const isAccepted = isQueued(queueId);
			const use = takeUse(uses, 'data') ?? takeUse(uses, 'bdat');
			if (use) {
				steps.push(counted('data', line, use));
			} else if (isAccepted && !isCounted) {
				steps.push({ stage: 'data', line: transaction.line, evidence: 'implied' });
			}
			if (isAccepted) {
				steps.push({ stage: 'content', line: transaction.line, evidence: 'implied' });
				draft.accepted = true;
			}
		}
		draft.steps.push(...steps);
	}
	for (let use = takeUse(uses, 'data'); use; use = takeUse(uses, 'data')) {
		draft.hollow('data', line, 'counted', undefined, use.failed);
	}
}

export function finishOutcome(
	draft: Draft,
	counters: Counters,
	last: SessionLine,
	loss: Step | undefined,
): void {
	const isDisconnected = last.event.kind === 'disconnect';
	if ((counters.get('quit')?.all ?? 0) > 0) {
		draft.outcome = 'completed';
	} else if (draft.outcome === 'open' && isDisconnected) {
		draft.outcome = counters.size === 0 && !loss ? 'completed' : 'lost';
	}
	if (loss && draft.steps.at(-1) !== loss && loss.stage === 'disconnect') {
		draft.steps.push(loss);
	}
	if (isDisconnected) {
		draft.seen('disconnect', last);
	}
}
