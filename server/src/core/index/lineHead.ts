import { colon, isDigit, leftBracket, rightBracket, space } from '../text/ascii';
import { ByteTable } from '../text/byteTable';
import { Literal } from '../text/literal';
import type { Octets } from '../text/octets';
import { clear, newPrefix, readEximPid, readPrefix, trimMessage, type Prefix } from '../text/prefix';
import { readTime } from '../text/times';
import { textOf } from '../text/utf8';

/**
 * What stands before the message of each line, with numbers for the names of host and program. `readPrefix` reads it; but most lines
 * have the time, the host and the program of a line shortly before them, and comparing costs less than reading.
 */
export class LineHead {
	readonly prefix = newPrefix();
	/** The numbers of the names, from 0; -1 where none is written. */
	host = -1;
	program = -1;
	private readonly hosts = new Names();
	private readonly programs = new Names();
	private readonly lastTime = new LastTime();

	read(octets: Octets, start: number, end: number): void {
		const { prefix } = this;
		this.host = this.program = -1;
		clear(prefix, start, end);
		const after = this.lastTime.read(octets, start, end, prefix);
		if (after >= 0 && this.readKnownNames(octets, after, end)) {
			return;
		}
		readPrefix(octets.bytes, start, end, prefix);
		if (prefix.programEnd > prefix.programStart) {
			this.host = this.hosts.intern(octets, prefix.hostStart, prefix.hostEnd);
			this.program = this.programs.intern(octets, prefix.programStart, prefix.programEnd);
		}
	}

	/** ` mail postfix/smtpd[291]: ` as in lines before, or Exim's ` [510] `; says whether it is such a line. */
	private readKnownNames(octets: Octets, at: number, end: number): boolean {
		const { prefix } = this;
		const { bytes } = octets;
		if (prefix.timeForm === 'exim') {
			prefix.messageStart = at;
			readEximPid(bytes, at, end, prefix);
			return true;
		}
		const host = this.hosts.recent(octets, at, end, space);
		if (host < 0) {
			return false;
		}
		const programStart = at + this.hosts.lengthOf(host) + 1;
		const program = this.programs.recent(octets, programStart, end, leftBracket);
		if (program < 0) {
			return false;
		}
		const programEnd = programStart + this.programs.lengthOf(program);
		let digit = programEnd + 1;
		let pid = 0;
		for (; digit < end && digit <= programEnd + 10 && isDigit(bytes[digit]); digit++) {
			pid = pid * 10 + (bytes[digit] ?? 0) - 48;
		}
		if (
			digit + 3 > end ||
			bytes[digit] !== rightBracket ||
			bytes[digit + 1] !== colon ||
			bytes[digit + 2] !== space
		) {
			return false;
		}
		prefix.pid = digit === programEnd + 1 ? -1 : pid;
		prefix.hostStart = at;
		prefix.hostEnd = programStart - 1;
		prefix.programStart = programStart;
		prefix.programEnd = programEnd;
		prefix.messageStart = digit + 3;
		trimMessage(bytes, prefix);
		this.host = host;
		this.program = program;
		return true;
	}

	/** The name of a program's number. */
	programName(program: number): string {
		return this.programs.text(program);
	}
}

/** Reads times, and remembers the last one: most lines are of the same second as the line before. */
class LastTime {
	/** Octets of the time with the blank behind it; 0 where none is remembered. */
	private length = 0;
	private readonly words = new Int32Array(longestTime / 4);
	private readonly time = newPrefix();

	/** Reads the time at `start` into `prefix`, and gives the place of what follows it, or -1. */
	read(octets: Octets, start: number, end: number, prefix: Prefix): number {
		if (this.isRepeated(octets, start, end)) {
			prefix.timeForm = this.time.timeForm;
			prefix.seconds = this.time.seconds;
			prefix.milliseconds = this.time.milliseconds;
			prefix.offset = this.time.offset;
			return start + this.length;
		}
		const after = readTime(octets.bytes, start, end, prefix);
		const length = after - start;
		this.length = after >= 0 && after < end && length <= longestTime && length % 4 === 0 ? length : 0;
		for (let at = 0; at < this.length; at += 4) {
			this.words[at >> 2] = octets.word(start + at);
		}
		this.time.timeForm = prefix.timeForm;
		this.time.seconds = prefix.seconds;
		this.time.milliseconds = prefix.milliseconds;
		this.time.offset = prefix.offset;
		return after;
	}

	private isRepeated(octets: Octets, start: number, end: number): boolean {
		const { length, words } = this;
		if (length === 0 || start + length >= end) {
			return false;
		}
		for (let at = 0; at < length; at += 4) {
			if (octets.word(start + at) !== words[at >> 2]) {
				return false;
			}
		}
		return true;
	}
}

/** Octets of the longest time that is remembered: `2026-03-02T00:00:01.123+00:00 ` has 30. */
const longestTime = 32;

/** The names of hosts or programs: a number for each, and those that came lately at hand. */
class Names {
	private readonly table = new ByteTable();
	private readonly literals: Literal[] = [];
	/** Numbers of names that came lately; the one that comes again moves forward. */
	private readonly lately: number[] = [];

	/** The number of the name that stands at `at` with an octet behind it, if it came lately; else -1. */
	recent(octets: Octets, at: number, end: number, behind: number): number {
		const { lately } = this;
		for (let place = 0; place < lately.length; place++) {
			const number = lately[place] ?? 0;
			const literal = this.literals[number];
			if (literal && octets.bytes[at + literal.length] === behind && literal.standsAt(octets, at, end)) {
				if (place > 0) {
					lately[place] = lately[place - 1] ?? number;
					lately[place - 1] = number;
				}
				return number;
			}
		}
		return -1;
	}

	intern(octets: Octets, start: number, end: number): number {
		const number = this.table.intern(octets.bytes, start, end);
		if (!this.lately.includes(number)) {
			this.literals[number] ??= Literal.of(octets.bytes.slice(start, end));
			this.lately.length = Math.min(this.lately.length, latelyLimit - 1);
			this.lately.push(number);
		}
		return number;
	}

	lengthOf(number: number): number {
		return this.literals[number]?.length ?? 0;
	}

	text(number: number): string {
		const bytes = this.table.bytes(number);
		return textOf(bytes, 0, bytes.length);
	}
}

/** So many names are tried one after the other. */
const latelyLimit = 12;
