import type { MailLog } from '../core/mailLog';
import type { FailureMark } from '../protocol';
import { failingStates, failingSteps, lineOf, type FailingState } from './stepState';

/** So many places a ruler can tell apart: no screen has more rows of pixels for one. */
const places = 2000;

/** A search that can be done with pauses in between; the log must not change before its last step. */
interface FailureSearch {
	/** One for each session. */
	readonly steps: Iterable<undefined>;
	/** What has been found when all steps are done, in the order of the lines. */
	found(): FailureMark[];
}

/** Looks where stages failed in the whole log; at each place of the ruler the gravest is found. */
export function failures(log: MailLog): FailureSearch {
	const gravest = new Map<number, FailureMark>();
	const linesPerPlace = Math.max(1, log.lineCount / places);
	function* steps(): Generator<undefined> {
		for (let index = 0; index < log.sessionCount; index++) {
			if (!log.isQuietSession(index)) {
				failingSteps(log.session(index), log).forEach(({ step, state }) => add(lineOf(step), state));
			}
			yield;
		}
	}
	function add(line: number, state: FailingState): void {
		const place = Math.floor(line / linesPerPlace);
		const known = gravest.get(place);
		if (!known || isGraver(state, known.state)) {
			gravest.set(place, { line, state });
		}
	}
	return {
		steps: steps(),
		found: () => Array.from(gravest.values()).sort((a, b) => a.line - b.line),
	};
}

function isGraver(state: FailingState, other: FailingState): boolean {
	return failingStates.indexOf(state) < failingStates.indexOf(other);
}
