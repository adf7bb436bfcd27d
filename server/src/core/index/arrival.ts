import { secondsOfId, sendmailSeconds } from '../identity';
import { day, shiftTo, yearOf } from '../text/calendar';
import { noOffset } from '../text/prefix';
import { formatOf } from './lineKinds';
import type { ScannedLine } from './lineScanner';

/** How long after its id was made a mail's first line is written, in seconds. */
const lateness = 120;

/** A line's time compared with the moment in its queue id. One is used again for every line. */
export class Arrival {
	/** The year in which the line was written, if it writes none. */
	year = 0;
	/** Minutes east of UTC, or `noOffset` where the line was written too late to tell. */
	offset = noOffset;

	/** Whether the line has an id with a moment, and a time that fits it: `isFirst` of a line that is written when a mail arrives. */
	read(scanned: ScannedLine, isFirst: boolean): boolean {
		const { bytes, idStart, idEnd, prefix } = scanned;
		const arrival =
			formatOf(scanned.kind) === 'sendmail'
				? sendmailSeconds(bytes, idStart, idEnd)
				: secondsOfId(bytes, idStart, idEnd);
		return (
			arrival >= 0 &&
			this.compare(prefix.seconds, arrival, prefix.timeForm === 'rfc3164', isFirst ? day : 60 * day)
		);
	}

	/** Which year and which offset make what is written agree with the arrival, `span` seconds before it at most. */
	private compare(written: number, arrival: number, isYearless: boolean, span: number): boolean {
		const around = isYearless ? yearOf(arrival) : 0;
		for (let turn = 0; turn < (isYearless ? 3 : 1); turn++) {
			const year = turn === 2 ? around - 1 : around + turn;
			const passed = written + (isYearless ? shiftTo(year, written) : 0) - arrival;
			// No zone is further than 14 hours from UTC.
			if (passed > -15 * 3600 && passed < span) {
				const quarters = Math.floor((passed + 60) / 900);
				const isSoon = Math.abs(quarters) <= 56 && passed - quarters * 900 <= lateness;
				this.year = year;
				this.offset = isSoon ? quarters * 15 : noOffset;
				return true;
			}
		}
		return false;
	}
}
