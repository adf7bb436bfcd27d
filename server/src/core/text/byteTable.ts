import { Octets } from './octets';

/** What is kept of a number: its hash, where its octets begin and end, its salt. */
const recordSize = 4;

const latelySize = 1024;

/**
 * Numbers for byte strings: the same octets (under the same salt) always get the same number, counted from 0.
 * Open addressing over typed arrays, so that a log of millions of queue ids costs no objects and no strings.
 */
export class ByteTable {
	/** Each slot has a number and its hash, so that others are told without a look at their octets. */
	private slots = new Int32Array(64).fill(-1);
	private records = new Int32Array(16 * recordSize);
	private readonly arena = new Octets();
	private used = 0;
	private count = 0;
	private readonly given = new Octets();
	/** A bit for each hash that is there, of eight for each number: most of what is not there is told without a look at the slots. */
	private present = new Uint8Array(64);
	/** Numbers asked for lately, by hash: most lines ask for an id of the lines shortly before. They stay in the processor's cache. */
	private readonly lately = new Int32Array(latelySize).fill(-1);

	constructor() {
		this.arena.over(new Uint8Array(256));
	}

	/** How many different byte strings there are. */
	get size(): number {
		return this.count;
	}

	/** The number of these octets, or -1. `salt` tells equal ids of different hosts apart. */
	find(bytes: Uint8Array, start: number, end: number, salt = 0): number {
		this.given.over(bytes);
		const hash = this.given.hash(start, end, salt);
		if (((this.present[(hash >>> 3) & (this.present.length - 1)] ?? 0) & (1 << (hash & 7))) === 0) {
			return -1;
		}
		const late = this.lately[hash & (latelySize - 1)] ?? -1;
		if (late >= 0 && this.isSame(late, start, end, salt)) {
			return late;
		}
		return this.remember(hash, this.slots[this.slot(start, end, salt, hash)] ?? -1);
	}

	/** The number of these octets; they get the next one when they are new. */
	intern(bytes: Uint8Array, start: number, end: number, salt = 0): number {
		this.given.over(bytes);
		const hash = this.given.hash(start, end, salt);
		const late = this.lately[hash & (latelySize - 1)] ?? -1;
		if (late >= 0 && this.isSame(late, start, end, salt)) {
			return late;
		}
		const slot = this.slot(start, end, salt, hash);
		const known = this.slots[slot] ?? -1;
		return this.remember(hash, known >= 0 ? known : this.add(start, end, salt, hash, slot));
	}

	private remember(hash: number, number: number): number {
		if (number >= 0) {
			this.lately[hash & (latelySize - 1)] = number;
		}
		return number;
	}

	/** The octets of a number. */
	bytes(number: number): Uint8Array {
		const at = number * recordSize;
		return this.arena.bytes.subarray(this.records[at + 1], this.records[at + 2]);
	}

	/** The place in `slots` where the octets' number stands, or could stand. */
	private slot(start: number, end: number, salt: number, hash: number): number {
		const { slots } = this;
		const mask = slots.length - 1;
		for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
			const number = slots[slot] ?? -1;
			if (number < 0 || (slots[slot + 1] === hash && this.isSame(number, start, end, salt))) {
				return slot;
			}
		}
	}

	private isSame(number: number, start: number, end: number, salt: number): boolean {
		const { records } = this;
		const at = number * recordSize;
		const from = records[at + 1] ?? 0;
		const length = end - start;
		return (
			records[at + 2] === from + length &&
			records[at + 3] === salt &&
			this.given.isSame(start, this.arena, from, length)
		);
	}

	private add(start: number, end: number, salt: number, hash: number, slot: number): number {
		const number = this.count++;
		const from = this.used;
		this.used += end - start;
		if (this.used > this.arena.bytes.length) {
			const grown = new Uint8Array(Math.max(this.used, this.arena.bytes.length * 2));
			grown.set(this.arena.bytes.subarray(0, from));
			this.arena.over(grown);
		}
		for (let at = start; at < end; at++) {
			this.arena.bytes[from + at - start] = this.given.bytes[at] ?? 0;
		}
		const at = number * recordSize;
		if (at === this.records.length) {
			const grown = new Int32Array(at * 2);
			grown.set(this.records);
			this.records = grown;
		}
		this.records[at] = hash;
		this.records[at + 1] = from;
		this.records[at + 2] = this.used;
		this.records[at + 3] = salt;
		this.slots[slot] = number;
		this.slots[slot + 1] = hash;
		this.mark(hash);
		if (this.count * 4 > this.slots.length) {
			this.rehash();
		}
		return number;
	}

	private mark(hash: number): void {
		const at = (hash >>> 3) & (this.present.length - 1);
		this.present[at] = (this.present[at] ?? 0) | (1 << (hash & 7));
	}

	private rehash(): void {
		this.present = new Uint8Array(this.slots.length / 2);
		const slots = new Int32Array(this.slots.length * 2).fill(-1);
		const mask = slots.length - 1;
		for (let number = 0; number < this.count; number++) {
			const hash = this.records[number * recordSize] ?? 0;
			this.mark(hash);
			let slot = (hash << 1) & mask;
			while ((slots[slot] ?? -1) >= 0) {
				slot = (slot + 2) & mask;
			}
			slots[slot] = number;
			slots[slot + 1] = hash;
		}
		this.slots = slots;
	}
}
