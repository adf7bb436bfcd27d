import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFilter } from '../../src/panel/sessionFilter';
import { row } from './rows';

const rows = [
	row('s1', { messages: ['4jYN7n3GXkzWj'], duration: 200 }),
	row('s2', {
		...{ peer: 'bulk.example [203.0.113.20]', outcome: 'rejected', outcomeWords: 'rejected' },
		...{
			strip: '220 · EHLO · ✗ MAIL 554',
			codes: ['554', '5.7.1'],
			failure: '554 5.7.1 Relay access denied',
		},
		duration: 90_000,
	}),
	row('s3', {
		...{ outcome: 'mixed', outcomeWords: 'with failures', failure: '450 4.2.0 Greylisted' },
		...{ codes: ['250', '450', '4.2.0'], stages: ['greeting', 'auth', 'rcpt'], writer: 'exim' },
		messages: ['4jYN7n3DCDzWh', '4jYN7n3GXkzWj'],
	}),
	untimed(row('s4', { peer: 'unknown [192.0.2.7]', outcome: 'lost', outcomeWords: 'lost' })),
];

function untimed({ duration: _, ...told }: ReturnType<typeof row>) {
	return told;
}

function left(filter: string): string {
	const fits = parseFilter(filter);
	return rows
		.filter((each) => fits?.(each))
		.map(({ id }) => id)
		.join(' ');
}

for (const [filter, expected] of [
	['relay.example.net', 's1 s3'],
	['RELAY greylisted', 's3'],
	['203.0.113.20', 's2'],
	['450', 's3'],
	['45', 's3'],
	['s4', 's4'],
	['4jYN7n3GXkzWj', 's1 s3'],
	['exim', 's3'],
	['"access denied"', 's2'],
	['"denied access"', ''],
	['"relay access', 's2'],
	['-"relay access denied"', 's1 s3 s4'],
	['code:554', 's2'],
	['code:4', 's3'],
	['code:5.7', 's2'],
	['outcome:lost', 's4'],
	['outcome:completed code:4', ''],
	['outcome:mixed code:4', 's3'],
	['outcome:"with failures"', 's3'],
	['stage:auth', 's3'],
	['duration:30s', 's2'],
	['duration:1.5min', 's2'],
	['duration:200ms -duration:2', 's1'],
	['-duration:1h', 's1 s2 s3 s4'],
	['-outcome:completed', 's2 s3 s4'],
	['-relay.example.net -lost', 's2'],
	['host:x', ''],
	['✗', 's2'],
	['nothing of the kind', ''],
] as const) {
	test(`the filter ${filter} leaves ${expected || 'nothing'}`, () => assert.equal(left(filter), expected));
}

test('blanks and empty quotes are no filter', () => {
	for (const filter of ['', '  ', '""', ' ""  "']) {
		assert.equal(parseFilter(filter), undefined, filter);
	}
});

test('what is not finished is a word', () => {
	for (const filter of ['code:', '-', 'duration:', 'duration:soon', 'constructor:x', '__proto__:y']) {
		assert.equal(left(filter), '', filter);
	}
});
