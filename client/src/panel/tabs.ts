import { button, element } from './element';

/** A tab, and where it shows what it shows. */
export interface Tab<Id extends string> {
	readonly id: Id;
	readonly label: string;
}

/** A list of tabs with a region for each (WAI-ARIA tabs, chosen as the arrow keys move). */
export class Tabs<Id extends string> {
	readonly element = element('div', { class: 'tabs' });
	readonly #list: HTMLElement;
	readonly #tabs = new Map<Id, HTMLButtonElement>();
	readonly #regions = new Map<Id, HTMLElement>();
	readonly #onShow: (id: Id) => void;
	#shown: Id | undefined;

	/** @param onShow told when the user has chosen another */
	constructor(tabs: readonly Tab<Id>[], label: string, onShow: (id: Id) => void) {
		this.#onShow = onShow;
		this.#list = element('div', { class: 'tab-list', role: 'tablist', 'aria-label': label });
		this.element.append(this.#list);
		for (const { id, label: words } of tabs) {
			const tab = button(words, () => this.#choose(id), {
				role: 'tab',
				id: `tab-${id}`,
				'aria-controls': `region-${id}`,
			});
			const region = element('div', {
				class: 'tab-region',
				role: 'tabpanel',
				id: `region-${id}`,
				'aria-labelledby': `tab-${id}`,
				tabindex: 0,
			});
			this.#tabs.set(id, tab);
			this.#regions.set(id, region);
			this.#list.append(tab);
			this.element.append(region);
		}
		this.#list.addEventListener('keydown', (event) => this.#onKey(event));
	}

	/** The one in front; `undefined` where there are none. */
	get shown(): Id | undefined {
		return this.#shown;
	}

	/** Where a tab shows what it shows. */
	region(id: Id): HTMLElement | undefined {
		return this.#regions.get(id);
	}

	/** Brings one to the front, or the first where it does not exist. */
	show(id: Id | undefined): void {
		const [first] = this.#tabs.keys();
		this.#shown = id !== undefined && this.#tabs.has(id) ? id : first;
		for (const [each, tab] of this.#tabs) {
			const isShown = each === this.#shown;
			tab.setAttribute('aria-selected', String(isShown));
			tab.tabIndex = isShown ? 0 : -1;
			this.#regions.get(each)?.toggleAttribute('hidden', !isShown);
		}
	}

	#choose(id: Id): void {
		this.show(id);
		this.#onShow(id);
	}

	#onKey(event: KeyboardEvent): void {
		const ids = [...this.#tabs.keys()];
		const at = ids.findIndex((id) => id === this.#shown);
		const to = {
			ArrowLeft: (at + ids.length - 1) % ids.length,
			ArrowRight: (at + 1) % ids.length,
			Home: 0,
			End: ids.length - 1,
		}[event.key];
		const id = to === undefined ? undefined : ids[to];
		if (id !== undefined) {
			event.preventDefault();
			this.#choose(id);
			this.#tabs.get(id)?.focus();
		}
	}
}
