import { Column } from './column';
import { Octets } from './octets';

/**
 * Numbers for byte strings: the same octets (under the same salt) always get the same number, counted from 0.
 * Open addressing over typed arrays, so that a log of millions of queue ids costs no objects and no strings.
 */
export class ByteTable {
	/** For each slot a number and its hash, so that most slots of others are told without a look at their octets. */
	private slots = new Int32Array(64).fill(-1);
	private readonly hashes = new Column();
	/** Where each number's octets end; the next one's begin there. */
	private readonly ends = new Column();
	private readonly salts = new Column();
	private readonly arena = new Octets();
	private readonly given = new Octets();

	constructor() {
		this.arena.over(new Uint8Array(256));
	}

	/** How many different byte strings there are. */
	get size(): number {
		return this.ends.length;
	}

	/** The number of these octets, or -1. `salt` tells equal ids of different hosts apart. */
	find(bytes: Uint8Array, start: number, end: number, salt = 0): number {
		this.given.over(bytes);
		return this.slots[this.slot(start, end, salt, this.given.hash(start, end, salt) | 0)] ?? -1;
	}

	/** The number of these octets; they get the next one when they are new. */
	intern(bytes: Uint8Array, start: number, end: number, salt = 0): number {
		this.given.over(bytes);
		const hash = this.given.hash(start, end, salt) | 0;
		const slot = this.slot(start, end, salt, hash);
		const known = this.slots[slot] ?? -1;
		return known >= 0 ? known : this.add(start, end, salt, hash, slot);
	}

	/** The octets of a number. */
	bytes(number: number): Uint8Array {
		return this.arena.bytes.subarray(this.startOf(number), this.ends.get(number));
	}

	private startOf(number: number): number {
		return number === 0 ? 0 : this.ends.get(number - 1);
	}

	private add(start: number, end: number, salt: number, hash: number, slot: number): number {
		const number = this.size;
		const from = this.startOf(number);
		const to = from + end - start;
		if (to > this.arena.bytes.length) {
			const grown = new Uint8Array(Math.max(to, this.arena.bytes.length * 2));
			grown.set(this.arena.bytes.subarray(0, from));
			this.arena.over(grown);
		}
		for (let at = start; at < end; at++) {
			this.arena.bytes[from + at - start] = this.given.bytes[at] ?? 0;
		}
		this.ends.push(to);
		this.hashes.push(hash);
		this.salts.push(salt);
		this.slots[slot] = number;
		if (this.size * 2 > this.slots.length) {
			this.rehash();
		}
		return number;
	}

	private slot(start: number, end: number, salt: number, hash: number): number {
		const { slots } = this;
		const mask = slots.length - 1;
		let slot = hash & mask;
		for (;;) {
			const number = slots[slot] ?? -1;
			if (number < 0 || (this.hashes.get(number) === hash && this.isSame(number, start, end, salt))) {
				return slot;
			}
			slot = (slot + 1) & mask;
		}
	}

	private isSame(number: number, start: number, end: number, salt: number): boolean {
		const from = this.startOf(number);
		const length = end - start;
		return (
			this.ends.get(number) - from === length &&
			this.salts.get(number) === salt &&
			this.given.isSame(start, this.arena, from, length)
		);
	}

	private rehash(): void {
		const slots = new Int32Array(this.slots.length * 2).fill(-1);
		const mask = slots.length - 1;
		for (let number = 0; number < this.size; number++) {
			let slot = this.hashes.get(number) & mask;
			while ((slots[slot] ?? -1) >= 0) {
				slot = (slot + 1) & mask;
			}
			slots[slot] = number;
		}
		this.slots = slots;
	}
}
