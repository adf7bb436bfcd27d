import { test } from 'node:test';
import { checkRules, daemon } from './find';

const id = '4jYB5r214Jz6x';
const exim = (text: string, message = '1xVX0Y-00008E-0N') => `2026-11-23 10:00:01 ${message} ${text}`;
const queued = [
	...daemon('pickup[9]', 0, `${id}: uid=1000 from=<alice@example.com>`),
	...daemon('qmgr[9]', 0, `${id}: from=<alice@example.com>, size=900, nrcpt=1 (queue active)`),
];
const attempt = (minute: number, delays: string, status: string, delay = '500') =>
	daemon(
		'smtp[7]',
		minute,
		`${id}: to=<b@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=${delay}, delays=${delays}, ${status}`,
	);
const sent = 'dsn=2.0.0, status=sent (250 2.0.0 Ok)';
const removed = daemon('qmgr[9]', 59, `${id}: removed`);

const frozen = /^delivery\.(?:frozen|bounced)$/;

test('what is frozen at the end of the log', () => {
	const local = exim('<= alice@example.com U=alice P=local S=420');
	checkRules(
		frozen,
		[local, exim('frozen by ACL')],
		['1 warning delivery.frozen'],
		/1xVX0Y-00008E-0N from alice@example\.com is frozen.*“frozen by ACL”/,
	);
	const failure =
		'** b@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7]: SMTP error from remote mail server after RCPT TO:<b@example.net>: 550 5.1.1 no';
	const bounce = (message: string) => [
		exim('<= <> R=1xVX0X-00008E-0M U=Debian-exim P=local S=420', message),
		exim(failure, message),
		exim('Frozen (delivery error message)', message),
	];
	checkRules(
		frozen,
		bounce('1xVX0Y-00008E-0N'),
		['2 information delivery.frozen'],
		/The bounce .* could not be delivered and is frozen/,
	);
	checkRules(
		frozen,
		[...bounce('1xVX0Y-00008E-0N'), ...bounce('1xVX0Z-00008F-0P')],
		['2 information delivery.frozen'],
		/^2 bounces/,
	);
	checkRules(
		frozen,
		[local, exim('Frozen by the system filter: held for a person to look at')],
		['1 warning delivery.frozen'],
	);
});

test('what was thawed, removed or never frozen', () => {
	const local = exim('<= alice@example.com U=alice P=local S=420');
	const rows = [
		['frozen by ACL', 'Unfrozen by forced delivery'],
		['frozen by ACL', 'removed by root', 'Completed'],
		[
			'frozen by ACL',
			'unfrozen by root',
			'=> b@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7] C="250 Ok"',
			'Completed',
		],
		['=> frozen by <b@example.net> R=localuser T=local_delivery', 'Completed'],
	];
	for (const texts of rows) {
		checkRules(frozen, [local, ...texts.map((text) => exim(text))], []);
	}
});

const loop = /^delivery\.(?:loop|bounced|deferred)$/;

test('mail that goes in circles', () => {
	const rows: readonly (readonly [status: string, severity: string])[] = [
		['dsn=5.4.6, status=bounced (mail for example.net loops back to myself)', 'error'],
		['dsn=5.4.6, status=bounced (mail forwarding loop for b@example.net)', 'error'],
		[
			'dsn=5.4.0, status=bounced (host mx.example.net[198.51.100.7] said: 554 5.4.0 Error: too many hops (in reply to end of DATA command))',
			'error',
		],
		[
			'dsn=5.4.14, status=bounced (host mx.example.net[198.51.100.7] said: 554 5.4.14 Hop count exceeded - possible mail loop (in reply to end of DATA command))',
			'error',
		],
		['dsn=4.4.6, status=deferred (mail for example.net loops back to myself)', 'error'],
	];
	for (const [status, severity] of rows) {
		checkRules(loop, [...queued, ...attempt(1, '0/0/0/0', status)], [`2 ${severity} delivery.loop`]);
	}
	checkRules(
		loop,
		[
			exim('<= a@example.org U=alice P=local S=420'),
			exim('** b@example.net: Too many "Received" headers - suspected mail loop'),
		],
		['1 error delivery.loop'],
	);
	const other = attempt(1, '0/0/0/0', rows[0]?.[0] ?? '').map((line) => line.replace(id, '4jYB5r2ZZJz6y'));
	checkRules(
		loop,
		[...queued, ...attempt(1, '0/0/0/0', rows[0]?.[0] ?? ''), ...other],
		['2 error delivery.loop'],
		/^2 messages went in a circle/,
	);
});

test('what only sounds like it', () => {
	const rows: readonly (readonly [status: string, expected: string[]])[] = [
		[sent.replace('Ok', 'too many hops'), []],
		[
			'dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.7] said: 550 5.1.1 unknown user loop@example.net (in reply to RCPT TO command))',
			['2 error delivery.bounced'],
		],
		[
			'dsn=5.4.4, status=bounced (Host or domain name not found. Name service error for name=example.net type=A: Host not found)',
			['2 error delivery.bounced'],
		],
		[
			'dsn=4.4.1, status=deferred (connect to loop.example.net[198.51.100.7]:25: Connection refused)',
			['2 warning delivery.deferred'],
		],
	];
	for (const [status, expected] of rows) {
		checkRules(loop, [...queued, ...attempt(1, '0/0/0/0', status)], expected);
	}
});

const slow = /^delivery\.slow$/;

test('one leg that took too long', () => {
	checkRules(
		slow,
		[...queued, ...attempt(1, '0.1/0/45/0.2', sent, '46'), ...removed],
		['2 information delivery.slow'],
		/It took 45 seconds to reach mx\.example\.net/,
	);
	checkRules(
		slow,
		[...queued, ...attempt(3, '0.1/0/1/180', sent, '181'), ...removed],
		['2 information delivery.slow'],
		/3 minutes to hand 4jYB5r214Jz6x to/,
	);
	checkRules(
		slow,
		[...queued, ...attempt(9, '0.1/500/1/1', sent), ...removed],
		['2 information delivery.slow'],
		/waited 8 minutes in the queue/,
	);
	checkRules(
		slow,
		[...queued, ...attempt(2, '100/0/1/1', sent, '102'), ...removed],
		['2 information delivery.slow'],
		/took 2 minutes to be received/,
	);
	checkRules(
		slow,
		[
			exim('<= alice@example.com U=alice P=local S=420'),
			exim('=> b@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7] C="250 Ok" DT=2m30s'),
			exim('Completed'),
		],
		['1 information delivery.slow'],
	);
	const other = (line: string) => line.replace(id, '4jYB5r2ZZJz6y');
	const one = [...queued, ...attempt(1, '0.1/0/45/0.2', sent, '46'), ...removed];
	checkRules(
		slow,
		[...one, ...one.map(other)],
		['2 information delivery.slow'],
		/mx\.example\.net \[198\.51\.100\.7\] with 2 messages/,
	);
});

test('what took no longer than it may, or of which something else tells', () => {
	checkRules(slow, [...queued, ...attempt(1, '20/200/29/100', sent, '349'), ...removed], []);
	checkRules(
		slow,
		[
			...queued,
			...attempt(
				1,
				'0/0/30/0',
				'dsn=4.4.1, status=deferred (connect to mx.example.net[198.51.100.7]:25: Connection timed out)',
				'30',
			),
		],
		[],
	);
	const greylisted = attempt(
		1,
		'0/0/1/0',
		'dsn=4.2.0, status=deferred (host mx.example.net[198.51.100.7] said: 450 4.2.0 Greylisted (in reply to RCPT TO command))',
		'1',
	);
	checkRules(slow, [...queued, ...greylisted, ...attempt(9, '0/500/1/0', sent), ...removed], []);
	checkRules(slow, [...attempt(9, '0/500/1/0', sent), ...removed], []);
	checkRules(
		slow,
		[
			exim('<= alice@example.com U=alice P=local S=420'),
			exim('=> b@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7] C="250 Ok" DT=45s'),
			exim('Completed QT=3h'),
		],
		[],
	);
});

const log = /^log\./;
const server = (...texts: string[]) =>
	daemon('smtpd[7]', 0, 'connect from mx.example.org[192.0.2.9]', ...texts);
const leave = (counters: string) => `disconnect from mx.example.org[192.0.2.9] ${counters}`;
const client = '4jYB5r214Jz6x: client=mx.example.org[192.0.2.9]';
const reject =
	'NOQUEUE: reject: RCPT from mx.example.org[192.0.2.9]: 550 5.1.1 <x@example.com>: Recipient address rejected: User unknown; from=<a@example.org> to=<x@example.com> proto=ESMTP helo=<x>';

test('counters that count less than there is', () => {
	const rule = /^log\.countersDisagree$/;
	checkRules(
		rule,
		server(reject, reject, leave('ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4')),
		['3 information log.countersDisagree'],
		/counts 1 rcpt, but its lines show 2/,
	);
	checkRules(rule, server(client, reject, leave('ehlo=1 mail=1 rcpt=0/1 data=1 quit=1 commands=4/5')), [
		'3 information log.countersDisagree',
	]);
	checkRules(rule, server(reject, leave('ehlo=1 quit=1 commands=2')), ['2 information log.countersDisagree']);
	checkRules(
		rule,
		server(
			'warning: mx.example.org[192.0.2.9]: SASL PLAIN authentication failed: x',
			leave('ehlo=1 quit=1 commands=2'),
		),
		['2 information log.countersDisagree'],
	);
});

test('counters that agree, count more, or are not there', () => {
	const rule = /^log\.countersDisagree$/;
	checkRules(rule, server(reject, leave('ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4')), []);
	checkRules(rule, server(reject, leave('ehlo=1 mail=1 rcpt=1/5 quit=1 commands=3/8')), []);
	checkRules(rule, server(reject, reject, 'disconnect from mx.example.org[192.0.2.9]'), []);
	checkRules(rule, server(client, leave('ehlo=1 mail=1 rcpt=1 bdat=1 quit=1 commands=5')), []);
});

test('lines that nobody could read', () => {
	const odd = 'this is a line that nobody has seen yet';
	checkRules(log, daemon('qmgr[9]', 0, `${id}: ${odd}`), ['0 hint log.unreadable']);
	checkRules(log, daemon('smtpd[9]', 0, odd, odd), ['0 hint log.unreadable'], /^2 lines of mail programs/);
	checkRules(log, daemon('cleanup[9]', 0, `${id}: removed it all`), ['0 hint log.unreadable']);
	checkRules(
		log,
		[
			...server(client, leave('ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5')),
			...daemon('local[3]', 1, odd),
		],
		['3 hint log.unreadable'],
	);
});

test('lines that were read, or are of nobody we know', () => {
	checkRules(log, server(client, leave('ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5')), []);
	checkRules(log, ['Nov 23 10:00:00 mx1 cron[7]: (root) CMD (true)'], []);
	checkRules(log, daemon('qmgr[9]', 0, 'warning: something is odd'), []);
	checkRules(log, ['', 'What is this?'], []);
});
