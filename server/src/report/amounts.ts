import { durationOf } from '../core/messages/deliveries';
import { textOf } from '../core/text/utf8';
import type { Histogram } from './histogram';

const zero = 48;
const nine = 57;
const dot = 46;
const slash = 47;

/** `0.57` or `12`, also Exim's `1m3s` and others: milliseconds; -1 where it is no time. */
export function milliseconds(bytes: Uint8Array, start: number, end: number): number {
	let value = 0;
	let scale = 0;
	for (let at = start; at < end; at++) {
		const octet = bytes[at] ?? 0;
		if (octet === dot && scale === 0) {
			scale = 1000;
		} else if (octet >= zero && octet <= nine) {
			if (scale === 0) {
				value = value * 10 + (octet - zero) * 1000;
			} else {
				scale /= 10;
				value += (octet - zero) * scale;
			}
		} else {
			return durationOf(textOf(bytes, start, end)) ?? -1;
		}
	}
	return start < end ? Math.round(value) : -1;
}

/** Adds each part of `0.1/0.01/0.31/0.2`, in milliseconds, to the histogram in its place. */
export function addDelays(
	bytes: Uint8Array,
	start: number,
	end: number,
	histograms: readonly Histogram[],
): void {
	let from = start;
	for (let at = start, part = 0; at <= end && part < 4; at++) {
		if (at === end || bytes[at] === slash) {
			const amount = milliseconds(bytes, from, at);
			if (amount >= 0) {
				histograms[part]?.add(amount);
			}
			part++;
			from = at + 1;
		}
	}
}

/** A number that is written in digits; 0 where it is none. */
export function wholeNumber(bytes: Uint8Array, start: number, end: number): number {
	let value = 0;
	for (let at = start; at < end; at++) {
		const octet = bytes[at] ?? 0;
		if (octet < zero || octet > nine) {
			return 0;
		}
		value = value * 10 + octet - zero;
	}
	return value;
}
