import { spanWords } from '../../checks/spanWords';
import { say, type Said } from '../../knowledge/say';
import type { Reason } from '../../knowledge/types';
import { aspectDifferences } from './aspectDifferences';
import type { Pair } from './alignment';
import type { Difference, Side, Topic } from './difference';
import { offerDifferences } from './offerDifferences';
import { reachedDifferences } from './reachedDifferences';
import { replyDifferences } from './replyDifferences';
import { sentence } from './sentence';
import { timeDifferences } from './timeDifferences';
import { hasFailed } from './turns';

/**
 * In what two sessions differ. First what came of them at the stage where they part, and behind it what most likely explains that; TLS that
 * a server did not offer, or refuses to go on without, parts them before.
 */
export function differencesOf(first: Side, second: Side, pairs: readonly Pair[]): readonly Difference[] {
	const all = [
		...replyDifferences(first, second, pairs),
		...laterTry(first, second),
		...aspectDifferences(first, second),
		...offerDifferences(first, second),
		...reachedDifferences(first, second, pairs),
		...endDifference(first, second),
		...timeDifferences(first, second, pairs),
	];
	const explained = explaining(first, second, all);
	return all
		.map((each) => {
			const rank = explained.indexOf(each);
			return rank < 0 ? each : { ...each, weight: (partsBefore(each, [first, second]) ? 119 : 99) - rank };
		})
		.filter(({ topic }) => !isToldBy(topic, all))
		.sort((a, b) => b.weight - a.weight);
}

/** Whether it is where the sessions part, and the failure only what came of it. */
function partsBefore({ topic }: Difference, sides: readonly Side[]): boolean {
	return topic === 'starttls' || (topic === 'tls' && sides.some(({ failure }) => failure?.reason === 'tls'));
}

/** So many differences are told beside the failure itself, because they explain it. */
const explanations = 2;

/** What explains a refusal, by its reason: the likeliest first. */
const causes: Readonly<Partial<Record<Reason, readonly Topic[]>>> = {
	credentials: ['mechanism', 'user', 'tls', 'mechanisms', 'starttls'],
	recipient: ['recipient'],
	quota: ['recipient'],
	sender: ['login', 'sender'],
	policy: ['login', 'tls', 'name', 'recipient', 'sender', 'address', 'helo'],
	reputation: ['address', 'name', 'helo'],
	authentication: ['sender', 'address'],
	domain: ['name', 'helo', 'sender'],
	rate: ['address'],
	greylist: ['later'],
	size: ['size', 'sizeLimit'],
	content: ['sender', 'size'],
	tls: ['starttls', 'tls', 'tlsVersion', 'tlsCipher', 'certificate'],
	protocol: ['hello', 'starttls', 'tls', 'login', 'extensions', 'helo'],
	network: ['tlsVersion', 'port', 'address', 'time'],
};

/** The differences that explain why one session failed where the other did not. */
function explaining(first: Side, second: Side, all: readonly Difference[]): readonly Difference[] {
	const failed = first.failure ? first : second.failure ? second : undefined;
	const other = failed === first ? second : first;
	if (!failed?.failure || other.failure?.turn.stage === failed.failure.turn.stage) {
		return [];
	}
	const { reason, turn } = failed.failure;
	const byReason = causes[reason] ?? [];
	const isCloser = (topic: Topic) => all.find((each) => each.topic === topic);
	// What was not offered explains that it was not used, whatever the server says then.
	const topics: readonly Topic[] =
		turn.stage === 'auth' || turn.stage === 'mail' || turn.stage === 'rcpt'
			? [
					...new Set<Topic>([
						'later',
						...(reason === 'recipient' ? [] : (['starttls'] as const)),
						...byReason,
					]),
				]
			: ['later', ...byReason];
	return topics.flatMap((topic) => isCloser(topic) ?? []).slice(0, explanations);
}

/** What follows from another difference need not be told: a session without TLS was not offered AUTH behind it. */
function isToldBy(topic: Topic, all: readonly Difference[]): boolean {
	const has = (wanted: Topic) => all.some((each) => each.topic === wanted);
	return (topic === 'service' && has('port')) || (topic === 'time' && has('later'));
}

/** A refusal that was for now only, and a later try of the same mail that got through. */
function laterTry(first: Side, second: Side): Difference[] {
	const [early, late] = first.failure ? [first, second] : [second, first];
	const isSame = (['recipient', 'sender'] as const).every(
		(aspect) => early.facts[aspect] !== undefined && early.facts[aspect]?.value === late.facts[aspect]?.value,
	);
	const turn = early.failure?.turn;
	const passed = late.turns.find((each) => each.stage === turn?.stage && !hasFailed(each));
	if (!turn || turn.state !== 'temporary' || late.failure || !isSame || !passed || !isLater(early, late)) {
		return [];
	}
	const span = spanBetween(early, late);
	return [
		{
			topic: 'later',
			weight: 95,
			words: sentence('comparison.later', {
				one: early.name,
				other: late.name,
				span: span === undefined ? '' : spanWords(span),
			}),
			lines: early === first ? [turn.line, passed.line] : [passed.line, turn.line],
		},
	];
}

/** Whether one session began after another: by their times, or, in a log without any, by their lines. */
function isLater(early: Side, late: Side): boolean {
	const span = spanBetween(early, late);
	return span === undefined ? early.log === late.log && late.session.index > early.session.index : span > 0;
}

/** Milliseconds from the beginning of one session to that of another. */
function spanBetween(
	{ session: { start: from } }: Side,
	{ session: { start: to } }: Side,
): number | undefined {
	return from && to ? to.epoch - from.epoch : undefined;
}

/** How they ended, where that is not told by what they failed at. */
function endDifference(first: Side, second: Side): Difference[] {
	const [one, other] = [first, second].map(({ session }) => session.outcome);
	const isTold = [first, second].some(
		({ turns, session }) =>
			session.outcome === 'rejected' ||
			turns.some((turn) => (turn.stage === 'disconnect' || turn.stage === 'connect') && hasFailed(turn)),
	);
	if (!one || !other || one === other || isTold) {
		return [];
	}
	return [
		{
			topic: 'end',
			weight: 35,
			words: sentence('comparison.end', {
				one: first.name,
				first: endWords(one),
				other: second.name,
				second: endWords(other),
			}),
			lines: [first.session.lines.at(-1), second.session.lines.at(-1)],
		},
	];
}

function endWords(outcome: Side['session']['outcome']): Said {
	return say(`outcome.${outcome}`);
}
