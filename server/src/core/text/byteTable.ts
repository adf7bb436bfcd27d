import { Octets } from './octets';

/**
 * What is kept of a number, in integers: its hash; its salt and length; and its octets, by four, where they fit. Of others it
 * is where they begin and end in the arena.
 */
const usualRecord = 8;
const wordsAt = 2;

/** Octets of a length that tell records apart before all are compared. */
const lengthMask = 0xff;

const latelySize = 1024;

/** A power of 2. */
const firstSlots = 32;

/**
 * Numbers for byte strings: the same octets (under the same salt) always get the same number, counted from 0.
 * Open addressing over typed arrays, so that a log of millions of queue ids costs no objects and no strings.
 */
export class ByteTable {
	/**
	 * Each slot has a number, counted from 1, and above it as many bits of its hash as there is room for, so that most others are told
	 * without a look at their octets; 0 where it is free.
	 */
	private slots = new Int32Array(firstSlots);
	private records: Int32Array;
	private readonly inlineWords: number;
	/** Octets that do not fit into a record. */
	private readonly arena = new Octets();
	private used = 0;
	private count = 0;
	/**
	 * A bit for each hash that is there, of eight for each number: most of what is not there is told without a look at the slots. Made
	 * when somebody asks for what may not be there.
	 */
	private present: Uint8Array | undefined;
	/**
	 * Numbers asked for lately, each with its hash: most lines ask for an id of the lines shortly before. They stay in the processor's
	 * cache, and what is another one's is told without a look at its octets.
	 */
	private readonly lately = new Int32Array(latelySize * 2).fill(-1);

	/** What is asked for: its octets, the first of them by four, its hash, and its salt and length. */
	private readonly given = new Octets();
	private readonly words: Int32Array;
	private start = 0;
	private end = 0;
	private hash = 0;
	private tag = 0;

	/** `recordSize`: how many integers are kept of each; a longer record is for longer octets, so that they are found in one place. */
	constructor(private readonly recordSize = usualRecord) {
		this.records = new Int32Array(16 * recordSize);
		this.inlineWords = recordSize - wordsAt;
		this.words = new Int32Array(this.inlineWords);
		this.arena.over(new Uint8Array(256));
	}

	/** How many different byte strings there are. */
	get size(): number {
		return this.count;
	}

	/** The number of these octets, or -1. `salt`, below 2^23, tells equal ids of different hosts apart. */
	find(bytes: Uint8Array, start: number, end: number, salt = 0): number {
		this.take(bytes, start, end, salt);
		const { hash } = this;
		const present = this.present ?? this.markAll();
		if (((present[(hash >>> 3) & (present.length - 1)] ?? 0) & (1 << (hash & 7))) === 0) {
			return -1;
		}
		const late = this.late();
		return late >= 0 ? late : this.remember(this.numberIn(this.slot()));
	}

	/** The number of these octets; they get the next one when they are new. */
	intern(bytes: Uint8Array, start: number, end: number, salt = 0): number {
		this.take(bytes, start, end, salt);
		const late = this.late();
		if (late >= 0) {
			return late;
		}
		const slot = this.slot();
		const known = this.numberIn(slot);
		return this.remember(known >= 0 ? known : this.add(slot));
	}

	/** The hash of some octets, for `bringNear` of this table or another one. */
	hashOf(bytes: Uint8Array, start: number, end: number): number {
		this.take(bytes, start, end, 0);
		return this.hash;
	}

	/**
	 * Looks at what belongs to some hashes, for whoever will ask for their numbers next: one look-up has to wait for memory, of many
	 * looks that do not wait for each other all are answered soon. Nothing depends on it, but time.
	 * @param hashes The first `count` of them; in their place are numbers afterwards: what they are of, if it was asked for before.
	 * @returns Nothing of use: it keeps the compiler from leaving out what is looked at.
	 */
	bringNear(hashes: Int32Array, count: number): number {
		const { slots, records, recordSize } = this;
		const mask = slots.length - 1;
		for (let at = 0; at < count; at++) {
			hashes[at] = Math.max(0, ((slots[(hashes[at] ?? 0) & mask] ?? 0) & mask) - 1);
		}
		let seen = 0;
		for (let at = 0; at < count; at++) {
			seen ^= records[(hashes[at] ?? 0) * recordSize] ?? 0;
		}
		return seen;
	}

	/** The octets of a number. */
	bytes(number: number): Uint8Array {
		const { records } = this;
		const at = number * this.recordSize;
		const length = (records[at + 1] ?? 0) & lengthMask;
		if (length > this.inlineWords * 4) {
			return this.arena.bytes.subarray(records[at + wordsAt], records[at + wordsAt + 1]);
		}
		return new Uint8Array(records.buffer, (at + wordsAt) * 4, length);
	}

	/** The salt of a number. */
	salt(number: number): number {
		return (this.records[number * this.recordSize + 1] ?? 0) >>> 8;
	}

	/** Takes what is asked for. */
	private take(bytes: Uint8Array, start: number, end: number, salt: number): void {
		const { given, words } = this;
		given.over(bytes);
		const length = end - start;
		const tag = (salt << 8) | Math.min(length, lengthMask);
		let hash = tag;
		let place = 0;
		let at = start;
		for (; at + 4 <= end; at += 4) {
			const word = given.word(at);
			if (place < this.inlineWords) {
				words[place++] = word;
			}
			hash = Math.imul(hash ^ word, 0x9e3779b1);
			hash ^= hash >>> 15;
		}
		let last = 0;
		for (let left = end - 1; left >= at; left--) {
			last = (last << 8) | (bytes[left] ?? 0);
		}
		if (at < end && place < this.inlineWords) {
			words[place] = last;
		}
		hash = Math.imul(hash ^ last, 0x85ebca6b);
		this.hash = hash ^ (hash >>> 16);
		this.tag = tag;
		this.start = start;
		this.end = end;
	}

	/** The number of what is asked for, if it was asked for lately; else -1. */
	private late(): number {
		const { lately, hash } = this;
		const at = (hash << 1) & (latelySize * 2 - 1);
		const number = lately[at] ?? -1;
		return number >= 0 && lately[at + 1] === hash && this.isSame(number) ? number : -1;
	}

	private remember(number: number): number {
		if (number >= 0) {
			const at = (this.hash << 1) & (latelySize * 2 - 1);
			this.lately[at] = number;
			this.lately[at + 1] = this.hash;
		}
		return number;
	}

	/** The place in `slots` where the number of what is asked for stands, or could stand. */
	private slot(): number {
		const { slots, hash } = this;
		const mask = slots.length - 1;
		for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
			const found = slots[slot] ?? 0;
			if (found === 0 || (((found ^ hash) & ~mask) === 0 && this.isSame((found & mask) - 1))) {
				return slot;
			}
		}
	}

	/** The number in a slot, or -1. */
	private numberIn(slot: number): number {
		return ((this.slots[slot] ?? 0) & (this.slots.length - 1)) - 1;
	}

	private isSame(number: number): boolean {
		const { records, words } = this;
		const at = number * this.recordSize;
		if (records[at] !== this.hash || records[at + 1] !== this.tag) {
			return false;
		}
		const length = this.end - this.start;
		if (length > this.inlineWords * 4) {
			const from = records[at + wordsAt] ?? 0;
			return (
				records[at + wordsAt + 1] === from + length && this.given.isSame(this.start, this.arena, from, length)
			);
		}
		for (let word = 0; word * 4 < length; word++) {
			if (records[at + wordsAt + word] !== words[word]) {
				return false;
			}
		}
		return true;
	}

	private add(slot: number): number {
		const { hash, words } = this;
		const length = this.end - this.start;
		const number = this.count++;
		const at = number * this.recordSize;
		if (at === this.records.length) {
			// What is not used yet takes no memory; to move what is there does.
			const grown = new Int32Array(at * 4);
			grown.set(this.records);
			this.records = grown;
		}
		const { records } = this;
		records[at] = hash;
		records[at + 1] = this.tag;
		if (length > this.inlineWords * 4) {
			records[at + wordsAt] = this.used;
			records[at + wordsAt + 1] = this.used + length;
			this.addToArena(length);
		} else {
			for (let word = 0; word * 4 < length; word++) {
				records[at + wordsAt + word] = words[word] ?? 0;
			}
		}
		this.slots[slot] = (number + 1) | (hash & -this.slots.length);
		if (this.present) {
			mark(this.present, hash);
		}
		if (this.count * 2 > this.slots.length) {
			this.rehash();
		}
		return number;
	}

	private addToArena(length: number): void {
		const from = this.used;
		this.used += length;
		if (this.used > this.arena.bytes.length) {
			const grown = new Uint8Array(Math.max(this.used, this.arena.bytes.length * 2));
			grown.set(this.arena.bytes.subarray(0, from));
			this.arena.over(grown);
		}
		this.arena.bytes.set(this.given.bytes.subarray(this.start, this.end), from);
	}

	private markAll(): Uint8Array {
		const present = new Uint8Array(this.slots.length / 2);
		for (let number = 0; number < this.count; number++) {
			mark(present, this.records[number * this.recordSize] ?? 0);
		}
		this.present = present;
		return present;
	}

	private rehash(): void {
		const slots = new Int32Array(this.slots.length * 4);
		const mask = slots.length - 1;
		for (let number = 0; number < this.count; number++) {
			const hash = this.records[number * this.recordSize] ?? 0;
			let slot = hash & mask;
			while (slots[slot] !== 0) {
				slot = (slot + 1) & mask;
			}
			slots[slot] = (number + 1) | (hash & ~mask);
		}
		this.slots = slots;
		if (this.present) {
			this.markAll();
		}
	}
}

function mark(present: Uint8Array, hash: number): void {
	const at = (hash >>> 3) & (present.length - 1);
	present[at] = (present[at] ?? 0) | (1 << (hash & 7));
}
