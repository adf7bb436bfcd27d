import { FarNumbers } from '../text/farNumbers';

/** Numbers of two octets in a line's record: kind, session, message, line before in each of these, seconds. */
const recordSize = 6;

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

/** The records of all lines, in segments, and what the numbers of each segment are counted from. */
class Records {
	readonly segments: Uint16Array[] = [];
	readonly bases: Int32Array[] = [];
	readonly farNumbers = Array.from({ length: recordSize }, () => new FarNumbers());
	/** The segment of the last line, and its bases: only that line is written to. */
	last: Uint16Array = new Uint16Array(0);
	lastBases: Int32Array = new Int32Array(recordSize);

	/** Makes `last` the segment with room for a line; a new one counts from these numbers. */
	prepare(line: number, session: number, message: number, seconds: number): void {
		const number = line >>> segmentBits;
		const inSegment = line & segmentMask;
		let own = this.segments[number];
		if (inSegment === 0) {
			this.bases[number] = Int32Array.of(0, session, message, 0, 0, seconds);
		}
		if (!own || inSegment * recordSize >= own.length) {
			const lines = number > 0 ? segmentLines : Math.max(firstLines, inSegment * 2);
			const grown = new Uint16Array(lines * recordSize);
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
		const code = records.segments[segment]?.[(line & segmentMask) * recordSize + at] ?? 0;
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
		records.last[(line & segmentMask) * recordSize + at] = isNear ? code : far;
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
		const own = this.records.segments[line >>> segmentBits];
		const code = own?.[(line & segmentMask) * recordSize + this.at] ?? 0;
		return code === 0 ? -1 : code === far ? (this.far?.get(line) ?? -1) : line - code;
	}

	/** Sets the line before the last one. */
	set(line: number, before: number): void {
		const distance = before < 0 ? 0 : line - before;
		this.records.last[(line & segmentMask) * recordSize + this.at] = Math.min(distance, far);
		if (distance >= far) {
			this.far?.set(line, before);
		}
	}
}

/** A row's number, or one of `lineKinds`. */
class Kinds {
	constructor(private readonly records: Records) {}

	get(line: number): number {
		return this.records.segments[line >>> segmentBits]?.[(line & segmentMask) * recordSize] ?? 0;
	}

	/** Sets the kind of the last line. */
	set(line: number, kind: number): void {
		this.records.last[(line & segmentMask) * recordSize] = kind;
	}
}

/**
 * What the pass notes of every line, in 12 octets. Lines, sessions and messages count from 0; -1 is none. Neighbouring lines have
 * neighbouring numbers, so distances are kept; the few numbers that are too far away are kept in full. Only the last line's can be set.
 */
export class LineColumns {
	length = 0;
	private readonly records = new Records();
	readonly kinds = new Kinds(this.records);
	readonly sessions = new NumberNear(this.records, 1, mostlyBefore);
	readonly messages = new NumberNear(this.records, 2, mostlyBefore);
	/** The line before this one in the same session, and in the same message. */
	readonly previousInSession = new LineBefore(this.records, 3);
	readonly previousInMessage = new LineBefore(this.records, 4);
	/** Seconds since 1970 of the time as written (year 2000 where none is). */
	readonly seconds = new NumberNear(this.records, 5, mostlyAfter);

	/** Adds a line that belongs to nothing yet. `session` and `message`: the numbers that the next new ones will have. */
	push(kind: number, seconds: number, session: number, message: number): void {
		const line = this.length++;
		const at = (line & segmentMask) * recordSize;
		if (at === 0 || at >= this.records.last.length) {
			this.records.prepare(line, session, message, seconds);
		}
		const own = this.records.last;
		own[at] = kind;
		own[at + 1] = 0;
		own[at + 2] = 0;
		own[at + 3] = 0;
		own[at + 4] = 0;
		this.seconds.set(line, seconds);
	}

	/** Forgets the lines from `length` on. */
	truncate(length: number): void {
		this.length = Math.min(this.length, length);
		this.records.prepare(this.length, 0, 0, 0);
		this.records.farNumbers.forEach((far) => far.truncate(length));
	}
}
