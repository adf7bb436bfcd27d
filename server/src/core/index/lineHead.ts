import { colon, isDigit, leftBracket, rightBracket, space } from '../text/ascii';
import { ByteTable } from '../text/byteTable';
import type { Octets } from '../text/octets';
import {
	newPrefix,
	noOffset,
	readBehindEximTime,
	readPrefix,
	reset,
	trimMessage,
	type Prefix,
	type TimeForm,
} from '../text/prefix';
import { readTime } from '../text/times';
import { textOf } from '../text/utf8';

/**
 * What stands before the message of each line, with numbers for the names of host and program. `readPrefix` reads it; but most lines
 * have the host and the program of a line shortly before them, and comparing costs less than reading.
 */
export class LineHead {
	readonly prefix = newPrefix();
	/** The numbers of the names, from 0; -1 where none is written. */
	host = -1;
	program = -1;
	private readonly hosts = new ByteTable();
	private readonly programs = new ByteTable();
	private readonly lately = new LatelyNamed();
	private readonly lastTime = new LastTime();

	read(octets: Octets, start: number, end: number): void {
		const { prefix } = this;
		const { bytes } = octets;
		const after = this.lastTime.read(octets, start, end, prefix);
		if (after >= 0 && prefix.timeForm !== 'exim' && this.readKnownNames(octets, after, end)) {
			return;
		}
		if (after >= 0 && prefix.timeForm === 'exim' && isEximMessage(bytes, after)) {
			this.host = this.program = -1;
			prefix.messageStart = after;
			readBehindEximTime(bytes, after, end, prefix);
			return;
		}
		readPrefix(bytes, start, end, prefix);
		this.nameIt(octets);
	}

	/** Gives host and program of the prefix their numbers; `octets` is what its offsets point into. */
	nameIt(octets: Octets): void {
		const { hostStart, hostEnd, programStart, programEnd } = this.prefix;
		const { bytes } = octets;
		this.host = this.program = -1;
		if (programEnd > programStart) {
			this.host = this.hosts.intern(bytes, hostStart, hostEnd);
			this.program = this.programs.intern(bytes, programStart, programEnd);
			if (programStart === hostEnd + 1) {
				this.lately.note(octets, hostStart, hostEnd, programEnd, this.host, this.program);
			}
		}
	}

	/** The name of a program's number. */
	programName(program: number): string {
		const bytes = this.programs.bytes(program);
		return textOf(bytes, 0, bytes.length);
	}

	/** `mail postfix/smtpd[291]: ` as in lines before; says whether it is such a line. */
	private readKnownNames(octets: Octets, at: number, end: number): boolean {
		const { prefix, lately } = this;
		const { bytes } = octets;
		const known = lately.find(octets, at, end);
		if (known < 0) {
			return false;
		}
		const programEnd = at + lately.length(known);
		let behind = programEnd;
		let pid = -1;
		if (bytes[programEnd] === leftBracket) {
			const limit = Math.min(end, programEnd + 11);
			behind++;
			for (pid = 0; behind < limit && isDigit(bytes[behind]); behind++) {
				pid = pid * 10 + (bytes[behind] ?? 0) - 48;
			}
			if (behind === programEnd + 1 || bytes[behind] !== rightBracket) {
				return false;
			}
			behind++;
		}
		if (behind + 2 > end || bytes[behind] !== colon || bytes[behind + 1] !== space) {
			return false;
		}
		prefix.pid = pid;
		prefix.hostStart = at;
		prefix.hostEnd = at + lately.hostLength(known);
		prefix.programStart = prefix.hostEnd + 1;
		prefix.programEnd = programEnd;
		prefix.messageStart = behind + 2;
		trimMessage(bytes, prefix);
		this.host = lately.host(known);
		this.program = lately.program(known);
		return true;
	}
}

/** Behind Exim's time stands its message id or `[510] ` in most lines. */
function isEximMessage(bytes: Uint8Array, at: number): boolean {
	return (
		bytes[at] === leftBracket || (bytes[at + 6] === 45 && (bytes[at + 13] === 45 || bytes[at + 18] === 45))
	);
}

/** The time of the line before: most lines are of the same second. */
class LastTime {
	/** Octets of the time with the blank behind it, by fours: 16 of RFC 3164, 20 of Exim. None where it is written otherwise. */
	private readonly words = new Int32Array(5);
	private count = 0;
	private form: TimeForm = 'none';
	private seconds = 0;

	/** Reads a time into the prefix, and gives the place of what follows it, or -1. */
	read(octets: Octets, start: number, end: number, prefix: Prefix): number {
		reset(prefix, start, end);
		if (this.isSame(octets, start, end)) {
			prefix.timeForm = this.form;
			prefix.seconds = this.seconds;
			return start + this.count * 4;
		}
		const after = readTime(octets.bytes, start, end, prefix);
		this.note(octets, start, after < end ? after : -1, prefix);
		return after;
	}

	private isSame(octets: Octets, start: number, end: number): boolean {
		const { words, count } = this;
		if (count === 0 || start + count * 4 >= end) {
			return false;
		}
		for (let word = 0; word < count; word++) {
			if (octets.word(start + word * 4) !== words[word]) {
				return false;
			}
		}
		return true;
	}

	private note(octets: Octets, start: number, after: number, prefix: Prefix): void {
		const length = prefix.timeForm === 'rfc3164' ? 16 : prefix.timeForm === 'exim' ? 20 : 0;
		const isPlain = after === start + length && length > 0 && prefix.offset === noOffset;
		this.count = isPlain && prefix.milliseconds === 0 ? length >> 2 : 0;
		this.form = prefix.timeForm;
		this.seconds = prefix.seconds;
		for (let word = 0; word < this.count; word++) {
			this.words[word] = octets.word(start + word * 4);
		}
	}
}

/** So many pairs of names are tried one after the other. */
const limit = 16;
/** So long a pair may be: octets. */
const longest = 60;
/** What is kept of a pair: lengths of both and of the host, the numbers of both, the last four octets, then all by four. */
const recordSize = 5 + 16;

/** The pairs of host and program that came lately. */
class LatelyNamed {
	private readonly records = new Int32Array(limit * recordSize);
	/** The places of the records: one that is found moves forward. */
	private readonly order = Int32Array.from({ length: limit }, (_, at) => at * recordSize);
	private count = 0;

	/** The record of the pair that stands at `at`, with `[` or `:` behind it; -1 where it did not come lately. */
	find(octets: Octets, at: number, end: number): number {
		const { records, order, count } = this;
		const { bytes } = octets;
		for (let place = 0; place < count; place++) {
			const record = order[place] ?? 0;
			const length = records[record] ?? 0;
			const behind = bytes[at + length];
			if (
				(behind === leftBracket || behind === colon) &&
				at + length < end &&
				octets.word(at + length - 4) === records[record + 4] &&
				this.isSame(octets, at, record, length)
			) {
				if (place > 0) {
					order[place] = order[place - 1] ?? record;
					order[place - 1] = record;
				}
				return record;
			}
		}
		return -1;
	}

	note(octets: Octets, start: number, hostEnd: number, end: number, host: number, program: number): void {
		const length = end - start;
		if (length < 4 || length > longest) {
			return;
		}
		this.count = Math.min(this.count + 1, limit);
		const record = this.order[this.count - 1] ?? 0;
		this.records.set([length, hostEnd - start, host, program, octets.word(end - 4)], record);
		for (let word = 0; word * 4 + 4 <= length; word++) {
			this.records[record + 5 + word] = octets.word(start + word * 4);
		}
	}

	length(record: number): number {
		return this.records[record] ?? 0;
	}

	hostLength(record: number): number {
		return this.records[record + 1] ?? 0;
	}

	host(record: number): number {
		return this.records[record + 2] ?? 0;
	}

	program(record: number): number {
		return this.records[record + 3] ?? 0;
	}

	private isSame(octets: Octets, at: number, record: number, length: number): boolean {
		for (let done = 0; done + 4 <= length; done += 4) {
			if (octets.word(at + done) !== this.records[record + 5 + (done >> 2)]) {
				return false;
			}
		}
		return true;
	}
}
