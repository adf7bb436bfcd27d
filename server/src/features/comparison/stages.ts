import { codeWords, plainText, stageWords } from '../../checks/words';
import type { Language } from '../../knowledge/knowledge';
import { say } from '../../knowledge/say';
import type { ComparedPair, ComparedStage } from '../../protocol';
import { durationWords } from '../duration';
import type { Side } from './difference';
import { isWhole } from './reachedDifferences';
import { isDifferent } from './replyDifferences';
import type { Beside } from './sides';
import { hasFailed, type Turn } from './turns';

/** Words of a log in a cell: columns. */
const longest = 160;

/** Two sessions beside each other, a row for each stage that one of them has. */
export function stagesOf({ first, second, pairs }: Beside, language?: Language): readonly ComparedPair[] {
	return pairs.map(({ first: one, second: other }) => {
		const stage = (one ?? other)?.stage ?? 'other';
		return {
			stage: stageWords(stage, language),
			first: one ? stageOf(one, first, language) : gapWords(first, language),
			second: other ? stageOf(other, second, language) : gapWords(second, language),
			differs: one && other ? isDifferent(one, other) : isGap(first, one) || isGap(second, other),
		};
	});
}

/** Whether something is missing: what a log would not show in any case is not. */
function isGap(side: Side, turn: Turn | undefined): boolean {
	return !turn && (isWhole(side) || side.failure !== undefined);
}

function gapWords(side: Side, language?: Language): string {
	return say(isWhole(side) ? 'comparison.gap' : 'comparison.gap.notShown')(language);
}

function stageOf(turn: Turn, { session }: Side, language?: Language): ComparedStage {
	const { line, label, command, code, enhanced, text = '', state, elapsed, count, stage } = turn;
	// What the server of a login says between codes is base64, which tells nobody anything.
	const isBase64 = stage === 'auth' && /^[A-Za-z0-9+/=]*$/.test(text);
	const said = [codeWords({ code, enhanced }), isBase64 ? '' : text.split('\n')[0]].filter(Boolean).join(' ');
	const version = stage === 'tls' && !hasFailed(turn) ? session.tls?.version : undefined;
	const reply = plainText(said || (version ?? ''), longest);
	const hollow = state === 'missing' ? say('comparison.hollow')(language) : '';
	return {
		line,
		label,
		...(command !== undefined && { command: plainText(command, longest) }),
		...((reply || hollow) && { reply: reply || hollow }),
		...(elapsed !== undefined && elapsed > 0 && { elapsed: durationWords(elapsed) }),
		state,
		count,
	};
}
