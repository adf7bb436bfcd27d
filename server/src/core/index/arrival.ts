import { secondsOfId, sendmailSeconds } from '../identity';
import { day, shiftTo, yearOf } from '../text/calendar';
import { noOffset } from '../text/prefix';
import { formatOf } from './lineKinds';
import type { ScannedLine } from './lineScanner';

/** How long after its id was made a mail's first line is written, in seconds. */
const lateness = 120;

/** How far the clocks of the id and of the line may be apart. */
const early = 60;

/** A line's time compared with the moment in its queue id. One is used again for every line. */
export class Arrival {
	/** The year in which the line was written, if it writes none. */
	year = 0;
	/** Minutes east of UTC, or `noOffset` where the line was written too late to tell. */
	offset = noOffset;

	/** The day of the last line that was compared, as written, and what it takes to come from there to its year. */
	private dayStart = 0;
	private shift = 0;

	/** The moment in a line's queue id: seconds since 1970, or -1. */
	moment({ kind, bytes, idStart, idEnd }: ScannedLine): number {
		return formatOf(kind) === 'sendmail'
			? sendmailSeconds(bytes, idStart, idEnd)
			: secondsOfId(bytes, idStart, idEnd);
	}

	/** Whether a line of the same day as the last one agrees with a year (-1 where it writes one) and an offset: cheaply. */
	isAsBefore(written: number, arrival: number, year: number, offset: number): boolean {
		let local = written;
		if (year >= 0) {
			if (year !== this.year || written < this.dayStart || written >= this.dayStart + day) {
				return false;
			}
			local += this.shift;
		}
		const late = local - offset * 60 - arrival;
		return late >= -early && late <= lateness;
	}

	/**
	 * Which year and which offset make what is written agree with the moment of arrival. Whether there is such a year; `isFirst` of a
	 * line that is written when a mail arrives.
	 */
	compare(written: number, arrival: number, isYearless: boolean, isFirst: boolean): boolean {
		const span = isFirst ? day : 60 * day;
		const around = isYearless ? yearOf(arrival) : 0;
		for (let turn = 0; turn < (isYearless ? 3 : 1); turn++) {
			const year = turn === 2 ? around - 1 : around + turn;
			const shift = isYearless ? shiftTo(year, written) : 0;
			const passed = written + shift - arrival;
			// No zone is further than 14 hours from UTC.
			if (passed > -15 * 3600 && passed < span) {
				const quarters = Math.floor((passed + early) / 900);
				const isSoon = Math.abs(quarters) <= 56 && passed - quarters * 900 <= lateness;
				this.year = year;
				this.shift = shift;
				this.dayStart = Math.floor(written / day) * day;
				this.offset = isSoon ? quarters * 15 : noOffset;
				return true;
			}
		}
		return false;
	}
}
