import { stageWords } from '../../checks/words';
import type { Stage } from '../../core/model';
import { say, type Said } from '../../knowledge/say';
import type { Pair } from './alignment';
import type { Difference, Side } from './difference';
import { listed, sentence } from './sentence';
import { hasCounters } from './tlsFacts';
import { hasFailed, type Turn } from './turns';

/** Facts tell of these, or every session has them. */
const toldElsewhere: ReadonlySet<Stage> = new Set([
	...(['connect', 'greeting', 'hello', 'starttls', 'tls', 'auth', 'quit', 'disconnect'] as const),
]);

/** Stages that only one session has. */
export function reachedDifferences(first: Side, second: Side, pairs: readonly Pair[]): Difference[] {
	const onlyFirst = pairs.flatMap(({ first: turn, second: other }) => (turn && !other ? [turn] : []));
	const onlySecond = pairs.flatMap(({ first: other, second: turn }) => (turn && !other ? [turn] : []));
	return [
		...lacking(first, second, onlySecond).map((each) => toDifference(each, first, second, false)),
		...lacking(second, first, onlyFirst).map((each) => toDifference(each, second, first, true)),
	];
}

interface Lack {
	readonly turns: readonly [Turn, ...Turn[]];
	/** The other has the stage, too, but fewer times. */
	readonly isMore: boolean;
}

/** What `has` has and `side` has not: stages it never came to, and those that it has less often. */
function lacking(side: Side, has: Side, turns: readonly Turn[]): Lack[] {
	const isThere = ({ stage }: Turn) => side.turns.some((turn) => turn.stage === stage);
	const wanted = turns.filter(({ stage }) => !toldElsewhere.has(stage));
	const never = wanted.filter((turn) => !isThere(turn) && !hasFailed(turn));
	// How many recipients and mails a session had says nothing of why it failed.
	const more = side.failure || has.failure ? [] : wanted.filter(isThere);
	return [
		{ turns: never, isMore: false },
		{ turns: more, isMore: true },
	].flatMap(({ turns: [head, ...rest], isMore }) =>
		head ? [{ turns: [head, ...rest] as const, isMore }] : [],
	);
}

function toDifference({ turns, isMore }: Lack, side: Side, has: Side, isSwapped: boolean): Difference {
	const stages = [...new Set(turns.map(({ stage }) => stage))];
	const [head] = turns;
	const last = lineBefore(side);
	const values = {
		one: side.name,
		other: has.name,
		stages: isMore ? countsOf(turns) : listed(stages.map(stageSaid)),
	};
	const key = isMore
		? 'comparison.reached.more'
		: isWhole(side)
			? 'comparison.reached'
			: 'comparison.reached.notShown';
	return {
		topic: 'reached',
		weight: isMore ? 20 : side.failure ? 85 : 45,
		words: sentence(key, values),
		lines: isSwapped ? [head.line, last] : [last, head.line],
	};
}

function stageSaid(stage: Stage): Said {
	return (language) => stageWords(stage, language);
}

/** `RCPT ×2, MAIL` */
function countsOf(turns: readonly Turn[]): Said {
	const counts = new Map<Stage, number>();
	for (const { stage, count } of turns) {
		counts.set(stage, (counts.get(stage) ?? 0) + count);
	}
	return listed(
		Array.from(counts, ([stage, count]) =>
			count > 1 ? say('comparison.times', { what: stageSaid(stage), count }) : stageSaid(stage),
		),
	);
}

/** Where a session's way ended: what it failed at, or its last line. */
function lineBefore({ failure, session }: Side): number | undefined {
	return failure?.turn.line ?? session.lines.at(-1);
}

/** Whether a log shows all that a session did, at least by its counters. */
export function isWhole({ session, log }: Side): boolean {
	const isCut = session.cut !== undefined || session.beginningMissing === true || session.outcome === 'open';
	return !isCut && (session.role === 'observer' || hasCounters(session, log));
}
