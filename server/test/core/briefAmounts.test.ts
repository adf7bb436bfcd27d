import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Delays, milliseconds, wholeNumber } from '../../src/core/briefAmounts';
import { Brief, briefField, briefSize } from '../../src/core/dialects/brief';
import { asciiBytes } from '../../src/core/text/ascii';

const rows: readonly (readonly [delay: string, delays: string, values: readonly number[]])[] = [
	['0.62', '0.1/0.01/0.31/0.2', [100, 10, 310, 200, 620]],
	['3', '0.1/0/2/0.9', [100, 0, 2000, 900, 3000]],
	['0.001', '0/0/0/0.0006', [0, 0, 0, 1, 1]],
	['2592000', '2591999/0.5/0.5/0', [2_591_999_000, 500, 500, 0, 2_592_000_000]],
	['1', '0.1/0.9', [100, 900, -1, -1, 1000]],
	['1', '0.1/x/0.9/0', [100, -1, 900, 0, 1000]],
	['', '0/0/0/0', [0, 0, 0, 0, -1]],
	['1', '0/0/0/1/5', [0, 0, 0, 1000, 1000]],
];

for (const [delay, delays, values] of rows) {
	test(`delay=${delay}, delays=${delays}, in its octets and as it was noted`, () => {
		const text = `delay=${delay}, delays=${delays}`;
		const brief = new Brief();
		brief.go(asciiBytes(text), new Int32Array(briefSize), 0);
		brief.place(asciiBytes(text), 1, 0, text.length);
		brief.note(briefField.delay, 'delay='.length, text.indexOf(','));
		brief.note(briefField.delays, text.lastIndexOf('=') + 1, text.length);
		const told = new Delays();
		told.take(brief);
		assert.deepEqual([...told.values], values);
		told.note(brief);
		told.take(brief);
		assert.deepEqual([...told.values], values);
		const fits = values.every((value) => value >= 0 && value < 2 ** 31);
		assert.equal(brief.hasDelays, fits);
	});
}

test('what has no delays tells none, in the place of one that had some', () => {
	const brief = new Brief();
	const told = new Delays();
	const text = asciiBytes('delay=1, delays=0/0/0/1');
	brief.place(text, 1, 0, text.length);
	brief.note(briefField.delay, 6, 7);
	brief.note(briefField.delays, 16, text.length);
	told.note(brief);
	brief.place(text, 1, 0, text.length);
	told.take(brief);
	assert.deepEqual([...told.values], [-1, -1, -1, -1, -1]);
});

const amounts: readonly (readonly [text: string, milliseconds: number, wholeNumber: number])[] = [
	['12', 12_000, 12],
	['0.57', 570, 0],
	['1m3s', 63_000, 0],
	['00:01:02', 62_000, 0],
	['soon', -1, 0],
	['', -1, 0],
];

test('times and numbers, as programs write them', () => {
	for (const [text, time, number] of amounts) {
		const bytes = asciiBytes(text);
		assert.deepEqual(
			[milliseconds(bytes, 0, bytes.length), wholeNumber(bytes, 0, bytes.length)],
			[time, number],
			text,
		);
	}
});
