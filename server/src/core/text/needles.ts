/** Upper case for lower case in ASCII; all other octets as they are. */
const folded = Uint8Array.from({ length: 256 }, (_, octet) =>
	octet >= 65 && octet <= 90 ? octet + 32 : octet,
);

/** No step is longer: it has to fit into an octet. */
const longestWindow = 200;

/**
 * Texts that are looked for in octets all at once, without regard to upper and lower case in ASCII. The octets are compared by two
 * (Wu and Manber, 1994), so that a search steps over most of them, and a few hundred texts cost little more than one.
 */
export class Needles {
	/** The number of the text that was found last, and where it stands. */
	which = -1;
	start = 0;
	end = 0;
	private readonly needles: readonly Uint8Array[];
	/** So many octets of each text are compared before all of it is. */
	private readonly window: number;
	/** How far a search may go on from two octets. */
	private readonly steps: Uint8Array;
	/** Two octets → the texts whose window ends with them. */
	private readonly ending = new Map<number, number[]>();

	/** @param texts Their octets; empty ones are never found. */
	constructor(texts: readonly Uint8Array[]) {
		this.needles = texts.map((text) => text.map((octet) => folded[octet] ?? octet));
		const lengths = this.needles.map(({ length }) => length).filter((length) => length > 0);
		this.window = Math.min(longestWindow, ...lengths);
		this.steps = new Uint8Array(1 << 16).fill(Math.max(1, this.window - 1));
		for (const [which, needle] of this.needles.entries()) {
			this.prepare(which, needle);
		}
	}

	/** Looks for the next place between two octets; `which`, `start` and `end` tell it. */
	find(bytes: Uint8Array, from: number, end: number): boolean {
		const { steps, window } = this;
		if (this.ending.size === 0) {
			return false;
		}
		for (let at = from + window - 1; at < end;) {
			const pair = window === 1 ? 0 : (folded[bytes[at - 1] ?? 0] ?? 0);
			const key = (pair << 8) | (folded[bytes[at] ?? 0] ?? 0);
			const step = window === 1 ? 0 : (steps[key] ?? 1);
			if (step === 0 && this.isAt(bytes, at - window + 1, end, key)) {
				return true;
			}
			at += Math.max(1, step);
		}
		return false;
	}

	private prepare(which: number, needle: Uint8Array): void {
		if (needle.length === 0) {
			return;
		}
		const { window, steps } = this;
		for (let last = 1; last < window; last++) {
			const key = ((needle[last - 1] ?? 0) << 8) | (needle[last] ?? 0);
			steps[key] = Math.min(steps[key] ?? 0, window - 1 - last);
		}
		const key = ((window === 1 ? 0 : (needle[window - 2] ?? 0)) << 8) | (needle[window - 1] ?? 0);
		const others = this.ending.get(key);
		if (others) {
			others.push(which);
		} else {
			this.ending.set(key, [which]);
		}
	}

	private isAt(bytes: Uint8Array, start: number, end: number, key: number): boolean {
		for (const which of this.ending.get(key) ?? []) {
			const needle = this.needles[which];
			if (needle && start + needle.length <= end && isSame(needle, bytes, start)) {
				this.which = which;
				this.start = start;
				this.end = start + needle.length;
				return true;
			}
		}
		return false;
	}
}

function isSame(needle: Uint8Array, bytes: Uint8Array, start: number): boolean {
	for (let at = 0; at < needle.length; at++) {
		if ((folded[bytes[start + at] ?? 0] ?? 0) !== needle[at]) {
			return false;
		}
	}
	return true;
}
