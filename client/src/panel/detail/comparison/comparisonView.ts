import type { SessionComparison } from '../../../../../server/src/protocol';
import { button, element } from '../../element';
import { fill } from '../../words';
import type { DetailHost, DetailView } from '../views';
import { comparedTable } from './comparedTable';
import { readComparison } from './readComparison';

/** The selected session beside another: what differs, the most important first; then stage by stage. */
export const comparisonView: DetailView = {
	id: 'comparison',
	label: (words) => words.tabComparison,
	show(container, data, host) {
		const { words } = host;
		const comparison = readComparison(data);
		if (!comparison || 'problem' in comparison) {
			container.append(
				element('p', { class: 'hint' }, comparison?.problem ?? words.nothingToShow),
				button(words.compareOther, () => host.compare('choose'), { class: 'quiet-button' }),
			);
			return;
		}
		container.append(
			barOf(comparison, host),
			element('h3', {}, words.whatDiffers),
			differencesOf(comparison, host),
			...comparison.notes.map((note) => element('p', { class: 'note' }, note)),
			element('h3', { id: 'compared-stages' }, words.stageByStage),
			comparedTable(comparison, host),
		);
	},
};

/** Which two they are, why, and the ways to others. */
function barOf({ first, second, reason }: SessionComparison, { words, compare }: DetailHost): HTMLElement {
	const both = [first, second].map(({ title, time }) =>
		element('li', {}, [title, time].filter(Boolean).join(' · ')),
	);
	return element(
		'div',
		{ class: 'view-bar' },
		element(
			'div',
			{},
			element('ul', { class: 'compared-sessions' }, ...both),
			...(reason === undefined ? [] : [element('p', { class: 'note' }, reason)]),
		),
		element(
			'div',
			{ class: 'compare-buttons' },
			button(words.compareSwap, () => compare('swap'), { class: 'quiet-button' }),
			button(words.compareOther, () => compare('choose'), { class: 'quiet-button' }),
			button(words.comparePage, () => compare('page'), { class: 'quiet-button' }),
		),
	);
}

function differencesOf({ differences, first, second }: SessionComparison, host: DetailHost): HTMLElement {
	const { words } = host;
	if (differences.length === 0) {
		return element('p', { class: 'note' }, words.noDifference);
	}
	return element(
		'ol',
		{ class: 'differences' },
		...differences.map(({ words: sentence, first: line, second: otherLine }) =>
			element(
				'li',
				{},
				element('span', { class: 'sentence' }, sentence),
				...lineLink(first.session, line, (at) => host.reveal(at)),
				...lineLink(second.session, otherLine, (at) => host.revealSecond(at)),
			),
		),
	);

	function lineLink(
		session: string,
		line: number | undefined,
		reveal: (line: number) => void,
	): HTMLElement[] {
		return line === undefined
			? []
			: [button(fill(words.lineOf, session, String(line + 1)), () => reveal(line), { class: 'line-link' })];
	}
}
