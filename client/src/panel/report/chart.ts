import uPlot from 'uplot';
import { durationWords } from '../../../../server/src/features/duration';
import { element } from '../element';
import { colourOf, onThemeChange, themeColour } from './colours';
import type { ChartData, ChartSeries } from './series';

/** How a chart looks: mail over time as bars, percentiles as lines over a scale of powers of ten. */
export type ChartKind = 'traffic' | 'delays';

/** CSS pixels. */
const height = 240;

/** Lines are told apart by more than their colours. */
const dashes: readonly (number[] | undefined)[] = [
	undefined,
	[8, 3],
	[2, 3],
	[10, 3, 2, 3],
	undefined,
	[5, 5],
	[1, 4],
];

/** A chart with its legend; the table beside it says the same. It follows the theme and the width. */
export class Chart {
	readonly element: HTMLElement;
	readonly #data: ChartData;
	readonly #kind: ChartKind;
	readonly #locale: string;
	readonly #box: HTMLElement;
	readonly #legend = element('ul', { class: 'legend' });
	readonly #readout = element('p', { class: 'readout', 'aria-hidden': 'true' });
	readonly #observer: ResizeObserver;
	readonly #endTheme: () => void;
	#plot: uPlot | undefined;

	/** @param label what a screen reader says in place of the picture */
	constructor(
		kind: ChartKind,
		data: ChartData,
		{ label, locale }: { readonly label: string; readonly locale: string },
	) {
		this.#kind = kind;
		this.#data = data;
		this.#locale = locale;
		this.#box = element('div', { class: 'plot', role: 'img', 'aria-label': label });
		this.element = element('figure', {}, this.#legend, this.#box, this.#readout);
		this.#observer = new ResizeObserver(() => this.#resize());
		this.#observer.observe(this.#box);
		this.#endTheme = onThemeChange(() => this.#draw());
	}

	dispose(): void {
		this.#observer.disconnect();
		this.#endTheme();
		this.#plot?.destroy();
	}

	#resize(): void {
		const width = this.#box.clientWidth;
		if (width === 0) {
			return;
		}
		if (this.#plot) {
			this.#plot.setSize({ width, height });
		} else {
			this.#draw();
		}
	}

	#draw(): void {
		const width = this.#box.clientWidth;
		this.#plot?.destroy();
		const { data, series } = this.#kind === 'traffic' ? this.#bars() : this.#lines();
		this.#plot = new uPlot({ ...this.#options(), width, height, series }, data, this.#box);
		this.#legend.replaceChildren(...this.#data.series.map((each, at) => this.#legendItem(each, at)));
	}

	/** What became of mails stands one above the other; what came in is a line before it. */
	#bars(): { data: uPlot.AlignedData; series: uPlot.Series[] } {
		const stacked = this.#data.series.filter(({ id }) => id !== 'received');
		const sums = stacked.map((_, at) =>
			this.#data.labels.map((_label, place) =>
				stacked.slice(0, at + 1).reduce((sum, { values }) => sum + (values[place] ?? 0), 0),
			),
		);
		const received = this.#data.series.find(({ id }) => id === 'received');
		const paths = uPlot.paths.bars?.({ size: [0.7, 56] });
		const border = themeColour('editor.background');
		return {
			data: [this.#places(), ...sums.reverse(), ...(received ? [[...received.values]] : [])],
			series: [
				{},
				...stacked.reverse().map(({ id, title }) => ({
					label: title,
					fill: colourOf(id),
					stroke: border,
					width: 1,
					points: { show: false },
					...(paths && { paths }),
				})),
				...(received ? [lineOf(received, undefined)] : []),
			],
		};
	}

	#lines(): { data: uPlot.AlignedData; series: uPlot.Series[] } {
		const { series } = this.#data;
		return {
			// Powers of ten have no zero.
			data: [this.#places(), ...series.map(({ values }) => values.map((value) => Math.max(1, value)))],
			series: [{}, ...series.map((each, at) => lineOf(each, dashes[at]))],
		};
	}

	#places(): number[] {
		return this.#data.labels.map((_, at) => at);
	}

	#options(): Omit<uPlot.Options, 'width' | 'height' | 'series'> {
		const { labels } = this.#data;
		const quiet = themeColour('descriptionForeground');
		const font = `12px ${getComputedStyle(document.body).fontFamily}`;
		const grid = { stroke: withOpacity(quiet), width: 1 };
		const axis = { stroke: quiet, font, grid, ticks: { show: false } };
		const isDelays = this.#kind === 'delays';
		return {
			legend: { show: false },
			cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
			scales: {
				x: { time: false, range: () => [-0.5, labels.length - 0.5] },
				y: isDelays
					? { distr: 3, range: (_plot, low, high) => powers(low, high) }
					: { range: (_plot, _low, high) => [0, Math.max(1, high * 1.08)] },
			},
			axes: [
				{
					...axis,
					grid: { show: false },
					incrs: [1, 2, 3, 4, 6, 7, 12, 14, 28, 30, 60, 90],
					values: (_plot, places) => places.map((at) => labels[at] ?? ''),
					space: isDelays ? 40 : 64,
				},
				{
					...axis,
					size: isDelays ? 84 : 56,
					...(isDelays ? {} : { incrs: wholeSteps }),
					values: (_plot, values) => values.map((value) => this.#valueWords(value)),
				},
			],
			hooks: { setCursor: [(plot) => this.#tell(plot.cursor.idx)] },
		};
	}

	#valueWords(value: number | null): string {
		if (value === null) {
			return '';
		}
		return this.#kind === 'delays' ? durationWords(value) : new Intl.NumberFormat(this.#locale).format(value);
	}

	/** Says the values under the pointer. */
	#tell(place: number | null | undefined): void {
		const label = place === null || place === undefined ? undefined : this.#data.labels[place];
		this.#readout.textContent =
			label === undefined || typeof place !== 'number'
				? ''
				: [
						label,
						...this.#data.series.map(
							({ title, values }) => `${title} ${this.#valueWords(values[place] ?? 0)}`,
						),
					].join(' · ');
	}

	#legendItem({ id, title }: ChartSeries, at: number): HTMLElement {
		const isLine = this.#kind === 'delays' || id === 'received';
		const swatch = element('canvas', { class: 'swatch', width: 36, height: 20, 'aria-hidden': 'true' });
		const context = swatch.getContext('2d');
		if (context) {
			context.strokeStyle = colourOf(id);
			context.fillStyle = colourOf(id);
			if (isLine) {
				context.lineWidth = 4;
				context.setLineDash((this.#kind === 'delays' ? (dashes[at] ?? []) : []).map((length) => length * 2));
				context.moveTo(0, 10);
				context.lineTo(36, 10);
				context.stroke();
			} else {
				context.fillRect(8, 0, 20, 20);
			}
		}
		return element('li', {}, swatch, title);
	}
}

/** Steps of an axis that counts things. */
const wholeSteps = [1, 2, 5]
	.flatMap((step) => Array.from({ length: 9 }, (_, power) => step * 10 ** power))
	.sort((one, other) => one - other);

function lineOf({ id, title, values }: ChartSeries, dash: number[] | undefined): uPlot.Series {
	return {
		label: title,
		stroke: colourOf(id),
		width: 2,
		...(dash && { dash }),
		points: { show: values.length <= 48, size: 6, fill: colourOf(id) },
	};
}

function powers(low: number, high: number): [number, number] {
	const from = Math.floor(Math.log10(Math.max(1, low)));
	const to = Math.ceil(Math.log10(Math.max(10, high)));
	return [10 ** from, 10 ** Math.max(to, from + 1)];
}

/** The same colour, faint. */
function withOpacity(colour: string): string {
	return `color-mix(in srgb, ${colour} 25%, transparent)`;
}
