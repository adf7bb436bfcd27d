import { term } from '../../knowledge/knowledge';
import { fieldUnder, type Answer, type Pointed } from './pointed';
import { actionWords } from './termWords';
import { tokenUnder } from './token';

/** One counter of `disconnect from … ehlo=2 auth=0/1`. */
interface Counter {
	readonly verb: string;
	readonly good: number;
	readonly all: number;
}

/** The commands of a session that its last line counts: how many were refused, which, and what is missing. */
export function countersHover(pointed: Pointed): Answer | undefined {
	const field = fieldUnder(pointed, 'counters');
	const counters = field && countersOf(field.value);
	if (!counters || counters.length === 0) {
		return undefined;
	}
	const { say, language } = pointed;
	const commands = counters.filter(({ verb }) => verb !== 'commands');
	const failed = commands.filter(({ good, all }) => good < all);
	const sum = counters.find(({ verb }) => verb === 'commands');
	const all = sum?.all ?? commands.reduce((total, counter) => total + counter.all, 0);
	const verb = tokenUnder(pointed, (character) => /[a-z_]/.test(character))?.text ?? '';
	const known = term('log-field', verb, language);
	const failures = failed.map(({ verb: name, good, all: asked }) =>
		say('counters.failed', { verb: name.toUpperCase(), failed: asked - good, all: asked }),
	);
	return {
		sections: [
			failed.length === 0
				? say('counters.good', { all: { markdown: say.count('counters.commands', all) } })
				: say('counters.bad', {
						all: { markdown: say.count('counters.commands', all) },
						failures: { markdown: failures.join(', ') },
					}),
			...hints(commands).map((hint) => say(`counters.${hint}`)),
			known && `**${verb}** ${known.title}. ${known.meaning}`,
			known && actionWords(pointed, known),
			say('counters.meaning'),
		],
		span: field.span,
	};
}

/** `ehlo=2`, `auth=0/1`: of one, none was accepted. */
function countersOf(text: string): readonly Counter[] {
	return Array.from(
		text.slice(0, 1000).matchAll(/\b([a-z_]{1,16})=(\d{1,9})(?:\/(\d{1,9}))?/g),
		([, verb = '', good, all]) => ({
			verb,
			good: Number(good),
			all: Number(all ?? good),
		}),
	);
}

/** What the counters tell by what is not there. */
function hints(counters: readonly Counter[]): readonly string[] {
	const of = (verb: string) => counters.find((counter) => counter.verb === verb);
	const isGood = (verb: string) => (of(verb)?.good ?? 0) > 0;
	return [
		...(of('auth') && !isGood('auth') ? ['noLogin'] : []),
		...(of('unknown') ? ['unknown'] : []),
		...(isGood('data') || isGood('bdat') ? [] : of('mail') ? ['noMail'] : ['noTry']),
		...(isGood('quit') ? [] : ['noQuit']),
	];
}
