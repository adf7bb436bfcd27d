import { addressIn } from '../../checks/refusals';
import { hasFailed, type Turn } from './turns';

/** Turns that belong to each other; one of them is absent where the other session has nothing like it at this place. */
export type Pair =
	| { readonly first: Turn; readonly second: Turn }
	| { readonly first: Turn; readonly second?: undefined }
	| { readonly first?: undefined; readonly second: Turn };

/**
 * Lays two sessions beside each other, stage by stage, in the order of both: the pairing with the most in common (Needleman and
 * Wunsch). Only turns of the same stage are paired, rather those that name the same recipient, and that went alike.
 */
export function align(firsts: readonly Turn[], seconds: readonly Turn[]): readonly Pair[] {
	const gains = gainsOf(firsts, seconds);
	const pairs: Pair[] = [];
	let at = 0;
	let other = 0;
	for (;;) {
		const first = firsts[at];
		const second = seconds[other];
		if (first && second && isPaired(gains, at, other, likeness(first, second))) {
			pairs.push({ first, second });
			at++;
			other++;
		} else if (first && (!second || gainAt(gains, at + 1, other) >= gainAt(gains, at, other + 1))) {
			pairs.push({ first });
			at++;
		} else if (second) {
			pairs.push({ second });
			other++;
		} else {
			return pairs;
		}
	}
}

/** For each place in both: the most that the turns from there on can have in common. A row for each first, one more at the end. */
type Gains = readonly Int32Array[];

function gainsOf(firsts: readonly Turn[], seconds: readonly Turn[]): Gains {
	const gains = Array.from({ length: firsts.length + 1 }, () => new Int32Array(seconds.length + 1));
	for (let at = firsts.length - 1; at >= 0; at--) {
		for (let other = seconds.length - 1; other >= 0; other--) {
			const first = firsts[at];
			const second = seconds[other];
			const like = first && second ? likeness(first, second) : 0;
			const paired = like > 0 ? like + gainAt(gains, at + 1, other + 1) : 0;
			const row = gains[at];
			if (row) {
				row[other] = Math.max(paired, gainAt(gains, at + 1, other), gainAt(gains, at, other + 1));
			}
		}
	}
	return gains;
}

function gainAt(gains: Gains, at: number, other: number): number {
	return gains[at]?.[other] ?? 0;
}

function isPaired(gains: Gains, at: number, other: number, like: number): boolean {
	return like > 0 && like + gainAt(gains, at + 1, other + 1) === gainAt(gains, at, other);
}

/** How much two turns have in common; 0: they are no pair. */
function likeness(first: Turn, second: Turn): number {
	if (first.stage !== second.stage) {
		return 0;
	}
	const isSameAddress =
		(first.stage === 'rcpt' || first.stage === 'mail') &&
		first.command !== undefined &&
		addressIn(first.command) === addressIn(second.command);
	return (
		8 +
		(first.isSecured === second.isSecured ? 2 : 0) +
		(isSameAddress ? 4 : 0) +
		(hasFailed(first) === hasFailed(second) ? 1 : 0)
	);
}
