import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextOrder, orderOfLog, readOrder, sorted, type Order } from '../../src/panel/waterfall/order';
import { row } from './rows';

const rows = [
	row('s1', { peer: 'b.example', duration: 10 }),
	row('s2', { peer: 'a.example', duration: 30, outcomeWords: 'rejected' }),
	row('s3', { peer: 'b.example', duration: 20 }),
];
const { duration: _, peer: __, ...bare } = row('s4');

function inOrder(order: Order): string {
	const all = [...rows, bare];
	return Array.from(sorted(all, order), (place) => all[place]?.id).join(' ');
}

for (const [by, up, down] of [
	['time', 's1 s2 s3 s4', 's4 s3 s2 s1'],
	['duration', 's4 s1 s3 s2', 's2 s3 s1 s4'],
	// Those that are equal stay in the order of the log.
	['peer', 's4 s2 s1 s3', 's1 s3 s2 s4'],
	['outcome', 's1 s3 s4 s2', 's2 s1 s3 s4'],
] as const) {
	test(`by ${by}: ${up}, and the other way ${down}`, () => {
		assert.deepEqual([inOrder({ by, isDescending: false }), inOrder({ by, isDescending: true })], [up, down]);
	});
}

test('the first click on a column sorts by it, the next turns it around; of durations the longest are wanted', () => {
	const peers = nextOrder(orderOfLog, 'peer');
	assert.deepEqual(peers, { by: 'peer', isDescending: false });
	assert.deepEqual(nextOrder(peers, 'peer'), { by: 'peer', isDescending: true });
	assert.deepEqual(nextOrder(peers, 'duration'), { by: 'duration', isDescending: true });
});

for (const kept of [undefined, null, 'peer', [], { by: '__proto__', isDescending: 'yes' }, { by: 1 }]) {
	test(`${JSON.stringify(kept)} is the order of the log`, () =>
		assert.deepEqual(readOrder(kept), orderOfLog));
}
