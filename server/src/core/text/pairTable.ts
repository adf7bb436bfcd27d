/**
 * Numbers for pairs of 32-bit integers: the same pair always gets the same number, counted from 0. Open addressing over typed arrays,
 * as in `ByteTable`.
 */
export class PairTable {
	/** Each slot has a number, or -1. */
	private slots = new Int32Array(64).fill(-1);
	/** By number: the two integers. */
	private pairs = new Int32Array(32 * 2);
	private count = 0;

	/** The number of a pair, which gets the next one when it is new. */
	intern(one: number, other: number): number {
		const slot = this.slot(one, other);
		const known = this.slots[slot] ?? -1;
		return known >= 0 ? known : this.add(one, other, slot);
	}

	/** The number of a pair, or -1. */
	find(one: number, other: number): number {
		return this.slots[this.slot(one, other)] ?? -1;
	}

	/** The place in `slots` where the pair's number stands, or could stand. */
	private slot(one: number, other: number): number {
		const { slots, pairs } = this;
		const mask = slots.length - 1;
		for (let slot = mix(one, other) & mask; ; slot = (slot + 1) & mask) {
			const number = slots[slot] ?? -1;
			if (number < 0 || (pairs[number * 2] === one && pairs[number * 2 + 1] === other)) {
				return slot;
			}
		}
	}

	private add(one: number, other: number, slot: number): number {
		const number = this.count++;
		this.pairs[number * 2] = one;
		this.pairs[number * 2 + 1] = other;
		this.slots[slot] = number;
		if (this.count * 2 === this.slots.length) {
			this.grow();
		}
		return number;
	}

	private grow(): void {
		const { pairs, count } = this;
		this.slots = new Int32Array(this.slots.length * 2).fill(-1);
		this.pairs = new Int32Array(pairs.length * 2);
		this.pairs.set(pairs);
		for (let number = 0; number < count; number++) {
			this.slots[this.slot(pairs[number * 2] ?? 0, pairs[number * 2 + 1] ?? 0)] = number;
		}
	}
}

/** Mixes two integers (the finalizer of MurmurHash3). */
function mix(one: number, other: number): number {
	let hash = one ^ Math.imul(other, 0x9e3779b1);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return hash ^ (hash >>> 16);
}
