import type { SessionRow } from '../../../../server/src/protocol';
import { button, element } from '../element';
import { fill, type PanelWords } from '../words';
import { logAxis, sessionAxis, stepAxis, type Axis, type AxisMode } from './axis';
import { Clock } from './clock';
import { isFiltering, toCondition, type Filter } from './filter';
import { FilterBar } from './filterBar';
import { nextOrder, toComparison, type Order, type SortKey } from './order';
import { legend } from './phases';
import { rowElement, type RowStyle } from './rowElement';
import { placeOf, Sessions } from './sessions';
import { VirtualRows } from './virtualRows';

/** What the user has wished of the list. */
export interface WaterfallState {
	readonly filter: Filter;
	readonly order: Order;
	readonly mode: AxisMode;
	readonly selected?: string | undefined;
}

/** What the list tells. */
export interface WaterfallEvents {
	/** The user has wished something else. */
	readonly changed: (state: WaterfallState) => void;
	/** Another session is selected, or the selected one has changed. */
	readonly selected: (row: SessionRow) => void;
	/** The user wants to see its line; with `focus`, to go there. */
	readonly opened: (row: SessionRow, focus: boolean) => void;
}

const svgNames = 'http://www.w3.org/2000/svg';

/** Milliseconds between two times the list is drawn while rows come. */
const pace = 200;

/** All sessions of the log, a row each, with bars on an axis of time: filtered, sorted, and drawn as far as they are seen. */
export class Waterfall {
	readonly element: HTMLElement;
	readonly #words: PanelWords;
	readonly #locale: string;
	readonly #events: WaterfallEvents;
	readonly #numbers: Intl.NumberFormat;
	readonly #sessions = new Sessions();
	readonly #filterBar: FilterBar;
	readonly #grid: HTMLElement;
	readonly #rows: VirtualRows;
	readonly #svg = document.createElementNS(svgNames, 'svg');
	readonly #axisCell: HTMLElement;
	readonly #lines = element('div', { class: 'grid-lines', 'aria-hidden': 'true' });
	readonly #message = element('div', { class: 'message' });
	readonly #note: HTMLElement;
	/** The heads of columns that sort, with what they sort by. */
	readonly #headers: (readonly [SortKey, HTMLElement])[] = [];
	#state: WaterfallState;
	/** The places of the listed sessions in the log, in the order of the list. */
	#listed: readonly number[] = [];
	#style: RowStyle;
	#timer: number | undefined;

	constructor(words: PanelWords, locale: string, state: WaterfallState, events: WaterfallEvents) {
		this.#words = words;
		this.#locale = locale;
		this.#state = state;
		this.#events = events;
		this.#numbers = new Intl.NumberFormat(locale);
		this.#style = {
			...{ words, clock: new Clock(locale), axis: stepAxis([]) },
			...{ hasDates: false, hasMilliseconds: false },
		};
		this.#filterBar = new FilterBar(words, state, {
			filter: (filter) => this.#change({ filter }),
			mode: (mode) => this.#change({ mode }),
		});
		this.#axisCell = element('div', { class: 'cell axis', role: 'columnheader' });
		this.#axisCell.append(element('span', { class: 'unseen' }, words.timeline), this.#svg);
		const head = this.#head();
		this.#grid = element('div', {
			class: 'waterfall',
			role: 'grid',
			id: 'sessions',
			tabindex: 0,
			'aria-label': words.sessions,
		});
		this.#rows = new VirtualRows(this.#grid, head, (position) => this.#row(position));
		this.#grid.append(head, this.#lines, this.#rows.element);
		this.#grid.addEventListener('keydown', (event) => this.#onKey(event));
		this.#grid.addEventListener('click', (event) => this.#onClick(event));
		new ResizeObserver(() => this.#drawAxis()).observe(this.#axisCell);
		this.#note = element('p', { class: 'note' }, words.noTimes);
		this.element = element(
			'section',
			{ class: 'upper', 'aria-label': words.sessions },
			this.#filterBar.element,
			this.#grid,
			this.#message,
			element('footer', { class: 'below' }, legend(words), this.#note),
		);
		this.element.addEventListener('keydown', (event) => this.#onSearchKey(event));
		this.#list();
	}

	/** Another log comes, or the same again. */
	begin(isAnother: boolean): void {
		this.#sessions.begin(isAnother);
		if (isAnother) {
			this.#filterBar.clear();
			this.#change({ selected: undefined });
			this.#grid.scrollTop = 0;
		} else {
			this.#list();
		}
	}

	/** Takes rows that are new or have changed; `read` of `total` have been read by now. */
	put(read: number, total: number, rows: readonly SessionRow[]): void {
		const isFirst = this.#sessions.read === 0;
		this.#sessions.put(read, total, rows);
		if (isFirst || this.#sessions.isWhole) {
			this.#listNow();
		} else {
			this.#timer ??= window.setTimeout(() => this.#listNow(), pace);
		}
		const { selected } = this.#state;
		const row = rows.find(({ id }) => id === selected);
		if (row) {
			this.#events.selected(row);
		}
	}

	/** The selected session, if it has come. */
	get selected(): SessionRow | undefined {
		return this.#state.selected === undefined ? undefined : this.#sessions.get(this.#state.selected);
	}

	/** Selects a session, and scrolls to it if it is listed. */
	select(id: string): void {
		if (id === this.#state.selected) {
			return;
		}
		this.#mark(false);
		this.#state = { ...this.#state, selected: id };
		const position = this.#position();
		if (position !== undefined) {
			this.#rows.reveal(position);
		}
		this.#mark(true);
		this.#events.changed(this.#state);
		const row = this.#sessions.get(id);
		if (row) {
			this.#events.selected(row);
		}
	}

	focus(): void {
		this.#grid.focus();
	}

	#change(wish: Partial<WaterfallState>): void {
		this.#state = { ...this.#state, ...wish };
		this.#events.changed(this.#state);
		this.#list();
		const position = this.#position();
		if (position !== undefined) {
			this.#rows.reveal(position);
		}
	}

	#listNow(): void {
		window.clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#filterBar.offer(this.#all());
		this.#list();
	}

	*#all(): Iterable<SessionRow> {
		for (const place of this.#sessions.places()) {
			const row = this.#sessions.at(place);
			if (row) {
				yield row;
			}
		}
	}

	/** Filters, sorts and draws. */
	#list(): void {
		const condition = toCondition(this.#state.filter);
		const rows: SessionRow[] = [];
		for (const row of this.#all()) {
			if (condition(row)) {
				rows.push(row);
			}
		}
		const comparison = toComparison(this.#state.order);
		if (comparison) {
			rows.sort(comparison);
		}
		this.#listed = rows.map(({ id }) => placeOf(id));
		this.#style = this.#styleOf(rows);
		this.#grid.setAttribute('aria-rowcount', String(rows.length + 1));
		this.#rows.reset(rows.length);
		this.#mark(true);
		this.#drawAxis();
		this.#tell(rows.length);
		for (const [key, header] of this.#headers) {
			const { by, isDescending } = this.#state.order;
			header.setAttribute('aria-sort', by !== key ? 'none' : isDescending ? 'descending' : 'ascending');
		}
	}

	#styleOf(rows: readonly SessionRow[]): RowStyle {
		const timed = rows.find(({ start }) => start !== undefined);
		const clock = new Clock(this.#locale, timed?.offset);
		const readings = rows.flatMap((row) => clock.reading(row) ?? []);
		return {
			words: this.#words,
			clock,
			axis: this.#axis(rows, clock, timed !== undefined),
			hasDates: new Set(readings.map((reading) => Math.floor(reading / 86_400_000))).size > 1,
			hasMilliseconds: readings.some((reading) => reading % 1000 !== 0),
		};
	}

	#axis(rows: readonly SessionRow[], clock: Clock, hasTimes: boolean): Axis {
		const isUntimed = !hasTimes && rows.length > 0;
		this.#note.hidden = !isUntimed;
		this.#filterBar.offerModes(!isUntimed);
		if (!hasTimes) {
			return stepAxis(rows);
		}
		return this.#state.mode === 'log' ? logAxis(rows, clock) : sessionAxis(rows);
	}

	#drawAxis(): void {
		const style = getComputedStyle(this.#axisCell);
		const [before, behind] = [style.paddingLeft, style.paddingRight].map(Number.parseFloat);
		const width = Math.max(0, this.#axisCell.clientWidth - (before ?? 0) - (behind ?? 0));
		const left = this.#axisCell.offsetLeft + (before ?? 0);
		this.#lines.replaceChildren(
			...this.#style.axis.draw(this.#svg, width).map((x) => {
				const line = element('div', { class: 'grid-line' });
				line.style.left = `${left + x}px`;
				return line;
			}),
		);
	}

	#tell(listed: number): void {
		const { total, read, isWhole } = this.#sessions;
		const number = (value: number) => this.#numbers.format(value);
		const isFiltered = isFiltering(this.#state.filter);
		const count = isFiltered
			? fill(this.#words.someSessions, number(listed), number(total))
			: total === 1
				? this.#words.oneSession
				: fill(this.#words.allSessions, number(total));
		this.#filterBar.tell(isWhole ? count : fill(this.#words.loading, number(read), number(total)));
		const isEmpty = listed === 0 && isWhole;
		this.#message.hidden = !isEmpty;
		this.element.classList.toggle('empty', isEmpty);
		this.#message.replaceChildren(
			element('p', {}, isFiltered ? this.#words.noMatch : this.#words.noSessions),
			...(isFiltered
				? [button(this.#words.clearFilter, () => this.#filterBar.clearAndFocus(), { class: 'main-button' })]
				: []),
		);
	}

	#row(position: number): HTMLElement | undefined {
		const row = this.#sessions.at(this.#listed[position] ?? -1);
		if (!row) {
			return undefined;
		}
		const made = rowElement(row, this.#style);
		made.setAttribute('aria-rowindex', String(position + 2));
		made.setAttribute('aria-selected', String(row.id === this.#state.selected));
		return made;
	}

	/** Where the selected session is in the list. */
	#position(): number | undefined {
		const { selected } = this.#state;
		const position = selected === undefined ? -1 : this.#listed.indexOf(placeOf(selected));
		return position < 0 ? undefined : position;
	}

	/** Draws the selected row as such, or as one that is not. */
	#mark(isSelected: boolean): void {
		const position = this.#position();
		const row = position === undefined ? undefined : this.#rows.drawn(position);
		row?.setAttribute('aria-selected', String(isSelected));
		if (row && isSelected) {
			this.#grid.setAttribute('aria-activedescendant', row.id);
		} else {
			this.#grid.removeAttribute('aria-activedescendant');
		}
	}

	#head(): HTMLElement {
		const column = (name: string, words: string, key?: SortKey) => {
			const header = element('div', { class: `cell ${name}`, role: 'columnheader' });
			if (key) {
				header.append(button(words, () => this.#change({ order: nextOrder(this.#state.order, key) })));
				this.#headers.push([key, header]);
			} else {
				header.append(words);
			}
			return header;
		};
		const words = this.#words;
		const row = element(
			'div',
			{ class: 'row head-row', role: 'row', 'aria-rowindex': 1 },
			// Ids are in the order of the log; a narrow panel has no other column for it.
			column('session', words.session, 'time'),
			column('time', words.time, 'time'),
			column('peer', words.peer, 'peer'),
			column('outcome', words.outcome, 'outcome'),
			column('failure', words.failure),
			column('duration', words.duration, 'duration'),
			this.#axisCell,
		);
		return element('div', { class: 'head', role: 'rowgroup' }, row);
	}

	#onClick({ target }: MouseEvent): void {
		const row = target instanceof Element ? target.closest('.rows > .row') : null;
		const session = row ? this.#sessions.get(row.id.replace('row-', '')) : undefined;
		if (session) {
			this.select(session.id);
			this.#events.opened(session, false);
		}
	}

	#onKey(event: KeyboardEvent): void {
		if (event.target !== this.#grid) {
			return;
		}
		const { selected } = this;
		if (event.key === 'Enter' && selected) {
			event.preventDefault();
			this.#events.opened(selected, event.ctrlKey || event.metaKey);
			return;
		}
		const now = this.#position();
		const last = this.#listed.length - 1;
		const to = {
			ArrowDown: (now ?? -1) + 1,
			ArrowUp: (now ?? 1) - 1,
			PageDown: (now ?? 0) + this.#rows.page,
			PageUp: (now ?? 0) - this.#rows.page,
			Home: 0,
			End: last,
		}[event.key];
		if (to !== undefined && last >= 0) {
			event.preventDefault();
			const row = this.#sessions.at(this.#listed[Math.min(last, Math.max(0, to))] ?? -1);
			if (row) {
				this.select(row.id);
			}
		}
	}

	/** `/` and Ctrl+F lead to the filter, Escape back to the list. */
	#onSearchKey(event: KeyboardEvent): void {
		const isTyping = event.target instanceof HTMLInputElement && event.target.type === 'search';
		const isFind = event.key === 'f' && (event.ctrlKey || event.metaKey);
		if (isFind || (event.key === '/' && !isTyping)) {
			event.preventDefault();
			this.#filterBar.focus();
		} else if (event.key === 'Escape' && isTyping) {
			event.preventDefault();
			this.focus();
		}
	}
}
