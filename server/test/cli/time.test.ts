import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isoTime, plainTime, readZone } from '../../src/cli/time';
import type { LineTime } from '../../src/core/event';

const epoch = Date.UTC(2026, 0, 5, 9, 0, 0, 120);

const written: readonly (readonly [
	name: string,
	time: LineTime,
	iso: object | undefined,
	plain: string | undefined,
])[] = [
	[
		'east of UTC',
		{ epoch, offset: 60 },
		{ time: '2026-01-05T10:00:00.120+01:00' },
		'2026-01-05 10:00:00 +01:00',
	],
	[
		'west of UTC',
		{ epoch, offset: -570 },
		{ time: '2026-01-04T23:30:00.120-09:30' },
		'2026-01-04 23:30:00 -09:30',
	],
	[
		'whole seconds',
		{ epoch: epoch - 120, offset: 0 },
		{ time: '2026-01-05T09:00:00+00:00' },
		'2026-01-05 09:00:00 +00:00',
	],
	[
		'inferred',
		{ epoch, offset: 0, inferred: true },
		{ time: '2026-01-05T09:00:00.120+00:00', inferred: true },
		'2026-01-05 09:00:00 +00:00',
	],
	['zone unknown', { epoch }, undefined, '2026-01-05 09:00:00'],
	['year unknown', { epoch, offset: 0, yearUnknown: true }, undefined, 'Jan 5 09:00:00'],
	['no date', { epoch: Number.NaN, offset: 0 }, undefined, undefined],
	['after the year 9999', { epoch: 8.64e15, offset: 0 }, undefined, undefined],
];

for (const [name, time, iso, plain] of written) {
	test(`a time ${name}`, () => {
		assert.deepEqual(isoTime(time), iso);
		assert.equal(plainTime(time), plain);
	});
}

test('a line without time has none', () => {
	assert.equal(isoTime(undefined), undefined);
	assert.equal(plainTime(undefined), undefined);
});

const zones: readonly (readonly [text: string, offset: number | undefined])[] = [
	['+01:00', 60],
	['-05:30', -330],
	['+0200', 120],
	['Z', 0],
	['utc', 0],
	['+15:00', undefined],
	['+01:60', undefined],
	['1', undefined],
	['CET', undefined],
	['', undefined],
];

for (const [text, offset] of zones) {
	test(`the zone “${text}”`, () => assert.equal(readZone(text), offset));
}
