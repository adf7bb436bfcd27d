import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { timeline } from '../../src/features/timeline';
import { log, postfix, refusedLog, sentLog, swaksLog, wrongPasswordLog } from './logs';

/** All marks of a log as `line state text`, lines from 0. */
function marks(text: string, firstLine = 0, lastLine = Number.MAX_SAFE_INTEGER): string[] {
	return timeline(MailLog.of(text), { firstLine, lastLine }).map(
		({ line, state, text: words }) => `${line} ${state} ${words}`,
	);
}

test('a transcript is marked at its replies, and its first line tells all of it', () => {
	assert.deepEqual(marks(swaksLog), [
		'0 ok 220 · EHLO · TLS · EHLO · 235 · MAIL · RCPT×2 · 354 · 250 · 221',
		'2 ok GREETING 220',
		'4 ok EHLO 250',
		'8 ok STARTTLS 220',
		'9 ok TLSv1.3',
		'11 ok EHLO 250',
		'14 ok AUTH 235',
		'16 ok MAIL 250',
		'18 ok RCPT 250',
		'20 ok RCPT 250',
		'22 progress DATA 354',
		'27 ok CONTENT 250',
		'29 ok QUIT 221',
		'30 ok DISCONNECT',
	]);
});

test('what fails cannot be missed', () => {
	const found = marks(wrongPasswordLog);
	assert.equal(found[0], '0 permanent 220 · EHLO · ✗ AUTH 535 · 221');
	assert.ok(found.includes('11 permanent ✗ AUTH 535 5.7.8'), found.join('\n'));
	assert.ok(found.includes('7 progress AUTH 334'), found.join('\n'));
});

test('what no line shows stands in parentheses, with the time that passed', () => {
	assert.deepEqual(marks(refusedLog), [
		'0 permanent (220 · EHLO) · TLS · (EHLO · MAIL) · ✗ RCPT 550 · (221) — 3 s',
		'1 ok TLSv1.3 (GREETING · EHLO · STARTTLS)',
		'2 permanent ✗ RCPT 550 5.1.1 · 3 s (EHLO · MAIL)',
		'3 ok DISCONNECT (QUIT)',
	]);
});

test('what only a counter tells of is hollow, and a failure among it is not hidden by what was seen', () => {
	const text = log(
		postfix('10:30:00', 'smtpd[2214]', 'connect from mx.example.org[192.0.2.9]'),
		postfix('10:30:01', 'smtpd[2214]', '4F2A1B0C9D: client=mx.example.org[192.0.2.9]'),
		postfix(
			'10:30:02',
			'smtpd[2214]',
			'disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=1/2 quit=1 commands=4/5',
		),
	);
	assert.deepEqual(
		timeline(MailLog.of(text), { firstLine: 1, lastLine: 2 }).map(({ shape, state, isHollow, text: words }) =>
			[shape, state, isHollow ? 'hollow' : 'seen', words].join(' '),
		),
		[
			'envelope missing hollow (GREETING · EHLO · MAIL)',
			'envelope permanent hollow DISCONNECT · 2 s (RCPT · ✗ RCPT · QUIT)',
		],
	);
});

test('commands of which a counter tells that all were refused are not drawn as if they were taken', () => {
	const text = log(
		postfix('10:30:00', 'smtpd[2214]', 'connect from mx.example.org[192.0.2.9]'),
		postfix(
			'10:30:00',
			'smtpd[2214]',
			'NOQUEUE: reject: CONNECT from mx.example.org[192.0.2.9]: 503 5.5.0 <mx.example.org[192.0.2.9]>: Client host rejected: Improper use of SMTP command pipelining; proto=SMTP',
		),
		postfix(
			'10:30:00',
			'smtpd[2214]',
			'disconnect from mx.example.org[192.0.2.9] ehlo=0/1 mail=0/1 commands=0/2',
		),
	);
	assert.equal(marks(text)[0], '0 permanent ✗ GREETING 503 · (✗ EHLO · ✗ MAIL)');
});

test('a refusal of which the log has the enhanced code alone is told by it', () => {
	const text = log(
		postfix('10:30:00', 'smtpd[2214]', 'connect from mx.example.org[192.0.2.9]'),
		postfix('10:30:00', 'smtpd[2214]', '4F2A1B0C9D: client=mx.example.org[192.0.2.9]'),
		postfix(
			'10:30:01',
			'cleanup[2215]',
			'4F2A1B0C9D: milter-reject: END-OF-MESSAGE from mx.example.org[192.0.2.9]: 5.7.1 Spam message rejected; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<mx.example.org>',
		),
		postfix(
			'10:30:02',
			'smtpd[2214]',
			'disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=1 data=0/1 quit=1 commands=4/5',
		),
	);
	assert.match(marks(text)[0] ?? '', /✗ CONTENT 5\.7\.1/);
});

test('a client that gives up TLS because STARTTLS was refused failed once', () => {
	const text = log(
		'=== Trying mx.example.com:25...',
		'=== Connected to mx.example.com.',
		'<-  220 mx.example.com ESMTP',
		' -> EHLO client.example.org',
		'<-  250-mx.example.com',
		'<-  250 STARTTLS',
		' -> STARTTLS',
		'<** 454 4.7.0 TLS not available due to local problem',
		'*** TLS startup failed (454 4.7.0 TLS not available due to local problem)',
		'*** STARTTLS attempted but failed',
	);
	assert.match(marks(text)[0] ?? '', / 220 · EHLO · ✗ STARTTLS 454$/);
});

test('a delivery is a session of its own', () => {
	assert.match(marks(sentLog)[0] ?? '', /^3 permanent .*✗ RCPT 550/);
});

test('a lost connection is told apart from a refusal', () => {
	const text = log(
		postfix('10:30:00', 'smtpd[2214]', 'connect from mx.example.org[192.0.2.9]'),
		postfix('10:30:02', 'smtpd[2214]', 'lost connection after EHLO from mx.example.org[192.0.2.9]'),
		postfix('10:30:02', 'smtpd[2214]', 'disconnect from mx.example.org[192.0.2.9] ehlo=1 commands=1'),
	);
	assert.match(marks(text)[0] ?? '', /^0 lost \(220 · EHLO\) · ✗ LOST — 2 s$/);
	assert.match(marks(text)[1] ?? '', /^1 lost ✗ /);
});

test('only lines of the range are marked, and only sessions that have one there are looked at', () => {
	const text = refusedLog + refusedLog.replaceAll('2214', '2215');
	assert.deepEqual(
		marks(text, 3, 4).map((mark) => mark.charAt(0)),
		['3', '4'],
	);
	const mailLog = MailLog.of(text);
	const asked: number[] = [];
	const session = mailLog.session.bind(mailLog);
	mailLog.session = (index) => {
		asked.push(index);
		return session(index);
	};
	timeline(mailLog, { firstLine: 5, lastLine: 6 });
	assert.deepEqual([...new Set(asked)], [1]);
	assert.deepEqual(marks(text, 9000, 9001), []);
	assert.deepEqual(marks(text, 5, 1), []);
});

test('a description is one sentence with the words of the reply', () => {
	const found = timeline(MailLog.of(refusedLog), { firstLine: 0, lastLine: 2 });
	assert.match(
		found[0]?.description ?? '',
		/^Session s1 with mx\.example\.org \[192\.0\.2\.9\], with failures: /,
	);
	assert.match(found[2]?.description ?? '', /^Session s1: .*RCPT 550 5\.1\.1.*“<nobody@example\.com>.*”$/);
});

test('a very long session is told in short, with what failed in it', () => {
	const transactions = Array.from({ length: 40 }, (_, at) => [
		' -> MAIL FROM:<a@example.org>',
		'<-  250 2.1.0 Ok',
		` -> RCPT TO:<b${at}@example.com>`,
		at === 20 ? '<** 550 5.1.1 User unknown' : '<-  250 2.1.5 Ok',
		' -> RSET',
		'<-  250 2.0.0 Ok',
	]).flat();
	const text = log(
		'=== Trying mx.example.com:25...',
		'=== Connected to mx.example.com.',
		'<-  220 mx ESMTP',
		...transactions,
	);
	const strip = marks(text, 0, 0)[0] ?? '';
	assert.match(strip, /… · ✗ RCPT 550 · …/);
	assert.ok(strip.length < 400, strip);
});
