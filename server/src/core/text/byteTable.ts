/**
 * Numbers for byte strings: the same octets (under the same salt) always get the same number, counted from 0.
 * Open addressing over typed arrays, so that a log of millions of queue ids costs no objects and no strings.
 */
export class ByteTable {
	private slots = new Int32Array(1024).fill(-1);
	private hashes = new Uint32Array(512);
	private offsets = new Uint32Array(513);
	private arena = new Uint8Array(8192);
	private salts = new Uint32Array(512);
	private count = 0;

	/** How many different byte strings there are. */
	get size(): number {
		return this.count;
	}

	/** The number of these octets, or -1. `salt` tells equal ids of different hosts apart. */
	find(bytes: Uint8Array, start: number, end: number, salt = 0): number {
		return this.slots[this.slot(bytes, start, end, salt, hashOf(bytes, start, end, salt))] ?? -1;
	}

	/** The number of these octets; they get the next one when they are new. */
	intern(bytes: Uint8Array, start: number, end: number, salt = 0): number {
		const hash = hashOf(bytes, start, end, salt);
		const slot = this.slot(bytes, start, end, salt, hash);
		const known = this.slots[slot] ?? -1;
		return known >= 0 ? known : this.add(bytes, start, end, salt, hash, slot);
	}

	/** Whether these octets are the ones of that number (which may be -1, for none). */
	is(number: number, bytes: Uint8Array, start: number, end: number): boolean {
		return number >= 0 && this.isSame(number, bytes, start, end, 0);
	}

	/** The octets of a number. */
	bytes(number: number): Uint8Array {
		return this.arena.subarray(this.offsets[number] ?? 0, this.offsets[number + 1] ?? 0);
	}

	private add(
		bytes: Uint8Array,
		start: number,
		end: number,
		salt: number,
		hash: number,
		slot: number,
	): number {
		const number = this.count++;
		if (number + 1 >= this.hashes.length) {
			this.hashes = grown(this.hashes, new Uint32Array(this.hashes.length * 2));
			this.salts = grown(this.salts, new Uint32Array(this.salts.length * 2));
			this.offsets = grown(this.offsets, new Uint32Array(this.hashes.length * 2 + 1));
		}
		const from = this.offsets[number] ?? 0;
		const to = from + end - start;
		if (to > this.arena.length) {
			this.arena = grown(this.arena, new Uint8Array(Math.max(to, this.arena.length * 2)));
		}
		this.arena.set(bytes.subarray(start, end), from);
		this.offsets[number + 1] = to;
		this.hashes[number] = hash;
		this.salts[number] = salt;
		this.slots[slot] = number;
		if (this.count * 2 > this.slots.length) {
			this.rehash();
		}
		return number;
	}

	private slot(bytes: Uint8Array, start: number, end: number, salt: number, hash: number): number {
		const mask = this.slots.length - 1;
		let slot = hash & mask;
		for (;;) {
			const number = this.slots[slot] ?? -1;
			if (number < 0 || (this.hashes[number] === hash && this.isSame(number, bytes, start, end, salt))) {
				return slot;
			}
			slot = (slot + 1) & mask;
		}
	}

	private isSame(number: number, bytes: Uint8Array, start: number, end: number, salt: number): boolean {
		const from = this.offsets[number] ?? 0;
		if ((this.offsets[number + 1] ?? 0) - from !== end - start || this.salts[number] !== salt) {
			return false;
		}
		for (let at = start; at < end; at++) {
			if (bytes[at] !== this.arena[from + at - start]) {
				return false;
			}
		}
		return true;
	}

	private rehash(): void {
		const slots = new Int32Array(this.slots.length * 2).fill(-1);
		const mask = slots.length - 1;
		for (let number = 0; number < this.count; number++) {
			let slot = (this.hashes[number] ?? 0) & mask;
			while ((slots[slot] ?? -1) >= 0) {
				slot = (slot + 1) & mask;
			}
			slots[slot] = number;
		}
		this.slots = slots;
	}
}

/** FNV-1a, 32 bits. */
function hashOf(bytes: Uint8Array, start: number, end: number, salt: number): number {
	let hash = 0x811c9dc5 ^ salt;
	for (let at = start; at < end; at++) {
		hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
	}
	return (hash ^ (hash >>> 15)) >>> 0;
}

function grown<T extends Uint8Array | Uint32Array>(from: T, to: T): T {
	to.set(from);
	return to;
}
