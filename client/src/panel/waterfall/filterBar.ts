import { durationWords } from '../../../../server/src/features/duration';
import { button, element } from '../element';
import { fill, type PanelWords } from '../words';
import { axisModes, type AxisMode } from './axis';
import { Choices, type Choice } from './choices';
import { isFiltering, noFilter, type Filter } from './filter';

/** Durations to choose from, in milliseconds. */
const durations = [1000, 5000, 10_000, 30_000, 60_000, 300_000];

/** What the user can wish of the list: a text, choices, and the kind of axis; and how many sessions that leaves. */
export class FilterBar {
	readonly element: HTMLElement;
	readonly #words: PanelWords;
	readonly #onFilter: (filter: Filter) => void;
	readonly #text: HTMLInputElement;
	readonly #selects: Readonly<Record<'outcome' | 'code' | 'stage' | 'duration', HTMLSelectElement>>;
	readonly #clear: HTMLButtonElement;
	readonly #count = element('p', { class: 'count', role: 'status' });
	readonly #modes: HTMLElement;
	#filter: Filter;

	constructor(
		words: PanelWords,
		{ filter, mode }: { readonly filter: Filter; readonly mode: AxisMode },
		on: { readonly filter: (filter: Filter) => void; readonly mode: (mode: AxisMode) => void },
	) {
		this.#words = words;
		this.#filter = filter;
		this.#onFilter = on.filter;
		this.#text = element('input', {
			type: 'search',
			class: 'text',
			'aria-label': words.filter,
			placeholder: words.filterHint,
			title: words.filterSyntax,
			'aria-keyshortcuts': '/ Control+F',
			spellcheck: 'false',
		});
		this.#text.value = filter.text;
		this.#text.addEventListener('input', () => this.#change({ text: this.#text.value }));
		this.#selects = {
			outcome: this.#select('outcome', words.outcome),
			code: this.#select('code', words.code),
			stage: this.#select('stage', words.stage),
			duration: this.#select('duration', words.duration),
		};
		this.#clear = button(words.clearFilter, () => this.clearAndFocus(), { class: 'quiet-button' });
		this.#modes = modeChoice(words, mode, on.mode);
		this.element = element(
			'div',
			{ class: 'filter-bar', role: 'search', 'aria-label': words.filter },
			this.#text,
			...Object.values(this.#selects),
			this.#clear,
			this.#count,
			this.#modes,
		);
		this.offer(new Choices());
	}

	focus(): void {
		this.#text.focus();
		this.#text.select();
	}

	clear(): void {
		this.#text.value = '';
		this.#change(noFilter);
	}

	/** The button that clears disappears, so the focus goes to where the next filter is typed. */
	clearAndFocus(): void {
		this.clear();
		this.#text.focus();
	}

	/** Offers the outcomes, codes and stages that the rows have, the most frequent first. */
	offer({ outcomes, codes, stages }: Choices): void {
		const { outcome, code, stage, duration } = this.#selects;
		this.#fill(outcome, this.#words.outcome, options(outcomes.list(), this.#filter.outcome));
		this.#fill(code, this.#words.code, options(codes.list(), this.#filter.code));
		this.#fill(stage, this.#words.stage, options(stages.list(), this.#filter.stage));
		this.#fill(
			duration,
			this.#words.duration,
			durations.map((least) => ({
				value: String(least),
				words: fill(this.#words.atLeast, durationWords(least)),
			})),
		);
		this.#showFilter();
	}

	/** Without times all bars begin at the left. */
	offerModes(hasTimes: boolean): void {
		this.#modes.hidden = !hasTimes;
	}

	/** Says how many sessions are listed. */
	tell(count: string): void {
		if (this.#count.textContent !== count) {
			this.#count.textContent = count;
		}
	}

	#select(key: keyof Filter, label: string): HTMLSelectElement {
		const made = element('select', { 'aria-label': label, title: label });
		made.addEventListener('change', () => this.#change({ [key]: made.value }));
		return made;
	}

	#fill(select: HTMLSelectElement, label: string, options: readonly Option[]): void {
		select.replaceChildren(
			element('option', { value: '' }, fill(this.#words.any, label)),
			...options.map(({ value, words }) => element('option', { value }, words)),
		);
	}

	#change(wishes: Partial<Filter>): void {
		this.#filter = { ...this.#filter, ...wishes };
		this.#showFilter();
		this.#onFilter(this.#filter);
	}

	#showFilter(): void {
		for (const key of ['outcome', 'code', 'stage', 'duration'] as const) {
			this.#selects[key].value = this.#filter[key];
			this.#selects[key].classList.toggle('chosen', this.#filter[key] !== '');
		}
		this.#clear.hidden = !isFiltering(this.#filter);
	}
}

interface Option {
	readonly value: string;
	readonly words: string;
}

/** @param chosen one that is offered in any case */
function options(choices: readonly Choice[], chosen: string): readonly Option[] {
	const offered = choices.map(({ value, words, count }) => ({ value, words: `${words} (${count})` }));
	const isOffered = chosen === '' || choices.some(({ value }) => value === chosen);
	return isOffered ? offered : [{ value: chosen, words: chosen }, ...offered];
}

/** Two radio buttons that look like one. */
function modeChoice(words: PanelWords, chosen: AxisMode, onMode: (mode: AxisMode) => void): HTMLElement {
	const labels = { log: words.axisOfLog, session: words.axisOfSession };
	return element(
		'fieldset',
		{ class: 'modes' },
		element('legend', { class: 'unseen' }, words.axis),
		...axisModes.map((mode) => {
			const input = element('input', { type: 'radio', name: 'mode', value: mode, id: `mode-${mode}` });
			input.checked = mode === chosen;
			input.addEventListener('change', () => onMode(mode));
			return element('label', { for: `mode-${mode}` }, input, labels[mode]);
		}),
	);
}
