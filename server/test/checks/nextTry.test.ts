import { test } from 'node:test';
import { checkRules, daemon } from './find';

const deferred = /^delivery\.deferred$/;
const id = '4jYB5r214Jz6x';
const from = daemon('qmgr[9]', 0, `${id}: from=<alice@example.com>, size=900, nrcpt=1 (queue active)`);
const busy = 'dsn=4.4.1, status=deferred (connect to mx.example.net[198.51.100.7]:25: Connection timed out)';
const grey =
	'dsn=4.2.0, status=deferred (host mx.example.net[198.51.100.7] said: 450 4.2.0 <b@example.net>: Recipient address rejected: Greylisted (in reply to RCPT TO command))';
const tries = (minutes: readonly number[], status = busy) =>
	minutes.flatMap((minute) =>
		daemon(
			'smtp[7]',
			minute,
			`${id}: to=<b@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1, delays=0/0/0/1, ${status}`,
		),
	);
const sent = 'dsn=2.0.0, status=sent (250 2.0.0 Ok)';
const waits = (line: number) => [`${line} warning delivery.deferred`];

test('when the next try is due', () => {
	checkRules(deferred, [...from, ...tries([0, 5, 15])], waits(3), /next try is due about 20 minutes after/);
	checkRules(
		deferred,
		[...from, ...tries([0, 15, 30, 45])],
		waits(4),
		/next try is due about 15 minutes after/,
	);
	// No longer than maximal_backoff_time.
	checkRules(deferred, [...from, ...tries([0, 30, 90])], waits(3), /next try is due about 67 minutes after/);
	const exim = (time: string, text: string) => `2026-11-23 ${time}:00 1xVX0Y-00008E-0N ${text}`;
	const defer =
		'== b@example.net R=dnslookup T=remote_smtp defer (110) H=mx.example.net [198.51.100.7]: Connection timed out';
	checkRules(
		deferred,
		[
			exim('10:00', '<= alice@example.com U=alice P=local S=420'),
			exim('10:00', defer),
			exim('10:15', defer),
			exim('10:20', '== b@example.net routing defer (-52): retry time not reached'),
			exim('10:30', defer),
		],
		waits(4),
		/next try is due about 15 minutes after/,
	);
});

test('when nobody can tell when the next try is due', () => {
	const silent = /^(?!.*next try)/;
	checkRules(deferred, [...from, ...tries([0, 5])], waits(2), silent);
	// Somebody flushed the queue.
	checkRules(deferred, [...from, ...tries([0, 30, 32])], waits(3), silent);
	// The log goes on without one.
	checkRules(
		deferred,
		[...from, ...tries([0, 5, 15]), ...daemon('qmgr[9]', 90, 'daemon started')],
		waits(3),
		silent,
	);
	checkRules(
		deferred,
		[...from, ...tries([0, 5, 15]), ...tries([35], sent)],
		['3 information delivery.deferred'],
		silent,
	);
});

test('what was greylisted and passed', () => {
	const passed = ['1 information delivery.deferred'];
	checkRules(
		deferred,
		[...from, ...tries([0], grey), ...tries([6], sent)],
		passed,
		/was greylisted and passed after 6 minutes, at line 3/,
	);
	checkRules(deferred, [...from, ...tries([0]), ...tries([6], sent)], passed, /was delivered at line 3/);
	checkRules(deferred, [...from, ...tries([0], grey)], waits(1), /is deferred after 1 attempt/);
});
