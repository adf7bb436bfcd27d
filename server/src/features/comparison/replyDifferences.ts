import { quoted } from '../../checks/cause';
import { tlsFailureOf } from '../../checks/tlsFailures';
import { codeWords, plainText, stageWords } from '../../checks/words';
import { say, type Said, type Value } from '../../knowledge/say';
import { durationWords } from '../duration';
import type { Pair } from './alignment';
import type { Difference, Side } from './difference';
import { sentence } from './sentence';
import { hasFailed, type Turn } from './turns';

/** The stages that both sessions have, and that went otherwise: `AUTH: this one (s2) got 535 after 3 s; that one (s1) got 235.` */
export function replyDifferences(first: Side, second: Side, pairs: readonly Pair[]): Difference[] {
	const told = new Set<string>();
	return [...pairs, ...failuresAlone(first, second, pairs)].flatMap(({ first: one, second: other }) => {
		if (!one || !other || !isDifferent(one, other) || isToldLater(first, one) || isToldLater(second, other)) {
			return [];
		}
		// Forty recipients refused alike are one difference.
		const key = [one, other].map(({ stage, state, code, enhanced }) => [stage, state, code, enhanced]).join();
		if (told.has(key)) {
			return [];
		}
		told.add(key);
		return [
			{
				topic: 'reply' as const,
				weight: weightOf(first, one, second, other),
				words: replyWords([first, one], [second, other]),
				lines: [one.line, other.line] as const,
			},
		];
	});
}

/** What a session failed at without a counterpart, beside one of the same stage that went well in the other. */
function failuresAlone(first: Side, second: Side, pairs: readonly Pair[]): Pair[] {
	const isPaired = (turn: Turn) =>
		pairs.some(({ first: one, second: other }) => one && other && (one === turn || other === turn));
	const alone = ({ failure }: Side) => (failure && !isPaired(failure.turn) ? failure.turn : undefined);
	const goodLike = ({ turns }: Side, turn: Turn | undefined) =>
		turns.find((each) => each.stage === turn?.stage && !hasFailed(each));
	const one = alone(first);
	const other = alone(second);
	const likeOne = goodLike(second, one);
	const likeOther = goodLike(first, other);
	return [
		...(one && likeOne ? [{ first: one, second: likeOne }] : []),
		...(other && likeOther ? [{ first: likeOther, second: other }] : []),
	];
}

/** Whether two turns went otherwise. What no line shows went well, as far as one can tell. */
export function isDifferent(one: Turn, other: Turn): boolean {
	if (hasFailed(one) !== hasFailed(other)) {
		return true;
	}
	return (
		one.code !== undefined &&
		other.code !== undefined &&
		(one.code !== other.code || (hasFailed(one) && one.enhanced !== other.enhanced))
	);
}

/**
 * Whether a failure is told by another: a refusal that only follows from one, as 503 to a DATA that has no recipient left; a command
 * that was under way when the connection was lost.
 */
function isToldLater({ failure, turns }: Side, turn: Turn): boolean {
	const isUnderWay = turn.state === 'lost' && !['connect', 'tls', 'disconnect'].includes(turn.stage);
	return (
		failure?.refusal?.consequences.some(({ line }) => line === turn.line) === true ||
		(isUnderWay && turns.some(isLost))
	);
}

function isLost({ stage, state }: Turn): boolean {
	return stage === 'disconnect' && state === 'lost';
}

function weightOf(first: Side, one: Turn, second: Side, other: Turn): number {
	if (isFailureOf(first, one) || isFailureOf(second, other)) {
		return 100;
	}
	return hasFailed(one) !== hasFailed(other) ? 90 : hasFailed(one) ? 88 : 30;
}

/** Whether a turn is what its session failed at, or the end that this led to. */
function isFailureOf({ failure }: Side, turn: Turn): boolean {
	return failure?.turn === turn || (failure?.turn.state === 'lost' && isLost(turn));
}

type Of = readonly [side: Side, turn: Turn];

function replyWords([first, one]: Of, [second, other]: Of): Said {
	const [failed, turn, good, goodTurn] = hasFailed(one)
		? [first, one, second, other]
		: [second, other, first, one];
	const isBroken = turn.state === 'lost' && !hasFailed(goodTurn);
	const values = { one: failed.name, other: good.name, after: afterWords(turn) };
	if (isBroken && turn.stage === 'connect') {
		return sentence('comparison.unconnected', values);
	}
	if (isBroken && turn.stage === 'tls') {
		const reason = tlsFailureOf(failed.session, failed.log)?.reason ?? 'other';
		return sentence('comparison.tlsFailed', { ...values, why: say(`tlsReason.${reason}`) });
	}
	const before = failed.turns[failed.turns.indexOf(turn) - 1];
	if (isBroken && turn.stage === 'disconnect' && before && good.session.outcome === 'completed') {
		return sentence(failed.session.outcome === 'timeout' ? 'comparison.timedOut' : 'comparison.lost', {
			...values,
			after: turn.elapsed ? durationWords(turn.elapsed) : '',
			stage: (language) => stageWords(before.stage, language),
		});
	}
	return sentence('comparison.reply', {
		stage: (language) => stageWords(one.stage, language),
		one: first.name,
		first: turnWords(first, one),
		other: second.name,
		second: turnWords(second, other),
	});
}

/** `got 535 5.7.8 after 3 s “Error: authentication failed”` */
function turnWords({ session }: Side, turn: Turn): Said {
	const { state, code, enhanced, text, stage } = turn;
	const failed = hasFailed(turn);
	// What the server of a login says between codes is base64, which tells nobody anything.
	const isQuoted = failed || (stage !== 'auth' && stage !== 'hello');
	const values = {
		after: afterWords(turn),
		quote: isQuoted && failed ? quoted(plainText(text ?? '', 100)) : '',
	};
	if (code !== undefined) {
		return say('comparison.got', { ...values, code: codeWords({ code, ...(failed && { enhanced }) }) });
	}
	if (state === 'lost') {
		return say('comparison.brokeOff', values);
	}
	if (failed) {
		return say('comparison.refused', values);
	}
	if (state === 'progress') {
		return say('comparison.unanswered');
	}
	return session.tls?.version && stage === 'tls'
		? say('comparison.got', { code: session.tls.version })
		: say('comparison.wentWell');
}

/** `after 3 s`, where it took that long. */
function afterWords({ elapsed = 0 }: Turn): Value {
	return elapsed >= 1000 ? say('comparison.after', { time: durationWords(elapsed) }) : '';
}
