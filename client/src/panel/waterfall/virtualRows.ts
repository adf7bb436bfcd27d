import { element } from '../element';
import { RowPlaces } from './rowPlaces';

/** Rows that are drawn above and below those that are seen. */
const margin = 12;

/** A long list of rows of equal height, of which only those are in the page that are seen, and some around them. */
export class VirtualRows {
	readonly element = element('div', { class: 'rows', role: 'rowgroup' });
	readonly #scroller: HTMLElement;
	readonly #head: HTMLElement;
	readonly #draw: (position: number) => HTMLElement | undefined;
	readonly #drawn = new Map<number, HTMLElement>();
	#places = new RowPlaces(0, 24);
	#isAsked = false;

	/**
	 * @param scroller what scrolls: the rows are in it
	 * @param head what stays at the scroller's top and covers rows
	 * @param draw makes the row at a position, from 0
	 */
	constructor(scroller: HTMLElement, head: HTMLElement, draw: (position: number) => HTMLElement | undefined) {
		this.#scroller = scroller;
		this.#head = head;
		this.#draw = draw;
		scroller.addEventListener('scroll', () => this.#ask(), { passive: true });
		new ResizeObserver(() => this.#ask()).observe(scroller);
	}

	/** How many rows a page has. */
	get page(): number {
		return Math.max(1, Math.floor(this.#viewHeight / this.#places.rowHeight) - 1);
	}

	/** Draws all anew: there are so many now, and any may be another. */
	reset(count: number): void {
		const height = Number.parseFloat(getComputedStyle(this.element).lineHeight) || this.#places.rowHeight;
		this.#places = new RowPlaces(count, height);
		this.element.style.height = `${this.#places.height}px`;
		this.#drawn.forEach((row) => row.remove());
		this.#drawn.clear();
		this.#drawSeen();
	}

	/** The row at a position, if it is drawn. */
	drawn(position: number): HTMLElement | undefined {
		return this.#drawn.get(position);
	}

	/** Scrolls as little as is needed for a row to be seen. */
	reveal(position: number): void {
		const { rowHeight } = this.#places;
		const view = this.#viewHeight;
		const top = position * rowHeight;
		const offset = this.#places.offsetAt(this.#scroller.scrollTop, view);
		const needed = top < offset ? top : Math.max(offset, top + rowHeight - view);
		if (needed !== offset) {
			this.#scroller.scrollTop = this.#places.scrollTopAt(needed, view);
		}
		this.#drawSeen();
	}

	/** Of the part of the scroller that shows rows. */
	get #viewHeight(): number {
		return Math.max(0, this.#scroller.clientHeight - this.#head.offsetHeight);
	}

	#ask(): void {
		if (!this.#isAsked) {
			this.#isAsked = true;
			requestAnimationFrame(() => {
				this.#isAsked = false;
				this.#drawSeen();
			});
		}
	}

	#drawSeen(): void {
		const { count, rowHeight } = this.#places;
		const { scrollTop } = this.#scroller;
		const view = this.#viewHeight;
		const offset = this.#places.offsetAt(scrollTop, view);
		const first = Math.max(0, Math.floor(offset / rowHeight) - margin);
		const last = Math.min(count - 1, Math.ceil((offset + view) / rowHeight) + margin);
		for (const [position, row] of this.#drawn) {
			if (position < first || position > last) {
				row.remove();
				this.#drawn.delete(position);
			}
		}
		const before = Math.min(...this.#drawn.keys());
		const [above, below]: [HTMLElement[], HTMLElement[]] = [[], []];
		for (let position = first; position <= last; position++) {
			const known = this.#drawn.get(position);
			const row = known ?? this.#draw(position);
			if (row) {
				row.style.transform = `translateY(${this.#places.topOf(position, scrollTop, view)}px)`;
				this.#drawn.set(position, row);
				if (!known) {
					(position < before ? above : below).push(row);
				}
			}
		}
		this.element.prepend(...above);
		this.element.append(...below);
	}
}
