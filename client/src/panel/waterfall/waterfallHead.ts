import { button, element } from '../element';
import type { PanelWords } from '../words';
import type { Axis } from './axis';
import type { Order, SortKey } from './order';

const svgNames = 'http://www.w3.org/2000/svg';

/** The heads of the columns: those that sort are buttons, that of the bars has the axis. */
export class WaterfallHead {
	readonly element: HTMLElement;
	/** The axis' ticks, drawn down through the rows. */
	readonly lines = element('div', { class: 'grid-lines', 'aria-hidden': 'true' });
	readonly #svg = document.createElementNS(svgNames, 'svg');
	readonly #axisCell: HTMLElement;
	/** The heads of columns that sort, with what they sort by. */
	readonly #sorting: (readonly [SortKey, HTMLElement])[] = [];
	#axis: Axis | undefined;

	/** @param onSort told what the user wants the rows to be sorted by */
	constructor(words: PanelWords, onSort: (key: SortKey) => void) {
		this.#axisCell = element('div', { class: 'cell axis', role: 'columnheader' });
		this.#axisCell.append(element('span', { class: 'unseen' }, words.timeline), this.#svg);
		const column = (name: string, label: string, key?: SortKey) => {
			const header = element('div', { class: `cell ${name}`, role: 'columnheader' });
			if (key) {
				header.append(button(label, () => onSort(key)));
				this.#sorting.push([key, header]);
			} else {
				header.append(label);
			}
			return header;
		};
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
		this.element = element('div', { class: 'head', role: 'rowgroup' }, row);
		new ResizeObserver(() => this.#draw()).observe(this.#axisCell);
	}

	/** Shows how the rows are sorted, and what their bars stand for. */
	show({ by, isDescending }: Order, axis: Axis): void {
		for (const [key, header] of this.#sorting) {
			header.setAttribute('aria-sort', by !== key ? 'none' : isDescending ? 'descending' : 'ascending');
		}
		this.#axis = axis;
		this.#draw();
	}

	#draw(): void {
		const style = getComputedStyle(this.#axisCell);
		const [before = 0, behind = 0] = [style.paddingLeft, style.paddingRight].map(Number.parseFloat);
		const width = Math.max(0, this.#axisCell.clientWidth - before - behind);
		const left = this.#axisCell.offsetLeft + before;
		const ticks = this.#axis?.draw(this.#svg, width) ?? [];
		this.lines.replaceChildren(
			...ticks.map((x) => {
				const line = element('div', { class: 'grid-line' });
				line.style.left = `${left + x}px`;
				return line;
			}),
		);
	}
}
