import { WideColumn } from '../core/text/column';
import { PairTable } from '../core/text/pairTable';
import { Histogram } from './histogram';

/** Of a pair that came through. */
const passed = -1;

/** What greylisting costs: how many mails it put off, how many of them came again and passed, and how long that took. */
export class Greylisting {
	readonly waits = new Histogram();
	passed = 0;
	private readonly pairs = new PairTable();
	/** By pair: when it was put off, in seconds, or `passed`. */
	private readonly since = new WideColumn();
	/** The first numbers of the pairs: most lines are of others. */
	private ones = new Uint8Array(64);

	get size(): number {
		return this.since.length;
	}

	/** Notes that somebody was put off: a pair of numbers, sender and recipient or mail and recipient. */
	putOff(one: number, other: number, seconds: number): void {
		const pair = this.pairs.intern(one, other);
		if (pair === this.since.length) {
			this.note(one);
			this.since.push(seconds);
		} else if (this.since.get(pair) === passed) {
			this.since.set(pair, seconds);
		}
	}

	/** Notes that the same came through, and how long it waited, if it was put off before. */
	pass(one: number, other: number, seconds: number): void {
		const pair = this.ones[one] === 1 ? this.pairs.find(one, other) : -1;
		const since = pair < 0 ? passed : this.since.get(pair);
		if (since === passed || seconds < since) {
			return;
		}
		this.since.set(pair, passed);
		this.passed++;
		this.waits.add((seconds - since) * 1000);
	}

	private note(one: number): void {
		if (one >= this.ones.length) {
			const grown = new Uint8Array(Math.max(one + 1, this.ones.length * 2));
			grown.set(this.ones);
			this.ones = grown;
		}
		this.ones[one] = 1;
	}
}
