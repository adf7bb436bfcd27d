import type { MailLog } from '../core/mailLog';
import { day, shiftTo, yearOf } from '../core/text/calendar';

/** A moment, in seconds since 1970: in UTC, where it is known, and as a clock of the log's zone shows it. */
export interface Moment {
	readonly utc?: number;
	readonly local: number;
}

/** Which part of a log counts. */
export interface Period {
	/** From this moment on. */
	readonly since?: Moment;
	/** Before this moment. */
	readonly until?: Moment;
	/** The present, for lines whose year nobody knows: they are taken to be of the last twelve months. Seconds, local. */
	readonly now?: number;
}

/** What all lines of one hour of the log's clock have in common. */
interface Hour {
	readonly line: number;
	/** Seconds from the time as it is written to the local time with its year, and to UTC. */
	readonly toLocal: number;
	readonly toUtc: number | undefined;
	readonly isYearKnown: boolean;
}

/** A log in which an hour comes again after so many lines may be of another year or zone. */
const farLines = 1 << 17;

/** The times of lines, one after the other: one line of each hour is read in full, the others by the difference to it. */
export class LineTimes {
	/** As the log's clock shows it, in seconds; 0 where a line has no time. */
	local = 0;
	isYearKnown = true;
	private readonly hours = new Map<number, Hour>();
	private lastKey = -1;
	private lastWritten = -1;
	private lastIsIn = false;
	private last: Hour | undefined;

	constructor(
		private readonly log: MailLog,
		private readonly period: Period,
	) {}

	/** Nothing limits the period. */
	get isWhole(): boolean {
		return this.period.since === undefined && this.period.until === undefined;
	}

	/** Goes to a line. Says whether it is in the period; a line without a time is where nothing limits it. */
	go(line: number): boolean {
		const written = this.log.writtenSecondsAt(line);
		if (written === 0) {
			this.lastWritten = -1;
			this.local = 0;
			return this.isWhole;
		}
		if (written === this.lastWritten) {
			// Most lines: of the same second as the one before.
			return this.lastIsIn;
		}
		const key = Math.floor(written / 3600);
		let hour = this.last;
		if (key !== this.lastKey || !hour || Math.abs(line - hour.line) > farLines) {
			hour = this.hourOf(key, line, written);
		}
		this.local = written + hour.toLocal;
		this.isYearKnown = hour.isYearKnown;
		const { since, until } = this.period;
		this.lastWritten = written;
		this.lastIsIn =
			(since === undefined || !this.isBefore(since, written, hour)) &&
			(until === undefined || this.isBefore(until, written, hour));
		return this.lastIsIn;
	}

	private isBefore(moment: Moment, written: number, hour: Hour): boolean {
		return moment.utc !== undefined && hour.toUtc !== undefined
			? written + hour.toUtc < moment.utc
			: written + hour.toLocal + this.assumed(written, hour) < moment.local;
	}

	/** Seconds to the year that a time without one is taken to be of. */
	private assumed(written: number, { isYearKnown }: Hour): number {
		const { now } = this.period;
		if (isYearKnown || now === undefined) {
			return 0;
		}
		const year = yearOf(now);
		const shift = shiftTo(year, written);
		return written + shift > now + day ? shiftTo(year - 1, written) : shift;
	}

	private hourOf(key: number, line: number, written: number): Hour {
		let hour = this.hours.get(key);
		if (!hour || Math.abs(line - hour.line) > farLines) {
			const { time } = this.log.event(line);
			const epoch = Math.floor((time?.epoch ?? written * 1000) / 1000);
			const offset = time?.offset;
			hour = {
				line,
				toLocal: epoch + (offset ?? 0) * 60 - written,
				toUtc: offset === undefined ? undefined : epoch - written,
				isYearKnown: !time?.yearUnknown,
			};
			this.hours.set(key, hour);
		}
		this.lastKey = key;
		this.last = hour;
		return hour;
	}
}

/** `2026-01-05`, of a local time in seconds; `01-05` where the year is not known. */
export function dayName(local: number, isYearKnown: boolean): string {
	const iso = new Date(Math.floor(local / day) * day * 1000).toISOString();
	return iso.slice(isYearKnown ? 0 : 5, 10);
}
