import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textAfterLine } from '../src/timeline/looks';

test('a stage that went well has its words in full detail only', () => {
	assert.equal(textAfterLine('ok', 'AUTH 235 · 12 ms', 'full'), 'AUTH 235 · 12 ms');
	assert.equal(textAfterLine('ok', 'AUTH 235 · 12 ms', 'minimal'), '');
	assert.equal(textAfterLine('missing', 'AUTH', 'minimal'), '');
});

test('a stage that failed has its words in any detail', () => {
	for (const state of ['temporary', 'permanent', 'lost'] as const) {
		assert.equal(textAfterLine(state, '✗ RCPT 550', 'full'), '✗ RCPT 550');
		assert.equal(textAfterLine(state, '✗ RCPT 550', 'minimal'), '✗ RCPT 550');
	}
});

test('nothing is written when the timeline is off', () => {
	assert.equal(textAfterLine('permanent', 'RCPT 550', 'off'), '');
});

test('a text without end is cut', () => {
	assert.equal(textAfterLine('ok', 'x'.repeat(10_000), 'full'), `${'x'.repeat(240)}…`);
});
