import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../../src/core/mailLog';
import { checkJoined, postfix } from './joined';

test('a filter behind the queue takes the mail and hands it back as another: what counts is what became of that', () => {
	checkJoined(
		[
			...postfix([
				'smtpd[1]: connect from a.example[192.0.2.1]',
				'smtpd[1]: A0320E00C3: client=a.example[192.0.2.1]',
				'cleanup[12]: A0320E00C3: message-id=<1@example.com>',
				'qmgr[13]: A0320E00C3: from=<a@example.com>, size=400, nrcpt=2 (queue active)',
				'smtpd[1]: disconnect from a.example[192.0.2.1] ehlo=1 mail=1 rcpt=2 data=1 quit=1 commands=6',
				'smtpd[2]: connect from localhost[127.0.0.1]',
				'smtpd[2]: B0320E00C3: client=localhost[127.0.0.1], orig_queue_id=A0320E00C3, orig_client=a.example[192.0.2.1]',
				'cleanup[12]: B0320E00C3: message-id=<1@example.com>',
				'qmgr[13]: B0320E00C3: from=<a@example.com>, size=800, nrcpt=2 (queue active)',
				'smtpd[2]: disconnect from localhost[127.0.0.1] ehlo=1 mail=1 rcpt=2 data=1 quit=1 commands=6',
			]),
			'Nov 23 16:21:00 mx1 amavis[500]: (00500-01) Passed CLEAN {RelayedInbound}, [192.0.2.1]:52144 [192.0.2.1] <a@example.com> -> <x@d.example>,<y@d.example>, Queue-ID: A0320E00C3, Message-ID: <1@example.com>, mail_id: abcdefghijkl, Hits: 0.5, size: 400, queued_as: B0320E00C3, 150 ms',
			...postfix([
				'smtp[3]: A0320E00C3: to=<x@d.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as B0320E00C3)',
				'smtp[3]: A0320E00C3: to=<y@d.example>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as B0320E00C3)',
				'qmgr[13]: A0320E00C3: removed',
				'smtp[4]: B0320E00C3: to=<x@d.example>, relay=mx.d.example[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)',
				'smtp[4]: B0320E00C3: to=<y@d.example>, relay=mx.d.example[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.d.example[198.51.100.7] said: 550 5.1.1 no (in reply to RCPT TO command))',
				'qmgr[13]: B0320E00C3: removed',
			]),
		],
		{
			messages: [
				'A0320E00C3 | from=a@example.com | x@d.example sent y@d.example bounced | delivered | children=B0320E00C3 | lines=1,2,3,4,5,12,13,14 | filters=11',
				'B0320E00C3 | from=a@example.com | x@d.example sent y@d.example bounced | mixed | parent=A0320E00C3 | lines=6,7,8,9,10,15,16,17',
			],
		},
	);
});

/** A filter before the queue: the client waits while the mail comes back on another session. */
const beforeQueue = postfix([
	'smtpd[1]: connect from a.example[192.0.2.1]',
	'smtpd[1]: NOQUEUE: client=a.example[192.0.2.1]',
	'reinject/smtpd[2]: connect from localhost[127.0.0.1]',
	'reinject/smtpd[2]: B0320E00C3: client=localhost[127.0.0.1], orig_client=a.example[192.0.2.1]',
	'qmgr[13]: B0320E00C3: from=<a@example.com>, size=800, nrcpt=1 (queue active)',
	'reinject/smtpd[2]: disconnect from localhost[127.0.0.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
	'smtpd[1]: proxy-accept: END-OF-MESSAGE: 250 2.0.0 Ok: queued as B0320E00C3; from=<a@example.com> to=<b@example.com> proto=ESMTP helo=<a.example>',
	'smtpd[1]: disconnect from a.example[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
]);

test('a filter before the queue: both sessions know the mail, and each other', () => {
	checkJoined(beforeQueue, {
		sessions: [
			'smtpd | 192.0.2.1 | connect content 250 disconnect | B0320E00C3 | completed | lines=1,2,7,8',
			'smtpd | 127.0.0.1 | connect disconnect | B0320E00C3 | completed | lines=3,4,6',
		],
	});
	const log = MailLog.of(beforeQueue.join('\n'));
	assert.deepEqual([log.relatedSessions(0), log.relatedSessions(1)], [[1], [0]]);
	assert.equal(log.session(0).accepted, true);
});

test('postscreen hands the client on: by the port where smtpd writes it, else each session takes one', () => {
	const log = MailLog.of(
		postfix([
			'postscreen[5]: CONNECT from [192.0.2.1]:52144 to [192.0.2.25]:25',
			'postscreen[5]: CONNECT from [192.0.2.1]:52145 to [192.0.2.25]:25',
			'postscreen[5]: PASS NEW [192.0.2.1]:52144',
			'smtpd[1]: connect from a.example[192.0.2.1]',
			'postscreen[5]: PASS OLD [192.0.2.1]:52145',
			'smtpd[2]: connect from a.example[192.0.2.1]:52145',
			'smtpd[1]: disconnect from a.example[192.0.2.1] quit=1 commands=1',
			'smtpd[2]: disconnect from a.example[192.0.2.1]:52145 quit=1 commands=1',
			'smtpd[1]: connect from a.example[192.0.2.1]',
		]).join('\n'),
	);
	assert.deepEqual(
		[...log.sessions()].map(({ index }) => log.relatedSessions(index)),
		[[2], [3], [0], [1], []],
	);
});

test('connections that failed belong to the mail for which the process made them, and to no other', () => {
	checkJoined(
		postfix([
			'pickup[11]: A0320E00C3: uid=0 from=<root>',
			'smtp[20]: connect to mx1.d.example[198.51.100.7]:25: Connection timed out',
			'smtp[20]: connect to mx2.d.example[198.51.100.8]:25: Connection refused',
			'smtp[20]: A0320E00C3: to=<x@d.example>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx2.d.example[198.51.100.8]:25: Connection refused)',
			'smtp[20]: C0320E00C3: to=<z@nodomain.example>, relay=none, delay=30, delays=0/0/30/0, dsn=5.4.4, status=bounced (Host or domain name not found. Name service error for name=nodomain.example type=A: Host not found)',
			'@17:00:00 smtp[30]: connect to mx1.d.example[198.51.100.7]:25: Connection timed out',
			'smtp[30]: Untrusted TLS connection established to mx2.d.example[198.51.100.8]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)',
			'smtp[30]: A0320E00C3: to=<x@d.example>, relay=mx2.d.example[198.51.100.8]:25, delay=1800, delays=0/0/30/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 55550E00C4)',
			'smtp[30]: D0320E00C3: to=<y@d.example>, relay=mx2.d.example[198.51.100.8]:25, conn_use=2, delay=1, delays=0/0/30/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 55550E00C5)',
			'smtp[30]: E0320E00C3: to=<z@d.example>, relay=mx2.d.example[198.51.100.8]:25, delay=1, delays=0/0/30/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 55550E00C6)',
		]),
		{
			sessions: [
				'smtp | 198.51.100.7 | connect! | aborted | lines=2',
				'smtp | 198.51.100.8 | connect! | A0320E00C3 | aborted | lines=3,4',
				'smtp | 198.51.100.7 | connect! | aborted | lines=6',
				'smtp | 198.51.100.8 | tls content 250 content 250 | A0320E00C3,D0320E00C3 | completed | lines=7,8,9',
				'smtp | 198.51.100.8 | content 250 | E0320E00C3 | completed | lines=10',
			],
			messages: [
				'A0320E00C3 | from=root | x@d.example sent | delivered | cut=end | lines=1,2,3,4,6,7,8',
				'C0320E00C3 | z@nodomain.example bounced | failed | cut=both | lines=5',
				'D0320E00C3 | y@d.example sent | delivered | cut=both | lines=7,9',
				'E0320E00C3 | z@d.example sent | delivered | cut=both | lines=10',
			],
		},
	);
});

test('Dovecot names its session when it has saved a mail: both sides of the delivery know each other', () => {
	const log = MailLog.of(
		[
			'dovecot: lmtp(28700): Connect from local',
			'dovecot: lmtp(28701): Connect from local',
			"dovecot: lmtp(alice@example.com)<28700><6SQCDm4XFGIZ9/xL>: sieve: msgid=<a.1@sender.example>: stored mail into mailbox 'INBOX'",
			'dovecot: lmtp(28701): Disconnect from local: Client has quit the connection (state=READY)',
			'dovecot: lmtp(28700): Disconnect from local: Client has quit the connection (state=READY)',
			'postfix/lmtp[30]: A0320E00C3: to=<alice@example.com>, relay=mx1.example.com[private/dovecot-lmtp], delay=0.1, delays=0/0/0/0.1, dsn=2.0.0, status=sent (250 2.0.0 <alice@example.com> 6SQCDm4XFGIZ9/xL Saved)',
		]
			.map((line) => `Nov 23 16:21:00 mx1 ${line}`)
			.join('\n'),
	);
	assert.deepEqual(
		[...log.sessions()].map(({ index }) => log.relatedSessions(index)),
		[[2], [], [0]],
	);
});

test('several instances of Postfix on one host have processes of their own', () => {
	const of = (instance: string, lines: readonly string[]) =>
		postfix(lines).map((line) => line.replace('postfix/', `${instance}/`));
	checkJoined(
		[
			...of('postfix-in', ['smtpd[1]: connect from a.example[192.0.2.1]']),
			...of('postfix-out', [
				'smtpd[1]: connect from b.example[192.0.2.2]',
				'smtpd[1]: disconnect from b.example[192.0.2.2]',
			]),
			...of('postfix-in', ['smtpd[1]: disconnect from a.example[192.0.2.1]']),
		],
		{
			sessions: [
				'smtpd | 192.0.2.1 | connect disconnect | completed | lines=1,4',
				'smtpd | 192.0.2.2 | connect disconnect | completed | lines=2,3',
			],
		},
	);
});

test('what a milter refuses is of the session and of the mail, whichever process tells it', () => {
	checkJoined(
		postfix([
			'smtpd[1]: connect from a.example[192.0.2.1]',
			'smtpd[1]: A0320E00C3: client=a.example[192.0.2.1]',
			'cleanup[12]: A0320E00C3: message-id=<1@example.com>',
			'cleanup[12]: A0320E00C3: milter-reject: END-OF-MESSAGE from a.example[192.0.2.1]: 5.7.1 Blocked; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<a>',
			'smtpd[1]: disconnect from a.example[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=0/1 quit=1 commands=4/5',
		]),
		{
			sessions: ['smtpd | 192.0.2.1 | connect content! disconnect | completed | lines=1,2,4,5'],
			messages: ['A0320E00C3 | from=a@example.org | rejected | lines=1,2,3,4,5'],
		},
	);
});

test('RFC 5424 without the name of the daemon: what cleanup says of a header is no session of smtpd', () => {
	checkJoined(
		[
			'297 - - connect from a.example[192.0.2.1]',
			'297 - - 4jYBGL3wypz6d: client=a.example[192.0.2.1]',
			'303 - - 4jYBGL3wypz6d: discard: header Subject: buy now from a.example[192.0.2.1]; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<a.example>: unwanted',
			'297 - - disconnect from a.example[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
		].map((line) => `<22>1 2026-11-23T16:28:58.551941+00:00 mx1 postfix ${line}`),
		{
			sessions: ['smtpd | 192.0.2.1 | connect disconnect | 4jYBGL3wypz6d | completed | lines=1,2,3,4'],
			messages: ['4jYBGL3wypz6d | from=a@example.org | b@example.com discarded | discarded | lines=1,2,3,4'],
		},
	);
});

test('what a sender writes into a quoted local part is no relay, and no id of another mail', () => {
	const log = MailLog.of(
		postfix([
			'smtp[3]: Untrusted TLS connection established to mx.d.example[198.51.100.7]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)',
			'smtp[3]: A0320E00C3: to=<"r, relay=none, status=sent (queued as C0320E00C3)\\\\"x"@d.example>, relay=mx.d.example[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)',
			'smtp[3]: Untrusted TLS connection established to mx.d.example[198.51.100.7]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)',
			'smtp[3]: B0320E00C3: to=<"unended, relay=mx.d.example[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)',
			'cleanup[12]: C0320E00C3: message-id=<1@example.com>',
		]).join('\n'),
	);
	assert.deepEqual(log.linesAboutMessage(0), [0, 1]);
	assert.deepEqual(log.linesAboutMessage(1), [2, 3]);
	assert.deepEqual(log.relatives(0).children, []);
});

test('a queue id that is used again, on another day, relates nobody', () => {
	const again = (day: number) =>
		[
			'smtpd[1]: connect from a.example[192.0.2.1]',
			'smtpd[1]: A0320E00C3: client=a.example[192.0.2.1]',
			'qmgr[13]: A0320E00C3: from=<a@example.com>, size=400, nrcpt=1 (queue active)',
			'smtpd[1]: disconnect from a.example[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
			'qmgr[13]: A0320E00C3: removed',
		].map((line) => `Nov ${day} 16:21:00 mx1 postfix/${line}`);
	const log = MailLog.of([23, 24, 25].flatMap(again).join('\n'));
	assert.equal(log.messageCount, 3);
	assert.deepEqual(
		[...log.sessions()].map(({ index }) => log.relatedSessions(index)),
		[[], [], []],
	);
});

test('of sessions that took mails with the same queue id, the one is related that did so meanwhile', () => {
	const later = beforeQueue.map((line) => line.replace('Nov 23', 'Nov 24'));
	const log = MailLog.of([...beforeQueue, ...later].join('\n'));
	assert.deepEqual(
		[...log.sessions()].map(({ index }) => log.relatedSessions(index)),
		[[1], [0], [3], [2]],
	);
});
