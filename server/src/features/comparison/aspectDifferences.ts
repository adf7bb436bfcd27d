import { firstOf, plainText } from '../../checks/words';
import type { Stage } from '../../core/model';
import { say, type Said, type Value } from '../../knowledge/say';
import type { Aspect, Fact } from './fact';
import type { Difference, Side } from './difference';
import { sentence } from './sentence';

/** What is compared by its value, and how much a difference in it matters by itself. */
const weights: Readonly<Record<Aspect, number>> = {
	tls: 70,
	login: 68,
	mechanism: 66,
	user: 64,
	tlsVersion: 60,
	certificate: 58,
	recipient: 56,
	service: 55,
	port: 55,
	sender: 54,
	name: 53,
	address: 52,
	hello: 50,
	helo: 48,
	tlsCipher: 46,
	size: 40,
	greeting: 25,
};

const aspects = Object.keys(weights) as Aspect[];

/** What two sessions were: who, over what, as whom, from whom to whom. Only what the logs show of both is compared. */
export function aspectDifferences(first: Side, second: Side): Difference[] {
	return aspects
		.filter((aspect) => isComparable(aspect, first, second))
		.flatMap((aspect) => {
			const one = first.facts[aspect];
			const other = second.facts[aspect];
			const words = one && other && differenceOf(aspect, [first, one], [second, other]);
			return words
				? [{ topic: aspect, weight: weights[aspect], words, lines: [one.line, other.line] as const }]
				: [];
		});
}

/** The aspects that are known of both sessions and the same. */
export function sameAspects(first: Side, second: Side): Said[] {
	return aspects
		.filter((aspect) => isComparable(aspect, first, second))
		.flatMap((aspect) => {
			const one = first.facts[aspect];
			const other = second.facts[aspect];
			const isSame = one?.value !== undefined && other && !isDifferent(aspect, one, other);
			return isSame && aspect !== 'login' ? [aspectWords(aspect, first)] : [];
		});
}

/** What one would like to know, and the stage that a session has to have come to before there can be anything. */
const needed: readonly (readonly [Aspect, Stage])[] = [
	['tls', 'hello'],
	['login', 'hello'],
	['helo', 'hello'],
	['sender', 'mail'],
	['recipient', 'rcpt'],
];

/** The aspects that the log shows of one session and not of the other, where they matter. */
export function unknownAspects(side: Side, other: Side): Said[] {
	return needed
		.filter(([, stage]) => side.turns.some((turn) => turn.stage === stage))
		.filter(([aspect]) => !side.facts[aspect] && other.facts[aspect]?.value !== undefined)
		.map(([aspect]) => aspectWords(aspect, side));
}

/** A server's client and a client's server are not the same side. */
function isComparable(aspect: Aspect, first: Side, second: Side): boolean {
	const isOfPeer = aspect === 'address' || aspect === 'name' || aspect === 'port' || aspect === 'service';
	return !isOfPeer || isServer(first) === isServer(second);
}

function isServer({ session }: Side): boolean {
	return session.role === 'server';
}

/** `Client address` */
function aspectWords(aspect: Aspect, side: Side): Said {
	return aspect === 'address' || aspect === 'name'
		? say(`comparison.aspect.${aspect}.${isServer(side) ? 'client' : 'server'}`)
		: say(`comparison.aspect.${aspect}`);
}

function isDifferent(aspect: Aspect, one: Fact, other: Fact): boolean {
	if (aspect === 'size') {
		const [small = 0, large = 0] = [Number(one.value), Number(other.value)].sort((a, b) => a - b);
		return large > 2 * small && large - small > 10_000;
	}
	const [a, b] = [one, other].map(({ value, all }) => all?.join('\n') ?? value);
	return aspect === 'sender' || aspect === 'recipient' || aspect === 'name' || aspect === 'helo'
		? a?.toLowerCase() !== b?.toLowerCase()
		: a !== b;
}

type Of = readonly [side: Side, fact: Fact];

function differenceOf(aspect: Aspect, [first, one]: Of, [second, other]: Of): Said | undefined {
	if (!isDifferent(aspect, one, other)) {
		return undefined;
	}
	if (one.value === undefined || other.value === undefined) {
		const [without, has] = one.value === undefined ? [first, second] : [second, first];
		return withoutWords(aspect, without, has);
	}
	return aspect === 'login'
		? undefined // Its replies tell.
		: sentence('comparison.value', {
				what: aspectWords(aspect, first),
				one: first.name,
				first: valueWords(one, other),
				other: second.name,
				second: valueWords(other, one),
			});
}

/** Something that one session had and the other had not. */
function withoutWords(aspect: Aspect, without: Side, has: Side): Said | undefined {
	const values = { one: without.name, other: has.name };
	const { facts } = has;
	switch (aspect) {
		case 'tls':
			return sentence('comparison.without.tls', {
				...values,
				how: facts.tlsVersion?.value && say('comparison.with', { what: facts.tlsVersion.value }),
			});
		case 'login':
			return sentence(
				facts.login?.value === '235' ? 'comparison.without.login' : 'comparison.without.loginTried',
				{ ...values, how: howWords(has) },
			);
		case 'name':
			return sentence('comparison.without.name', { ...values, name: facts.name?.value });
		default:
			return undefined;
	}
}

/** `as alice with PLAIN` */
function howWords({ facts: { user, mechanism } }: Side): Value {
	const as = user?.value && say('auth.as', { user: user.value });
	const by = mechanism?.value && say('auth.with', { mechanism: mechanism.value });
	return (language) => [as, by].flatMap((words) => (words ? [words(language)] : [])).join(' ');
}

/** One of several is named that the other session has not. */
function valueWords({ value = '', all = [] }: Fact, { all: others = [] }: Fact): Value {
	const own = all.find((each) => !others.includes(each));
	const named = own === undefined ? value : plainText(own, 120);
	return all.length > 1 ? firstOf(named, all.length) : named;
}
