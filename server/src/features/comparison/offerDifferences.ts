import { say, type Said } from '../../knowledge/say';
import type { Difference, Side, Topic } from './difference';
import type { Offered } from './offered';
import { listed, sentence } from './sentence';

/** What the servers offered to each. Nothing where the log does not show it of both. */
export function offerDifferences(first: Side, second: Side): Difference[] {
	return first.offered && second.offered
		? [
				...toDifferences('starttls', 72, first, second, withoutOnly(first, second, 'STARTTLS'), 'STARTTLS'),
				...toDifferences('mechanisms', 62, first, second, mechanisms(first, second), 'AUTH'),
				...toDifferences('sizeLimit', 36, first, second, sizeLimit(first, second), 'SIZE'),
				...toDifferences('extensions', 34, first, second, others(first, second)),
			]
		: [];
}

/** @param keyword What the lines are to show, where they have it. */
function toDifferences(
	topic: Topic,
	weight: number,
	first: Side,
	second: Side,
	all: readonly Said[],
	keyword = '',
): Difference[] {
	const lineIn = ({ offered }: Side) => offered?.extensions.get(keyword)?.line ?? offered?.line;
	return all.map((words) => ({ topic, weight, words, lines: [lineIn(first), lineIn(second)] }));
}

/** Whether both were offered the same; `undefined` where the log does not show it. */
export function isOfferedAlike({ offered: one }: Side, { offered: other }: Side): boolean | undefined {
	return one && other && wordsOf(one).join('\n') === wordsOf(other).join('\n');
}

function wordsOf({ extensions }: Offered): string[] {
	return Array.from(extensions, ([keyword, { parameters }]) => `${keyword} ${parameters}`).sort();
}

function mechanisms(first: Side, second: Side): Said[] {
	const [one, other] = [first, second].map(({ offered }) => offered?.extensions.get('AUTH')?.parameters);
	if (one === undefined || other === undefined) {
		return withoutOnly(first, second, 'AUTH');
	}
	const [a, b] = [one, other].map((words) => words.split(/\s+/).sort().join(' '));
	return a === b ? [] : [valueSentence('comparison.offered.mechanisms', [first, one], [second, other])];
}

function sizeLimit(first: Side, second: Side): Said[] {
	const [one, other] = [first, second].map(({ offered }) => offered?.extensions.get('SIZE')?.parameters);
	return one && other && one !== other
		? [valueSentence('comparison.offered.size', [first, one], [second, other])]
		: [];
}

function valueSentence(
	key: 'comparison.offered.mechanisms' | 'comparison.offered.size',
	[first, one]: readonly [Side, string],
	[second, other]: readonly [Side, string],
): Said {
	return sentence(key, { one: first.name, first: one, other: second.name, second: other });
}

/** `This one (s2) was not offered STARTTLS; that one (s1) was.` */
function withoutOnly(first: Side, second: Side, keyword: string): Said[] {
	const [hasFirst, hasSecond] = [first, second].map(({ offered }) => offered?.extensions.has(keyword));
	if (hasFirst === hasSecond) {
		return [];
	}
	const [without, has] = hasFirst ? [second, first] : [first, second];
	return [sentence('comparison.offered.without', { one: without.name, other: has.name, what: keyword })];
}

const toldApart: ReadonlySet<string> = new Set(['STARTTLS', 'AUTH']);

/** All other extensions, in one sentence. */
function others(first: Side, second: Side): Said[] {
	const only = (side: Side, other: Side) =>
		[...(side.offered?.extensions.keys() ?? [])].filter(
			(keyword) => !toldApart.has(keyword) && !other.offered?.extensions.has(keyword),
		);
	const parts = [
		{ side: first, keywords: only(first, second) },
		{ side: second, keywords: only(second, first) },
	]
		.filter(({ keywords }) => keywords.length > 0)
		.map(({ side, keywords }) =>
			say('comparison.offered.only', { one: side.name, what: listed(keywords.slice(0, 12)) }),
		);
	return parts.length === 0 ? [] : [(language) => parts.map((part) => part(language)).join(' ')];
}
