import { scalePow } from 'd3-scale';

/** Milliseconds: a gap that is longer is drawn as long as this one, with a break in it. */
export const longestDrawn = 60_000;

/** Milliseconds: shorter gaps are no silence. */
export const shortestSilence = 1000;

/** Milliseconds: from here on a silence is a long one. */
export const longSilence = 10_000;

/**
 * The height of a gap between two lines in CSS pixels. It grows with the square root of time, so that 20 ms and 20 s both have a place
 * in one picture: 1 s is 20 pixels, 4 s are 40, a minute is 155. The same in every picture, so that two can be compared.
 */
const height = scalePow().exponent(0.5).domain([0, longestDrawn]).range([0, 155]).clamp(true);

/** @param milliseconds since what was before; 0 where nobody knows */
export function gapHeight(milliseconds: number): number {
	return Math.round(height(Math.max(0, milliseconds)));
}

/** A moment since the beginning: `0 s`, `12 ms`, `4.2 s`, `1:05 min`, `2:00:05 h`. */
export function momentWords(milliseconds: number): string {
	const seconds = Math.floor(milliseconds / 1000);
	const two = (number: number) => String(number).padStart(2, '0');
	if (milliseconds < 1000) {
		return milliseconds === 0 ? '0 s' : `${Math.round(milliseconds)} ms`;
	}
	if (seconds < 60) {
		return `${Number((milliseconds / 1000).toFixed(2))} s`;
	}
	const minutes = Math.floor(seconds / 60);
	return minutes < 60
		? `${minutes}:${two(seconds % 60)} min`
		: `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)} h`;
}
