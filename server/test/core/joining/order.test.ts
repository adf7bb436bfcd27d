import { test } from 'node:test';
import { checkJoined, postfix } from './joined';

test('disconnect may stand before client=: the process speaks of the client that it has just left', () => {
	checkJoined(
		postfix([
			'smtpd[291]: connect from a.example[192.0.2.1]',
			'smtpd[291]: disconnect from a.example[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
			'smtpd[291]: A0320E00C3: client=a.example[192.0.2.1]',
			'qmgr[13]: A0320E00C3: from=<a@example.com>, size=400, nrcpt=1 (queue active)',
			'smtpd[291]: connect from b.example[192.0.2.2]',
			'smtpd[291]: disconnect from b.example[192.0.2.2] quit=1 commands=1',
		]),
		{
			sessions: [
				'smtpd | 192.0.2.1 | connect disconnect | A0320E00C3 | completed | lines=1,2,3',
				'smtpd | 192.0.2.2 | connect disconnect | completed | lines=5,6',
			],
			messages: ['A0320E00C3 | from=a@example.com | queued | cut=end | lines=1,2,3,4'],
		},
	);
});

test('the bounce is named before its mail is there (Postfix 3.11), or after it: the same family', () => {
	const notification = 'bounce[21]: A0320E00C3: sender non-delivery notification: B1430E00C4';
	const cleanup = 'cleanup[12]: B1430E00C4: message-id=<b@mx1>';
	for (const order of [
		[notification, cleanup],
		[cleanup, notification],
	]) {
		checkJoined(
			postfix([
				'pickup[11]: A0320E00C3: uid=0 from=<root>',
				'qmgr[13]: A0320E00C3: from=<root@example.com>, size=400, nrcpt=1 (queue active)',
				'smtp[20]: A0320E00C3: to=<x@d.example>, relay=mx.d.example[198.51.100.7]:25, delay=1, delays=0/0/1/0, dsn=5.1.1, status=bounced (host mx.d.example[198.51.100.7] said: 550 5.1.1 no (in reply to RCPT TO command))',
				...order,
				'qmgr[13]: B1430E00C4: from=<>, size=900, nrcpt=1 (queue active)',
				'qmgr[13]: A0320E00C3: removed',
				'local[22]: B1430E00C4: to=<root@example.com>, relay=local, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)',
				'qmgr[13]: B1430E00C4: removed',
			]),
			{
				messages: [
					`A0320E00C3 | from=root | x@d.example bounced | failed | children=B1430E00C4 | lines=1,2,3,${order[0] === notification ? 4 : 5},7`,
					'B1430E00C4 | from= | root@example.com sent | delivered | parent=A0320E00C3 | lines=4,5,6,8,9',
				],
			},
		);
	}
});

test('the id of a bounce that was another mail before: the new one is the child', () => {
	checkJoined(
		postfix([
			'pickup[11]: B1430E00C4: uid=0 from=<root>',
			'qmgr[13]: B1430E00C4: removed',
			'@20:00:00 pickup[11]: A0320E00C3: uid=0 from=<root>',
			'bounce[21]: A0320E00C3: sender non-delivery notification: B1430E00C4',
			'cleanup[12]: B1430E00C4: message-id=<b@mx1>',
		]),
		{
			messages: [
				'B1430E00C4 | from=root | discarded | lines=1,2',
				'A0320E00C3 | from=root | queued | children=B1430E00C4 | cut=end | lines=3,4',
				'B1430E00C4 | queued | parent=A0320E00C3 | cut=end | lines=4,5',
			],
		},
	);
});

test('a clock that jumps back or forth parts nothing', () => {
	checkJoined(
		postfix([
			'smtpd[1]: connect from a.example[192.0.2.1]',
			'smtpd[1]: A0320E00C3: client=a.example[192.0.2.1]',
			'@03:00:00 cleanup[12]: A0320E00C3: message-id=<1@example.com>',
			'qmgr[13]: A0320E00C3: from=<a@example.com>, size=400, nrcpt=1 (queue active)',
			'smtpd[1]: disconnect from a.example[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
			'@23:00:00 qmgr[13]: A0320E00C3: removed',
			'@22:00:00 local[4]: A0320E00C3: to=<bob@example.com>, relay=local, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)',
		]),
		{
			sessions: ['smtpd | 192.0.2.1 | connect disconnect | A0320E00C3 | completed | lines=1,2,5'],
			messages: ['A0320E00C3 | from=a@example.com | bob@example.com sent | delivered | lines=1,2,3,4,5,6,7'],
		},
	);
});
