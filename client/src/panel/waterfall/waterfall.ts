import type { SessionRow } from '../../../../server/src/protocol';
import { button, element } from '../element';
import { fill, type PanelWords } from '../words';
import { logAxis, sessionAxis, stepAxis, type Axis, type AxisMode } from './axis';
import { Clock } from './clock';
import { isFiltering, type Filter } from './filter';
import { FilterBar } from './filterBar';
import { Listing } from './listing';
import { nextOrder, type Order } from './order';
import { legend } from './phases';
import { rowElement, type RowStyle } from './rowElement';
import { Sessions } from './sessions';
import { VirtualRows } from './virtualRows';
import { WaterfallHead } from './waterfallHead';

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

/** While rows come, the list is drawn so often: milliseconds, or four times as long as drawing it takes. */
const pace = 200;

/** All sessions of the log, a row each, with bars on an axis of time: filtered, sorted, and drawn as far as they are seen. */
export class Waterfall {
	readonly element: HTMLElement;
	readonly #words: PanelWords;
	readonly #locale: string;
	readonly #events: WaterfallEvents;
	readonly #numbers: Intl.NumberFormat;
	readonly #sessions = new Sessions();
	readonly #listing = new Listing(this.#sessions);
	readonly #filterBar: FilterBar;
	readonly #head: WaterfallHead;
	readonly #grid: HTMLElement;
	readonly #rows: VirtualRows;
	readonly #message = element('div', { class: 'message' });
	readonly #note: HTMLElement;
	#state: WaterfallState;
	#style: RowStyle;
	#timer: number | undefined;
	/** How long it took to list them last: milliseconds. */
	#listingTime = 0;
	/** The selected session is to be scrolled to as soon as it has come. */
	#isSought: boolean;

	constructor(words: PanelWords, locale: string, state: WaterfallState, events: WaterfallEvents) {
		this.#words = words;
		this.#locale = locale;
		this.#state = state;
		this.#isSought = state.selected !== undefined;
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
		this.#head = new WaterfallHead(words, (key) =>
			this.#change({ order: nextOrder(this.#state.order, key) }),
		);
		this.#grid = element('div', {
			class: 'waterfall',
			role: 'grid',
			id: 'sessions',
			tabindex: 0,
			'aria-label': words.sessions,
		});
		this.#rows = new VirtualRows(this.#grid, this.#head.element, (position) => this.#row(position));
		this.#grid.append(this.#head.element, this.#head.lines, this.#rows.element);
		this.#grid.addEventListener('keydown', (event) => this.#onKey(event));
		this.#grid.addEventListener('click', (event) => this.#onClick(event));
		for (const act of ['wheel', 'pointerdown', 'keydown']) {
			this.#grid.addEventListener(act, () => (this.#isSought = false), { passive: true });
		}
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
			this.#isSought = false;
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
			this.#timer ??= window.setTimeout(() => this.#listNow(), Math.max(pace, 4 * this.#listingTime));
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

	/** Selects a session, and scrolls to it if it is listed, or as soon as it is. */
	select(id: string): void {
		if (id === this.#state.selected) {
			return;
		}
		this.#mark(false);
		this.#state = { ...this.#state, selected: id };
		this.#isSought = true;
		this.#seek();
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
		const began = performance.now();
		window.clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#filterBar.offer(this.#sessions.choices);
		this.#list();
		this.#seek();
		this.#listingTime = performance.now() - began;
	}

	/** Filters, sorts and draws. */
	#list(): void {
		const { filter, order } = this.#state;
		this.#listing.list(filter, order);
		const { rows } = this.#listing;
		this.#style = this.#styleOf(rows);
		this.#grid.setAttribute('aria-rowcount', String(rows.length + 1));
		this.#rows.reset(rows.length);
		this.#mark(true);
		this.#head.show(order, this.#style.axis);
		this.#tell(rows.length);
	}

	#styleOf(rows: readonly SessionRow[]): RowStyle {
		const timed = rows.find(({ start }) => start !== undefined);
		const clock = new Clock(this.#locale, timed?.offset);
		return {
			words: this.#words,
			clock,
			axis: this.#axis(rows, clock, timed !== undefined),
			...clock.precision(rows),
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
		const row = this.#listing.rows[position];
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
		return this.#listing.positionOf(this.#state.selected);
	}

	/** Scrolls to the selected session, if that is still to be done and it is there. */
	#seek(): void {
		const position = this.#isSought ? this.#position() : undefined;
		if (position !== undefined) {
			this.#isSought = false;
			this.#rows.reveal(position);
			this.#mark(true);
		}
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
		const last = this.#listing.rows.length - 1;
		const to = {
			ArrowDown: (now ?? -1) + 1,
			ArrowUp: (now ?? 1) - 1,
			PageDown: (now ?? 0) + this.#rows.page,
			PageUp: (now ?? 0) - this.#rows.page,
			Home: 0,
			End: last,
		}[event.key];
		const row = to === undefined ? undefined : this.#listing.rows[Math.min(last, Math.max(0, to))];
		if (row) {
			event.preventDefault();
			this.select(row.id);
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
