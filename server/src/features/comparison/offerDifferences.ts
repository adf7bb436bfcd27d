import { say, type Said } from '../../knowledge/say';
import type { Difference, Side } from './difference';
import type { Offered } from './offered';
import { listed, sentence } from './sentence';

/** What the servers offered to each. Nothing where the log does not show it of both. */
export function offerDifferences(first: Side, second: Side): Difference[] {
	const { offered: one } = first;
	const { offered: other } = second;
	if (!one || !other) {
		return [];
	}
	const lines = [one.line, other.line] as const;
	return [
		...starttls(first, second).map((words) => ({ topic: 'starttls' as const, weight: 72, words, lines })),
		...mechanisms(first, second).map((words) => ({ topic: 'mechanisms' as const, weight: 62, words, lines })),
		...sizeLimit(first, second).map((words) => ({ topic: 'sizeLimit' as const, weight: 36, words, lines })),
		...others(first, second).map((words) => ({ topic: 'extensions' as const, weight: 34, words, lines })),
	];
}

/** Whether both were offered the same; `undefined` where the log does not show it. */
export function isOfferedAlike({ offered: one }: Side, { offered: other }: Side): boolean | undefined {
	return one && other && wordsOf(one).join('\n') === wordsOf(other).join('\n');
}

function wordsOf({ extensions }: Offered): string[] {
	return Array.from(extensions, (words) => words.join(' ')).sort();
}

function starttls(first: Side, second: Side): Said[] {
	return withoutOnly(first, second, 'STARTTLS');
}

function mechanisms(first: Side, second: Side): Said[] {
	const [one, other] = [first, second].map(({ offered }) => offered?.extensions.get('AUTH'));
	if (one === undefined || other === undefined) {
		return withoutOnly(first, second, 'AUTH');
	}
	const [a, b] = [one, other].map((words) => words.split(/\s+/).sort().join(' '));
	return a === b
		? []
		: [valueSentence('comparison.offered.mechanisms', [first, one], [second, other])];
}

function sizeLimit(first: Side, second: Side): Said[] {
	const [one, other] = [first, second].map(({ offered }) => offered?.extensions.get('SIZE'));
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
