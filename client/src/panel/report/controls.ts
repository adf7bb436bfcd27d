import { button, element } from '../element';
import { fill } from '../words';
import { fromInput, toInput } from './localTime';
import { forms, type Form, type Scope, type Wish } from './messages';
import type { ReportWords } from './words';

const formNames: Readonly<Record<Form, string>> = {
	markdown: 'Markdown',
	html: 'HTML',
	json: 'JSON',
	csv: 'CSV',
};

interface Actions {
	readonly count: (wish: Wish) => void;
	readonly exportAs: (form: Form, redact: boolean) => void;
}

/** What is counted (logs, from when to when), and the buttons that export it. */
export class Controls {
	readonly element: HTMLElement;
	readonly #words: ReportWords;
	readonly #scope = element('select', { id: 'scope' });
	readonly #since = element('input', { id: 'since', type: 'datetime-local', step: 1 });
	readonly #until = element('input', { id: 'until', type: 'datetime-local', step: 1 });
	readonly #wrong: HTMLElement;
	readonly #exports: readonly HTMLButtonElement[];

	constructor(words: ReportWords, { count, exportAs }: Actions) {
		this.#words = words;
		this.#wrong = element('p', { class: 'wrong', role: 'alert' });
		const redacted = element('input', { id: 'redact', type: 'checkbox' });
		this.#exports = forms.map((form) =>
			button(formNames[form], () => exportAs(form, redacted.checked), { class: 'quiet-button' }),
		);
		const range = element(
			'form',
			{ class: 'range' },
			field(words.logs, this.#scope),
			field(words.since, this.#since),
			field(words.until, this.#until),
			element('button', { type: 'submit', class: 'main-button' }, words.show),
			button(
				words.wholeLog,
				() => {
					this.#since.value = '';
					this.#until.value = '';
					this.#submit(count);
				},
				{ class: 'quiet-button' },
			),
		);
		range.addEventListener('submit', (event) => {
			event.preventDefault();
			this.#submit(count);
		});
		for (const input of [this.#since, this.#until]) {
			input.setAttribute('aria-describedby', 'clock-hint');
		}
		const check = element('label', { class: 'check' }, redacted, words.redacted);
		this.element = element(
			'section',
			{ class: 'controls', 'aria-label': words.controls },
			range,
			element('p', { class: 'hint', id: 'clock-hint' }, words.clockHint),
			this.#wrong,
			element(
				'div',
				{ class: 'exports', role: 'group', 'aria-label': words.exportAs },
				element('span', { class: 'label', 'aria-hidden': 'true' }, words.exportAs),
				...this.#exports,
				check,
			),
		);
		this.canExport(false);
	}

	/** What is chosen. */
	get wish(): Wish {
		const since = fromInput(this.#since.value);
		const until = fromInput(this.#until.value);
		return {
			scope: this.#scope.value === 'all' ? 'all' : 'one',
			...(since !== undefined && { since }),
			...(until !== undefined && { until }),
		};
	}

	/** Shows what is being counted. */
	show({ scope, since, until }: Wish, openLogs: number): void {
		const option = (value: Scope, label: string) => element('option', { value }, label);
		this.#scope.replaceChildren(
			option('one', this.#words.thisLog),
			option('all', fill(this.#words.allLogs, String(openLogs))),
		);
		this.#scope.value = scope;
		this.#since.value = toInput(since);
		this.#until.value = toInput(until);
		this.#wrong.textContent = '';
	}

	/** Says whether there is something to export. */
	canExport(can: boolean): void {
		for (const each of this.#exports) {
			each.disabled = !can;
		}
	}

	#submit(count: (wish: Wish) => void): void {
		const { wish } = this;
		const isWrong = wish.since !== undefined && wish.until !== undefined && wish.since >= wish.until;
		this.#wrong.textContent = isWrong ? this.#words.wrongRange : '';
		if (!isWrong) {
			count(wish);
		}
	}
}

function field(label: string, control: HTMLElement): HTMLElement {
	return element('div', { class: 'field' }, element('label', { for: control.id }, label), control);
}
