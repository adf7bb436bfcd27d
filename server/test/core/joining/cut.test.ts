import { test } from 'node:test';
import { checkJoined, postfix } from './joined';

test('sessions and mails that were there when the log began, or are when it ends, say so', () => {
	checkJoined(
		postfix([
			'smtpd[1]: disconnect from a.example[192.0.2.1] ehlo=1 quit=1 commands=2',
			'cleanup[12]: A0320E00C3: message-id=<1@example.com>',
			'qmgr[13]: A0320E00C3: from=<a@example.com>, size=400, nrcpt=1 (queue active)',
			'smtp[3]: C0320E00C3: to=<x@far.example>, relay=mx.far.example[198.51.100.9]:25, delay=1, delays=0/0/0/1, dsn=2.1.5, status=sent (250 2.1.5 Ok)',
			'qmgr[13]: C0320E00C3: removed',
			'smtpd[2]: connect from b.example[192.0.2.2]',
			'smtpd[2]: D0320E00C3: client=b.example[192.0.2.2]',
			'smtpd[4]: NOQUEUE: reject: RCPT from c.example[192.0.2.3]: 550 5.1.1 <n@example.com>: Recipient address rejected: User unknown; from=<a@example.org> to=<n@example.com> proto=SMTP helo=<c>',
		]),
		{
			sessions: [
				'smtpd | 192.0.2.1 | disconnect | completed | cut=start | lines=1',
				'smtp | 198.51.100.9 | content 250 | C0320E00C3 | completed | lines=4',
				'smtpd | 192.0.2.2 | connect | D0320E00C3 | open | cut=end | lines=6,7',
				'smtpd | 192.0.2.3 | rcpt 550! | open | cut=both | lines=8',
			],
			messages: [
				'A0320E00C3 | from=a@example.com | queued | cut=both | lines=2,3',
				'C0320E00C3 | x@far.example sent | delivered | cut=start | lines=4,5',
				'D0320E00C3 | queued | cut=end | lines=6,7',
			],
		},
	);
});

test('a mail that Postfix made itself has its beginning: a probe, a bounce', () => {
	checkJoined(
		postfix([
			'cleanup[12]: A0320E00C3: message-id=<v@mx1>',
			'qmgr[13]: A0320E00C3: from=<double-bounce@mx1>, size=240, nrcpt=1 (queue active)',
			'smtp[3]: A0320E00C3: to=<x@far.example>, relay=mx.far.example[198.51.100.9]:25, delay=1, delays=0/0/0/1, dsn=2.1.5, status=deliverable (250 2.1.5 Ok)',
			'qmgr[13]: A0320E00C3: removed',
		]),
		{
			messages: [
				'A0320E00C3 | from=double-bounce@mx1 | x@far.example deliverable | delivered | lines=1,2,3,4',
			],
		},
	);
});

test('a client that is lost before its content is there leaves no mail', () => {
	checkJoined(
		postfix([
			'smtpd[1]: connect from a.example[192.0.2.1]',
			'smtpd[1]: A0320E00C3: client=a.example[192.0.2.1]',
			'smtpd[1]: lost connection after DATA (739 bytes) from a.example[192.0.2.1]',
			'cleanup[12]: A0320E00C3: message-id=<>',
			'smtpd[1]: disconnect from a.example[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4',
			'smtpd[2]: connect from b.example[192.0.2.2]',
			'smtpd[2]: B0320E00C3: client=b.example[192.0.2.2]',
			'smtpd[2]: warning: B0320E00C3: queue file size limit exceeded',
			'smtpd[2]: disconnect from b.example[192.0.2.2] ehlo=1 mail=1 rcpt=1 data=0/1 quit=1 commands=4/5',
		]),
		{
			messages: ['A0320E00C3 | discarded | lines=1,2,3,4,5', 'B0320E00C3 | rejected | lines=6,7,8,9'],
		},
	);
});

test('a mail that cleanup cancels never came', () => {
	checkJoined(
		postfix([
			'smtpd[1]: connect from a.example[192.0.2.1]',
			'smtpd[1]: A0320E00C3: client=a.example[192.0.2.1]',
			'cleanup[12]: A0320E00C3: removed (canceled)',
		]),
		{ messages: ['A0320E00C3 | discarded | lines=1,2,3'] },
	);
});

test('a mail that has gone round too often is refused, whatever the code', () => {
	checkJoined(
		postfix([
			'smtpd[1]: connect from a.example[192.0.2.1]',
			'smtpd[1]: A0320E00C3: client=a.example[192.0.2.1]',
			'cleanup[12]: warning: A0320E00C3: message rejected: hopcount exceeded',
			'smtpd[1]: disconnect from a.example[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=0/1 quit=1 commands=4/5',
		]),
		{
			sessions: ['smtpd | 192.0.2.1 | connect content! disconnect | completed | lines=1,2,3,4'],
			messages: ['A0320E00C3 | rejected | lines=1,2,3,4'],
		},
	);
});
