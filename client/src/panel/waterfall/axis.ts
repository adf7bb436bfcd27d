import { axisTop } from 'd3-axis';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { select } from 'd3-selection';
import { durationWords } from '../../../../server/src/features/duration';
import type { SessionRow } from '../../../../server/src/protocol';
import type { Clock } from './clock';

/** Whether a bar lies where its time is in the log, or begins at the left. */
export const axisModes = ['log', 'session'] as const;
export type AxisMode = (typeof axisModes)[number];

/** Where a bar lies, in percent of the column. */
export interface BarPlace {
	readonly left: number;
	readonly width: number;
}

/** The scale of the column of bars. */
export interface Axis {
	/** `undefined` where the row has no place on it, as one without times. */
	place(row: SessionRow): BarPlace | undefined;
	/** Draws ticks and labels; returns where the ticks are, in pixels from the left. */
	draw(svg: SVGSVGElement, width: number): readonly number[];
}

/** Pixels of a letter of a tick's label, and between two labels. */
const letter = 6.4;
const gap = 10;

/** The time of the log. The domain is what the rows take. */
export function logAxis(rows: Iterable<SessionRow>, clock: Clock): Axis {
	let [first, last] = [Infinity, -Infinity];
	for (const row of rows) {
		const start = clock.reading(row) ?? Infinity;
		first = Math.min(first, start);
		last = Math.max(last, start === Infinity ? last : start + (row.duration ?? 0));
	}
	const scale = scaleUtc([first, last > first ? last : first + 1000], [0, 100]);
	return {
		place(row) {
			const start = clock.reading(row);
			return start === undefined ? undefined : between(scale(start), scale(start + (row.duration ?? 0)));
		},
		draw: (svg, width) =>
			drawTicks(svg, width, scale.copy().range([0, width]), (step) => (at) => clock.tick(at, step)),
	};
}

/** Each session from its own beginning. */
export function sessionAxis(rows: Iterable<SessionRow>): Axis {
	let longest = 0;
	for (const { duration } of rows) {
		longest = Math.max(longest, duration ?? 0);
	}
	// The scale of times, whose ticks are whole seconds, minutes and hours.
	const scale = scaleUtc([0, longest || 1000], [0, 100]).nice();
	return {
		place: ({ duration }) => (duration === undefined ? undefined : between(0, scale(duration))),
		draw: (svg, width) =>
			drawTicks(
				svg,
				width,
				scale.copy().range([0, width]),
				() => (at) => (at === 0 ? '0' : durationWords(at)),
			),
	};
}

/** Steps instead of times, each equally long. */
export function stepAxis(rows: Iterable<SessionRow>): Axis {
	let most = 1;
	for (const { phases } of rows) {
		most = Math.max(most, stepCount(phases));
	}
	const scale = scaleLinear([0, most], [0, 100]);
	return {
		place: ({ phases }) => between(0, scale(stepCount(phases))),
		draw(svg) {
			svg.replaceChildren();
			return [];
		},
	};
}

function stepCount(phases: SessionRow['phases']): number {
	return phases.reduce((count, { duration }) => count + duration, 0);
}

function between(left: number, right: number): BarPlace {
	return { left, width: right - left };
}

function drawTicks(
	svg: SVGSVGElement,
	width: number,
	scale: ReturnType<typeof scaleUtc<number, number>>,
	toWords: (step: number) => (at: number) => string,
): readonly number[] {
	const { ticks, labels } = fittingTicks(scale, width, toWords);
	svg.replaceChildren();
	const group = select(svg).append('g').attr('transform', 'translate(0, 22)');
	group.call(
		axisTop(scale)
			.tickValues(ticks.map((at) => new Date(at)))
			.tickFormat((_at, number) => labels[number]?.words ?? '')
			.tickSize(4)
			.tickPadding(3),
	);
	group.selectAll('text').attr('text-anchor', (_at, number) => labels[number]?.anchor ?? 'middle');
	return ticks.map((at) => scale(at));
}

/** A tick's words, and where they are, in pixels from the left. */
export interface Label {
	readonly words: string;
	readonly anchor: 'start' | 'middle' | 'end';
	readonly left: number;
	readonly right: number;
}

/**
 * Round times whose labels have room side by side, as many as there can be.
 * @param width in CSS pixels, as is the scale's range
 * @param toWords for ticks so many milliseconds apart, what is said of each
 */
export function fittingTicks(
	scale: ReturnType<typeof scaleUtc<number, number>>,
	width: number,
	toWords: (step: number) => (at: number) => string,
): { readonly ticks: readonly number[]; readonly labels: readonly Label[] } {
	for (let count = Math.ceil(width / (4 * letter + gap)); count > 0; count--) {
		// The library gives about as many as it is asked for; between its steps, every second of them may do.
		for (const ticks of [scale.ticks(count).map(Number), everySecond(scale.ticks(count).map(Number))]) {
			const words = toWords((ticks[1] ?? Infinity) - (ticks[0] ?? 0));
			const labels = ticks.map((at) => labelAt(scale(at), words(at), width));
			if (haveRoom(labels, width)) {
				return { ticks, labels };
			}
		}
	}
	return { ticks: [], labels: [] };
}

/** Those whose distance from zero is even, so that they stay when the width changes. */
function everySecond(ticks: readonly number[]): readonly number[] {
	const [first = 0, second = Infinity] = ticks;
	const odd = Math.abs(Math.round(first / (second - first))) % 2;
	return ticks.filter((_, at) => at % 2 === odd);
}

function haveRoom(labels: readonly Label[], width: number): boolean {
	return labels.every(
		({ left, right }, at) => left >= (at === 0 ? 0 : (labels[at - 1]?.right ?? 0) + gap) && right <= width,
	);
}

/** Labels at the ends stay inside. */
function labelAt(x: number, words: string, width: number): Label {
	const half = (words.length * letter) / 2;
	if (x < half) {
		return { words, anchor: 'start', left: x, right: x + 2 * half };
	}
	return x > width - half
		? { words, anchor: 'end', left: x - 2 * half, right: x }
		: { words, anchor: 'middle', left: x - half, right: x + half };
}
