import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	isFiltering,
	noFilter,
	readFilter,
	toCondition,
	type Filter,
} from '../../src/panel/waterfall/filter';
import { row } from './rows';

const rows = [
	row('s1', { messages: ['4jYN7n3GXkzWj'] }),
	row('s2', {
		...{ peer: 'Bulk.Example [203.0.113.20]', outcome: 'rejected', outcomeWords: 'rejected' },
		...{ codes: ['554', '5.7.1'], failure: '554 5.7.1 Relay access denied', duration: 31_000 },
	}),
	row('s3', {
		...{ outcome: 'mixed', outcomeWords: 'with failures', state: 'temporary' },
		...{ codes: ['450', '250'], stages: ['greeting', 'auth', 'rcpt'], writer: 'exim' },
	}),
];

function fitting(wish: Partial<Filter>): string[] {
	return rows.filter(toCondition({ ...noFilter, ...wish })).map(({ id }) => id);
}

test('without a wish all sessions are listed', () => {
	assert.deepEqual(fitting({}), ['s1', 's2', 's3']);
	assert.deepEqual([isFiltering(noFilter), isFiltering({ ...noFilter, text: '  ' })], [false, false]);
});

for (const [wish, expected] of [
	[{ text: 'bulk.EXAMPLE' }, ['s2']],
	[{ text: 'relay denied' }, ['s2']],
	[{ text: 's3' }, ['s3']],
	[{ text: '4jyn7n3' }, ['s1']],
	[{ text: 'exim 450' }, ['s3']],
	[{ text: 'exim 554' }, []],
	[{ text: '-stage:auth', outcome: 'rejected' }, ['s2']],
	[{ outcome: 'completed' }, ['s1']],
	[{ outcome: 'mixed' }, ['s3']],
	[{ outcome: 'rejected', code: '5.7.1' }, ['s2']],
	[{ code: '5' }, []],
	[{ stage: 'auth' }, ['s3']],
	[{ duration: '30000' }, ['s2']],
] as const) {
	test(`${JSON.stringify(wish)} leaves ${expected.join(', ') || 'none'}`, () => {
		assert.deepEqual(fitting(wish), expected);
		assert.ok(isFiltering({ ...noFilter, ...wish }));
	});
}

test('a session without times is never long enough', () => {
	const { duration: _, ...untimed } = row('s4');
	assert.ok(!toCondition({ ...noFilter, duration: '1000' })(untimed));
});

for (const kept of [
	undefined,
	null,
	7,
	'text',
	[],
	{ text: 7, outcome: ['x'], code: { a: 1 }, stage: null },
]) {
	test(`of ${JSON.stringify(kept)} no wish is read`, () => assert.deepEqual(readFilter(kept), noFilter));
}

test('what was wished is read again', () => {
	const filter = { text: 'a', outcome: 'lost', code: '550', stage: 'auth', duration: '1000' };
	assert.deepEqual(readFilter({ ...filter, more: 'x' }), filter);
});
