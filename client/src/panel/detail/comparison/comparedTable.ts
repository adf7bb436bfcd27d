import type { ComparedPair, ComparedStage, SessionComparison } from '../../../../../server/src/protocol';
import { button, element } from '../../element';
import { fill } from '../../words';
import type { DetailHost } from '../views';

/** Two sessions beside each other, a row for each stage. What differs has a sign, and so has what failed. */
export function comparedTable({ first, second, stages }: SessionComparison, host: DetailHost): HTMLElement {
	const { words } = host;
	const heads = [words.stage, first.session, second.session];
	return element(
		'table',
		{ class: 'compared', 'aria-labelledby': 'compared-stages' },
		element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head)))),
		element('tbody', {}, ...stages.map((pair) => rowOf(pair, host))),
	);
}

function rowOf({ stage, first, second, differs }: ComparedPair, host: DetailHost): HTMLElement {
	const { words } = host;
	return element(
		'tr',
		differs ? { class: 'differs' } : {},
		element(
			'th',
			{ scope: 'row' },
			...(differs
				? [
						element('span', { class: 'sign', 'aria-hidden': 'true' }, '≠'),
						element('span', { class: 'unseen' }, words.differs),
					]
				: []),
			` ${stage}`,
		),
		cellOf(first, (line) => host.reveal(line), host),
		cellOf(second, (line) => host.revealSecond(line), host),
	);
}

function cellOf(
	stage: ComparedStage | string,
	reveal: (line: number) => void,
	{ words }: DetailHost,
): HTMLElement {
	if (typeof stage === 'string') {
		return element('td', { class: 'gap' }, stage);
	}
	const { command, reply, elapsed, count, state, line } = stage;
	const failing = { permanent: words.statePermanent, temporary: words.stateTemporary, lost: words.stateLost };
	const failed =
		state === 'permanent' || state === 'temporary' || state === 'lost' ? failing[state] : undefined;
	return element(
		'td',
		{ class: `state-${state}` },
		element(
			'div',
			{ class: 'compared-cell' },
			element(
				'div',
				{ class: 'said' },
				...(command === undefined ? [] : [element('code', { class: 'command' }, command)]),
				element(
					'div',
					{ class: 'answer' },
					...(failed === undefined
						? []
						: [
								element('span', { class: 'sign', 'aria-hidden': 'true' }, '✗ '),
								element('span', { class: reply ? 'unseen' : 'failed-words' }, `${failed} `),
							]),
					...(reply === undefined
						? []
						: [element(state === 'missing' ? 'em' : 'code', { class: 'reply' }, reply)]),
					...(count > 1 ? [` ×${count}`] : []),
				),
			),
			element(
				'div',
				{ class: 'where' },
				...(elapsed === undefined ? [] : [element('span', { class: 'elapsed' }, elapsed)]),
				button(String(line + 1), () => reveal(line), {
					class: 'line-link',
					'aria-label': fill(words.goToLine, String(line + 1)),
				}),
			),
		),
	);
}
