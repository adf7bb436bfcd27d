import { Detail } from './detail/detail';
import { button, element } from './element';
import { keepState, keptState, post } from './host';
import type { ToPanel } from './messages';
import { splitter } from './splitter';
import { readState, type PanelState } from './state';
import type { PanelWords } from './words';
import { Waterfall } from './waterfall/waterfall';

/** The whole page: the list of sessions, below it the details of one. */
export class Page {
	readonly #waterfall: Waterfall;
	readonly #detail: Detail;
	readonly #banner: HTMLElement;
	readonly #title = element('h1', { class: 'unseen' });
	#state: PanelState = readState(keptState());

	/** Puts the page into an empty `main`. */
	constructor(main: HTMLElement, words: PanelWords, locale: string) {
		const { filter, order, mode, selected } = this.#state;
		this.#waterfall = new Waterfall(
			words,
			locale,
			{ filter, order, mode, selected },
			{
				changed: (state) => this.#keep(state),
				selected: (row) => this.#detail.show(row),
				opened: ({ line }, focus) => post({ type: 'reveal', line, focus }),
			},
		);
		this.#detail = new Detail(
			{
				words,
				locale,
				select: (session) => this.#waterfall.select(session),
				reveal: (line) => post({ type: 'reveal', line, focus: false }),
				revealSecond: (line) => post({ type: 'revealSecond', line }),
				exportDiagram: (line) => post({ type: 'export', line }),
				exportLife: (message) => post({ type: 'exportLife', message }),
			},
			this.#state.tab,
			(tab) => this.#keep({ tab }),
		);
		this.#banner = element(
			'div',
			{ class: 'banner', role: 'status' },
			element('p', {}, words.closed),
			button(words.openAgain, () => post({ type: 'open' }), { class: 'main-button' }),
		);
		this.#banner.hidden = true;
		const box = element('div', { class: 'box' });
		box.append(
			this.#waterfall.element,
			splitter(box, { share: this.#state.share, label: words.resize, controls: 'sessions' }, (share) =>
				this.#keep({ share }),
			),
			this.#detail.element,
		);
		main.replaceChildren(
			this.#title,
			skipTo('#sessions', words.skipToList),
			skipTo('#detail', words.skipToDetail),
			this.#banner,
			box,
		);
	}

	/** Does what the extension says. */
	hear(message: ToPanel): void {
		switch (message.type) {
			case 'log':
				this.#begin(message);
				break;
			case 'rows':
				this.#waterfall.put(message.read, message.total, message.rows);
				break;
			case 'select':
				this.#waterfall.select(message.session);
				this.#detail.point(message);
				break;
			case 'detail':
				this.#detail.take(message);
				break;
			case 'tab':
				this.#detail.bring(message.tab);
				break;
			case 'closed':
				this.#banner.hidden = false;
				break;
		}
	}

	#begin({ uri, name }: Extract<ToPanel, { type: 'log' }>): void {
		const isAnother = uri !== this.#state.uri;
		this.#banner.hidden = true;
		document.title = name;
		this.#title.textContent = name;
		if (isAnother) {
			this.#keep({ uri });
			this.#detail.show(undefined);
		}
		this.#waterfall.begin(isAnother);
	}

	#keep(state: Partial<PanelState>): void {
		this.#state = { ...this.#state, ...state };
		keepState(this.#state);
	}
}

/** A link that shows itself to the keyboard, past what comes before a region. */
function skipTo(address: string, words: string): HTMLElement {
	const link = element('a', { class: 'skip', href: address }, words);
	link.addEventListener('click', (event) => {
		event.preventDefault();
		document.querySelector<HTMLElement>(address)?.focus();
	});
	return link;
}
