/**
 * Octets that can be read four at a time. The pass compares a few octets of every line, and a word costs what an octet
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
