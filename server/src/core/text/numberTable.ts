/**
 * Numbers for whole numbers: what a `Map<number, number>` does, in typed arrays. Open addressing; entries are never taken out, but may
 * be set to -1.
 */
export class NumberTable {
	private keys = new Float64Array(128);
	/** -1 is none: also where there is no key. */
	private values = new Int32Array(128).fill(-1);
	private isUsed = new Uint8Array(128);
	private count = 0;

	/** The number of a key, or -1. */
	get(key: number): number {
		return this.values[this.slot(key)] ?? -1;
	}

	set(key: number, value: number): void {
		const slot = this.slot(key);
		if (this.isUsed[slot] === 0) {
			if (value < 0) {
				return;
			}
			this.isUsed[slot] = 1;
			this.keys[slot] = key;
			this.count++;
		}
		this.values[slot] = value;
		if (this.count * 2 > this.keys.length) {
			this.grow();
		}
	}

	private slot(key: number): number {
		const { keys, isUsed } = this;
		const mask = keys.length - 1;
		let slot = hashOf(key) & mask;
		while (isUsed[slot] !== 0 && keys[slot] !== key) {
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	/** Doubles the table, without the keys that have none. */
	private grow(): void {
		const { keys, values } = this;
		const size = keys.length * 2;
		this.keys = new Float64Array(size);
		this.values = new Int32Array(size).fill(-1);
		this.isUsed = new Uint8Array(size);
		this.count = 0;
		for (let at = 0; at < values.length; at++) {
			const value = values[at] ?? -1;
			if (value >= 0) {
				const slot = this.slot(keys[at] ?? 0);
				this.isUsed[slot] = 1;
				this.keys[slot] = keys[at] ?? 0;
				this.values[slot] = value;
				this.count++;
			}
		}
	}
}

/** Both halves of a number of up to 53 bits, mixed (the finalizer of MurmurHash3). */
function hashOf(key: number): number {
	let hash = (key | 0) ^ Math.imul(Math.floor(key / 2 ** 32), 0x9e3779b1);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return hash ^ (hash >>> 16);
}
