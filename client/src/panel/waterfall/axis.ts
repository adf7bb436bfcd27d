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

/** Pixels that a tick's label needs. */
const labelWidth = 76;

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
	const ticks = ticksOf(scale, width);
	const step = (ticks[1] ?? Infinity) - (ticks[0] ?? 0);
	const words = toWords(step);
	svg.replaceChildren();
	const group = select(svg).append('g').attr('transform', 'translate(0, 22)');
	group.call(
		axisTop(scale)
			.tickValues(ticks.map((at) => new Date(at)))
			.tickFormat((at) => words(Number(at)))
			.tickSize(4)
			.tickPadding(3),
	);
	// Labels at the ends stay inside.
	group.selectAll<SVGTextElement, Date>('text').attr('text-anchor', (at) => {
		const x = scale(at);
		return x < labelWidth / 2 ? 'start' : x > width - labelWidth / 2 ? 'end' : 'middle';
	});
	return ticks.map((at) => scale(at));
}

/** Round times that are far enough apart for their labels. */
function ticksOf(scale: ReturnType<typeof scaleUtc<number, number>>, width: number): readonly number[] {
	for (let count = Math.floor(width / labelWidth); count > 0; count--) {
		const ticks = scale.ticks(count).map(Number);
		// The library gives about as many as it is asked for.
		if ((ticks.length - 1) * labelWidth <= scale(ticks.at(-1) ?? 0) - scale(ticks[0] ?? 0)) {
			return ticks;
		}
	}
	return [];
}
