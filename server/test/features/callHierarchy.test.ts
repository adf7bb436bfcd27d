import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallHierarchyItem } from 'vscode-languageserver-types';
import { MailLog } from '../../src/core/mailLog';
import { callHierarchyItems, incomingCalls, outgoingCalls } from '../../src/features/callHierarchy';
import type { NamedLog } from '../../src/tracing/logs';
import { done } from '../../src/core/work';
import { mx1Log, mx2Log } from '../tracing/hosts';
import { sentLog } from './logs';
import { placeOf } from './place';

const mx1: NamedLog = { uri: 'file:///logs/mx1.log', log: MailLog.of(mx1Log) };
const mx2: NamedLog = { uri: 'file:///logs/mx2.log', log: MailLog.of(mx2Log) };
const logs = [mx1, mx2];

function itemAt(home: NamedLog, text: string, needle: string, line?: string): CallHierarchyItem {
	const [item] = callHierarchyItems(logs, home, placeOf(text, needle, line));
	assert.ok(item, needle);
	return item;
}

/** `mx1.log:5:198 4jYB5s0bBcz7y`: where it is proved, and what stands there. */
function proof(
	{ uri, log }: NamedLog,
	ranges: readonly { start: { line: number; character: number }; end: { character: number } }[],
): string[] {
	return ranges.map(
		({ start, end }) =>
			`${uri.slice(uri.lastIndexOf('/') + 1)}:${start.line} ${log.text(start.line).slice(start.character, end.character).slice(0, 90)}`,
	);
}

test('a mail leads to those that came of it, with the lines that prove it, and to servers of which no log is open', () => {
	const calls = done(
		outgoingCalls(logs, itemAt(mx1, mx1Log, '4jYB5r214Jz6x', '4jYB5r214Jz6x: removed'), 'en'),
	);
	assert.deepEqual(
		calls.map(({ to, fromRanges }) => [to.name, to.detail, ...proof(mx1, fromRanges)]),
		[
			['4jYB5t3bZdz8w · delivered', 'bounce · mx1 · mx1.log · <> → a@example.org', 'mx1.log:8 4jYB5t3bZdz8w'],
			[
				'4jYB5s0bBcz7y · delivered',
				'handed over · mx2 · mx2.log · a@example.org → b@example.com',
				'mx1.log:5 4jYB5s0bBcz7y',
			],
			['mx.example.net [198.51.100.7]', 'bounced', `mx1.log:6 ${mx1.log.text(6).slice(0, 90)}`],
		],
	);
});

test('a mail comes from another, whose line names it; else from its client', () => {
	const calls = done(incomingCalls(logs, itemAt(mx2, mx2Log, '4jYB5s0bBcz7y', 'local[23]')));
	assert.deepEqual(
		calls.map(({ from, fromRanges }) => [from.name, from.uri, ...proof(mx1, fromRanges)]),
		[['4jYB5r214Jz6x · some delivered, some not', mx1.uri, 'mx1.log:5 4jYB5s0bBcz7y']],
	);
	const [first] = calls;
	assert.ok(first);
	const before = done(incomingCalls(logs, first.from, 'id'));
	assert.deepEqual(
		before.map(({ from }) => [from.name, from.detail, from.range.start.line]),
		[['client.example.org [192.0.2.9]', 'klien · mx1.log', 0]],
	);
	assert.deepEqual(done(incomingCalls(logs, before[0]?.from ?? first.from)), []);
	assert.deepEqual(done(outgoingCalls(logs, before[0]?.from ?? first.from)), []);
	const alone = done(incomingCalls([mx2], itemAt(mx2, mx2Log, '4jYB5s0bBcz7y', 'local[23]')));
	assert.deepEqual(
		alone.map(({ from }) => from.name),
		['mx1.example.com [192.0.2.1]'],
	);
});

test('mail that was made on the host comes from there', () => {
	const home = { uri: 'file:///a.log', log: MailLog.of(sentLog) };
	const [item] = callHierarchyItems([home], home, { line: 1, character: 0 });
	assert.ok(item);
	assert.deepEqual(
		done(incomingCalls([home], item)).map(({ from }) => from.name),
		['made on this host'],
	);
});

test('an item that the editor kept is found again after the log has grown, and nothing where it is gone', () => {
	const grown = { uri: mx1.uri, log: MailLog.of(`Nov 23 10:00:00 mx1 kernel: x\n${mx1Log}`) };
	const item = itemAt(mx1, mx1Log, '4jYB5r214Jz6x', '4jYB5r214Jz6x: from=<a@example.org>');
	assert.equal(done(outgoingCalls([grown], item)).length, 3);
	for (const logsNow of [[], [{ uri: mx1.uri, log: MailLog.of('') }]]) {
		assert.deepEqual(done(outgoingCalls(logsNow, item)), []);
		assert.deepEqual(done(incomingCalls(logsNow, item)), []);
	}
	assert.deepEqual(done(outgoingCalls(logs, { ...item, data: 'x' })), []);
	assert.deepEqual(callHierarchyItems(logs, mx1, { line: 99, character: 0 }), []);
});
