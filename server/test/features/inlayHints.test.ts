import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { inlayHints } from '../../src/features/inlayHints';
import { timeline } from '../../src/features/timeline';
import { log, postfix, refusedLog, swaksLog } from './logs';

/** The lines of a log with their hints in `‹›`; lines without one are left out. */
function hinted(text: string, { elapsed = true, marks = false, first = 0, last = 99_999 } = {}): string[] {
	const mailLog = MailLog.of(text);
	const hints = inlayHints(mailLog, {
		range: { start: { line: first, character: 0 }, end: { line: last, character: 0 } },
		elapsed,
		marks: marks ? timeline(mailLog, { firstLine: first, lastLine: last }) : [],
	});
	const lines = [...new Set(hints.map(({ position }) => position.line))];
	return lines.map((line) =>
		hints
			.filter(({ position }) => position.line === line)
			.reverse()
			.reduce(
				(words, { position: { character }, label }) =>
					`${words.slice(0, character)}‹${String(label)}›${words.slice(character)}`,
				mailLog.text(line),
			),
	);
}

test('in front of what a line says stands how long after the line before of its session it was written', () => {
	const text = log(
		postfix('10:30:00', 'smtpd[1]', 'connect from mx.example.org[192.0.2.9]'),
		postfix('10:30:01', 'smtpd[2]', 'connect from mx.example.net[192.0.2.8]'),
		postfix('10:30:03', 'smtpd[1]', 'disconnect from mx.example.org[192.0.2.9] quit=1 commands=1'),
		postfix('10:32:06', 'smtpd[2]', 'disconnect from mx.example.net[192.0.2.8] quit=1 commands=1'),
	);
	assert.deepEqual(hinted(text), [
		postfix('10:30:03', 'smtpd[1]', '‹+3 s›disconnect from mx.example.org[192.0.2.9] quit=1 commands=1'),
		postfix(
			'10:32:06',
			'smtpd[2]',
			'‹+2 min 5 s›disconnect from mx.example.net[192.0.2.8] quit=1 commands=1',
		),
	]);
	assert.deepEqual(hinted(text, { elapsed: false }), []);
	assert.deepEqual(hinted(text, { first: 3, last: 3 }).length, 1);
});

test('where no time passed, or the log has none, nothing is written', () => {
	const text = log(
		postfix('10:30:00', 'smtpd[1]', 'connect from mx.example.org[192.0.2.9]'),
		postfix('10:30:00', 'smtpd[1]', 'disconnect from mx.example.org[192.0.2.9] quit=1 commands=1'),
	);
	assert.deepEqual(hinted(text), []);
	assert.deepEqual(hinted(swaksLog), []);
	assert.deepEqual(hinted(''), []);
});

for (const [what, line, expected] of [
	[
		'TAI64N',
		'@400000004c91b044077a9e94 qmail-smtpd: connect',
		'@400000004c91b044077a9e94‹2010-09-16 05:50:50 UTC› qmail-smtpd: connect',
	],
	[
		'seconds since 1970',
		'1767603601.120468 mx1 postfix/smtpd[2211]: connect from mx.example.org[192.0.2.9]',
		'1767603601.120468‹2026-01-05 09:00:01 UTC› mx1 postfix/smtpd[2211]: connect from mx.example.org[192.0.2.9]',
	],
	[
		'the journal',
		'{"__REALTIME_TIMESTAMP":"1767603601120468","MESSAGE":"connect from mx.example.org[192.0.2.9]","SYSLOG_IDENTIFIER":"postfix/smtpd","_PID":"1"}',
		'{"__REALTIME_TIMESTAMP":"1767603601120468‹2026-01-05 09:00:01 UTC›","MESSAGE":"connect from mx.example.org[192.0.2.9]","SYSLOG_IDENTIFIER":"postfix/smtpd","_PID":"1"}',
	],
	[
		'the journal’s records',
		'__REALTIME_TIMESTAMP=1767603601120468',
		'__REALTIME_TIMESTAMP=1767603601120468‹2026-01-05 09:00:01 UTC›',
	],
] as const) {
	test(`a time that nobody can read is told: ${what}`, () => {
		assert.deepEqual(hinted(log(line), { elapsed: false }), [expected]);
	});
}

test('a number that is no time stays alone', () => {
	assert.deepEqual(
		hinted(log('1767603601', '12345678901 x', 'Nov 23 10:30:00 mx1 a[1]: 1767603601.1 x')),
		[],
	);
});

test('an editor that draws no marks has their words behind the lines', () => {
	const lines = hinted(refusedLog, { elapsed: false, marks: true });
	assert.match(lines[0] ?? '', /‹\(220 · EHLO\) · TLS · \(EHLO · MAIL\) · ✗ RCPT 550 · \(221\) — 3 s›$/);
	assert.match(lines[2] ?? '', /‹✗ RCPT 550 5\.1\.1 · 3 s \(EHLO · MAIL\)›$/);
});
