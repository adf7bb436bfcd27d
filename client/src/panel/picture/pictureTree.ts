import type { Picture, PictureItem, SvgNode } from '../../../../server/src/pictures/svgNode';
import { element } from '../element';
import { stylePictures } from './pictureStyle';

const namespace = 'http://www.w3.org/2000/svg';

/** What a picture is drawn with, and what it does. */
interface PictureSource {
	/** The picture's name for screen readers. */
	readonly label: string;
	/** What all ids in it begin with. */
	readonly prefix: string;
	/** @param width CSS pixels @param column the width of a letter */
	draw(size: {
		readonly width: number;
		readonly column: number;
		readonly opened: ReadonlySet<string>;
	}): Picture;
	/** Shows a line of the log, from 0. */
	reveal(line: number): void;
}

/**
 * A picture whose parts can be walked through with the arrow keys and lead to their lines: to screen readers a tree, in which each
 * part is a sentence. It is drawn anew when its place becomes wider or narrower.
 */
export class PictureTree {
	readonly element: HTMLElement;
	readonly #source: PictureSource;
	readonly #opened = new Set<string>();
	readonly #watch: ResizeObserver;
	#items: readonly PictureItem[] = [];
	/** The part that the keys act on. */
	#active: string | undefined;
	/** It was chosen by the keys, the mouse, or the editor's cursor. */
	#isChosen = false;
	/** The line to point at as soon as there is a picture. */
	#line: number | undefined;
	#width = 0;

	constructor(source: PictureSource) {
		stylePictures();
		this.#source = source;
		this.element = element('div', {
			class: 'picture',
			role: 'tree',
			tabindex: 0,
			'aria-label': source.label,
		});
		this.element.addEventListener('keydown', (event) => this.#onKey(event));
		this.element.addEventListener('click', (event) => this.#onClick(event));
		this.#watch = new ResizeObserver(() => {
			if (!this.element.isConnected) {
				this.#watch.disconnect();
			} else if (this.element.clientWidth !== this.#width) {
				this.#draw();
			}
		});
		this.#watch.observe(this.element);
	}

	/** Points at the part that a line of the log (from 0) stands for, if there is one. */
	point(line: number): void {
		this.#line = line;
		const at = this.#items.findLast(({ firstLine, lastLine, lines }) =>
			lines ? lines.has(line) : firstLine <= line && line <= lastLine,
		);
		if (at) {
			this.#activate(at.id);
		}
	}

	#draw(): void {
		this.#width = this.element.clientWidth;
		if (this.#width === 0) {
			return;
		}
		const column = letterWidth(this.element);
		const picture = this.#source.draw({ width: this.#width, column, opened: this.#opened });
		const { width, height, back, items } = picture;
		this.#items = items;
		const svg = made({
			name: 'svg',
			attributes: { role: 'none', width, height, viewBox: `0 0 ${width} ${height}` },
			children: [],
		});
		svg.append(made({ name: 'g', attributes: { 'aria-hidden': 'true' }, children: back }));
		svg.append(...items.map((item) => this.#itemNode(item, width)));
		this.element.replaceChildren(svg);
		const active = items.some(({ id }) => id === this.#active) ? this.#active : items[0]?.id;
		if (active !== undefined) {
			this.#activate(active, { isSeen: false, isChosen: this.#isChosen });
		}
		if (this.#line !== undefined && !this.#isChosen) {
			this.point(this.#line);
		}
	}

	#itemNode({ id, description, top, height, isInner, folds, nodes }: PictureItem, width: number): SVGElement {
		return made({
			name: 'g',
			attributes: {
				role: 'treeitem',
				id: this.#idOf(id),
				'data-item': id,
				class: 'item',
				'aria-level': isInner ? 2 : 1,
				'aria-selected': 'false',
				...(folds && { 'aria-expanded': String(folds === 'open') }),
			},
			children: [
				{ name: 'title', attributes: {}, children: [description] },
				{
					name: 'rect',
					attributes: { class: 'place', x: 1, y: top + 3, width: width - 2, height, rx: 4 },
					children: [],
				},
				// The sentence is the name; the words of the picture would only say it again.
				{ name: 'g', attributes: { 'aria-hidden': 'true' }, children: nodes },
			],
		});
	}

	#idOf(id: string): string {
		return `${this.#source.prefix}-${id}`;
	}

	#elementOf(id: string): Element | null {
		return this.element.querySelector(`[data-item="${CSS.escape(id)}"]`);
	}

	#activate(id: string, { isSeen = true, isChosen = true } = {}): void {
		const before = this.#active === undefined ? null : this.#elementOf(this.#active);
		before?.removeAttribute('data-active');
		before?.setAttribute('aria-selected', 'false');
		this.#active = id;
		this.#isChosen = isChosen;
		this.element.setAttribute('aria-activedescendant', this.#idOf(id));
		const active = this.#elementOf(id);
		active?.setAttribute('data-active', '');
		active?.setAttribute('aria-selected', String(isChosen));
		if (isSeen) {
			active?.scrollIntoView({ block: 'nearest' });
		}
	}

	#onClick(event: MouseEvent): void {
		const id =
			event.target instanceof Element
				? event.target.closest('[data-item]')?.getAttribute('data-item')
				: undefined;
		const item = this.#items.find((each) => each.id === id);
		if (item) {
			this.#activate(item.id);
			this.#act(item);
		}
	}

	#act(item: PictureItem): void {
		if (item.folds) {
			this.#fold(item, item.folds === 'closed');
		} else {
			this.#source.reveal(item.line);
		}
	}

	#fold({ id }: PictureItem, isOpen: boolean): void {
		if (isOpen) {
			this.#opened.add(id);
		} else {
			this.#opened.delete(id);
		}
		this.#draw();
		this.#activate(id);
	}

	#onKey(event: KeyboardEvent): void {
		const at = this.#items.findIndex(({ id }) => id === this.#active);
		const item = this.#items[at];
		if (!item || event.altKey || event.ctrlKey || event.metaKey) {
			return;
		}
		const page = 10;
		const to = {
			ArrowDown: at + 1,
			ArrowUp: at - 1,
			PageDown: at + page,
			PageUp: at - page,
			Home: 0,
			End: this.#items.length - 1,
		}[event.key];
		if (to !== undefined) {
			const next = this.#items[Math.min(this.#items.length - 1, Math.max(0, to))];
			this.#activate(next?.id ?? item.id);
		} else if (event.key === 'Enter' || event.key === ' ') {
			this.#act(item);
		} else if (event.key === 'ArrowRight' && item.folds === 'closed') {
			this.#fold(item, true);
		} else if (event.key === 'ArrowLeft' && item.folds === 'open') {
			this.#fold(item, false);
		} else if (event.key === 'ArrowLeft' && item.isInner) {
			const head = this.#items.slice(0, at).findLast(({ folds }) => folds);
			this.#activate(head?.id ?? item.id);
		} else {
			return;
		}
		event.preventDefault();
	}
}

/** The elements of a picture. Text is put in as text. */
function made({ name, attributes, children }: SvgNode): SVGElement {
	const drawn = document.createElementNS(namespace, name);
	for (const [key, value] of Object.entries(attributes)) {
		drawn.setAttribute(key, String(value));
	}
	drawn.append(...children.map((child) => (typeof child === 'string' ? child : made(child))));
	return drawn;
}

/** How wide a letter is in the font of the editor, in CSS pixels. */
function letterWidth(place: HTMLElement): number {
	const sample = element('span', { class: 'letters' }, '0'.repeat(40));
	place.append(sample);
	const width = sample.getBoundingClientRect().width / 40;
	sample.remove();
	return width > 0 ? width : 7.25;
}
