import { Histogram } from './histogram';

/** Addresses are numbers below this: a pair of them is one number. */
const most = 2 ** 26;

interface Delayed {
	readonly line: number;
	/** Seconds. */
	readonly since: number;
	hasPassed: boolean;
}

/** What greylisting costs: how many mails it put off, how many of them came again and passed, and how long that took. */
export class Greylisting {
	readonly waits = new Histogram();
	passed = 0;
	private readonly delayed = new Map<number, Delayed>();
	/** The first numbers of the pairs: most lines are of others. */
	private ones = new Uint8Array(64);

	get size(): number {
		return this.delayed.size;
	}

	/** Notes that somebody was put off: a pair of numbers, sender and recipient or mail and recipient. Says whether for the first time. */
	putOff(one: number, other: number, seconds: number, line: number): boolean {
		const key = one * most + other;
		const known = this.delayed.get(key);
		if (known && !known.hasPassed) {
			return false;
		}
		this.note(one);
		this.delayed.set(key, { line, since: seconds, hasPassed: false });
		return true;
	}

	/** Notes that the same came through: how long it waited, in milliseconds, if it was put off before; else -1. */
	pass(one: number, other: number, seconds: number): number {
		const known = this.ones[one] === 1 ? this.delayed.get(one * most + other) : undefined;
		if (!known || known.hasPassed || seconds < known.since) {
			return -1;
		}
		known.hasPassed = true;
		this.passed++;
		const wait = (seconds - known.since) * 1000;
		this.waits.add(wait);
		return wait;
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
