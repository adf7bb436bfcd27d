import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { atOnce } from '../../src/report/report';
import { mapInSteps, sortInSteps } from '../../src/report/tables';
import { runs } from '../runs';

test('what is sorted with pauses is what is sorted at once', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 9000, size: 'max' }), (numbers) => {
			// A number may come again: what came first stays first.
			const items = numbers.map((number, place) => ({ number, place }));
			const compare = (one: { number: number }, other: { number: number }) => one.number - other.number;
			assert.deepEqual(atOnce(sortInSteps(items, compare)), [...items].sort(compare));
		}),
		runs(30),
	);
});

test('there are pauses, and the longer the work the more of them', () => {
	const pauses = (length: number) => {
		const items = Array.from({ length }, (_, at) => (at * 7919) % length);
		return [...sortInSteps(items, (one, other) => one - other), ...mapInSteps(items, (item) => item * 2)]
			.length;
	};
	assert.ok(pauses(50_000) > 200, `${pauses(50_000)} pauses`);
	assert.ok(pauses(100_000) > 2 * pauses(50_000));
	assert.deepEqual(atOnce(mapInSteps([1, 2, 3], (item) => item * 2)), [2, 4, 6]);
});
