import type { LineTime } from './event';
import type { LineIndex } from './index/lineIndex';
import { shiftTo } from './text/calendar';
import { noOffset, type Prefix } from './text/prefix';

/** What proves the year and the zone of lines that do not write them. Lines count from 0. */
export interface ClockEvidence {
	/** The year of the line `yearLine`; its queue id shows it. */
	readonly year?: number;
	readonly yearLine?: number;
	/** The zone at the beginning of the log, in minutes east of UTC; the queue id in `offsetLine` shows it. */
	readonly offset?: number;
	readonly offsetLine?: number;
	/** Where the zone changes, as it does for daylight saving: from `line` on it is `offset`, and `offsetLine` shows it. */
	readonly changes: readonly {
		readonly line: number;
		readonly offset: number;
		readonly offsetLine: number;
	}[];
}

/**
 * The log's clock. RFC 3164 lines have no year and no zone, Exim's have no zone: they are taken from the arguments, else from the
 * ids of mails that arrive (`index/timeIndex.ts`), else they stay unknown.
 */
export class Clock {
	/** The stamp of the evidence when a time was last given that hangs on it. */
	private given: number | undefined;

	constructor(private readonly index: LineIndex) {}

	/** The log has changed: tells whether times that were given before may be out of date. */
	hasChanged(): boolean {
		const { stamp } = this.index.times;
		const hasChanged = this.given !== undefined && this.given !== stamp;
		this.given = this.given === undefined ? undefined : stamp;
		return hasChanged;
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
		const { times } = this.index;
		this.given ??= times.stamp;
		const isYearless = prefix.timeForm === 'rfc3164';
		const year = isYearless ? times.yearAt(line) : undefined;
		const offset = times.offsetAt(line);
		const shift = year === undefined ? 0 : shiftTo(year, prefix.seconds);
		return {
			epoch: written + shift * 1000 - (offset ?? 0) * 60_000,
			...(offset === undefined ? {} : { offset }),
			...(offset !== undefined || year !== undefined ? { inferred: true as const } : {}),
			...(isYearless && year === undefined ? { yearUnknown: true as const } : {}),
		};
	}

	/** Minutes east of UTC of a line that does not write its zone, as far as it is known. */
	offsetAt(line: number): number | undefined {
		const { times } = this.index;
		this.given ??= times.stamp;
		return times.offsetAt(line);
	}

	/** What in the log proves its year and its zone; what comes from the arguments, or is written, needs no proof. */
	evidence(): ClockEvidence {
		const [year] = this.index.times.yearEvidence().filter(isShown);
		const [offset, ...changes] = this.index.times.offsetEvidence().filter(isShown);
		return {
			...(year && { year: year.value, yearLine: year.proof }),
			...(offset && { offset: offset.value, offsetLine: offset.proof }),
			changes: changes.map(({ from, value, proof }) => ({ line: from, offset: value, offsetLine: proof })),
		};
	}
}

function isShown({ proof }: { readonly proof: number }): boolean {
	return proof >= 0;
}
