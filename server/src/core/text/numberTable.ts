/** What an entry holds: the key's lower and upper half, its number, and whether it is one. */
const entrySize = 4;

/**
 * Numbers for whole numbers of up to 53 bits: what a `Map<number, number>` does, in one typed array. Open addressing; entries are never
 * taken out, but may be set to -1.
 */
export class NumberTable {
	private entries = new Int32Array(64 * entrySize);
	private count = 0;

	/** The number of a key, or -1. */
	get(key: number): number {
		const at = this.find(key | 0, upperHalf(key));
		return this.entries[at + 3] === 0 ? -1 : (this.entries[at + 2] ?? -1);
	}

	set(key: number, value: number): void {
		const lower = key | 0;
		const upper = upperHalf(key);
		const at = this.find(lower, upper);
		if (this.entries[at + 3] === 0) {
			if (value < 0) {
				return;
			}
			this.put(at, lower, upper, value);
			if (this.count * entrySize * 2 > this.entries.length) {
				this.grow();
			}
		} else {
			this.entries[at + 2] = value;
		}
	}

	/** Where a key's entry is, or could be. */
	private find(lower: number, upper: number): number {
		const { entries } = this;
		const mask = entries.length - 1;
		let at = Math.imul(mix(lower, upper), entrySize) & mask;
		while (entries[at + 3] !== 0 && (entries[at] !== lower || entries[at + 1] !== upper)) {
			at = (at + entrySize) & mask;
		}
		return at;
	}

	private put(at: number, lower: number, upper: number, value: number): void {
		this.entries[at] = lower;
		this.entries[at + 1] = upper;
		this.entries[at + 2] = value;
		this.entries[at + 3] = 1;
		this.count++;
	}

	/** Doubles the table, without the keys that have no number any more. */
	private grow(): void {
		const old = this.entries;
		this.entries = new Int32Array(old.length * 2);
		this.count = 0;
		for (let at = 0; at < old.length; at += entrySize) {
			const [lower = 0, upper = 0, value = -1] = [old[at], old[at + 1], old[at + 2]];
			if (old[at + 3] !== 0 && value >= 0) {
				this.put(this.find(lower, upper), lower, upper, value);
			}
		}
	}
}

function upperHalf(key: number): number {
	return Math.floor(key / 2 ** 32) | 0;
}

/** Mixes both halves of a key (the finalizer of MurmurHash3). */
function mix(lower: number, upper: number): number {
	let hash = lower ^ Math.imul(upper, 0x9e3779b1);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return hash ^ (hash >>> 16);
}
