import assert from 'node:assert/strict';
import { test } from 'node:test';
import { log, postfix, sentLog } from '../logs';
import { checkHover, hoverText, seen } from './shown';

test('a queue id tells its moment, its file, and when each recipient was tried', () => {
	checkHover(sentLog, {
		over: '4jYB5r214Jz6x',
		line: 'queue active',
		sees: [
			/^Message 4jYB5r214Jz6x · /,
			/nobody@example\.net: bounced · 550 5\.1\.1 from mx\.example\.net \[198\.51\.100\.7\], after 1\.2 s/,
			/c@example\.edu: deferred · 4\.4\.1, after 31 s/,
			/made on this host · 900 octets · Message-ID <m2@example\.com>/,
			/queued 2026-11-23 \d\d:\d\d:\d\d UTC.*, in the file with inode \d+/,
		],
	});
});

test('a queue id tells who waited when the mail was removed, and the users behind an alias', () => {
	const removed = log(
		'2026-11-23 10:00:00 1xVX2J-0000c6-0y <= a@example.com U=a P=local S=389',
		'2026-11-23 10:00:01 1xVX2J-0000c6-0y == x@example.net R=dnslookup T=remote_smtp defer (111): Connection refused',
		'2026-11-23 11:00:00 1xVX2J-0000c6-0y removed by root',
	);
	checkHover(removed, { over: '1xVX2J-0000c6-0y', line: '<=', sees: [/x@example\.net: removed/] });
	const indonesian = hoverText(removed, '1xVX2J-0000c6-0y', '<=', { language: 'id' });
	assert.match(seen(indonesian), /x@example\.net: dihapus/);
	const local = (id: string, user: string, result: string) =>
		`Nov 23 16:39:50 mx1 smtpd[126]: 856a14f5ffa1cfd5 mda delivery evpid=14741fa6${id} from=<a@example.org> to=<team@example.com> rcpt=<team@example.com> user=${user} delay=0s ${result}`;
	const aliased = log(
		local('32b92464', 'bob', 'result=TempFail stat=Error (mail.maildir: cannot write)'),
		local('d147d534', 'alice', 'result=Ok stat=Delivered'),
	);
	checkHover(aliased, {
		over: '14741fa6',
		line: 'alice',
		sees: [/team@example\.com \(bob\): deferred/, /team@example\.com \(alice\): sent/],
	});
});

test('Exim ids of both lengths tell the moment and the process', () => {
	const exim = (id: string, time: string) =>
		log(
			`${time} ${id} <= a@sender.example H=x.example [203.0.113.10] P=esmtp S=403`,
			`${time} ${id} => b <b@example.com> R=local_user T=mail_spool`,
			`${time} ${id} Completed`,
		);
	checkHover(exim('1xVWy9-00005e-17', '2026-11-23 17:32:41'), {
		over: '1xVWy9-00005e-17',
		line: '<=',
		sees: [/received 2026-11-23 16:32:41 UTC \(17:32:41 \+01:00\), by process 350/, /b@example\.com: sent/],
	});
	checkHover(exim('1tixMn-00000000C5j-1wRa', '2025-02-14 13:37:37'), {
		over: '1tixMn-00000000C5j-1wRa',
		line: '<=',
		sees: [/received 2025-02-14 .* by process \d+\. It has the long form/],
	});
});

test('short ids say that they hold no date; ids of others, whose they are', () => {
	const short = log(
		postfix(
			'10:20:00',
			'qmgr[900]',
			'8C5EB1C0F3: from=<alice@example.com>, size=900, nrcpt=1 (queue active)',
		),
		postfix(
			'10:20:00',
			'smtp[901]',
			'8C5EB1C0F3: to=<b@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=3, status=sent (250 Ok: queued as 1D8D8217)',
		),
	);
	checkHover(short, {
		over: '8C5EB1C0F3',
		line: 'qmgr',
		sees: [/short id: microsecond 574955 .* inode 114931/],
	});
	checkHover(short, { over: '1D8D8217', sees: [/^1D8D8217 is the id under which the next server/] });
});

test('a Message-ID tells which messages carry it', () => {
	const two = log(
		postfix('10:20:00', 'cleanup[1]', '4jYB5r214Jz6x: message-id=<m2@example.com>'),
		postfix('10:20:00', 'qmgr[900]', '4jYB5r214Jz6x: removed'),
		postfix('10:20:01', 'cleanup[1]', '4jYBGn1jgJz7T: message-id=<m2@example.com>'),
		postfix('10:20:02', 'cleanup[1]', '4jYBGn1jgJz8T: message-id=<>'),
	);
	checkHover(two, {
		over: 'm2@example.com',
		line: '4jYB5r214Jz6x: m',
		sees: [
			/^2 messages carry the Message-ID <?m2@example\.com/,
			/4jYB5r214Jz6x: .*line 1/,
			/4jYBGn1jgJz7T: .*line 3/,
		],
	});
	checkHover(sentLog, { over: 'm2@example.com', sees: [/^1 message carries/] });
});

const delays = (value: string, delay: string) =>
	log(
		postfix(
			'10:20:01',
			'smtp[2320]',
			`4jYB5r214Jz6x: to=<b@example.net>, relay=none, delay=${delay}, delays=${value}, dsn=4.4.1, status=deferred (x)`,
		),
	);

test('delays are drawn, and the longest leg is named with its causes', () => {
	checkHover(delays('0.1/0/30/0.9', '31'), {
		over: '0.1/0/30/0.9',
		sees: [
			/^31 s in all, most of it connecting\.\n\nDNS, TCP/,
			/█░{19} before the queue 100 ms/,
			/░{20} in the queue 0 ms/,
			/█{20} connecting 30 s/,
		],
	});
	checkHover(delays('90/0/1/0.9', '92'), {
		over: 'delays=',
		sees: [/most of it before the queue/, /milter/],
	});
	checkHover(delays('0/50/1/0.9', '52'), { over: 'delays=', sees: [/most of it in the queue/, /qshape/] });
	checkHover(delays('0/0/1/20', '21'), {
		over: 'delays=',
		sees: [/most of it transmitting/, /after the dot/],
	});
	checkHover(delays('0/0/0.1/0.2', '0.3'), { over: 'delays=', sees: [/300 ms in all: nothing to worry/] });
	checkHover(delays('1/1/1/1', '4'), { over: 'delays=', sees: [/no leg that stands out/] });
	checkHover(delays('1/1/1', '3'), { over: 'delays=', sees: [/^delays= /] });
});
