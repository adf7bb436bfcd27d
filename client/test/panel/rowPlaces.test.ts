import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowPlaces } from '../../src/panel/waterfall/rowPlaces';

const view = 480;

test('a hundred thousand rows stand where they are in the list', () => {
	const places = new RowPlaces(100_000, 24);
	assert.equal(places.height, 2_400_000);
	assert.equal(places.offsetAt(1234, view), 1234);
	assert.equal(places.topOf(99_999, 2_399_520, view), 2_399_976);
});

for (const count of [1_000_000, 8_000_000]) {
	test(`of ${count} rows each can be seen, in an element no higher than browsers draw`, () => {
		const places = new RowPlaces(count, 24);
		assert.ok(places.height <= 15_000_000);
		for (const position of [0, 1, 17, count / 2, count - 30, count - 20]) {
			const scrollTop = places.scrollTopAt(position * 24, view);
			const top = places.topOf(position, scrollTop, view);
			assert.ok(Math.abs(top - scrollTop) < 1, 'it is at the top of what is seen');
			assert.ok(scrollTop >= 0 && scrollTop <= places.height - view, 'the element can be scrolled so far');
			// A browser rounds what it scrolls.
			const row = Math.round(places.offsetAt(Math.round(scrollTop), view) / 24);
			assert.ok(Math.abs(row - position) <= 1, `${row} for ${position}`);
		}
		const end = places.height - view;
		assert.ok(Math.abs(places.topOf(count - 1, end, view) + 24 - places.height) < 0.01, 'the last ends it');
	});
}

test('a list that is higher than all, in a view that shows all of it, and an empty one', () => {
	assert.equal(new RowPlaces(3, 24).offsetAt(0, view), 0);
	assert.equal(new RowPlaces(0, 24).height, 0);
	assert.equal(new RowPlaces(1_000_000, 24).offsetAt(10, 16_000_000), 10);
});
