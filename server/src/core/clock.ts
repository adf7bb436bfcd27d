import type { LineTime } from './event';
import { decodeId } from './identity';
import type { LineIndex } from './index/lineIndex';
import { noOffset, type Prefix } from './text/prefix';
import { daysOf } from './text/times';

/** What is said of a log's time from outside: the year of its first line, its zone in minutes east of UTC. */
export interface ClockOptions {
	readonly year?: number;
	readonly offset?: number;
}

/** What the log's own lines prove: queue ids carry the UTC time of arrival. */
interface Inference {
	/** The year of the first line, where lines have none. */
	readonly year: number | undefined;
	readonly offset: number | undefined;
	/** The lines where a new year begins. */
	readonly yearTurns: readonly number[];
}

/** How many messages are asked for evidence before we give up. */
const evidenceLimit = 500;

const firstOfYear2000 = daysOf(2000, 0, 1) * 86_400;
const endOfYear2000 = daysOf(2001, 0, 1) * 86_400;

/**
 * The log's clock. RFC 3164 lines have no year and no zone, Exim's have no zone: they are taken from the arguments, else from the
 * ids in the log (`identity.ts`), else they stay unknown.
 */
export class Clock {
	private inference: Inference | undefined;

	constructor(
		private readonly index: LineIndex,
		private readonly options: ClockOptions,
	) {}

	/** The log has changed: reads the evidence again, and tells whether times that were given before are out of date. */
	hasChanged(): boolean {
		const before = this.inference;
		if (!before) {
			return false;
		}
		this.inference = this.findEvidence();
		const { year, offset, yearTurns } = this.inference;
		return year !== before.year || offset !== before.offset || String(yearTurns) !== String(before.yearTurns);
	}

	/** The time of a line, as far as it has one; `prefix` is what was read of it. */
	timeOf(line: number, prefix: Prefix): LineTime | undefined {
		if (prefix.timeForm === 'none') {
			return undefined;
		}
		const written = prefix.seconds * 1000 + prefix.milliseconds;
		if (prefix.offset !== noOffset) {
			return { epoch: written - prefix.offset * 60_000, offset: prefix.offset };
		}
		const { year, offset } = this.infer();
		const isYearless = prefix.timeForm === 'rfc3164';
		const shift = isYearless ? this.yearShift(line, prefix.seconds, year) : 0;
		const isInferred = offset !== undefined || (isYearless && year !== undefined);
		return {
			epoch: written + (shift ?? 0) * 1000 - (offset ?? 0) * 60_000,
			...(offset === undefined ? {} : { offset }),
			...(isInferred ? { inferred: true as const } : {}),
			...(shift === undefined ? { yearUnknown: true as const } : {}),
		};
	}

	/** Minutes east of UTC, for lines that do not write their zone, as far as it is known. */
	get offset(): number | undefined {
		return this.infer().offset;
	}

	/** Seconds from a date in year 2000 to the same date in the line's year. */
	private yearShift(line: number, seconds: number, year: number | undefined): number | undefined {
		if (year === undefined) {
			return undefined;
		}
		const { yearTurns } = this.infer();
		const own = year + yearTurns.filter((turn) => turn <= line).length;
		return shiftTo(own, seconds);
	}

	private infer(): Inference {
		return (this.inference ??= this.findEvidence());
	}

	private findEvidence(): Inference {
		const yearTurns = this.findYearTurns();
		let { year, offset } = this.options;
		const limit = Math.min(this.index.messages.count, evidenceLimit);
		for (let message = 0; message < limit && (year === undefined || offset === undefined); message++) {
			const epoch = decodeId(this.index.messages.queueId(message))?.epoch;
			const line = this.index.messages.first.get(message);
			const found = epoch === undefined ? undefined : this.compare(line, epoch / 1000);
			if (found) {
				const turns = yearTurns.filter((turn) => turn <= line).length;
				year ??= found.year === undefined ? undefined : found.year - turns;
				offset ??= found.offset;
			}
		}
		return { year, offset, yearTurns };
	}

	/** Which year and which zone make a line's date agree with the moment at which its mail arrived. */
	private compare(line: number, arrival: number): { year: number | undefined; offset: number } | undefined {
		const written = this.index.lines.seconds.get(line);
		const hasYear = written < firstOfYear2000 || written >= endOfYear2000;
		const around = new Date(arrival * 1000).getUTCFullYear();
		for (const year of hasYear ? [undefined] : [around, around - 1, around + 1]) {
			const local = year === undefined ? written : written + shiftTo(year, written);
			const quarters = Math.floor((local - arrival + 60) / 900);
			const late = local - arrival - quarters * 900;
			if (Math.abs(quarters) <= 56 && late <= 120) {
				return { year, offset: quarters * 15 };
			}
		}
		return undefined;
	}

	/** Where December is followed by January. A line that is a little out of order is no new year. */
	private findYearTurns(): number[] {
		const turns: number[] = [];
		const { lineCount } = this.index;
		const { seconds } = this.index.lines;
		const halfYear = 183 * 86_400;
		let latest = 0;
		for (let line = 0; line < lineCount; line++) {
			const at = seconds.get(line);
			if (at >= firstOfYear2000 && at < endOfYear2000) {
				if (latest - at > halfYear) {
					turns.push(line);
					latest = at;
				} else if (at - latest < halfYear || latest === 0) {
					latest = Math.max(latest, at);
				}
			}
		}
		return turns;
	}
}

/** Seconds from a moment of year 2000 to the same month, day and clock time of another year. */
function shiftTo(year: number, seconds: number): number {
	const date = new Date(seconds * 1000);
	return daysOf(year, date.getUTCMonth(), date.getUTCDate()) * 86_400 - Math.floor(seconds / 86_400) * 86_400;
}
