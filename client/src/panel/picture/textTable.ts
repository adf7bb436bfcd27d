import { button, element } from '../element';
import { fillList } from '../longList';
import { fill, type PanelWords } from '../words';

/** A row of the table that says what a picture shows. */
export interface TextRow {
	readonly cells: readonly string[];
	/** From 0. */
	readonly line: number;
	readonly isFailing: boolean;
}

/**
 * What a picture shows as a table that is made when it is opened: each row leads to its line. One of its links is in the order of the
 * tab key; the arrow keys move between them.
 */
export function textTable(
	{ words, locale }: Language,
	{ heads, rows }: { readonly heads: readonly string[]; readonly rows: () => readonly TextRow[] },
	reveal: (line: number) => void,
): HTMLElement {
	const details = element('details', { class: 'text-table' }, element('summary', {}, words.asTable));
	details.addEventListener('toggle', () => {
		if (details.open && !details.querySelector('table')) {
			details.append(tableOf({ words, locale }, heads, rows(), reveal));
		}
	});
	return details;
}

/** In which language a table is. */
interface Language {
	readonly words: PanelWords;
	readonly locale: string;
}

/** So many rows are there at once. */
const firstRows = 200;

function tableOf(
	language: Language,
	heads: readonly string[],
	rows: readonly TextRow[],
	reveal: (line: number) => void,
): HTMLElement {
	const { words } = language;
	const body = element('tbody');
	fillList(body, {
		...language,
		count: rows.length,
		first: firstRows,
		make(at) {
			const row = rows[at];
			return row ? rowElement(row, at === 0, words, reveal) : element('tr');
		},
		wrap: (more) => element('tr', {}, element('td', { colspan: heads.length + 1 }, more)),
	});
	body.addEventListener('keydown', (event) => moveFocus(event, body));
	const head = element(
		'tr',
		{},
		...[...heads, words.line].map((name) => element('th', { scope: 'col' }, name)),
	);
	return element('table', {}, element('thead', {}, head), body);
}

function rowElement(
	{ cells, line, isFailing }: TextRow,
	isFirst: boolean,
	words: PanelWords,
	reveal: (line: number) => void,
): HTMLElement {
	const link = button(String(line + 1), () => reveal(line), {
		class: 'line-link',
		'aria-label': fill(words.goToLine, String(line + 1)),
		tabindex: isFirst ? 0 : -1,
	});
	return element(
		'tr',
		isFailing ? { class: 'failing' } : {},
		...cells.map((cell) => element('td', {}, cell)),
		element('td', { class: 'line-cell' }, link),
	);
}

function moveFocus(event: KeyboardEvent, body: HTMLElement): void {
	const links = [...body.querySelectorAll<HTMLElement>('.line-link')];
	const at = links.findIndex((link) => link === document.activeElement);
	const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
	const next = to === undefined ? undefined : links[to];
	if (at >= 0 && next) {
		event.preventDefault();
		links.forEach((link) => (link.tabIndex = link === next ? 0 : -1));
		next.focus();
	}
}
