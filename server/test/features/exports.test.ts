import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { exportSession, redactedCopy, swaks, type Work } from '../../src/features/exports';
import type { ExportResult } from '../../src/protocol';
import { refusedLog, wrongPasswordLog } from './logs';

const start = { line: 0, character: 0 };

/** Does work to its end. */
function done<Value>(work: Work<Value>): Value {
	for (let step = work.next(); ; step = work.next()) {
		if (step.done) {
			return step.value;
		}
	}
}

function textOf(of: Work<ExportResult> | ExportResult): string {
	const result = of && 'next' in of ? done(of) : of;
	assert.ok(result && 'text' in result);
	return result.text;
}

test('a session is copied in its lines, as a transcript and for a ticket, never with a secret', () => {
	const log = MailLog.of(wrongPasswordLog);
	const secrets = Array.from(
		wrongPasswordLog.matchAll(/^ -> ([A-Za-z0-9+/=]{6,})$/gm),
		([, sent = '']) => sent,
	);
	assert.equal(secrets.length, 2);
	for (const redact of [false, true]) {
		for (const form of ['lines', 'transcript', 'markdown', 'svg', 'mermaid'] as const) {
			const text = textOf(exportSession(log, { position: start, form, redact }));
			assert.ok(text.includes('535'), text);
			assert.ok(
				secrets.every((sent) => !text.includes(sent)),
				text,
			);
		}
	}
});

test('redacted, a session names nobody', () => {
	const log = MailLog.of(refusedLog);
	const open = textOf(exportSession(log, { position: start, form: 'lines', redact: false }));
	assert.equal(open, refusedLog);
	const closed = textOf(exportSession(log, { position: start, form: 'lines', redact: true }));
	assert.equal(closed.split('\n').length, refusedLog.split('\n').length);
	assert.doesNotMatch(closed, /nobody|mx\.example\.org/);
	assert.match(closed, /550 5\.1\.1/);
	assert.doesNotMatch(textOf(redactedCopy(log)), /nobody|mx\.example\.org/);
});

test('a line of no session has nothing to copy', () => {
	const log = MailLog.of('nothing\n');
	assert.equal(done(exportSession(log, { position: start, form: 'lines', redact: true })), null);
	assert.equal(swaks(log, { position: start }), null);
});

test('the swaks command has the values of the session and no password', () => {
	const text = textOf(swaks(MailLog.of(wrongPasswordLog), { position: start }));
	assert.match(text, /^swaks --server mx\.example\.com .*--auth LOGIN/);
	assert.doesNotMatch(text, /password/);
});

test('a redacted copy is made in steps that say how much is done', () => {
	const steps = [...redactedCopy(MailLog.of(refusedLog))];
	assert.ok(steps.length >= 6);
	assert.deepEqual(
		steps,
		[...steps].sort((a, b) => a - b),
	);
	assert.equal(steps.at(-1), 1);
});
