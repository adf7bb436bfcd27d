import { say, sayCount, type Said } from '../knowledge/say';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long something took, in the unit that people would say: `45 seconds`, `3 hours`. */
export function spanWords(milliseconds: number): Said {
	if (milliseconds < 90 * second) {
		return sayCount('span.second', Math.round(milliseconds / second));
	}
	if (milliseconds < 90 * minute) {
		return sayCount('span.minute', Math.round(milliseconds / minute));
	}
	return milliseconds < 2 * day
		? sayCount('span.hour', Math.round(milliseconds / hour))
		: sayCount('span.day', Math.round(milliseconds / day));
}

/** `within 3 hours` */
export function within(milliseconds: number): Said {
	return say('span.within', { span: spanWords(milliseconds) });
}
