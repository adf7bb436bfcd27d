import { setImmediate as nextTurn } from 'node:timers/promises';

/** So long other requests wait at most: milliseconds. */
const slice = 20;

/**
 * Walks through many small steps, and lets other requests in between.
 * @param goesOn Asked after each pause; when it says no, the rest is left undone.
 * @returns Whether all was done.
 */
export async function inSlices(steps: Iterable<unknown>, goesOn: () => boolean): Promise<boolean> {
	let end = performance.now() + slice;
	for (const _step of steps) {
		if (performance.now() >= end) {
			await nextTurn();
			if (!goesOn()) {
				return false;
			}
			end = performance.now() + slice;
		}
	}
	return true;
}

/**
 * The same for work that ends with a value.
 * @returns The value; `undefined` where `goesOn` said no before it was there.
 */
export async function resultInSlices<Value>(
	work: Generator<unknown, Value>,
	goesOn: () => boolean,
): Promise<{ readonly value: Value } | undefined> {
	let result: { readonly value: Value } | undefined;
	const steps = function* (): Generator<unknown, void> {
		result = { value: yield* work };
	};
	return (await inSlices(steps(), goesOn)) ? result : undefined;
}
