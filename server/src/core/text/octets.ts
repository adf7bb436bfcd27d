/**
 * Octets that can be read four at a time. The pass compares and hashes a few octets of every line, and a word costs what an octet
 * costs. One object is used for all lines: it is given another buffer with `over`.
 */
export class Octets {
	bytes: Uint8Array = new Uint8Array(0);
	private view = new DataView(this.bytes.buffer);

	/** Takes another buffer. */
	over(bytes: Uint8Array): void {
		if (bytes !== this.bytes) {
			this.bytes = bytes;
			this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		}
	}

	/** The four octets at `at`, which must be there, as an integer. */
	word(at: number): number {
		return this.view.getInt32(at, true);
	}

	/** A 32-bit number for the octets from `start` to `end`: the same for the same ones. `seed` tells uses apart. */
	hash(start: number, end: number, seed: number): number {
		let hash = seed ^ (end - start);
		let at = start;
		for (; at + 4 <= end; at += 4) {
			hash = Math.imul(hash ^ this.word(at), 0x9e3779b1);
			hash ^= hash >>> 15;
		}
		for (; at < end; at++) {
			hash = Math.imul(hash ^ (this.bytes[at] ?? 0), 0x01000193);
		}
		hash = Math.imul(hash ^ (hash >>> 13), 0x85ebca6b);
		return hash ^ (hash >>> 16);
	}

	/** Whether `length` octets at `at` are those of `other` at `otherAt`. Both must be there. */
	isSame(at: number, other: Octets, otherAt: number, length: number): boolean {
		let done = 0;
		for (; done + 4 <= length; done += 4) {
			if (this.word(at + done) !== other.word(otherAt + done)) {
				return false;
			}
		}
		for (; done < length; done++) {
			if (this.bytes[at + done] !== other.bytes[otherAt + done]) {
				return false;
			}
		}
		return true;
	}
}
