import type { ReportCell, ReportColumn, ReportRow, ReportSection } from '../../../../server/src/protocol';
import { button, element } from '../element';
import { fill } from '../words';
import { withArrowKeys } from './arrowKeys';
import type { ReportWords } from './words';

/** So many rows are shown at first, where more have names from the log. */
const rowsAtFirst = 10;

/** Sections whose rows belong together: all of them are shown. */
const whole: ReadonlySet<string> = new Set([
	'totals',
	'outcomes',
	'days',
	'hours',
	'delays',
	'sizes',
	'greylisting',
]);

/** A section's table: a figure that is a sum of lines is a button that shows them. */
export function sectionTable(
	{ id, title, columns, rows, omitted }: ReportSection,
	words: ReportWords,
	showLines: (figure: string) => void,
): HTMLElement {
	const body = element('tbody', {}, ...rows.map((row) => rowElement(row, columns, words, showLines)));
	const table = element(
		'table',
		{},
		element('caption', { class: 'unseen' }, title),
		element(
			'thead',
			{},
			element(
				'tr',
				{},
				element('td'),
				...columns.map((column) => element('th', { scope: 'col', class: column.unit }, column.title)),
			),
		),
		body,
	);
	const later = whole.has(id) ? [] : [...body.rows].slice(rowsAtFirst);
	later.forEach((row) => (row.hidden = true));
	const refresh = withArrowKeys(table);
	const more = later.length === 0 ? [] : [moreButton(later, words, refresh)];
	return element(
		'div',
		{ class: 'table' },
		scrolled(table),
		...more,
		...(omitted === undefined ? [] : [element('p', { class: 'quiet' }, omitted)]),
	);
}

/** What is too wide is moved by keys: where no figure can have the focus, the whole has it. */
function scrolled(table: HTMLTableElement): HTMLElement {
	const hasFigures = table.querySelector('button') !== null;
	return element('div', { class: 'scroll', tabindex: hasFigures ? undefined : 0 }, table);
}

function moreButton(
	later: readonly HTMLTableRowElement[],
	words: ReportWords,
	refresh: () => void,
): HTMLButtonElement {
	const more = fill(words.showMore, String(later.length));
	const made = button(
		more,
		() => {
			const show = later.some(({ hidden }) => hidden);
			later.forEach((row) => (row.hidden = !show));
			made.textContent = show ? words.showFewer : more;
			made.setAttribute('aria-expanded', String(show));
			refresh();
		},
		{ class: 'more', 'aria-expanded': 'false' },
	);
	return made;
}

function rowElement(
	{ title, cells }: ReportRow,
	columns: readonly ReportColumn[],
	words: ReportWords,
	showLines: (figure: string) => void,
): HTMLTableRowElement {
	return element(
		'tr',
		{},
		element('th', { scope: 'row' }, title),
		...columns.map(({ unit }, at) =>
			element('td', { class: unit }, ...cellContent(cells[at], words, showLines)),
		),
	);
}

function cellContent(
	cell: ReportCell | undefined,
	words: ReportWords,
	showLines: (figure: string) => void,
): (Node | string)[] {
	const { figure } = cell ?? {};
	const text = cell?.words ?? '';
	return figure === undefined
		? [text]
		: [button(text, () => showLines(figure), { class: 'figure', title: words.showLines })];
}
