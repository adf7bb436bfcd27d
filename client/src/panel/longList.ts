import { button, element } from './element';
import { fill, type PanelWords } from './words';

/** So many more come with each press of the button. */
const step = 200;

/** A list that may have very many entries. */
interface LongList {
	readonly count: number;
	/** Makes an entry; its number, from 0. */
	readonly make: (at: number) => HTMLElement;
	/** So many are there at once. */
	readonly first: number;
	readonly words: PanelWords;
	readonly locale: string;
	/** Makes an entry of the button that brings more. */
	readonly wrap?: (button: HTMLElement) => HTMLElement;
}

/** Puts the first entries of a list into an element, and behind them `412 more`, which brings the next ones. */
export function fillList(
	place: HTMLElement,
	{ count, make, first, words, locale, wrap = (more) => element('li', {}, more) }: LongList,
): void {
	const put = (from: number, until: number) => {
		for (let at = from; at < until; at++) {
			place.append(make(at));
		}
		if (until < count) {
			const left = new Intl.NumberFormat(locale).format(count - until);
			const more = wrap(
				button(
					fill(words.more, left),
					() => {
						more.remove();
						put(until, Math.min(until + step, count));
						// The focus was on the button that is gone.
						place.children[until]?.querySelector<HTMLElement>('button, summary')?.focus();
					},
					{ class: 'more-button' },
				),
			);
			place.append(more);
		}
	};
	// One more takes no more room than the button.
	put(0, count <= first + 1 ? count : first);
}
