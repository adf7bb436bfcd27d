import { day, isLeap, nextLeap, startOf2000 } from '../text/calendar';
import { Column } from '../text/column';
import { noOffset } from '../text/prefix';
import { Arrival } from './arrival';
import { countUpTo, EvidenceColumn, truncateFrom, type Evidence } from './evidence';
import type { ScannedLine } from './lineScanner';
import { beginning, type TimeState } from './timeState';

/** What is said of a log's time from outside: the year of its first line, its zone in minutes east of UTC. */
export interface ClockOptions {
	readonly year?: number;
	readonly offset?: number;
}

const halfYear = 183 * day;
/** How late a line may come after one of the new year and still be of the old one. */
const slack = 7 * day;
/** 29 February of the year that a time without a year is read as. */
const leapDay = startOf2000 + 59 * day;

/**
 * What the pass learns of the log's time. RFC 3164 lines have no year and no zone, Exim's have no zone; the ids of mails that arrive
 * hold the moment in UTC. Each arrival is compared with what was known until then, and only what changes is kept: the lines where a
 * new year begins, and from which line on a year and an offset count.
 */
export class TimeIndex {
	/** The lines where December is followed by January. */
	private readonly turns = new Column();
	/** Lines of the old year among those of the new one. */
	private readonly late = new Column();
	private readonly years = new EvidenceColumn();
	private readonly offsets = new EvidenceColumn();
	private now: TimeState = { ...beginning };
	private readonly arrival = new Arrival();

	constructor(private readonly options: ClockOptions) {
		if (options.year !== undefined) {
			this.years.push(0, options.year, -1, -1);
			this.now.year = options.year;
		}
		if (options.offset !== undefined) {
			this.offsets.push(0, options.offset, -1, -1);
			this.now.offset = options.offset;
		}
	}

	/** Learns from a line; lines come one after the other. */
	add(line: number, scanned: ScannedLine): void {
		const { prefix, row } = scanned;
		if (prefix.timeForm === 'none' || prefix.offset !== noOffset) {
			return;
		}
		const isYearless = prefix.timeForm === 'rfc3164';
		this.followClock(line, prefix.seconds, isYearless);
		if (scanned.idStart >= 0 && row) {
			const isArrival = row.message === 'open' || row.kind === 'message-id';
			if (isArrival || this.now.offset === noOffset || (isYearless && this.now.year === 0)) {
				this.learn(line, scanned, isYearless, isArrival);
			}
		}
	}

	/** What is needed to go on from here after `truncate`. */
	state(): TimeState {
		return { ...this.now };
	}

	/** Forgets the lines from `length` on; `state` is what `state()` gave there. */
	truncate(length: number, state: TimeState): void {
		this.now = { ...state };
		truncateFrom(this.turns, length);
		truncateFrom(this.late, length);
		this.years.truncate(length);
		this.offsets.truncate(length);
	}

	/** Changes whenever the times of lines before the last one may have changed. */
	get stamp(): number {
		const { now } = this;
		const weak = Math.imul(now.weakYear, 31) ^ (now.weakCount > 1 ? now.weakOffset + 1 : 0);
		const pending = this.isPendingSure ? Math.imul(now.pending + 1, 0x85ebca6b) ^ now.pendingFrom : 0;
		return this.years.stamp ^ Math.imul(this.offsets.stamp, 3) ^ pending ^ Math.imul(weak, 0x27d4eb2f);
	}

	/** The year of a line that writes none, where it is known. */
	yearAt(line: number): number | undefined {
		const number = this.years.at(line);
		const { weakYear, weakLine } = this.now;
		if (number < 0 && weakYear === 0) {
			return undefined;
		}
		const year = number < 0 ? weakYear : this.years.value(number);
		const turns =
			countUpTo(this.turns, line) - countUpTo(this.turns, number < 0 ? weakLine : this.years.from(number));
		return year + turns - (this.isLate(line) ? 1 : 0);
	}

	/** Minutes east of UTC at a line that writes none, where they are known. */
	offsetAt(line: number): number | undefined {
		const { now } = this;
		if (this.isPendingSure && line >= now.pendingFrom) {
			return now.pending;
		}
		const number = this.offsets.at(line);
		if (number >= 0) {
			return this.offsets.value(number);
		}
		return now.weakCount > 1 ? now.weakOffset : undefined;
	}

	/** What shows the years, in the order of the log; of lines between two of them `yearAt` knows more. */
	yearEvidence(): Evidence[] {
		const { weakYear, weakLine } = this.now;
		const found = Array.from({ length: this.years.length }, (_, at) => this.years.entry(at));
		return found.length > 0 || weakYear === 0 ? found : [{ from: 0, value: weakYear, proof: weakLine }];
	}

	/** What shows the offsets from UTC, and from which line on each counts. */
	offsetEvidence(): Evidence[] {
		const { now } = this;
		const found = Array.from({ length: this.offsets.length }, (_, at) => this.offsets.entry(at)).filter(
			({ from }, at, all) => from !== all[at + 1]?.from,
		);
		if (this.isPendingSure) {
			found.push({ from: now.pendingFrom, value: now.pending, proof: now.pendingLine });
		}
		return found.length > 0 || now.weakCount < 2
			? found
			: [{ from: 0, value: now.weakOffset, proof: now.weakProof }];
	}

	/** A single message at the end shows a step that daylight saving makes: half an hour or an hour. */
	private get isPendingSure(): boolean {
		const { pending, offset } = this.now;
		return pending !== noOffset && isDaylightSaving(pending - offset);
	}

	private isLate(line: number): boolean {
		return countUpTo(this.late, line) > countUpTo(this.late, line - 1);
	}

	/** Notes years that end, and steps of the clock. */
	private followClock(line: number, seconds: number, isYearless: boolean): void {
		const { now } = this;
		const before = now.seconds;
		let step = before === 0 ? 0 : seconds - before;
		if (step === 0 && before !== 0) {
			return;
		}
		now.seconds = seconds;
		if (step > 0 && step <= now.forward && step < 3600 && (!isYearless || now.latest === before)) {
			// Nearly every line: a little later than the one before.
			if (isYearless) {
				now.latest = seconds;
				this.followLeapDay(line, seconds);
			}
			return;
		}
		if (isYearless) {
			const ahead = now.latest === 0 ? 0 : seconds - now.latest;
			if (ahead < -halfYear) {
				this.turns.push(line);
				now.year += now.year === 0 ? 0 : 1;
				now.latest = seconds;
				this.followLeapDay(line, seconds);
			} else if (ahead > 365 * day - slack) {
				this.late.push(line);
			} else {
				now.latest = Math.max(now.latest, seconds);
				this.followLeapDay(line, seconds);
			}
			step = step < -halfYear ? step + 366 * day : step > halfYear ? step - 366 * day : step;
		}
		if (step >= 3600 && step > now.skip && Math.ceil(before / 3600) * 3600 + 3600 <= seconds) {
			now.skip = step;
			now.skipLine = line;
		}
		if (step > now.forward) {
			now.forward = step;
			now.forwardLine = line;
		} else if (step < now.backward) {
			now.backward = step;
			now.backwardLine = line;
		}
	}

	/** 29 February is of a leap year: if the year we know is none, years have passed without a line. */
	private followLeapDay(line: number, seconds: number): void {
		const { now } = this;
		if (seconds < leapDay || seconds >= leapDay + day) {
			return;
		}
		if (now.year === 0) {
			now.leapLine = now.leapLine < 0 ? line : now.leapLine;
		} else if (!isLeap(now.year) && this.options.year === undefined) {
			now.year = nextLeap(now.year);
			this.years.push(line, now.year, line, line);
		}
	}

	/** Compares a line's time with the moment in its queue id. */
	private learn(line: number, scanned: ScannedLine, isYearless: boolean, isArrival: boolean): void {
		const { now, arrival } = this;
		const { seconds } = scanned.prefix;
		const moment = arrival.moment(scanned);
		if (moment < 0) {
			return;
		}
		if (
			isArrival &&
			now.pending === noOffset &&
			arrival.isAsBefore(seconds, moment, isYearless ? now.year : -1, now.offset)
		) {
			now.isConfirmed = true;
			this.agree(now.offset);
			return;
		}
		if (!arrival.compare(seconds, moment, isYearless, isArrival)) {
			return;
		}
		if (!isArrival) {
			this.suppose(line, isYearless);
			return;
		}
		if (isYearless && this.options.year === undefined) {
			this.showYear(line, this.arrival.year + (this.isLate(line) ? 1 : 0));
		}
		if (this.options.offset === undefined && this.arrival.offset !== noOffset) {
			this.showOffset(line, this.arrival.offset);
		}
	}

	/** A line that is no arrival may be written long after it: its year counts until there is better, its offset if a second agrees. */
	private suppose(line: number, isYearless: boolean): void {
		const { now } = this;
		if (isYearless && now.year === 0 && now.weakYear === 0) {
			now.weakYear = this.arrival.year + (this.isLate(line) ? 1 : 0);
			now.weakLine = line;
		}
		if (now.offset !== noOffset || now.weakCount > 1 || this.arrival.offset === noOffset) {
			return;
		}
		now.weakCount = this.arrival.offset === now.weakOffset ? now.weakCount + 1 : 1;
		now.weakOffset = this.arrival.offset;
		now.weakProof = line;
	}

	private showYear(line: number, year: number): void {
		const { now } = this;
		if (now.year === year) {
			return;
		}
		const turns = this.turns.length;
		if (now.year === 0 && now.leapLine >= 0) {
			// A line of 29 February came before: if its year was none, years have passed since.
			const leap = year - turns + countUpTo(this.turns, now.leapLine);
			if (!isLeap(leap)) {
				this.years.push(now.leapLine, nextLeap(leap) - 4, line, line);
			}
		}
		const isFirst = this.years.length === 0;
		const from = isFirst ? line : this.greatestStep(line);
		const turnsSince = turns - countUpTo(this.turns, from);
		this.years.push(from, year - turnsSince, line, line, isFirst ? year - turns : year);
		now.year = year;
		now.latest = now.seconds;
	}

	private showOffset(line: number, offset: number): void {
		const { now } = this;
		const step = offset - now.offset;
		if (now.offset === noOffset || (!now.isConfirmed && step < 0 && !isDaylightSaving(step))) {
			// A mail that comes in slowly shows an offset that is too great, never one that is too small.
			this.offsets.push(0, offset, line, line);
			this.agree(offset);
		} else if (step === 0) {
			now.isConfirmed = true;
			this.agree(offset);
		} else if (offset === now.pending) {
			this.offsets.push(now.pendingFrom, offset, now.pendingLine, line);
			this.agree(offset);
		} else {
			now.pending = offset;
			now.pendingLine = line;
			now.pendingFrom = this.changeLine(line, step);
		}
	}

	/** Where between two pieces of evidence the clock was set: at the step that this makes, else in the longest break. */
	private changeLine(line: number, minutes: number): number {
		const { now } = this;
		if (minutes < 0 && now.backward < minutes * 30) {
			return now.backwardLine;
		}
		const from = minutes > 0 && now.skipLine >= 0 ? now.skipLine : now.forwardLine;
		return from < 0 ? line : from;
	}

	/** Where the log had its longest break since the last evidence, whichever way the clock went over it. */
	private greatestStep(line: number): number {
		const { now } = this;
		const from = now.forward >= -now.backward ? now.forwardLine : now.backwardLine;
		return from < 0 ? line : from;
	}

	/** The offset is the one that was known: what was pending was a mail that came in slowly. */
	private agree(offset: number): void {
		const { now } = this;
		now.offset = offset;
		now.pending = noOffset;
		now.forward = now.backward = now.skip = 0;
		now.forwardLine = now.backwardLine = now.skipLine = -1;
	}
}

/** Half an hour or an hour. */
function isDaylightSaving(minutes: number): boolean {
	const step = Math.abs(minutes);
	return step === 60 || step === 30;
}
