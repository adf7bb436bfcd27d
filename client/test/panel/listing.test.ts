import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionRow } from '../../../server/src/protocol';
import { noFilter } from '../../src/panel/waterfall/filter';
import { Listing } from '../../src/panel/waterfall/listing';
import { orderOfLog } from '../../src/panel/waterfall/order';
import { Sessions } from '../../src/panel/waterfall/sessions';
import { row } from './rows';

const refused: Partial<SessionRow> = { outcome: 'rejected', outcomeWords: 'rejected', codes: ['550'] };

function filled() {
	const sessions = new Sessions();
	sessions.put(2, 3, [row('s1', { duration: 30 }), row('s2', { duration: 10, ...refused })]);
	const listing = new Listing(sessions);
	const listed = (text = '', by: 'time' | 'duration' = 'time') => {
		listing.list({ ...noFilter, text }, { ...orderOfLog, by });
		return listing.rows.map(({ id }) => id).join(' ');
	};
	return { sessions, listing, listed };
}

test('what has come is listed, in the order and through the filter that are wished', () => {
	const { sessions, listing, listed } = filled();
	assert.equal(listed(), 's1 s2');
	assert.equal(listed('', 'duration'), 's2 s1');
	sessions.put(3, 3, [row('s3', { duration: 20 })]);
	assert.equal(listed('', 'duration'), 's2 s3 s1');
	assert.equal(listed('code:550'), 's2');
	assert.deepEqual(
		[listing.positionOf('s2'), listing.positionOf('s3'), listing.positionOf(undefined)],
		[0, undefined, undefined],
	);
});

test('a row that has changed is found as it is now, and counted once', () => {
	const { sessions, listed } = filled();
	assert.equal(listed('greylisted'), '');
	sessions.put(3, 3, [row('s1', { failure: '450 4.2.0 Greylisted', codes: ['450'] }), row('s3', refused)]);
	assert.equal(listed('greylisted'), 's1');
	assert.deepEqual(
		sessions.choices.codes.list().map(({ value, count }) => `${value}: ${count}`),
		['550: 2', '450: 1'],
	);
});

test('a log that has become shorter has no more rows than sessions, and another log none of them', () => {
	const { sessions, listed } = filled();
	sessions.put(3, 3, [row('s3')]);
	sessions.begin(false);
	assert.equal(listed(), 's1 s2 s3', 'until the new ones come');
	sessions.put(1, 1, [row('s1')]);
	assert.equal(listed(), 's1');
	assert.deepEqual(
		sessions.choices.outcomes.list().map(({ value }) => value),
		['completed'],
	);
	sessions.begin(true);
	assert.equal(listed(), '');
	assert.deepEqual(sessions.choices.outcomes.list(), []);
});
