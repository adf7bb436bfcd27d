import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followScheme, isCopyScheme, pageScheme, sessionScheme } from '../src/names';

test('documents that show a session or what is followed are no logs of their own', () => {
	const rows = [
		[sessionScheme, true],
		[followScheme, true],
		[pageScheme, false],
		['file', false],
		['untitled', false],
	] as const;
	for (const [scheme, expected] of rows) {
		assert.equal(isCopyScheme(scheme), expected, scheme);
	}
});
