import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeId } from '../../src/core/identity';

/** An id, the moment it encodes (UTC), and what else. Made by real servers; the moment is their log's. */
const rows: readonly (readonly [string, string, object])[] = [
	['4jYB4w0dbLz5c', '2026-11-23T16:20:48.090Z', { inode: 287 }],
	['1xVX0Y-00008E-0N', '2026-11-23T16:35:10.000Z', { pid: 510 }],
];

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
]) {
	test(`«${id}» encodes no moment`, () => {
		assert.equal(decodeId(id), undefined);
	});
}
