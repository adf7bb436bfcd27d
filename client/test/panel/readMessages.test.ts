import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFromPanel, readToPanel } from '../../src/panel/readMessages';
import { row } from './rows';

/** What the page may say. */
const said = [
	{ type: 'open' },
	{ type: 'reveal', line: 0, focus: true },
	{ type: 'revealSecond', line: 4 },
	{ type: 'detail', tab: 'message', session: 's1', line: 7 },
	{ type: 'compare', action: 'swap', session: 's12' },
	{ type: 'export', line: 3 },
	{ type: 'exportLife', message: 0 },
];

/** What it may be told. */
const told = [
	{ type: 'log', uri: 'file:///mail.log', name: 'mail.log' },
	{ type: 'rows', read: 1, total: 2, rows: [row('s1')] },
	{ type: 'select', session: 's1', line: 3 },
	{ type: 'tab', tab: 'comparison' },
	{ type: 'closed' },
	{ type: 'detail', tab: 'session', session: 's1', data: { any: 'thing' } },
	{ type: 'detail', tab: 'session', session: 's1', data: undefined, problem: 'no answer' },
];

for (const message of said) {
	test(`the extension hears ${JSON.stringify(message)}, and nothing that stands beside it`, () => {
		assert.deepEqual(readFromPanel({ ...message, command: 'workbench.action.quit' }), message);
	});
}

for (const message of told) {
	test(`the page hears ${JSON.stringify(message).slice(0, 80)}, and nothing that stands beside it`, () => {
		assert.deepEqual(readToPanel({ ...message, html: '<script>' }), message);
	});
}

/** What is no message, whoever says it. */
const noMessages = [
	...[undefined, null, 7, 'ready', [], {}, { type: 'constructor' }, { type: ['ready'] }],
	...[-1, 1.5, Number.NaN, Infinity, '1', null, undefined, 2 ** 53].flatMap((line) => [
		{ type: 'reveal', line, focus: true },
		{ type: 'revealSecond', line },
		{ type: 'export', line },
		{ type: 'exportLife', message: line },
		{ type: 'select', session: 's1', line },
		{ type: 'rows', read: line, total: 1, rows: [] },
		{ type: 'rows', read: 1, total: 1, rows: [{ ...row('s1'), line }] },
	]),
	...['', 's0', 's', '1', 's1 ', 's1"]', 's12345678901', 's-1', 's1e3', 7, null, ['s1']].flatMap(
		(session) => [
			{ type: 'compare', action: 'swap', session },
			{ type: 'detail', tab: 'session', session, line: 1, data: {} },
			{ type: 'select', session, line: 1 },
			{ type: 'rows', read: 1, total: 1, rows: [{ ...row('s1'), id: session }] },
		],
	),
	...['Session', '__proto__', '', undefined].flatMap((tab) => [
		{ type: 'detail', tab, session: 's1', line: 1, data: {} },
		{ type: 'tab', tab },
	]),
	{ type: 'reveal', line: 1, focus: 'yes' },
	{ type: 'compare', action: 'delete', session: 's1' },
	{ type: 'log', uri: { scheme: 'command' }, name: 'x' },
	{ type: 'rows', read: 1, total: 1, rows: { length: 1 } },
	...['peer', 'failure', 'start', 'duration', 'stages', 'codes', 'messages', 'phases', 'strip', 'state'].map(
		(key) => ({ type: 'rows', read: 1, total: 1, rows: [{ ...row('s1'), [key]: { toString: '<b>' } }] }),
	),
	{ type: 'rows', read: 1, total: 1, rows: [{ ...row('s1'), phases: [{ phase: 'data', duration: '9px' }] }] },
];

test('a tab is shown for a session that has a line', () => {
	for (const line of [-1, '1', undefined]) {
		assert.equal(readFromPanel({ type: 'detail', tab: 'session', session: 's1', line }), undefined);
	}
});

test('what is not just so is no message', () => {
	for (const value of noMessages) {
		assert.equal(readToPanel(value), undefined, JSON.stringify(value));
		assert.equal(readFromPanel(value), undefined, JSON.stringify(value));
	}
});
