import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allFindings, checks } from '../../src/checks/all';
import { MailLog } from '../../src/core/mailLog';
import { readSettings } from '../../src/settings';
import { sentLog } from './logs';

test('settings are taken in every form that editors send them in, and nothing else', () => {
	const rows: readonly (readonly [sent: unknown, checks: object])[] = [
		[{ checks: { 'reply.rejected': 'off' } }, { 'reply.rejected': 'off' }],
		[{ mailLogLens: { checks: { reply: { rejected: 'hint' } } } }, { 'reply.rejected': 'hint' }],
		[{ 'checks.session.lost': 'error' }, { 'session.lost': 'error' }],
		[{ checks: { 'reply.rejected': 'loud', 'no.such': 'off' } }, {}],
		[{ checks: null }, {}],
		[{ checks: { reply: 'off' } }, {}],
		[undefined, {}],
		[null, {}],
		['off', {}],
		[[], {}],
		[JSON.parse('{"checks":{"__proto__":{"rejected":"off"}}}'), {}],
	];
	for (const [sent, expected] of rows) {
		assert.deepEqual(readSettings(sent).checks, expected, JSON.stringify(sent));
	}
});

test('a language that is not ours is the editor’s', () => {
	const rows: readonly (readonly [sent: unknown, language: string])[] = [
		[{ language: 'id' }, 'id'],
		[{ mailLogLens: { language: 'en' } }, 'en'],
		[{ language: 'auto' }, 'auto'],
		[{ language: 'tlh' }, 'auto'],
		[{ language: ['id'] }, 'auto'],
		[undefined, 'auto'],
	];
	for (const [sent, expected] of rows) {
		assert.equal(readSettings(sent).language, expected, JSON.stringify(sent));
	}
});

test('a level moves the gravest findings of a rule; milder ones are never made graver', () => {
	const found = (level: 'off' | 'hint' | 'error') =>
		allFindings(MailLog.of(sentLog), { 'delivery.deferred': level }).map(({ severity }) => severity);
	assert.deepEqual(found('off'), ['error']);
	assert.deepEqual(found('hint'), ['error', 'hint']);
	assert.deepEqual(found('error'), ['error', 'error']);
});

test('every rule has an id of its own and says what it does', () => {
	assert.equal(new Set(checks.map(({ id }) => id)).size, checks.length);
	for (const { id, doc } of checks) {
		assert.match(id, /^[a-z]+\.[a-zA-Z]+$/);
		assert.ok(doc.length > 100, id);
	}
});
