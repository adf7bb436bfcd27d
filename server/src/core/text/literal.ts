import { asciiBytes } from './ascii';
import type { Octets } from './octets';

/** Some octets to be found in lines, prepared once. */
export class Literal {
	readonly length: number;
	/** The first four octets as `Octets.word` gives them; 0 where there are fewer. */
	readonly firstWord: number;
	private readonly bytes: Uint8Array;
	/** Its octets by four, as `Octets.word` gives them; those that are left over are compared one by one. */
	private readonly words: Int32Array;
	/** How far a search goes on from an octet that stands where the literal's last one would (Horspool 1980). */
	private steps: Uint8Array = noSteps;
	/** The same backwards, from an octet that stands where its first one would. */
	private backSteps: Uint8Array = noSteps;

	private constructor(octets: Uint8Array) {
		this.bytes = octets;
		this.length = octets.length;
		const view = new DataView(octets.buffer, octets.byteOffset);
		this.words = Int32Array.from({ length: this.length >> 2 }, (_, at) => view.getInt32(at * 4, true));
		this.firstWord = this.words[0] ?? 0;
	}

	/** Any octets, which must stay as they are. */
	static of(octets: Uint8Array): Literal {
		return new Literal(octets);
	}

	/** A literal that is plain ASCII. */
	static ofText(text: string): Literal {
		return new Literal(asciiBytes(text));
	}

	/** Whether it stands at `at`, before `end`. */
	standsAt(octets: Octets, at: number, end: number): boolean {
		return at + this.length <= end && this.isAt(octets, at);
	}

	/** Where it stands first between `from` and `end`, or -1. */
	indexIn(octets: Octets, from: number, end: number): number {
		const { bytes: own } = this;
		const steps = this.steps === noSteps ? (this.steps = stepsOf(own)) : this.steps;
		const { bytes } = octets;
		const last = this.length - 1;
		if (last < 0) {
			return from;
		}
		const lastOctet = own[last];
		for (let at = from + last; at < end;) {
			const octet = bytes[at] ?? 0;
			if (octet === lastOctet && this.isAt(octets, at - last)) {
				return at - last;
			}
			at += steps[octet] ?? 1;
		}
		return -1;
	}

	/** Where it stands last between `from` and `end`, or -1. */
	lastIndexIn(octets: Octets, from: number, end: number): number {
		const { bytes: own, length } = this;
		const backSteps =
			this.backSteps === noSteps ? (this.backSteps = stepsOf(own.slice().reverse())) : this.backSteps;
		const { bytes } = octets;
		if (length === 0) {
			return end;
		}
		const firstOctet = own[0];
		for (let at = end - length; at >= from;) {
			const octet = bytes[at] ?? 0;
			if (octet === firstOctet && this.isAt(octets, at)) {
				return at;
			}
			at -= backSteps[octet] ?? 1;
		}
		return -1;
	}

	private isAt(octets: Octets, at: number): boolean {
		const { words, bytes, length } = this;
		const whole = words.length;
		for (let word = 0; word < whole; word++) {
			if (octets.word(at + word * 4) !== words[word]) {
				return false;
			}
		}
		for (let left = whole * 4; left < length; left++) {
			if (octets.bytes[at + left] !== bytes[left]) {
				return false;
			}
		}
		return true;
	}
}

/** Most literals are never searched for: their steps are made when they are. */
const noSteps = new Uint8Array(0);

/** For each octet how far it stands before the last one; for those that do not, the whole length. */
function stepsOf(octets: Uint8Array): Uint8Array {
	const last = octets.length - 1;
	const steps = new Uint8Array(256).fill(Math.max(1, Math.min(255, octets.length)));
	for (let at = 0; at < last; at++) {
		steps[octets[at] ?? 0] = Math.min(255, last - at);
	}
	return steps;
}
