import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toFileName } from '../src/views/fileName';

test('a title is its own name', () =>
	assert.equal(
		toFileName('Session s1 · mx.example.net [192.0.2.1] · rejected'),
		'Session s1 · mx.example.net [192.0.2.1] · rejected',
	));
test('slashes of both kinds make no folders', () => assert.equal(toFileName('a/../b\\c'), 'a-..-b-c'));
test('control and direction characters are blanked', () =>
	assert.equal(toFileName('a\u0000b\u202ec\nd\u200be'), 'a b c d e'));
test('a long title is cut', () => assert.equal(toFileName('x'.repeat(1000)).length, 80));
test('half a character is blanked, also where the cut makes it', () => {
	assert.equal(toFileName('a\ud800b'), 'a b');
	assert.equal(toFileName(`${'x'.repeat(79)}📧`), 'x'.repeat(79));
});
