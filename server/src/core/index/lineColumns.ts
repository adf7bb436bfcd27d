import { FarNumbers } from '../text/farNumbers';

const segmentBits = 12;
const segmentLines = 1 << segmentBits;
const segmentMask = segmentLines - 1;
const firstLines = 32;

/** The code of a number that is too far from its base: it is kept in full. */
const far = 0xffff;

/** Sessions and messages that a line belongs to began before it, and no more begin in a segment than it has lines. */
const mostlyBefore = far - segmentLines - 1;
/** Time goes on, but for a line that is out of order: seconds. */
const mostlyAfter = 3600;

/** Some numbers of two octets for each line, in segments, and what the numbers of each segment are counted from. */
class Records {
	readonly segments: Uint16Array[] = [];
	readonly bases: Int32Array[] = [];
	readonly farNumbers: readonly FarNumbers[];
	/** The segment of the last line, and its bases: only that line is written to. */
	last: Uint16Array = new Uint16Array(0);
	lastBases: Int32Array;

	/** `bits`: a line has 2 to the power of so many numbers. */
	constructor(readonly bits: number) {
		this.farNumbers = Array.from({ length: 1 << bits }, () => new FarNumbers());
		this.lastBases = new Int32Array(1 << bits);
	}

	/** Where the numbers of a line begin in its segment. */
	place(line: number): number {
		return (line & segmentMask) << this.bits;
	}

	/** Whether `last` has no room for the numbers of a line, which begin at `at`, or is another segment. */
	lacks(at: number): boolean {
		return at === 0 || at >= this.last.length;
	}

	/** Makes `last` the segment with room for a line; a new one counts from these numbers. */
	prepare(line: number, ...bases: readonly number[]): void {
		const number = line >>> segmentBits;
		const at = this.place(line);
		let own = this.segments[number];
		if (at === 0) {
			this.bases[number] = Int32Array.from(bases);
		}
		if (!own || at >= own.length) {
			const lines = number > 0 ? segmentLines : Math.max(firstLines, (line & segmentMask) * 2);
			const grown = new Uint16Array(lines << this.bits);
			grown.set(own ?? []);
			this.segments[number] = own = grown;
		}
		this.last = own;
		this.lastBases = this.bases[number] ?? this.lastBases;
	}
}

/** For each line a number near those of the lines around it, or -1. */
class NumberNear {
	private readonly far: FarNumbers | undefined;

	/** `below`: how far a number may lie below its segment's base. */
	constructor(
		private readonly records: Records,
		private readonly at: number,
		private readonly below: number,
	) {
		this.far = records.farNumbers[at];
	}

	get(line: number): number {
		const { records, at } = this;
		const segment = line >>> segmentBits;
		const code = records.segments[segment]?.[records.place(line) + at] ?? 0;
		if (code === 0) {
			return -1;
		}
		return code === far
			? (this.far?.get(line) ?? -1)
			: code - this.below + (records.bases[segment]?.[at] ?? 0);
	}

	/** Sets the number of the last line. */
	set(line: number, value: number): void {
		const { records, at } = this;
		const code = value - (records.lastBases[at] ?? 0) + this.below;
		const isNear = code > 0 && code < far;
		records.last[records.place(line) + at] = isNear ? code : far;
		if (!isNear) {
			this.far?.set(line, value);
		}
	}
}

/** For each line an earlier line, or -1. */
class LineBefore {
	private readonly far: FarNumbers | undefined;

	constructor(
		private readonly records: Records,
		private readonly at: number,
	) {
		this.far = records.farNumbers[at];
	}

	get(line: number): number {
		const { records } = this;
		const code = records.segments[line >>> segmentBits]?.[records.place(line) + this.at] ?? 0;
		return code === 0 ? -1 : code === far ? (this.far?.get(line) ?? -1) : line - code;
	}

	/** Sets the line before the last one. */
	set(line: number, before: number): void {
		const distance = before < 0 ? 0 : line - before;
		this.records.last[this.records.place(line) + this.at] = Math.min(distance, far);
		if (distance >= far) {
			this.far?.set(line, before);
		}
	}
}

/** A row's number, or one of `lineKinds`. */
class Kinds {
	constructor(private readonly records: Records) {}

	get(line: number): number {
		return this.records.segments[line >>> segmentBits]?.[this.records.place(line)] ?? 0;
	}

	/** Sets the kind of the last line. */
	set(line: number, kind: number): void {
		this.records.last[this.records.place(line)] = kind;
	}
}

/**
 * What the pass notes of every line, in 12 octets, or in 8 where nobody asks for sessions. Lines, sessions and messages count from 0; -1
 * is none. Neighbouring lines have neighbouring numbers, so distances are kept; the few numbers that are too far away are kept in full.
 * Only the last line's can be set.
 */
export class LineColumns {
	length = 0;
	private readonly ofLine = new Records(2);
	private readonly ofSession = new Records(1);
	readonly kinds = new Kinds(this.ofLine);
	readonly messages = new NumberNear(this.ofLine, 1, mostlyBefore);
	readonly previousInMessage = new LineBefore(this.ofLine, 2);
	/** Seconds since 1970 of the time as written (year 2000 where none is). */
	readonly seconds = new NumberNear(this.ofLine, 3, mostlyAfter);
	readonly sessions = new NumberNear(this.ofSession, 0, mostlyBefore);
	/** The line before this one in the same session. */
	readonly previousInSession = new LineBefore(this.ofSession, 1);

	constructor(private readonly hasSessions = true) {}

	/** Adds a line that belongs to nothing yet. `session` and `message`: the numbers that the next new ones will have. */
	push(kind: number, seconds: number, session: number, message: number): void {
		const { ofLine, ofSession } = this;
		const line = this.length++;
		const at = ofLine.place(line);
		if (ofLine.lacks(at)) {
			ofLine.prepare(line, 0, message, 0, seconds);
		}
		const own = ofLine.last;
		own[at] = kind;
		own[at + 1] = 0;
		own[at + 2] = 0;
		this.seconds.set(line, seconds);
		if (this.hasSessions) {
			const place = ofSession.place(line);
			if (ofSession.lacks(place)) {
				ofSession.prepare(line, session, 0);
			}
			ofSession.last[place] = 0;
			ofSession.last[place + 1] = 0;
		}
	}

	/** Forgets the lines from `length` on. */
	truncate(length: number): void {
		this.length = Math.min(this.length, length);
		for (const records of this.hasSessions ? [this.ofLine, this.ofSession] : [this.ofLine]) {
			records.prepare(this.length, 0, 0, 0, 0);
			records.farNumbers.forEach((far) => far.truncate(length));
		}
	}
}
