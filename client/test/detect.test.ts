import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { looksLikeMailLog } from '../src/looksLikeMailLog';

/** The names of the texts that are judged wrongly. */
function misjudged(texts: Readonly<Record<string, string>>, expected: boolean): readonly string[] {
	return Object.entries(texts)
		.filter(([, text]) => looksLikeMailLog(text.split('\n')) !== expected)
		.map(([name]) => name);
}

const mailLogs = {
	'postfix, RFC 3164': `Jan  5 10:00:00 mx1 postfix/smtpd[2211]: connect from mx.example.net[192.0.2.1]
Jan  5 10:00:00 mx1 postfix/smtpd[2211]: disconnect from mx.example.net[192.0.2.1] ehlo=1 quit=1 commands=2`,
	'postfix, RFC 3339': '2026-01-05T10:00:00.120+01:00 mx1 postfix/qmgr[812]: 4F2A1B0C9D: removed',
	'postfix, RFC 5424': '<22>1 2026-01-05T10:00:00.120+01:00 mx1 postfix/qmgr 812 - - 4F2A1B0C9D: removed',
	'postfix, RFC 5424, program only': '<22>1 2026-01-05T10:00:00Z mx1 postfix 812 - -  4F2A1B0C9D: removed',
	'postfix with a priority and an instance':
		'<22>Jan  5 10:00:00 mx1 postfix-in/submission/smtpd[2211]: connect from unknown[192.0.2.1]',
	'postfix by its own postlogd, which may leave out the host':
		'Jan 05 10:00:00 postfix/smtpd[2211]: connect from unknown[192.0.2.1]',
	'journalctl -o short-full': 'Mon 2026-01-05 10:00:01 CET mx1 postfix/qmgr[812]: 4F2A1B0C9D: removed',
	'journalctl -o short-unix': '1767603601.120468 mx1 postfix/qmgr[812]: 4F2A1B0C9D: removed',
	'journalctl -o json':
		'{"PRIORITY":"6","__CURSOR":"s=1;i=2","SYSLOG_IDENTIFIER":"postfix/qmgr","MESSAGE":"4F2A1B0C9D: removed"}',
	'journalctl -o export': `__CURSOR=s=1;i=2
PRIORITY=6
SYSLOG_IDENTIFIER=postfix/qmgr
MESSAGE=4F2A1B0C9D: removed`,
	'a container’s log':
		'2026-01-05T10:00:00.120468321Z stdout F Jan  5 10:00:00 mx1 postfix/qmgr[812]: 4F2A1B0C9D: removed',
	'a container’s log of exim':
		'2026-01-05T10:00:00.1Z stderr F 2026-01-05 10:00:00 1vKq2A-0001Ab-C1 Completed',
	'exim, a mistake in its configuration':
		'2026-01-05 10:00:00 Exim configuration error in line 3 of /etc/exim4/exim4.conf:\n  main option "colour" unknown',
	'postfix among filters and mailboxes': `Jan  5 10:00:00 mx1 postfix/qmgr[812]: 4F2A1B0C9D: removed
Jan  5 10:00:01 mx1 amavis[5136]: (05136-09) Passed CLEAN
Jan  5 10:00:01 mx1 dovecot: lmtp(a@example.com)<2><x>: saved mail to INBOX
Jan  5 10:00:02 mx1 kernel: eth0: link up`,
	'postfix with Windows line ends': 'Jan  5 10:00:00 mx1 postfix/qmgr[812]: 4F2A1B0C9D: removed\r',
	sendmail: 'Jan  5 10:00:00 mx1 sm-mta[204]: 605A0xyz000204: from=<a@example.com>, size=12',
	'exim, old ids': `2026-01-05 10:00:00 1vKq2A-0001Ab-C1 <= a@example.com H=mx.example.net [192.0.2.1] P=esmtp S=812
2026-01-05 10:00:01 1vKq2A-0001Ab-C1 => b <b@example.com> R=local T=mbox
2026-01-05 10:00:01 1vKq2A-0001Ab-C1 Completed`,
	'exim, new ids, zone and pid': '2026-01-05 10:00:00.120 +0100 [812] 1vKq2A-00000000Abc-1XYZ Completed',
	'exim, refusals only': `2026-01-05 10:00:00 H=(a) [192.0.2.1] F=<a@example.com> rejected RCPT <b@example.com>: Unrouteable address
2026-01-05 10:00:01 H=mx.example.net (a) [192.0.2.1]:52144 I=[192.0.2.25]:25 rejected connection`,
	'exim, start':
		'2026-01-05 10:00:00 exim 4.96 daemon started: pid=812, -q30m, listening for SMTP on port 25',
	'exim reject log, with headers': `2026-01-05 10:00:00 1vKq2A-0001Ab-C1 H=(a) [192.0.2.1] rejected after DATA: no
Envelope-from: <a@example.com>
Envelope-to: <b@example.com>
P Received: from [192.0.2.1] (helo=a)
	by mx.example.net
F From: A <a@example.com>`,
	swaks: `=== Trying mx.example.net:25...
=== Connected to mx.example.net.
<-  220 mx.example.net ESMTP
 -> EHLO client.example.org
<-  250-mx.example.net
<-  250 SIZE 1000
 -> MAIL FROM:<a@example.org>
<** 550 5.7.1 no`,
	'swaks that did not get through': `=== Trying mx.example.net:25...
*** Error connecting to mx.example.net:25:
*** 	IO::Socket::INET6: connect: Connection refused`,
	'curl -v': `*   Trying 192.0.2.1:25...
* Connected to mx.example.net (192.0.2.1) port 25 (#0)
< 220 mx.example.net ESMTP
> EHLO client
< 250 mx.example.net
> MAIL FROM:<a@example.org>
< 250 ok
* Closing connection 0`,
	telnet: `Trying 192.0.2.1...
Connected to mx.example.net.
Escape character is '^]'.
220 mx.example.net ready
ehlo a
250 mx.example.net
mail from:<a@example.org>
250 ok
rcpt to:<b@example.net>
550 no such user
quit
221 bye`,
	'a greeting and EHLO': '220 mx.example.net ESMTP\nEHLO client.example.org',
	'a long message in an unmarked conversation': `220 mx.example.net ESMTP
HELO a
250 mx.example.net
MAIL FROM:<a@example.org>
250 ok
RCPT TO:<b@example.net>
250 ok
DATA
354 go ahead
${'Words of the message.\n'.repeat(60)}.
250 queued
QUIT
221 bye`,
	'openssl s_client': `CONNECTED(00000003)
depth=0 CN = mx.example.net
---
Certificate chain
 0 s:CN = mx.example.net
-----BEGIN CERTIFICATE-----
${'MIIDazCCAlOgAwIBAgIUexampleexampleexampleexampleexampleexample12\n'.repeat(20)}-----END CERTIFICATE-----
subject=CN = mx.example.net
---
250 SMTPUTF8
EHLO a
250-mx.example.net
250 SIZE 1000`,
	smtplib: `send: 'ehlo [192.0.2.9]\\r\\n'
reply: b'250-mx.example.net\\r\\n'
reply: b'250 SIZE 1000\\r\\n'
reply: retcode (250); Msg: b'mx.example.net'`,
	PHPMailer: `2026-01-05 10:00:00	SERVER -> CLIENT: 220 mx.example.net ESMTP
2026-01-05 10:00:00	CLIENT -> SERVER: EHLO a
2026-01-05 10:00:00	SERVER -> CLIENT: 250-mx.example.net
                  	                  250 SIZE 1000`,
	nodemailer: `[2026-01-05 10:00:00] DEBUG [Zx3kT0aQ9c] Resolved mx.example.net as 192.0.2.1
[2026-01-05 10:00:00] DEBUG [Zx3kT0aQ9c] S: 220 mx.example.net ready
[2026-01-05 10:00:00] DEBUG [Zx3kT0aQ9c] C: EHLO a`,
	'exim -v': `LOG: MAIN
  <= a@example.org U=a P=local S=12
delivering 1vKq2A-0001Ab-C1
Connecting to mx.example.net [192.0.2.1]:25 ... connected
  SMTP<< 220 mx.example.net ESMTP
  SMTP>> EHLO a
  SMTP<< 250-mx.example.net
         250 SIZE 1000
  SMTP>> MAIL FROM:<a@example.org>
  SMTP<< 250 ok`,
};

const others = {
	'a journal’s export without mail': `__CURSOR=s=1;i=2
PRIORITY=6
SYSLOG_IDENTIFIER=kernel
MESSAGE=eth0: link up`,
	nothing: '',
	'white space': ' \n\t\n\n',
	'prose about mail': `Postfix says "connect from mx.example.net[192.0.2.1]" when a client arrives.
Write to postmaster@example.com if a mail comes back with 550 5.1.1.`,
	'a page that shows a transcript': `How SMTP works
A client connects, and the server greets it:
    S: 220 mx.example.net ESMTP
The client then introduces itself:
    C: EHLO client.example.org
The server lists what it can do, one keyword a line, which we leave out here.
After that the client names the sender and the recipients, and hands over the mail.
Each step is answered with a code of three digits.
The first digit says whether it went well.
The second digit says what the reply is about.`,
	'a system log with one line of mail': `Jan  5 10:00:00 host kernel: eth0: link up
Jan  5 10:00:01 host systemd[1]: Started Postfix Mail Transport Agent.
Jan  5 10:00:02 host postfix/master[812]: daemon started -- version 3.7.11
Jan  5 10:00:03 host sshd[99]: Accepted publickey for a from 192.0.2.1
Jan  5 10:00:04 host CRON[100]: (root) CMD (true)`,
	'a mailbox log without a mail server': `Jan  5 10:00:00 host dovecot: imap-login: Login: user=<a>, method=PLAIN, rip=192.0.2.1
Jan  5 10:00:01 host dovecot: imap(a)<12><x>: Disconnected: Logged out`,
	'a web server': '192.0.2.1 - - [05/Jan/2026:10:00:00 +0000] "GET /mail HTTP/1.1" 250 354 "-" "curl/8"',
	'curl -v with HTTP': `* Connected to example.com (192.0.2.1) port 80
> GET / HTTP/1.1
> Host: example.com
< HTTP/1.1 200 OK`,
	'curl -v with FTP': `* Connected to example.com (192.0.2.1) port 21
< 220 example.com FTP server ready
> USER anonymous
< 331 Please specify the password.
> PASS x
< 230 Login successful.`,
	'a POP3 conversation': '+OK ready\nUSER a\n+OK\nPASS x\n+OK\nSTAT\n+OK 2 320\nQUIT\n+OK bye',
	'a table of numbers': '220 mx\n235 yes\n250 ok\n354 go\n421 later\n550 no',
	'an application log with a mail error': `2026-01-05 10:00:00 INFO  Starting job 12
2026-01-05 10:00:01 ERROR smtplib.SMTPAuthenticationError: (535, b'5.7.8 authentication failed')
2026-01-05 10:00:02 INFO  Job 12 done`,
	'a log whose lines begin like those of exim': `2026-01-05 10:00:00 [812] worker-pool started
2026-01-05 10:00:01 [812] request-id-12 Completed
2026-01-05 10:00:02 [813] H=2 P=3 parameters`,
	'a mail': `From: A <a@example.com>
To: b@example.com
Subject: 220 and 235

220 people came, 235 were invited.`,
	'a quoted mail': '> Hello,\n> how are you?\n> 250 of us were there.\n\nFine.',
	'a diff': '*** a.txt\n--- b.txt\n> 250 new\n< 220 old\n< EH',
	'the journal of another program':
		'{"PRIORITY":"6","SYSLOG_IDENTIFIER":"sshd","MESSAGE":"postfix/smtpd[2211]: connect from x"}',
	'a container that has no mail': '2026-01-05T10:00:00.1Z stdout F 192.0.2.1 - - "GET /mail HTTP/1.1" 250',
	dpkg: '2026-01-05 10:00:00 status installed postfix:amd64 3.7.11-0+deb12u1',
};

test('mail logs and transcripts are recognised', () => {
	assert.deepEqual(misjudged(mailLogs, true), []);
});

test('other texts are left alone', () => {
	assert.deepEqual(misjudged(others, false), []);
});

test('a megabyte without a line end, whatever it repeats, is judged by its beginning', () => {
	const pieces = [
		'<',
		'>',
		'-',
		' ',
		'1',
		'A/',
		'S: ',
		'[',
		'2026-01-05 10:00:00 H=(',
		'Jan  5 10:00:00 postfix-',
	];
	const started = performance.now();
	const taken = pieces.filter((piece) => looksLikeMailLog(Array(100).fill(piece.repeat(1e6 / piece.length))));
	assert.deepEqual(taken, []);
	// Milliseconds on a quiet machine; hours, were it quadratic.
	assert.ok(performance.now() - started < 30_000);
});

/** What VS Code asks for files whose name it does not know. */
const firstLine = new RegExp(readManifest().contributes.languages[0]?.firstLine ?? '(?!)');

function readManifest(): { contributes: { languages: readonly { firstLine: string }[] } } {
	return JSON.parse(readFileSync('package.json', 'utf8'));
}

test('the manifest recognises most mail logs by their first line', () => {
	const missed = Object.entries(mailLogs).filter(([, text]) => !firstLine.test(text.split('\n')[0] ?? ''));
	assert.deepEqual(
		missed.map(([name]) => name),
		// The first line of a journal's export says nothing of mail.
		[
			'journalctl -o export',
			'curl -v',
			'telnet',
			'openssl s_client',
			'smtplib',
			'PHPMailer',
			'nodemailer',
			'exim -v',
		],
	);
});

test('the manifest takes no other text by its first line', () => {
	const taken = Object.entries(others).filter(([, text]) => firstLine.test(text.split('\n')[0] ?? ''));
	assert.deepEqual(taken, []);
});

const fixtures = 'server/test/core/dialects/transcript/fixtures';

test('what each tool and each protocol log writes is recognised', () => {
	const texts = readdirSync(fixtures)
		// A bounce is a mail, whatever it quotes.
		.filter((name) => name.endsWith('.txt') && name !== 'sendmail-bounce.txt')
		.map((name) => [name, readFileSync(`${fixtures}/${name}`, 'utf8')] as const);
	assert.deepEqual(misjudged(Object.fromEntries(texts), true), []);
});

test('a pasted transcript is recognised', () => {
	const dialogue = [
		'220 mx.example.net ESMTP',
		'EHLO client.example.org',
		'250 mx.example.net',
		'MAIL FROM:<a@example.org>',
		'550 5.7.1 no',
	];
	const texts = {
		quoted: dialogue.map((line) => `> > ${line}`).join('\n'),
		numbered: dialogue.map((line, at) => `${String(at + 1)}: ${line}`).join('\n'),
		escaped: dialogue.map((line) => line.replaceAll('<', '&lt;').replaceAll('>', '&gt;')).join('\n'),
		'in BBCode': dialogue.map((line) => `[FONT=Menlo]${line}[/FONT]`).join('\n'),
		'a log in BBCode': '[CODE]Jan  5 10:00:00 mx1 postfix/smtpd[2211]: connect from unknown[192.0.2.1]',
		'a quoted log': '> Jan  5 10:00:00 mx1 postfix/smtpd[2211]: connect from unknown[192.0.2.1]',
	};
	assert.deepEqual(misjudged(texts, true), []);
});

test('what Exim refuses without a message is recognised', () => {
	const lines = [
		'unqualified sender rejected: <a> H=mx.example.net [192.0.2.1]',
		'rejected EHLO from mx.example.net [192.0.2.1]: syntactically invalid argument(s): a_b',
		'Connection from [192.0.2.1]:4411 refused: too many connections',
	];
	const texts = Object.fromEntries(lines.map((line) => [line, `2026-01-05 10:00:00 ${line}`]));
	assert.deepEqual(misjudged(texts, true), []);
	assert.deepEqual(misjudged({ other: '2026-01-05 10:00:00 Connection from worker refused' }, false), []);
});

test('a long first line, whatever it repeats, is judged by the manifest in milliseconds', () => {
	const pieces = [
		'{"',
		'{ "SYSLOG_IDENTIFIER":"',
		'2026-01-05T10:00:00Z ',
		'<22>',
		'220 ',
		'Jan  5 10:00:00 ',
	];
	const started = performance.now();
	const taken = pieces.filter((piece) => firstLine.test(piece.repeat(1e6 / piece.length)));
	assert.deepEqual(taken, []);
	assert.ok(performance.now() - started < 1000);
});
