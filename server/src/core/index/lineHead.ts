import { leftBracket } from '../text/ascii';
import { ByteTable } from '../text/byteTable';
import type { Octets } from '../text/octets';
import {
	newPrefix,
	noOffset,
	readBehindEximTime,
	readPrefix,
	reset,
	type Prefix,
	type TimeForm,
} from '../text/prefix';
import { readTime } from '../text/times';
import { textOf } from '../text/utf8';

/** What stands before the message of a line, with numbers for the names of host and program. */
export class LineHead {
	readonly prefix = newPrefix();
	/** The numbers of the names, from 0; -1 where none is written. */
	host = -1;
	program = -1;
	/** The time of the line before: most lines are of the same second. */
	private readonly lastTime = new LastTime();
	private readonly hosts = new ByteTable();
	private readonly programs = new ByteTable();

	/** Reads the time into the prefix, and gives the place of what follows it, or -1. */
	readTime(octets: Octets, start: number, end: number): number {
		return this.lastTime.read(octets, start, end, this.prefix);
	}

	/** Octets of the time that was read last with the blank behind it, if it is written as most are and may come again; else 0. */
	get timeLength(): number {
		return this.lastTime.length;
	}

	/** Takes the time that was read last for a line that begins with the same octets; gives how many these are. */
	takeLastTime(end: number): number {
		const { prefix, lastTime } = this;
		prefix.timeForm = lastTime.form;
		prefix.seconds = lastTime.seconds;
		prefix.milliseconds = 0;
		prefix.offset = noOffset;
		prefix.messageEnd = end;
		return lastTime.length;
	}

	/** Reads all of it; `after` is what `readTime` gave, or -1. */
	read(octets: Octets, start: number, after: number, end: number): void {
		const { prefix } = this;
		const { bytes } = octets;
		if (after >= 0 && prefix.timeForm === 'exim' && isEximMessage(bytes, after)) {
			this.host = this.program = -1;
			prefix.messageStart = after;
			readBehindEximTime(bytes, after, end, prefix);
			return;
		}
		readPrefix(bytes, start, end, prefix);
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

/** Behind Exim's time stands its message id or `[510] ` in most lines. */
function isEximMessage(bytes: Uint8Array, at: number): boolean {
	return (
		bytes[at] === leftBracket || (bytes[at + 6] === 45 && (bytes[at + 13] === 45 || bytes[at + 18] === 45))
	);
}

/** The time of the line before. */
class LastTime {
	/** Octets of the time with the blank behind it, by fours: 16 of RFC 3164, 20 of Exim. None where it is written otherwise. */
	private readonly words = new Int32Array(5);
	private count = 0;
	form: TimeForm = 'none';
	seconds = 0;

	/** How many octets the time has with the blank behind it, if it is written in one of these two ways; else 0. */
	get length(): number {
		return this.count * 4;
	}

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
