import { codeWords, stageWords } from '../../checks/words';
import { say, type Said } from '../../knowledge/say';
import { sameAspects, unknownAspects } from './aspectDifferences';
import type { Side } from './difference';
import { isOfferedAlike } from './offerDifferences';
import { isDifferent } from './replyDifferences';
import { listed, sentence } from './sentence';
import type { Beside } from './sides';

/** What is the same in two sessions, in one sentence; then what their logs do not show. */
export function notesOf({ first, second, pairs }: Beside): readonly Said[] {
	const stages = pairs.flatMap(({ first: one, second: other }) =>
		one && other && !isDifferent(one, other) && one.state !== 'missing' && other.state !== 'missing'
			? [stageSaid(one.stage, one.code)]
			: [],
	);
	const same = [
		...sameAspects(first, second),
		...(isOfferedAlike(first, second) ? [say('comparison.offered')] : []),
		...stages,
	];
	return [
		same.length > 0 ? sentence('comparison.same', { what: once(same) }) : say('comparison.nothingSame'),
		...(first.session.role === second.session.role ? [] : [say('comparison.otherSides')]),
		...[first, second].flatMap((side) => cutNotes(side)),
		...unknown(first, second),
		...unknown(second, first),
	];
}

function stageSaid(stage: Side['turns'][number]['stage'], code: string | undefined): Said {
	return (language) => [stageWords(stage, language), codeWords({ code })].filter(Boolean).join(' ');
}

/** Each thing once: three recipients that were accepted are told as one. */
function once(things: readonly Said[]): Said {
	return (language) => listed([...new Set(things.map((thing) => thing(language)))])(language);
}

function cutNotes({ session, name }: Side): Said[] {
	const isBegun = session.beginningMissing === true || session.cut === 'start' || session.cut === 'both';
	const isOpen = session.outcome === 'open' || session.cut === 'end' || session.cut === 'both';
	return [
		...(isBegun ? [sentence('comparison.cut', { one: name })] : []),
		...(isOpen ? [sentence('comparison.open', { one: name })] : []),
	];
}

function unknown(side: Side, other: Side): Said[] {
	const aspects = [
		...unknownAspects(side, other),
		...(!side.offered && other.offered && side.turns.some(({ stage }) => stage === 'hello')
			? [say('comparison.offered')]
			: []),
	];
	return aspects.length === 0
		? []
		: [sentence('comparison.unknown', { one: side.name, what: listed(aspects) })];
}
