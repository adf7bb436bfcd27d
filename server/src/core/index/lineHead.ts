import { isDigit } from '../text/ascii';
import { ByteTable } from '../text/byteTable';
import { lineMemory } from '../text/lineMemory';
import {
	newPrefix,
	noOffset,
	readBehindEximTime,
	readPrefix,
	reset,
	trimMessage,
	type TimeForm,
} from '../text/prefix';
import { readTime } from '../text/times';
import { textOf } from '../text/utf8';

const { exports } = lineMemory;

/** A time as lines are compared with it. `fraction` counts from its start; the line it was read from began at `start`. */
interface KnownTime {
	start: number;
	length: number;
	fraction: number;
	digits: number;
	form: TimeForm;
	seconds: number;
	offset: number;
}

/** What stands before the message of a line, with numbers for the names of host and program. */
export class LineHead {
	readonly prefix = newPrefix();
	/** The numbers of the names, from 0; -1 where none is written. */
	host = -1;
	program = -1;
	/** The time with which lines are compared that follow: how many octets of it, and where its fraction of a second stands. */
	private readonly known: KnownTime = {
		...{ start: 0, length: 0, fraction: 0, digits: 0 },
		...{ form: 'none', seconds: 0, offset: noOffset },
	};
	private isNew = false;
	private readonly hosts = new ByteTable();
	private readonly programs = new ByteTable();

	/** Forgets the time of the line before. */
	forget(): void {
		this.known.length = 0;
		exports.forgetHead();
	}

	/**
	 * Reads the time of a line into the prefix, for the lines behind it, too. Gives the place of what follows it, or -1 where none is
	 * written, or in another way than most are.
	 */
	readTime(bytes: Uint8Array, start: number, end: number): number {
		const { prefix, known } = this;
		reset(prefix, start, end);
		const after = readTime(bytes, start, end, prefix);
		const { timeForm, seconds, offset } = prefix;
		const isKnown =
			known.length > 0 && timeForm === known.form && seconds === known.seconds && offset === known.offset;
		if (after >= 0 && after < end && !isKnown) {
			known.form = timeForm;
			known.seconds = seconds;
			known.offset = offset;
			measure(bytes, start, after, known);
			this.isNew = true;
		}
		return after;
	}

	/** Notes in the line memory, where the line lies, the time that was read last. */
	noteTime(): void {
		if (this.isNew) {
			const { start, length, fraction, digits, form } = this.known;
			exports.noteTime(start, length, fraction, digits, form === 'exim' ? 1 : 0);
			this.isNew = false;
		}
	}

	/** Takes the time that was read last for a line that has it, too, but for its milliseconds; gives how many octets it has. */
	takeTime(end: number): number {
		const { prefix, known } = this;
		prefix.timeForm = known.form;
		prefix.seconds = known.seconds;
		prefix.milliseconds = 0;
		prefix.offset = known.offset;
		prefix.messageEnd = end;
		return known.length;
	}

	/** Reads all of it; `after` is what `readTime` gave, or -1. */
	read(bytes: Uint8Array, start: number, after: number, end: number): void {
		const { prefix } = this;
		if (after >= 0 && prefix.timeForm === 'exim') {
			prefix.messageStart = after;
			readBehindEximTime(bytes, after, end, prefix);
			if (prefix.programEnd > prefix.programStart) {
				trimMessage(bytes, prefix);
			}
		} else {
			readPrefix(bytes, start, end, prefix);
		}
		this.nameIt(bytes);
	}

	/** Gives host and program of the prefix their numbers; `bytes` is what its offsets point into. */
	nameIt(bytes: Uint8Array): void {
		const { hostStart, hostEnd, programStart, programEnd } = this.prefix;
		this.host = this.program = -1;
		if (programEnd > programStart) {
			this.host = this.hosts.intern(bytes, hostStart, hostEnd);
			this.program = this.programs.intern(bytes, programStart, programEnd);
		}
	}

	/** The name of a program's number. */
	programName(program: number): string {
		const bytes = this.programs.bytes(program);
		return textOf(bytes, 0, bytes.length);
	}
}

/** Where the fraction of a second stands in the two ways to write a time that are compared: `Nov 23 16:20:48`, `2026-11-23T16:20:48`. */
const behindSyslogTime = 15;
const behindIsoTime = 19;

/** How the time of a line is compared: no octet of it where its form has no place for a fraction. */
function measure(bytes: Uint8Array, start: number, after: number, known: KnownTime): void {
	known.start = start;
	known.length = known.fraction = known.digits = 0;
	const isIso = isDigit(bytes[start]) && bytes[start + 4] === hyphen;
	if (!isIso && known.form !== 'rfc3164') {
		return;
	}
	known.length = after - start;
	known.fraction = (isIso ? behindIsoTime : behindSyslogTime) + 1;
	const mark = bytes[start + known.fraction - 1];
	if (mark === fullStop || mark === comma) {
		while (isDigit(bytes[start + known.fraction + known.digits])) {
			known.digits++;
		}
	}
}

const comma = 44;
const hyphen = 45;
const fullStop = 46;
