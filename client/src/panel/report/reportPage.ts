import type { ReportResult, ReportSection } from '../../../../server/src/protocol';
import { button, element } from '../element';
import { fill } from '../words';
import { Chart, type ChartKind } from './chart';
import { Controls } from './controls';
import { glance, type GlanceFigure } from './glance';
import { host } from './host';
import type { ToReport } from './messages';
import { sectionTable } from './sectionTable';
import { delayData, trafficData } from './series';
import type { ReportWords } from './words';

/** Sections that are drawn, too. */
const charts: Readonly<Record<string, ChartKind>> = { days: 'traffic', hours: 'traffic', delays: 'delays' };

/** CSS pixels: with more room the table of contents stands open beside the report, as in report.css. */
const widthForContents = 900;

/** The whole page: what is counted, the report, a table of contents. */
export class ReportPage {
	readonly #words: ReportWords;
	readonly #locale: string;
	readonly #controls: Controls;
	readonly #title: HTMLElement;
	readonly #heading = element('div', { class: 'heading' });
	readonly #banner = element('div', { class: 'banner', role: 'status' });
	readonly #contents: HTMLElement;
	readonly #body = element('div', { class: 'report', id: 'report', tabindex: -1 });
	#drawn: Chart[] = [];

	/** Puts the page into an empty `main`. */
	constructor(main: HTMLElement, words: ReportWords, locale: string) {
		this.#words = words;
		this.#locale = locale;
		this.#title = element('h1', {}, words.title);
		this.#contents = element('nav', { class: 'contents', 'aria-label': words.contents });
		this.#controls = new Controls(words, {
			count: (wish) => host.post({ type: 'count', wish }),
			exportAs: (form, redact) => host.post({ type: 'export', form, redact }),
		});
		const skip = element('a', { class: 'skip', href: '#report' }, words.skipToReport);
		skip.addEventListener('click', (event) => {
			event.preventDefault();
			this.#body.focus();
		});
		main.replaceChildren(
			skip,
			element('header', {}, this.#title, this.#heading, this.#controls.element),
			this.#banner,
			element('div', { class: 'columns' }, this.#contents, this.#body),
		);
		this.#say();
	}

	dispose(): void {
		this.#drawn.forEach((chart) => chart.dispose());
		this.#drawn = [];
	}

	/** Does what the extension says. */
	hear(message: ToReport): void {
		const { counting, stop, changed, refresh, closed, openAgain } = this.#words;
		const again = () => host.post({ type: 'count', wish: this.#controls.wish });
		switch (message.type) {
			case 'counting':
				host.keepState({ uri: message.uri, wish: message.wish });
				this.#controls.show(message.wish, message.openLogs);
				this.#say(counting, stop, () => host.post({ type: 'stop' }));
				break;
			case 'report':
				this.#say();
				this.#show(message.report);
				break;
			case 'changed':
				this.#say(changed, refresh, again);
				break;
			case 'closed':
				this.#say(closed, openAgain, again);
				break;
			case 'problem':
				this.#say(message.problem, refresh, again);
				break;
		}
	}

	/** What is to be known of the whole, and what can be done about it; without words nothing. */
	#say(words = '', action = '', act: () => void = () => undefined): void {
		this.#banner.replaceChildren(
			...(words === '' ? [] : [element('p', {}, words), button(action, act, { class: 'main-button' })]),
		);
	}

	#show(report: ReportResult): void {
		this.dispose();
		const { title, heading, nothing, sections } = report;
		document.title = title;
		this.#title.textContent = title;
		this.#heading.replaceChildren(...heading.map((line) => element('p', {}, line)));
		this.#controls.canExport(true);
		const links = element('ul', {}, ...sections.map((section) => element('li', {}, linkTo(section))));
		const list = element('details', {}, element('summary', {}, this.#words.contents), links);
		// Where there is little room, the report itself comes first.
		list.open = this.#body.parentElement !== null && this.#body.parentElement.clientWidth > widthForContents;
		this.#contents.replaceChildren(list);
		this.#contents.hidden = sections.length === 0;
		this.#body.replaceChildren(
			...(sections.length === 0
				? [element('p', { class: 'message' }, nothing)]
				: [this.#glance(report), ...sections.map((section) => this.#section(section))]),
		);
	}

	#glance(report: ReportResult): HTMLElement {
		const totals = report.sections.find(({ id }) => id === 'totals');
		return element(
			'section',
			{ class: 'glance', 'aria-label': this.#words.glance },
			element('ul', {}, ...glance(report).map((figure) => this.#card(figure, totals))),
		);
	}

	#card({ name, share, of }: GlanceFigure, totals: ReportSection | undefined): HTMLElement {
		const row = totals?.rows.find((each) => each.name === name);
		const [cell] = row?.cells ?? [];
		const figure = cell?.figure;
		const value =
			figure === undefined
				? element('span', { class: 'value' }, cell?.words ?? '0')
				: button(cell?.words ?? '', () => this.#showLines(figure), {
						class: 'value figure',
						'aria-label': `${row?.title ?? ''}: ${cell?.words ?? ''}`,
						title: this.#words.showLines,
					});
		const percent = new Intl.NumberFormat(this.#locale, { style: 'percent', maximumFractionDigits: 1 });
		const words = of === 'attempts' ? this.#words.ofAttempts : this.#words.ofOffered;
		return element(
			'li',
			{ class: `card ${name}` },
			element('span', { class: 'name' }, row?.title ?? name),
			value,
			...(share === undefined
				? []
				: [element('span', { class: 'share' }, fill(words, percent.format(share)))]),
		);
	}

	#section(section: ReportSection): HTMLElement {
		const { id, title, columns } = section;
		const kind = charts[id];
		const table = sectionTable(section, this.#words, (figure) => this.#showLines(figure));
		const isWide = kind !== undefined || columns.some(({ unit }) => unit === 'text') || columns.length > 5;
		return element(
			'section',
			{ class: isWide ? 'wide' : 'narrow', 'aria-labelledby': `title-${id}` },
			element('h2', { id: `title-${id}`, tabindex: -1 }, title),
			kind === undefined
				? table
				: element('div', { class: 'drawn' }, this.#chart(kind, section).element, table),
		);
	}

	#chart(kind: ChartKind, section: ReportSection): Chart {
		const chart = new Chart(kind, kind === 'delays' ? delayData(section) : trafficData(section), {
			label: fill(this.#words.chart, section.title),
			locale: this.#locale,
		});
		this.#drawn.push(chart);
		return chart;
	}

	#showLines(figure: string): void {
		host.post({ type: 'lines', figure });
	}
}

/** A link to a section, which then has the focus. */
function linkTo({ id, title }: ReportSection): HTMLElement {
	const link = element('a', { href: `#title-${id}` }, title);
	link.addEventListener('click', (event) => {
		event.preventDefault();
		const heading = document.getElementById(`title-${id}`);
		heading?.focus();
		heading?.scrollIntoView();
	});
	return link;
}
