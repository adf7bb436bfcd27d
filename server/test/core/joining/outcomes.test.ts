import { test } from 'node:test';
import { checkJoined, postfix } from './joined';

const exim = (lines: readonly string[]) => lines.map((line) => `2026-11-23 16:32:41.${line}`);
const smtpd = (lines: readonly string[]) => lines.map((line) => `Nov 23 16:39:50 mx1 smtpd[126]: ${line}`);

const refused =
	'R=dnslookup T=remote_smtp defer (-44) H=mx.example.net [198.51.100.7]: SMTP error from remote mail server after RCPT TO:<x@example.net>: 450 4.2.0 Mailbox busy';
const deferred =
	'relay=mx.example.net[198.51.100.7]:25, delay=1, delays=0/0/1/0, dsn=4.2.0, status=deferred (host mx.example.net[198.51.100.7] said: 450 4.2.0 later (in reply to RCPT TO command))';

test('Exim: whom nobody refused until the retry time was over has expired; who was refused has bounced', () => {
	checkJoined(
		exim([
			'010 1xVWzY-0000Ob-1f <= a@example.com U=a P=local S=389',
			`020 1xVWzY-0000Ob-1f == x@example.net ${refused}`,
			'030 1xVWzY-0000Ob-1f ** x@example.net <team@example.com>: retry timeout exceeded',
			'040 1xVWzY-0000Ob-1f ** y@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7]: SMTP error from remote mail server after RCPT TO:<y@example.net>: 550 5.1.1 retry timeout exceeded',
			"050 1xVWzY-0000Ob-1f ** z@example.org R=dnslookup T=remote_smtp: all hosts for 'example.org' have been failing for a long time (and retry time not reached)",
			'060 1xVWzY-0000Ob-1f Completed',
		]),
		{
			messages: [
				'1xVWzY-0000Ob-1f | from=a@example.com | x@example.net expired y@example.net bounced z@example.org bounced | failed | lines=1,2,3,4,5,6',
			],
		},
	);
});

test('Exim: who still waited when an administrator removed the mail; who had it keeps it', () => {
	checkJoined(
		exim([
			'010 1xVX2J-0000c6-0y <= a@example.com U=a P=local S=389',
			'020 1xVX2J-0000c6-0y => y@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7] C="250 OK"',
			`030 1xVX2J-0000c6-0y == x@example.net ${refused}`,
			'040 1xVX2J-0000c6-0y removed by root',
			'050 1xVX2J-0000c6-0y Completed',
			'060 1xVX2J-0000c7-0y <= a@example.com U=a P=local S=389 for z@example.net',
			'070 1xVX2J-0000c7-0y removed by root',
		]),
		{
			messages: [
				'1xVX2J-0000c6-0y | from=a@example.com | y@example.net sent x@example.net removed | removed | lines=1,2,3,4,5',
				'1xVX2J-0000c7-0y | from=a@example.com | z@example.net removed | removed | lines=6,7',
			],
		},
	);
});

test('Exim: a recipient who was marked delivered has nothing', () => {
	checkJoined(
		exim([
			'010 1xVX2J-0000cQ-2I <= a@example.com U=a P=local S=389',
			`020 1xVX2J-0000cQ-2I == x@example.net ${refused}`,
			'030 1xVX2J-0000cQ-2I address <x@example.net> marked delivered by root',
			'040 1xVX2J-0000cQ-2I Completed',
		]),
		{
			messages: [
				'1xVX2J-0000cQ-2I | from=a@example.com | x@example.net discarded | discarded | lines=1,2,3,4',
			],
		},
	);
});

test('Exim: an automatic reply is no recipient of the mail that it answers, and a file belongs to its address', () => {
	checkJoined(
		exim([
			'010 1xVWzv-0000WU-0H <= a@example.org H=mx.example.org [192.0.2.9] P=esmtp S=415',
			'020 1xVWzv-0000WU-0H => gina <gina@example.com> R=localuser T=local_delivery',
			'030 1xVWzv-0000Wc-0L <= <> R=1xVWzv-0000WU-0H U=gina P=local S=444',
			'040 1xVWzv-0000WU-0H => >a@example.org <gina@example.com> R=userforward T=address_reply',
			'050 1xVWzv-0000WU-0H => |/usr/bin/notify b@example.net <hans@example.com> R=userforward T=address_pipe',
			'060 1xVWzv-0000WU-0H Completed',
			'070 1xVWzv-0000Wc-0L => a@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.9] C="250 OK"',
			'080 1xVWzv-0000Wc-0L Completed',
		]),
		{
			messages: [
				'1xVWzv-0000WU-0H | from=a@example.org | gina@example.com sent hans@example.com sent | delivered | children=1xVWzv-0000Wc-0L | lines=1,2,4,5,6',
				'1xVWzv-0000Wc-0L | from= | a@example.org sent | delivered | parent=1xVWzv-0000WU-0H | lines=3,7,8',
			],
		},
	);
});

test('postsuper -d: who waited, and who was held; what the queue manager removes was delivered', () => {
	checkJoined(
		postfix([
			'qmgr[13]: A0320E00C3: from=<a@example.com>, size=400, nrcpt=2 (queue active)',
			'smtp[20]: A0320E00C3: to=<y@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok)',
			`smtp[20]: A0320E00C3: to=<x@example.net>, ${deferred}`,
			'postsuper[50]: A0320E00C3: removed',
			'cleanup[12]: B0320E00C3: hold: header Subject: win from mx.example.org[192.0.2.9]; from=<a@example.org> to=<z@example.com> proto=ESMTP helo=<mx.example.org>',
			'postsuper[50]: B0320E00C3: removed',
			'postsuper[50]: Deleted: 2 messages',
		]),
		{
			messages: [
				'A0320E00C3 | from=a@example.com | y@example.net sent x@example.net removed | removed | cut=start | lines=1,2,3,4',
				'B0320E00C3 | from=a@example.org | z@example.com removed | removed | cut=start | lines=5,6',
			],
		},
	);
});

test('OpenSMTPD: a mail is removed for one recipient, and has gone with the last one', () => {
	checkJoined(
		smtpd([
			'0000000000000000 mta delivery evpid=9ddd7856fe02f04e from=<a@example.com> to=<x@example.net> rcpt=<-> source="-" relay="example.net" delay=11s result="TempFail" stat="Network error on destination MXs"',
			'0000000000000000 mta delivery evpid=9ddd7856fe02f04f from=<a@example.com> to=<y@example.org> rcpt=<-> source="-" relay="example.org" delay=11s result="TempFail" stat="Network error on destination MXs"',
			'relay: Remove for 9ddd7856fe02f04e: from=<a@example.com>, to=<x@example.net>, rcpt=<->, delay=11s, stat=Removed by administrator',
			'relay: Remove for 1ddd7856fe02f04e: from=<a@example.com>, to=<x@example.net>, rcpt=<->, delay=11s, stat=Removed by administrator',
		]),
		{
			messages: [
				'9ddd7856 | x@example.net removed y@example.org deferred | deferred | cut=both | lines=1,2,3',
				'1ddd7856 | x@example.net removed | removed | cut=start | lines=4',
			],
		},
	);
});

test('OpenSMTPD: each user behind an alias is a recipient, and so is each address of one user', () => {
	const local = (id: string, to: string, user: string, result: string) =>
		`856a14f5ffa1cfd5 mda delivery evpid=14741fa6${id} from=<a@example.org> to=<${to}> rcpt=<${to}> user=${user} delay=0s ${result}`;
	const waits = 'result=TempFail stat=Error (mail.maildir: cannot write)';
	checkJoined(
		smtpd([
			local('32b92464', 'team@example.com', 'bob', waits),
			local('d147d534', 'team@example.com', 'alice', 'result=Ok stat=Delivered'),
			local('a0b4e979', 'c@example.net', 'vmail', 'result=Ok stat=Delivered'),
			local('a0b4e97a', 'd@example.net', 'vmail', 'result=Ok stat=Delivered'),
		]),
		{
			messages: [
				'14741fa6 | team@example.com(bob) deferred team@example.com(alice) sent c@example.net(vmail) sent d@example.net(vmail) sent | deferred | cut=both | lines=1,2,3,4',
			],
		},
	);
});
