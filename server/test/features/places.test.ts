import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { documentSymbols } from '../../src/features/documentSymbols';
import { foldingRanges } from '../../src/features/foldingRanges';
import { nextFailure } from '../../src/features/nextFailure';
import { replyAt } from '../../src/features/replyAt';
import { sessionText } from '../../src/features/sessionText';
import { refusedLog, sentLog, swaksLog } from './logs';
import { placeOf } from './place';

/** Two sessions whose lines stand in turn. */
const interleaved = refusedLog
	.trimEnd()
	.split('\n')
	.flatMap((line) => [line, line.replace('2214', '2299').replaceAll('192.0.2.9', '192.0.2.10')])
	.join('\n');

test('the session under the cursor, without the lines of others', () => {
	const session = sessionText(MailLog.of(interleaved), { position: { line: 3, character: 0 } });
	assert.equal(session?.id, 's2');
	assert.equal(session?.title, 'Session s2 · mx.example.org [192.0.2.10] · completed');
	assert.deepEqual(
		session?.lines,
		[1, 3, 5, 7].map((line) => ({ line, text: interleaved.split('\n')[line] })),
	);
	assert.equal(sessionText(MailLog.of('x\n'), { position: { line: 0, character: 0 } }), null);
	assert.equal(sessionText(MailLog.of(''), { position: { line: 5, character: 0 } }), null);
});

test('the next failure is behind the cursor, and the first after the last', () => {
	const text = refusedLog + sentLog;
	const log = MailLog.of(text);
	const from = (line: number, character: number) =>
		nextFailure(log, { position: { line, character } })?.range.start;
	const refusal = placeOf(text, '550', 'NOQUEUE');
	const bounce = placeOf(text, '550', 'status=bounced');
	assert.deepEqual(from(0, 0), refusal);
	assert.deepEqual(from(refusal.line, refusal.character - 1), refusal);
	assert.deepEqual(from(refusal.line, refusal.character), bounce);
	assert.deepEqual(from(9999, 0), refusal);
	assert.equal(nextFailure(MailLog.of(swaksLog), { position: { line: 0, character: 0 } }), null);
	const levels = { 'reply.rejected': 'off', 'delivery.bounced': 'hint', 'delivery.deferred': 'off' } as const;
	assert.equal(nextFailure(log, { position: { line: 0, character: 0 }, levels }), null);
	const isWanted = ({ rule }: { rule: string }) => rule !== 'reply.rejected';
	const next = nextFailure(log, { position: { line: 0, character: 0 }, isWanted });
	assert.deepEqual(next?.range.start, bounce);
});

test('the code under the cursor, or of the words under it', () => {
	const rows: readonly (readonly [needle: string, line: string, code: string | undefined])[] = [
		['550', 'NOQUEUE', '550'],
		['5.1.1', 'NOQUEUE', '5.1.1'],
		['Recipient address', 'NOQUEUE', '550'],
		['NOQUEUE', 'NOQUEUE', undefined],
		['connect', ': connect', undefined],
	];
	for (const [needle, line, code] of rows) {
		const found = replyAt(MailLog.of(refusedLog), { position: placeOf(refusedLog, needle, line) });
		assert.equal(found?.code, code, needle);
	}
});

test('a session is folded where its lines stand together', () => {
	assert.deepEqual(foldingRanges(MailLog.of(refusedLog + refusedLog.replaceAll('2214', '2215'))), [
		{ startLine: 0, endLine: 3 },
		{ startLine: 4, endLine: 7 },
	]);
	assert.deepEqual(foldingRanges(MailLog.of(interleaved)), []);
	assert.deepEqual(foldingRanges(MailLog.of('')), []);
});

test('the outline has the sessions and how they went', () => {
	const [symbol, ...others] = documentSymbols(MailLog.of(refusedLog));
	assert.deepEqual(others, []);
	assert.equal(symbol?.name, 's1 · mx.example.org [192.0.2.9] · completed');
	assert.match(symbol?.detail ?? '', /✗ RCPT 550/);
	assert.deepEqual([symbol?.range.start.line, symbol?.range.end.line], [0, 3]);
});

test('the outline does not claim the lines of other sessions', () => {
	assert.deepEqual(
		documentSymbols(MailLog.of(interleaved)).map(({ range }) => [range.start.line, range.end.line]),
		[
			[0, 0],
			[1, 1],
		],
	);
});
