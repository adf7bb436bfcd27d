import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeId, decodeSendmailId } from '../../src/core/identity';

/** An id, the moment it encodes (UTC), and what else. Made by real servers; the moment is their log's. */
const rows: readonly (readonly [string, string, object])[] = [
	['4jYB4w0dbLz5c', '2026-11-23T16:20:48.090Z', { inode: 287 }],
	['1xVX0Y-00008E-0N', '2026-11-23T16:35:10.000Z', { pid: 510 }],
	['1tixMn-00000000C5j-1wRa', '2025-02-14T15:12:33.000Z', { pid: 46483 }],
	// The same two in base 36, as Exim writes them on Darwin and Cygwin.
	['TOYREM-0000E6-0N', '2026-11-23T16:35:10.000Z', { pid: 510 }],
	['TOYREM-000000000E6-00KU', '2026-11-23T16:35:10.000Z', { pid: 510 }],
	['5FWwyS0000z5c', '2033-05-18T03:33:20.000Z', { inode: 287 }],
];

for (const [id, moment, pid] of [
	['6ANGf41Z001169', '2026-11-23T16:41:04.000Z', 1169],
	['x0B000aG012345', '2019-01-11T00:00:00.000Z', 12345],
] as const) {
	test(`sendmail's ${id} arrived at ${moment}`, () => {
		assert.deepEqual(decodeSendmailId(id), { epoch: Date.parse(moment), pid });
	});
}

for (const id of ['SAA12345', '6CNGf41Z001169', '60NGf41Z001169x', '6ANzf41Z001169', '6ANGf400116', '']) {
	test(`sendmail: «${id}» encodes no moment`, () => assert.equal(decodeSendmailId(id), undefined));
}

for (const [id, moment, more] of rows) {
	test(`${id} arrived at ${moment}`, () => {
		const decoded = decodeId(id);
		assert.ok(decoded);
		assert.equal(new Date(decoded.epoch).toISOString(), moment);
		assert.deepEqual({ ...decoded, epoch: 0 }, { epoch: 0, ...more });
	});
}

for (const id of [
	'0F5383D',
	'',
	'NOQUEUE',
	'zzzz',
	'1xVX0Y-00008E',
	'000000-000000-00',
	'4jYB4w0dbLz',
	'AEIOUaeiouz12',
	'4jYB4w0dbLz5z',
	'1xVX0Y-00008E-0N0N',
	'zzzzzz-00008E-0N',
	'1xVX0Y-0000000008E-0N',
]) {
	test(`«${id}» encodes no moment`, () => {
		assert.equal(decodeId(id), undefined);
	});
}
