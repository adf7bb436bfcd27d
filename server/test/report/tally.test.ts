import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tally } from '../../src/report/tally';

test('rows are counted in whatever order they come, however many there are', () => {
	const rows = [0, 3, 70_000, 4095, 4096, 1, 70_000, 8191, 3];
	const tally = new Tally(['count', 'octets', 'most'], undefined);
	for (const [line, row] of rows.entries()) {
		tally.add(row, 0, line);
		tally.add(row, 1, line, 100);
		tally.raise(row, 2, line);
	}
	const counted = [...new Set(rows)].map((row) => [
		row,
		tally.get(row, 0),
		tally.get(row, 1),
		tally.get(row, 2),
	]);
	assert.deepEqual(counted, [
		[0, 1, 100, 0],
		[3, 2, 200, 8],
		[70_000, 2, 200, 6],
		[4095, 1, 100, 3],
		[4096, 1, 100, 4],
		[1, 1, 100, 5],
		[8191, 1, 100, 7],
	]);
	assert.equal(tally.size, 70_001);
});

test('nothing was counted of a row between others, or behind them', () => {
	const tally = new Tally(['count'], undefined);
	tally.add(9000, 0, 0);
	assert.deepEqual(
		[9000, 8999, 0, 5000, 9001, 100_000].map((row) => [tally.get(row, 0), tally.hasAny(row)]),
		[
			[1, true],
			[0, false],
			[0, false],
			[0, false],
			[0, false],
			[0, false],
		],
	);
});

test('who watches is told of every figure, and of its line', () => {
	const told: unknown[] = [];
	const tally = new Tally(['count'], (of, row, column, line) => told.push([of === tally, row, column, line]));
	tally.add(2, 0, 17);
	tally.add(5000, 0, 18);
	assert.deepEqual(told, [
		[true, 2, 0, 17],
		[true, 5000, 0, 18],
	]);
});
