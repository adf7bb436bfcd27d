import { colon, isDigit, leftBracket, rightBracket, space } from '../text/ascii';
import { ByteTable } from '../text/byteTable';
import type { Octets } from '../text/octets';
import { clear, newPrefix, readEximPid, readPrefix, trimMessage } from '../text/prefix';
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

	read(octets: Octets, start: number, end: number): void {
		const { prefix } = this;
		const { bytes } = octets;
		this.host = this.program = -1;
		clear(prefix, start, end);
		const after = readTime(bytes, start, end, prefix);
		if (after >= 0 && prefix.timeForm === 'exim') {
			prefix.messageStart = after;
			readEximPid(bytes, after, end, prefix);
			return;
		}
		if (after >= 0 && this.readKnownNames(octets, after, end)) {
			return;
		}
		readPrefix(bytes, start, end, prefix);
		const { hostStart, hostEnd, programStart, programEnd } = prefix;
		if (programEnd > programStart) {
			this.host = this.hosts.intern(bytes, hostStart, hostEnd);
			this.program = this.programs.intern(bytes, programStart, programEnd);
			if (programStart === hostEnd + 1 && bytes[programEnd] === leftBracket) {
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
		let digit = programEnd + 1;
		let pid = 0;
		for (; digit < end && digit <= programEnd + 10 && isDigit(bytes[digit]); digit++) {
			pid = pid * 10 + (bytes[digit] ?? 0) - 48;
		}
		if (
			digit === programEnd + 1 ||
			digit + 3 > end ||
			bytes[digit] !== rightBracket ||
			bytes[digit + 1] !== colon ||
			bytes[digit + 2] !== space
		) {
			return false;
		}
		prefix.pid = pid;
		prefix.hostStart = at;
		prefix.hostEnd = at + lately.hostLength(known);
		prefix.programStart = prefix.hostEnd + 1;
		prefix.programEnd = programEnd;
		prefix.messageStart = digit + 3;
		trimMessage(bytes, prefix);
		this.host = lately.host(known);
		this.program = lately.program(known);
		return true;
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

	/** The record of the pair that stands at `at`, with `[` behind it; -1 where it did not come lately. */
	find(octets: Octets, at: number, end: number): number {
		const { records, order, count } = this;
		const { bytes } = octets;
		for (let place = 0; place < count; place++) {
			const record = order[place] ?? 0;
			const length = records[record] ?? 0;
			if (
				bytes[at + length] === leftBracket &&
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
