import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { projectClock } from '../../src/cli/reportClock';
import { MailLog } from '../../src/core/mailLog';

test('clock: the lines that prove year and zone, counted from 1', () => {
	assert.deepEqual(projectClock(MailLog.of(readFileSync('samples/postfix.log'))), {
		year: 2026,
		yearLine: 12,
		offset: '+00:00',
		offsetLine: 12,
		changes: undefined,
	});
});

test('clock: where the zone changes', () => {
	const log = MailLog.of(
		[
			// 2026-10-24 22:00:00 and 2026-10-25 02:00:00 UTC
			'2026-10-25 00:00:00 1xKjmS-00000000C5j-1wRa <= a@example.org U=a P=local S=1',
			'2026-10-25 03:00:00 1xKnWi-00000000C5k-1wRa <= a@example.org U=a P=local S=1',
		].join('\n'),
	);
	assert.deepEqual(projectClock(log), {
		year: undefined,
		yearLine: undefined,
		offset: '+02:00',
		offsetLine: 1,
		changes: [{ line: 2, offset: '+01:00', offsetLine: 2 }],
	});
});

test('clock: nothing is said where nothing is proved', () => {
	assert.equal(projectClock(MailLog.of('2026-01-05T10:00:00Z mx1 postfix/smtpd[1]: x')), undefined);
	assert.equal(projectClock(MailLog.of('')), undefined);
});
