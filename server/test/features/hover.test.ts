import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { hover } from '../../src/features/hover';
import { log, postfix, refusedLog, sentLog, swaksLog, wrongPasswordLog } from './logs';
import { hoverText } from './hovers/shown';

function checkHover(text: string, needle: string, expected: readonly RegExp[], line?: string): void {
	const markdown = hoverText(text, needle, line);
	for (const pattern of expected) {
		assert.match(markdown, pattern, `over “${needle}”`);
	}
}

test('a code is explained where it stands: 220 is the greeting or the go-ahead for TLS', () => {
	checkHover(swaksLog, '220', [/\*\*220\*\* Service ready/, /greeting/, /opening greeting/], 'ESMTP Postfix');
	checkHover(swaksLog, '220', [/STARTTLS/, /TLS handshake/, /If it did not come.*454/], 'Ready to start');
});

test('250 is another thing after MAIL, after RCPT and after the dot', () => {
	checkHover(
		swaksLog,
		'250',
		[/· MAIL/, /sender address is accepted/, /MAIL FROM:<alice@example\.com>/],
		'2.1.0',
	);
	checkHover(swaksLog, '250', [/· RCPT/, /recipient `carol@example\.com`/], 'Ok for carol');
	checkHover(swaksLog, '250', [/end of content/, /taken charge/], 'queued as');
	checkHover(swaksLog, '250', [/EHLO/, /lists its extensions/], '250-PIPELINING');
});

test('the stages in between', () => {
	checkHover(swaksLog, '235', [/mechanism PLAIN/, /Authentication successful/, /RFC 4954/]);
	checkHover(swaksLog, '354', [/\*\*354\*\*/, /DATA/]);
	checkHover(swaksLog, '221', [/QUIT/]);
	checkHover(wrongPasswordLog, '334', [/mechanism LOGIN/, /next part of the login/], 'VXNlcm5hbWU6');
});

test('a refused login names its mechanism, what to do on both sides, and no secret', () => {
	checkHover(wrongPasswordLog, '535', [
		/\*\*535\*\*/,
		/mechanism LOGIN/,
		/What to do/,
		/password/,
		/When you see it/,
	]);
	assert.doesNotMatch(hoverText(wrongPasswordLog, '535'), /c2VjcmV0|YWxpY2U|secret\b/);
});

test('a refusal names recipient, stage and session, and the words that tell more than the code', () => {
	checkHover(refusedLog, '550', [
		/^\*\*550\*\* Mailbox unavailable · \*\*5\\\.1\\\.1\*\* No such mailbox/,
		/Session s1 · RCPT/,
		/recipient `nobody@example\.com`/,
		/No such mailbox on the receiving server\.\*\*/,
		/On the receiving side/,
		/\]\(https:\/\/www\.rfc-editor\.org/,
	]);
	checkHover(refusedLog, '5.1.1', [/^\*\*5\\\.1\\\.1\*\* No such mailbox · \*\*550\*\*/]);
});

test('a delivery is explained from the side of the sender', () => {
	checkHover(sentLog, '550', [
		/by mx\\\.example\\\.net/,
		/recipient `nobody@example\.net`/,
		/What to do/,
		/attempt bounced/,
	]);
	checkHover(sentLog, '4.4.1', [/\*\*4\\\.4\\\.1\*\*/, /attempt deferred/]);
	assert.doesNotMatch(hoverText(sentLog, '4.4.1'), /No standard and no list/);
});

test('a queue id is explained by its message', () => {
	checkHover(
		sentLog,
		'4jYB5r214Jz6x',
		[
			/\*\*Message 4jYB5r214Jz6x\*\*/,
			/from `alice@example\.com`/,
			/900 octets/,
			/`nobody@example\.net`: \*\*bounced\*\*.*550 5/,
			/`c@example\.edu`: \*\*deferred\*\*/,
		],
		'(queue active)',
	);
});

test('any other place of a line tells its session', () => {
	checkHover(
		refusedLog,
		'connect from',
		[/\*\*Session s1\*\* · from mx/, /✗ RCPT 550/],
		'10:30:00 mx1 postfix/smtpd[2214]: connect',
	);
	checkHover(swaksLog, 'Connected', [/\*\*Session s1\*\*/]);
});

test('nothing is said over the time, over mail content, or of a line that nobody understands', () => {
	assert.equal(hoverText(refusedLog, 'Nov 23', 'disconnect'), '');
	assert.equal(hoverText(swaksLog, '550'), '');
	assert.equal(hoverText('some 550 text\n', '550'), '');
	assert.equal(hover(MailLog.of(''), { position: { line: 0, character: 0 } }), null);
	assert.equal(hover(MailLog.of('x'), { position: { line: 7, character: 3 } }), null);
});

test('what a log says cannot become Markdown', () => {
	const hostile = log(
		postfix('10:30:00', 'smtpd[1]', 'connect from [x](command:evil)[192.0.2.9]'),
		postfix(
			'10:30:01',
			'smtpd[1]',
			'NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 550 5.1.1 <`</code><img src=x>`@example.com>: User unknown; from=<a@example.org> to=<![i](http://evil.example)`x`@example.com> proto=ESMTP helo=<x>',
		),
	);
	const markdown = hoverText(hostile, '550');
	const outsideCode = markdown.replace(/(`+)[^]*?\1/g, '');
	assert.doesNotMatch(outsideCode, /evil\.example|<img|command:/);
});

test('a session and a message say which two lines prove that the line is theirs', () => {
	const text = [
		'Nov 23 16:20:48 mx1 postfix/smtpd[291]: connect from host10.isp.example[203.0.113.10]',
		'Nov 23 16:20:48 mx1 postfix/smtpd[300]: connect from host12.isp.example[203.0.113.12]',
		'Nov 23 16:20:49 mx1 postfix/smtpd[291]: 4jYB4w0dbLz5c: client=host10.isp.example[203.0.113.10]',
		'Nov 23 16:20:49 mx1 postfix/qmgr[200]: 4jYB4w0dbLz5c: from=<a@example.org>, size=412, nrcpt=1 (queue active)',
	].join('\n');
	checkHover(
		text,
		'connect from',
		[/joined by process `291` on `mx1`: lines 1 and 3/],
		'smtpd[291]: connect',
	);
	checkHover(
		text,
		'4jYB4w0dbLz5c',
		[/joined by queue id `4jYB4w0dbLz5c` on `mx1`: lines 3 and 4/],
		'queue active',
	);
	checkHover(text, 'connect', [/its end is not in the log/], 'smtpd[300]');
	assert.doesNotMatch(hoverText(text, 'connect', 'smtpd[300]'), /joined by/);
});

test('a session and a message say what proves the year and the zone that their line does not write', () => {
	const text = log(
		postfix('16:20:48', 'smtpd[291]', 'connect from host10.isp.example[203.0.113.10]'),
		postfix('16:20:49', 'smtpd[291]', '4jYB4w0dbLz5c: client=host10.isp.example[203.0.113.10]'),
	);
	const words = /year 2026 and zone \\\+00\\:00: queue id in line 2$/m;
	checkHover(text, 'connect from', [words]);
	checkHover(text, '4jYB4w0dbLz5c', [words], 'client=');
	const exim =
		'2026-11-23 16:32:41 1xVWy9-00005e-17 <= a@sender.example H=x.example [203.0.113.10] P=esmtp S=403\n';
	checkHover(exim, '1xVWy9-00005e-17', [/^zone .*\+.*: queue id in line 1$/m]);
	assert.doesNotMatch(hoverText(exim, '1xVWy9-00005e-17'), /year/);
	const written = text.replaceAll(/Nov 23 (\S+) /g, '2026-11-23T$1+01:00 ');
	assert.doesNotMatch(hoverText(written, 'connect from'), /queue id in line/);
});
