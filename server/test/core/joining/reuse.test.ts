import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../../src/core/mailLog';
import { checkJoined, postfix } from './joined';

test('a short queue id that comes again is another mail: after a new Message-ID, or long after it was removed', () => {
	checkJoined(
		postfix([
			'pickup[11]: A0320E00C3: uid=0 from=<root>',
			'cleanup[12]: A0320E00C3: message-id=<1@example.com>',
			'qmgr[13]: A0320E00C3: from=<root@example.com>, size=400, nrcpt=1 (queue active)',
			'local[14]: A0320E00C3: to=<alice@example.com>, relay=local, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)',
			'qmgr[13]: A0320E00C3: removed',
			'@18:00:00 cleanup[12]: A0320E00C3: message-id=<2@example.com>',
			'qmgr[13]: A0320E00C3: from=<>, size=500, nrcpt=1 (queue active)',
			'local[14]: A0320E00C3: to=<bob@example.com>, relay=local, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)',
			'qmgr[13]: A0320E00C3: removed',
			'@20:00:00 local[14]: A0320E00C3: to=<carol@example.com>, relay=local, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)',
			'qmgr[13]: A0320E00C3: removed',
		]),
		{
			messages: [
				'A0320E00C3 | from=root | alice@example.com sent | delivered | lines=1,2,3,4,5',
				'A0320E00C3 | from= | bob@example.com sent | delivered | lines=6,7,8,9',
				'A0320E00C3 | carol@example.com sent | delivered | cut=start | lines=10,11',
			],
		},
	);
});

test('the same queue id on two hosts is two mails; where one hands over to the other, its word counts', () => {
	checkJoined(
		[
			...postfix([
				'smtpd[1]: connect from a.example[192.0.2.1]',
				'smtpd[1]: A0320E00C3: client=a.example[192.0.2.1]',
				'cleanup[12]: A0320E00C3: message-id=<1@example.com>',
				'qmgr[13]: A0320E00C3: from=<a@example.com>, size=400, nrcpt=1 (queue active)',
			]),
			...postfix(
				[
					'smtpd[1]: connect from mx1.example.com[192.0.2.25]',
					'smtpd[1]: A0320E00C3: client=mx1.example.com[192.0.2.25]',
					'cleanup[12]: A0320E00C3: message-id=<1@example.com>',
					'qmgr[13]: A0320E00C3: from=<a@example.com>, size=500, nrcpt=1 (queue active)',
					'smtpd[1]: disconnect from mx1.example.com[192.0.2.25]',
					'local[6]: A0320E00C3: to=<bob@example.com>, relay=local, delay=0, delays=0/0/0/0, dsn=5.2.2, status=bounced (mailbox full)',
					'qmgr[13]: A0320E00C3: removed',
				],
				'mx2',
			),
			...postfix([
				'smtp[9]: A0320E00C3: to=<bob@example.com>, relay=mx2.example.com[192.0.2.26]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as A0320E00C3)',
				'qmgr[13]: A0320E00C3: removed',
				'smtpd[1]: disconnect from a.example[192.0.2.1]',
			]),
		],
		{
			sessions: [
				'smtpd | 192.0.2.1 | connect disconnect | A0320E00C3 | completed | lines=1,2,14',
				'smtpd | 192.0.2.25 | connect disconnect | A0320E00C3 | completed | lines=5,6,9',
				'smtp | 192.0.2.26 | content 250 | A0320E00C3 | completed | lines=12',
			],
			messages: [
				'A0320E00C3 | from=a@example.com | bob@example.com bounced | delivered | children=A0320E00C3 | lines=1,2,3,4,12,13,14',
				'A0320E00C3@mx2 | from=a@example.com | bob@example.com bounced | failed | parent=A0320E00C3 | lines=5,6,7,8,9,10,11',
			],
		},
	);
});

test('an id that a remote server names may be that of a mail which left our queue long ago: they are strangers', () => {
	checkJoined(
		postfix([
			'pickup[11]: A0320E00C3: uid=0 from=<root>',
			'qmgr[13]: A0320E00C3: removed',
			'@20:00:00 pickup[11]: B0320E00C3: uid=0 from=<root>',
			'smtp[20]: B0320E00C3: to=<x@d.example>, relay=mx.d.example[198.51.100.7]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as A0320E00C3)',
			'qmgr[13]: B0320E00C3: removed',
		]),
		{
			messages: [
				'A0320E00C3 | from=root | discarded | lines=1,2',
				'B0320E00C3 | from=root | x@d.example sent | delivered | lines=3,4,5',
			],
		},
	);
});

test('a process that meets the next client without leaving the last one has lost it; another daemon may have its number', () => {
	checkJoined(
		postfix([
			'smtpd[291]: connect from a.example[192.0.2.1]',
			'smtpd[291]: connect from b.example[192.0.2.2]',
			'submission/smtpd[291]: connect from c.example[192.0.2.3]',
			'smtp[291]: A0320E00C3: to=<a@d.example>, relay=mx.d.example[198.51.100.7]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)',
			'smtpd[291]: disconnect from b.example[192.0.2.2] ehlo=1 quit=1 commands=2',
			'submission/smtpd[291]: disconnect from c.example[192.0.2.3] ehlo=1 quit=1 commands=2',
		]),
		{
			sessions: [
				'smtpd | 192.0.2.1 | connect | open | cut=end | lines=1',
				'smtpd | 192.0.2.2 | connect disconnect | completed | lines=2,5',
				'smtpd | 192.0.2.3 | connect disconnect | completed | lines=3,6',
				'smtp | 198.51.100.7 | content 250 | A0320E00C3 | completed | lines=4',
			],
		},
	);
});

test('a thousand sessions at once stay apart, each with its own mail', () => {
	const numbers = Array.from({ length: 1000 }, (_, at) => at);
	const id = (at: number) => `${(0xa0000 + at).toString(16).toUpperCase()}E00C3`;
	const lines = postfix([
		...numbers.map((at) => `@10:00:00 smtpd[${at + 1}]: connect from a.example[192.0.2.${at % 250}]`),
		...numbers.map(
			(at) => `@10:00:01 smtpd[${1000 - at}]: ${id(999 - at)}: client=a.example[192.0.2.${(999 - at) % 250}]`,
		),
		...numbers.map(
			(at) => `@10:00:02 qmgr[13]: ${id(at)}: from=<a@example.com>, size=400, nrcpt=1 (queue active)`,
		),
		...numbers.map((at) => `@10:00:03 smtpd[${at + 1}]: disconnect from a.example[192.0.2.${at % 250}]`),
		...numbers.map((at) => `@10:00:04 qmgr[13]: ${id(at)}: removed`),
	]);
	checkJoined(lines, {
		sessions: numbers.map(
			(at) =>
				`smtpd | 192.0.2.${at % 250} | connect disconnect | ${id(at)} | completed | lines=${at + 1},${2000 - at},${3001 + at}`,
		),
		messages: numbers.map(
			(at) =>
				`${id(999 - at)} | from=a@example.com | removed | lines=${1000 - at},${1001 + at},${3000 - at},${4000 - at},${5000 - at}`,
		),
	});
});

test('qmqpd serves one client at a time, as smtpd does', () => {
	checkJoined(
		postfix([
			'qmqpd[1]: connect from a.example[192.0.2.1]',
			'qmqpd[1]: A0320E00C3: client=a.example[192.0.2.1]',
			'qmgr[13]: A0320E00C3: from=<a@example.com>, size=400, nrcpt=1 (queue active)',
			'qmqpd[1]: disconnect from a.example[192.0.2.1]',
		]),
		{ sessions: ['server | 192.0.2.1 | connect disconnect | A0320E00C3 | completed | lines=1,2,4'] },
	);
});

test('a warning of a program without its daemon is of the session that its process has open', () => {
	const bare = (text: string) => `<22>1 2026-01-05T10:00:00Z mx1 postfix ${text}`;
	checkJoined(
		[
			bare('884 - - connect from a.example[192.0.2.1]'),
			bare('884 - - warning: something that no row knows'),
			bare('885 - - warning: something that no row knows'),
			bare('884 - - disconnect from a.example[192.0.2.1] quit=1 commands=1'),
		],
		{ sessions: ['smtpd | 192.0.2.1 | connect disconnect | completed | lines=1,2,4'] },
	);
});

test('the script of an instance without a name is understood', () => {
	const line = 'Nov 23 16:20:48 mx1 /postfix-script[123]: starting the Postfix mail system';
	assert.equal(MailLog.of(line).event(0).format, 'postfix');
});
