import type { SessionRow } from '../../../../server/src/protocol';
import { button, element } from '../element';
import { post } from '../host';
import type { TabId, ToPanel } from '../messages';
import { Tabs } from '../tabs';
import { fill } from '../words';
import { detailViews, type DetailHost } from './views';

/** Milliseconds that a selection has to stay before its details are asked for. */
const pause = 80;

/** What the details ask of the page; the rest of what a tab may ask, they do themselves. */
type PageHost = Omit<DetailHost, 'showSession' | 'showMail' | 'onCursor' | 'compare'>;

/** The region below the list: the selected session in one line, and tabs that show more of it. */
export class Detail {
	readonly element: HTMLElement;
	readonly #host: PageHost;
	readonly #head = element('div', { class: 'detail-head' });
	readonly #tabs: Tabs<TabId>;
	readonly #onTab: (tab: TabId) => void;
	#row: SessionRow | undefined;
	#timer: number | undefined;
	/** Where the editor's cursor is, or was sent: a line from 0, and its session. */
	#cursor: { readonly session: string; readonly line: number } | undefined;
	/** What each tab shows, as it came. */
	readonly #shown = new Map<TabId, string>();
	/** Told where the cursor is, by tab. */
	readonly #pointers = new Map<TabId, (line: number) => void>();

	/** @param onTab told when the user has chosen another tab */
	constructor(host: PageHost, tab: TabId | undefined, onTab: (tab: TabId) => void) {
		this.#host = host;
		this.#onTab = onTab;
		const { words } = host;
		this.#tabs = new Tabs(
			detailViews.map(({ id, label }) => ({ id, label: label(words) })),
			words.detail,
			() => this.#chosen(),
		);
		this.#tabs.show(tab);
		this.#tabs.element.hidden = true;
		this.element = element(
			'section',
			{ class: 'lower', id: 'detail', tabindex: -1, 'aria-label': words.detail },
			this.#head,
			this.#tabs.element,
		);
		this.show(undefined);
	}

	/** Shows a session, or that none is selected. */
	show(row: SessionRow | undefined): void {
		this.#row = row;
		this.#tabs.element.hidden = !row || detailViews.length === 0;
		this.#head.replaceChildren(
			...(row ? this.#headOf(row) : [element('p', { class: 'hint' }, this.#host.words.detailHint)]),
		);
		window.clearTimeout(this.#timer);
		this.#timer = window.setTimeout(() => this.#ask(), pause);
	}

	/** Takes what a tab shows. What belongs to another session by now is dropped. */
	take({ tab, session, data, problem }: Extract<ToPanel, { type: 'detail' }>): void {
		const view = detailViews.find(({ id }) => id === tab);
		const region = this.#tabs.region(tab);
		if (view && region && session === this.#row?.id) {
			// An edit elsewhere in the log changes nothing here: what was opened stays open.
			const shown = JSON.stringify([session, data, problem]);
			if (this.#shown.get(tab) === shown) {
				return;
			}
			this.#shown.set(tab, shown);
			region.replaceChildren();
			this.#pointers.delete(tab);
			if (problem === undefined) {
				view.show(region, data, this.#hostOf(tab));
			} else {
				region.append(element('p', { class: 'hint' }, problem));
			}
		}
	}

	/** The editor's cursor is in a line (from 0) of a session. */
	point(cursor: { readonly session: string; readonly line: number }): void {
		this.#cursor = cursor;
		if (cursor.session === this.#row?.id) {
			this.#pointers.forEach((point) => point(cursor.line));
		}
	}

	/** Brings a tab to the front, with what it shows now. */
	bring(tab: TabId): void {
		this.#tabs.show(tab);
		this.#chosen();
	}

	/** What a tab may ask, for the session that is shown. */
	#hostOf(tab: TabId): DetailHost {
		return {
			...this.#host,
			showSession: (session) => {
				this.#tabs.show('session');
				this.#host.select(session);
				this.#chosen();
			},
			showMail: (line) => {
				this.#cursor = this.#row && { session: this.#row.id, line };
				this.#tabs.show('message');
				this.#chosen();
			},
			compare: (action) => {
				if (this.#row) {
					post({ type: 'compare', action, session: this.#row.id });
				}
			},
			onCursor: (point) => {
				this.#pointers.set(tab, point);
				if (this.#cursor && this.#cursor.session === this.#row?.id) {
					point(this.#cursor.line);
				}
			},
		};
	}

	#chosen(): void {
		const { shown } = this.#tabs;
		if (shown) {
			this.#onTab(shown);
			this.#ask();
		}
	}

	#ask(): void {
		const { shown } = this.#tabs;
		if (this.#row && shown) {
			post({ type: 'detail', tab: shown, session: this.#row.id, line: this.#row.line });
		}
	}

	#headOf({ id, peer, outcomeWords, strip, line, failure }: SessionRow): HTMLElement[] {
		const { words } = this.#host;
		const title = [id, peer, outcomeWords].filter(Boolean).join(' · ');
		return [
			element(
				'div',
				{ class: 'detail-title' },
				element('h2', {}, title),
				button(fill(words.goToLine, String(line + 1)), () => this.#host.reveal(line), {
					class: 'quiet-button',
				}),
			),
			element('p', { class: 'strip' }, strip),
			...(failure === undefined ? [] : [element('p', { class: 'failure-words' }, failure)]),
		];
	}
}
