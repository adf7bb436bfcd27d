import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { exportLife, type Work } from '../../src/features/exports';
import type { ExportLifeParams } from '../../src/protocol';
import { filteredLog, log, postfix } from './logs';

/** Does work to its end. */
function done<Value>(work: Work<Value>): Value {
	for (let step = work.next(); ; step = work.next()) {
		if (step.done) {
			return step.value;
		}
	}
}

function exported(text: string, asked: Pick<ExportLifeParams, 'form' | 'redact'>, message = 0): string {
	const result = done(exportLife(MailLog.of(text), { message, ...asked }, { language: 'en' }));
	return result && 'text' in result ? result.text : assert.fail(JSON.stringify(result));
}

test('as Mermaid: who had the mail, one after the other, and what became of it there', () => {
	const lines = exported(filteredLog, { form: 'mermaid', redact: false }).split('\n');
	assert.equal(lines[0], 'sequenceDiagram');
	assert.equal(lines[1], 'title: Message 4jYB5r214Jz6x · delivered');
	assert.deepEqual(lines.slice(2, 5), [
		'participant D0 as postfix/smtpd · mx1',
		'participant D1 as postfix/cleanup · mx1',
		'participant D2 as postfix/qmgr · mx1',
	]);
	assert.ok(lines.includes('D0->>D1: 4jYB5r214Jz6x'), lines.join('\n'));
	assert.ok(!lines.includes('D2->>D0: 4jYB5t3k2Xz70'), 'the queue manager did not give it to smtpd');
	assert.ok(
		lines.some((line) =>
			/^Note over D\d: 3 s · ⏱ waited 1 s · ✗ deferred · bob@example.net · by mx.example.net/.test(line),
		),
		lines.join('\n'),
	);
});

test('as SVG: a file of its own, as the panel draws it', () => {
	const svg = exported(filteredLog, { form: 'svg', redact: false });
	assert.match(svg, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg xmlns=/);
	assert.match(svg, /Message 4jYB5r214Jz6x · delivered/);
	assert.match(svg, /Greylisted/);
});

test('the mail of a line, or of its session', () => {
	const text = log(
		filteredLog.trimEnd(),
		postfix('10:20:00', 'smtpd[9]', 'connect from mx.example.net[192.0.2.8]'),
	);
	const lines = text.trimEnd().split('\n');
	const at = (line: number) =>
		done(exportLife(MailLog.of(text), { message: { line }, form: 'mermaid', redact: false }));
	for (const line of [0, lines.findIndex((each) => each.endsWith('4jYB5t3k2Xz70: removed'))]) {
		const result = at(line);
		assert.match(result && 'text' in result ? result.text : '', /4jYB5r214Jz6x/, lines[line]);
	}
	assert.equal(at(lines.length - 1), null);
});

test('redacted, no name of the log is in it', () => {
	for (const form of ['svg', 'mermaid'] as const) {
		const text = exported(filteredLog, { form, redact: true });
		assert.doesNotMatch(text, /alice|bob@|example\.org|198\.51\.100\.7/, form);
		assert.match(text, /deferred/, form);
	}
});

test('a mail that was tried very often is a short text', () => {
	const tries = Array.from({ length: 1200 }, (_, at) =>
		postfix(
			'10:20:01',
			'smtp[9]',
			`4jYB5r214Jz6x: to=<r${at}@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (250 2.0.0 Ok)`,
		),
	);
	const text = log(
		postfix(
			'10:20:00',
			'qmgr[1]',
			'4jYB5r214Jz6x: from=<news@example.org>, size=900, nrcpt=1200 (queue active)',
		),
		...tries,
	);
	const lines = exported(text, { form: 'mermaid', redact: false }).split('\n');
	assert.ok(lines.length < 20, `${lines.length} lines`);
	assert.ok(
		lines.some((line) => line.endsWith('sent × 200')),
		lines.join('\n'),
	);
});

test('where there is no such mail there is nothing', () => {
	assert.equal(done(exportLife(MailLog.of(filteredLog), { message: 99, form: 'svg', redact: false })), null);
});
