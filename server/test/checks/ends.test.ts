import { test } from 'node:test';
import { checkRules } from './find';
import { postfix } from '../features/logs';

const cut = /^log\.cutOff$/;
const jump = /^log\.clockJump$/;
const client = 'mx.example.org[192.0.2.9]';
const connect = (time: string, pid = 7) => postfix(time, `smtpd[${pid}]`, `connect from ${client}`);
const leave = (time: string, pid = 7) =>
	postfix(time, `smtpd[${pid}]`, `disconnect from ${client} ehlo=1 quit=1 commands=2`);
const whole = [connect('10:00:00'), leave('10:00:01')];
const id = '4jYB5r214Jz6x';
const other = '4jYB5r2ZZJz6y';
const picked = (time: string, name = id) => postfix(time, 'pickup[9]', `${name}: uid=0 from=<a@example.com>`);
const queued = (time: string, name = id) =>
	postfix(time, 'qmgr[8]', `${name}: from=<a@example.com>, size=9, nrcpt=1 (queue active)`);
const delivered = (time: string, name = id, status = 'dsn=2.0.0, status=sent (250 2.0.0 Ok)') =>
	postfix(
		time,
		'smtp[5]',
		`${name}: to=<b@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1, delays=0/0/0/1, ${status}`,
	);
const removed = (time: string, name = id) => postfix(time, 'qmgr[8]', `${name}: removed`);
const mail = (minute: string) => [
	picked(`10:${minute}:00`),
	queued(`10:${minute}:00`),
	delivered(`10:${minute}:01`),
	removed(`10:${minute}:01`),
];

test('a log that is cut off', () => {
	checkRules(cut, [leave('09:59:00', 6), ...whole], ['0 hint log.cutOff'], /^The beginning of 1 session is/);
	checkRules(cut, [...whole, connect('10:01:00')], ['2 hint log.cutOff'], /^The end of 1 session is/);
	checkRules(
		cut,
		[delivered('09:59:00', other), removed('09:59:00', other), ...mail('00')],
		['0 hint log.cutOff'],
		/^The beginning of 1 message is not in the log\.$/,
	);
	checkRules(
		cut,
		[leave('09:59:00', 6), removed('09:59:00', other), ...whole, ...mail('01'), connect('10:02:00', 9)],
		['0 hint log.cutOff'],
		/^The beginning of 1 session and 1 message is not in the log\. The end of 1 session/,
	);
	checkRules(
		cut,
		[
			'2026-11-23 10:00:00 1xVX0X-00008E-0M Completed',
			'2026-11-23 10:00:00 1xVX0Y-00008E-0N <= a@example.com U=a P=local S=420',
			'2026-11-23 10:00:01 1xVX0Y-00008E-0N => b@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7] C="250 Ok"',
			'2026-11-23 10:00:01 1xVX0Y-00008E-0N Completed',
		],
		['0 hint log.cutOff'],
	);
});

test('a log that is whole, and an excerpt', () => {
	checkRules(cut, whole, []);
	checkRules(cut, [...whole, ...mail('01')], []);
	checkRules(cut, [leave('09:59:00', 6), connect('10:01:00')], []);
	checkRules(cut, [...whole, delivered('10:02:00'), removed('10:02:00')], []);
	// What waits in the queue is all there.
	checkRules(
		cut,
		[
			...mail('01'),
			picked('10:02:00', other),
			queued('10:02:00', other),
			delivered('10:02:01', other, 'dsn=4.2.0, status=deferred (host said: 450 4.2.0 Later)'),
		],
		[],
	);
	// A bounce has no arrival.
	checkRules(
		cut,
		[
			picked('10:01:00'),
			queued('10:01:00'),
			delivered('10:01:01', id, 'dsn=5.1.1, status=bounced (host said: 550 5.1.1 no)'),
			postfix('10:01:01', 'cleanup[4]', `${other}: message-id=<m@mx1>`),
			postfix('10:01:01', 'bounce[3]', `${id}: sender non-delivery notification: ${other}`),
			postfix('10:01:01', 'qmgr[8]', `${other}: from=<>, size=99, nrcpt=1 (queue active)`),
			removed('10:01:01'),
			delivered('10:01:02', other),
			removed('10:01:02', other),
		],
		[],
	);
});

test('a clock that was set', () => {
	const after = [connect('10:05:10'), leave('10:05:11')];
	checkRules(
		jump,
		[...whole, connect('10:12:00'), leave('10:05:01'), ...after],
		['3 information log.clockJump'],
		/^Here time goes back by 7 minutes\.$/,
	);
	// It went back before the first line, in the middle of a session.
	checkRules(jump, [connect('10:12:00'), leave('10:05:01'), ...after], ['1 information log.clockJump']);
	checkRules(
		jump,
		[...whole, connect('10:12:00'), leave('14:30:00')],
		['3 information log.clockJump'],
		/^Here 4 hours are missing in the middle of a session\.$/,
	);
	checkRules(
		jump,
		[
			...whole,
			connect('10:12:00'),
			leave('10:05:01'),
			...after,
			connect('10:05:50'),
			leave('10:02:00'),
			leave('10:02:01'),
		],
		['3 information log.clockJump'],
		/^2 times the clock was set/,
	);
	checkRules(
		jump,
		[
			'2026-11-23 10:00:00 +0000 1xVX0Y-00008E-0N <= a@example.com U=a P=local S=420',
			'2026-11-23 10:10:00 +0000 1xVX0Y-00008E-0N => b@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7] C="250 Ok"',
			'2026-11-23 10:04:00 +0000 1xVX0Y-00008E-0N Completed',
			'2026-11-23 10:04:01 +0000 Start queue run: pid=77',
		],
		['2 information log.clockJump'],
	);
});

test('time that only looks wrong', () => {
	const on = (date: string, lines: readonly string[]) => lines.map((line) => line.replace('Nov 23', date));
	// The turn of the year.
	checkRules(jump, [...on('Dec 31', whole), ...on('Jan  1', whole)], []);
	// The end of daylight saving time.
	const autumn = [connect('02:59:00'), leave('02:00:01'), connect('02:01:00'), leave('02:01:01')];
	checkRules(jump, [...whole.map((line) => line.replace('10:', '01:')), ...autumn], []);
	// Files, whichever came first.
	const later = [connect('12:00:00', 8), leave('12:00:01', 8)];
	checkRules(jump, [...later, ...whole, connect('10:03:00'), leave('10:03:01')], []);
	checkRules(jump, [...whole, ...later], []);
	checkRules(jump, [...whole, ...later, ...whole, ...later], []);
	// Two hosts, one of which is late.
	const slow = [connect('10:05:10', 5), leave('10:05:11', 5)].map((line) => line.replace('mx1', 'mx2'));
	checkRules(jump, [...whole, connect('10:12:00'), ...slow, leave('10:12:03')], []);
	// A line that came late.
	checkRules(
		jump,
		[...whole, connect('10:12:00'), delivered('10:05:01'), leave('10:12:03'), ...on('Nov 24', whole)],
		[],
	);
	// Less than a minute, and a night in which nobody came.
	checkRules(
		jump,
		[...whole, connect('10:12:00'), leave('10:11:10'), connect('10:11:20'), leave('10:11:21')],
		[],
	);
	checkRules(jump, [...whole, ...later, connect('23:00:00'), leave('23:00:01')], []);
});
