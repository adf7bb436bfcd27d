import { briefField, type Brief } from './dialects/brief';
import { durationOf } from './messages/deliveries';
import { textOf } from './text/utf8';

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

/** The legs of the way of a mail (`delays=`), and all of it (`delay=`): which is which in `Delays`. */
export const delayParts = { beforeQueue: 0, queue: 1, connect: 2, transmit: 3, all: 4 } as const;
export const delayCount = 5;

/** How long a mail took, as a line of Postfix tells it. One object is used for all lines. */
export class Delays {
	/** By `delayParts`: milliseconds; -1 where the line does not tell. */
	readonly values = new Float64Array(delayCount);

	/** Takes a line: what was read of it before, or what stands in its octets. */
	take(brief: Brief): void {
		const { values } = this;
		if (brief.hasDelays) {
			for (let part = 0; part < delayCount; part++) {
				values[part] = brief.delay(part);
			}
		} else {
			this.read(brief);
		}
	}

	/** Reads a line's octets, and notes in its brief what they say, where that fits in there. */
	note(brief: Brief): void {
		if (brief.isNoted(briefField.delays)) {
			this.read(brief);
			brief.noteDelays(this.values);
		}
	}

	/** `delay=0.62, delays=0.1/0.01/0.31/0.2` */
	private read(brief: Brief): void {
		const { values } = this;
		const { bytes } = brief;
		values.fill(-1);
		if (!brief.isNoted(briefField.delays)) {
			return;
		}
		const end = brief.end(briefField.delays);
		let from = brief.start(briefField.delays);
		for (let at = from, part = 0; at <= end && part < delayParts.all; at++) {
			if (at === end || bytes[at] === slash) {
				values[part++] = milliseconds(bytes, from, at);
				from = at + 1;
			}
		}
		if (brief.isNoted(briefField.delay)) {
			values[delayParts.all] = milliseconds(
				bytes,
				brief.start(briefField.delay),
				brief.end(briefField.delay),
			);
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
