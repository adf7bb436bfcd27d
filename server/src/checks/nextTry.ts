import type { MailLog } from '../core/mailLog';
import type { Delivery } from '../core/model';
import { say, type Said } from '../knowledge/say';
import { isTry } from './deliveries';
import { spanWords } from './spanWords';

const minute = 60_000;
/** Postfix's maximal_backoff_time, and what Exim's default rules come to after two hours and some tries. */
const longestKnown = 4_000_000;

/**
 * How long after the last try the next one is due, as the waits between the last three show: about as long as the last wait, or, while
 * they grow, as much longer again; Postfix waits for as long as the message is old, up to `maximal_backoff_time`. Nothing where they show
 * no pattern (somebody flushed the queue), or the log goes on for longer without a try.
 */
export function nextTry(deferrals: readonly Delivery[], log: MailLog): Said | undefined {
	const times = deferrals.filter(isTry).map(({ line }) => log.event(line).time?.epoch ?? NaN);
	const [first = NaN, second = NaN, last = NaN] = times.slice(-3);
	const before = second - first;
	const wait = last - second;
	const growth = wait / before;
	if (!(before >= minute && wait >= minute && growth >= 0.8 && growth <= 2.5)) {
		return undefined;
	}
	const next = growth < 1.25 ? wait : Math.max(wait, Math.min(wait * growth, longestKnown));
	const words = say('deferred.next', { span: spanWords(next) });
	// Asked when it is shown: the log may have grown since.
	return (language) => (endOf(log) - last > next * 1.5 ? '' : words(language));
}

/** When the last line was written that has a time; -Infinity where none has. */
function endOf(log: MailLog): number {
	for (let line = log.lineCount - 1; line >= 0 && line > log.lineCount - 100; line--) {
		const time = log.event(line).time;
		if (time) {
			return time.epoch;
		}
	}
	return -Infinity;
}
