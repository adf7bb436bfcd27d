import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesAround } from '../src/linesAround';

/** Rows are `first-last`, lines from 0. */
function checkLines(seen: string, lineCount: number, expected: string): void {
	const ranges = seen.split(' ').map((range) => {
		const [first = 0, last = 0] = range.split('-').map(Number);
		return { first, last };
	});
	assert.equal(
		linesAround(ranges, lineCount)
			.map(({ first, last }) => `${first}-${last}`)
			.join(' '),
		expected,
	);
}

test('a page before and a page after what is seen', () => checkLines('100-139', 1000, '60-179'));
test('no line before the first', () => checkLines('10-49', 1000, '0-89'));
test('no line after the last', () => checkLines('950-989', 1000, '910-999'));
test('a document of one line', () => checkLines('0-0', 1, '0-0'));
test('parts that lie near each other are one', () => checkLines('10-19 22-31', 1000, '0-41'));
test('what is folded between two parts is left out, however much it is', () =>
	checkLines('0-19 300000-300009', 310_000, '0-39 299990-300019'));
test('a view of a document that has just become shorter', () => checkLines('100-139', 50, ''));
