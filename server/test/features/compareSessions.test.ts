import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { compareSessions } from '../../src/features/compareSessions';
import type { SessionComparison } from '../../src/protocol';
import { log, postfix } from './logs';

const uri = 'file:///mail.log';

function compared(text: string, first: number, second: number, language = 'en'): SessionComparison {
	const model = MailLog.of(text);
	const [one, other] = [first, second].map((number) => ({ uri, log: model, index: number - 1 }));
	assert.ok(one && other && model.sessionCount >= Math.max(first, second), `${model.sessionCount} sessions`);
	return compareSessions(one, other, { language });
}

/** What differs, in its order, each with the lines that show it, from 1. */
function sentences(text: string, first = 1, second = 2, language?: string): string[] {
	return compared(text, first, second, language).differences.map(
		({ words, first: one, second: other }) =>
			`${words} ${[one, other].map((line) => (line === undefined ? '-' : line + 1)).join('/')}`,
	);
}

/** A session as swaks shows it, between its first and its last lines. */
function swaks(...dialogue: readonly string[]): string[] {
	return [
		'=== Trying mx.example.com:587...',
		'=== Connected to mx.example.com.',
		'<-  220 mx.example.com ESMTP',
		...dialogue,
		' -> QUIT',
		'<-  221 2.0.0 Bye',
		'=== Connection closed with remote host.',
	];
}
const ehlo = (...extensions: readonly string[]) => [
	' -> EHLO client.example.org',
	...['mx.example.com', ...extensions].map(
		(words, at, all) => `<-  250${at + 1 < all.length ? '-' : ' '}${words}`,
	),
];
const mail = [
	' -> MAIL FROM:<alice@example.com>',
	'<-  250 2.1.0 Ok',
	' -> RCPT TO:<bob@example.com>',
	'<-  250 2.1.5 Ok',
	' -> DATA',
	'<-  354 Go ahead',
	' -> Subject: test',
	' -> .',
	'<-  250 2.0.0 Ok: queued as 4jYB4w0dbLz5c',
];

/** A session of Postfix's server, from connect to disconnect. */
function smtpd(
	pid: number,
	client: string,
	times: readonly [from: string, to: string],
	lines: readonly string[],
	counters: string,
): string[] {
	const [from, to] = times;
	return [
		postfix(from, `smtpd[${pid}]`, `connect from ${client}`),
		...lines.map((line) => postfix(to, `smtpd[${pid}]`, line)),
		postfix(to, `smtpd[${pid}]`, `disconnect from ${client} ${counters}`),
	];
}
const client = 'mx.example.org[192.0.2.9]';
const refused = (who: string, why: string, to = 'bob@example.com') =>
	`NOQUEUE: reject: RCPT from ${who}: ${why}; from=<alice@example.org> to=<${to}> proto=ESMTP helo=<mx.example.org>`;
const accepted = (who: string, id: string, more = '') => `${id}: client=${who}${more}`;
const queued = (time: string, id: string, to = 'bob@example.com') => [
	postfix(time, 'cleanup[9]', `${id}: message-id=<${id}@example.org>`),
	postfix(time, 'qmgr[8]', `${id}: from=<alice@example.org>, size=900, nrcpt=1 (queue active)`),
	postfix(
		time,
		'local[7]',
		`${id}: to=<${to}>, relay=local, delay=0.1, delays=0.1/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)`,
	),
	postfix(time, 'qmgr[8]', `${id}: removed`),
];

/** A session that took a mail, and what became of the mail. */
function taken(pid: number, times: readonly [from: string, to: string], id: string): string[] {
	const counters = 'ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5';
	return [...smtpd(pid, client, times, [accepted(client, id)], counters), ...queued(times[1], id)];
}

/** The session in which a recipient was refused. */
function turnedAway(why: string, to?: string): string[] {
	const counters = 'ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4';
	return smtpd(1, client, ['10:00:00', '10:00:00'], [refused(client, why, to)], counters);
}

/** Two sessions of a log, and what is said of them: in this order, and nothing else. */
const rows: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
	[
		'one was not offered STARTTLS and sent in the clear',
		log(
			...swaks(
				...ehlo('SIZE 1000', 'AUTH PLAIN'),
				' -> AUTH PLAIN AGFsaWNlAHNlY3JldA==',
				'<** 538 5.7.11 Encryption required',
			),
			...swaks(
				...ehlo('SIZE 1000', 'STARTTLS'),
				' -> STARTTLS',
				'<-  220 2.0.0 Ready to start TLS',
				'=== TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256',
				' ~> EHLO client.example.org',
				'<~  250-mx.example.com',
				'<~  250-SIZE 1000',
				'<~  250 AUTH PLAIN',
				' ~> AUTH PLAIN AGFsaWNlAHNlY3JldA==',
				'<~  235 2.7.0 Authentication successful',
			),
		),
		[
			'This one (s1) was not offered STARTTLS; that one (s2) was. 5/19',
			'This one (s1) was not encrypted; that one (s2) was, with TLSv1.3. 1/20',
			'AUTH: this one (s1) got 538 5.7.11 “Encryption required”; that one (s2) got 235. 9/28',
		],
	],
	[
		'a login that failed, and one that worked',
		log(
			...swaks(
				...ehlo('AUTH PLAIN LOGIN'),
				' -> AUTH LOGIN',
				'<-  334 VXNlcm5hbWU6',
				' -> YWxpY2U=',
				'<-  334 UGFzc3dvcmQ6',
				' -> c2VjcmV0',
				'<** 535 5.7.8 Error: authentication failed',
			),
			...swaks(
				...ehlo('AUTH PLAIN LOGIN'),
				' -> AUTH PLAIN AGFsaWNlAHNlY3JldA==',
				'<-  235 2.7.0 Authentication successful',
				...mail,
			),
		),
		[
			'AUTH: this one (s1) got 535 5.7.8 “Error: authentication failed”; that one (s2) got 235. 12/23',
			'AUTH mechanism: this one (s1) LOGIN; that one (s2) PLAIN. 7/22',
			'This one (s1) did not get to MAIL, RCPT, DATA, end of content; that one (s2) did. 12/25',
		],
	],
	[
		'a recipient that does not exist, and one that does',
		log(
			...turnedAway('550 5.1.1 <nobody@example.com>: User unknown', 'nobody@example.com'),
			...taken(2, ['10:01:00', '10:01:00'], '4jYB4w0dbLz5c'),
		),
		[
			'RCPT: this one (s1) got 550 5.1.1 “<nobody@example.com>: User unknown”; that one (s2) got through. 2/6',
			'Recipients: this one (s1) nobody@example.com; that one (s2) bob@example.com. 2/5',
			'This one (s1) did not get to DATA, end of content; that one (s2) did. 2/6',
		],
	],
	[
		'relaying was denied to one that had not logged in',
		log(
			...turnedAway('554 5.7.1 <bob@example.com>: Relay access denied'),
			...smtpd(
				2,
				client,
				['10:01:00', '10:01:00'],
				[accepted(client, '4jYB4w0dbLz5c', ', sasl_method=PLAIN, sasl_username=alice')],
				'ehlo=1 auth=1 mail=1 rcpt=1 data=1 quit=1 commands=6',
			),
			...queued('10:01:00', '4jYB4w0dbLz5c'),
		),
		[
			'RCPT: this one (s1) got 554 5.7.1 “<bob@example.com>: Relay access denied”; that one (s2) got through. 2/6',
			'This one (s1) did not log in; that one (s2) did as alice with PLAIN. 1/5',
			'This one (s1) did not get to DATA, end of content; that one (s2) did. 2/6',
		],
	],
	[
		'greylisted, and passed later',
		log(
			...turnedAway('450 4.2.0 <bob@example.com>: Greylisted, please try again later'),
			...taken(2, ['10:12:00', '10:12:00'], '4jYB4w0dbLz5c'),
		),
		[
			'RCPT: this one (s1) got 450 4.2.0 “<bob@example.com>: Greylisted, please try again later”; that one (s2) got through. 2/6',
			'This one (s1) was refused for now; that one (s2) came 12 minutes later with the same sender and recipient and got through. 2/6',
			'This one (s1) did not get to DATA, end of content; that one (s2) did. 2/6',
		],
	],
	[
		'the connection was lost, and was not',
		log(
			...smtpd(
				1,
				client,
				['10:00:00', '10:00:30'],
				[`lost connection after DATA from ${client}`],
				'ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4',
			),
			...taken(2, ['10:01:00', '10:01:01'], '4jYB4w0dbLz5c'),
		),
		[
			'This one (s1) lost the connection 30 s after DATA; that one (s2) did not. 2/6',
			'This one (s1) did not get to end of content; that one (s2) did. 3/5',
		],
	],
	[
		'slow, and fast',
		log(
			...taken(1, ['10:00:00', '10:02:00'], '4jYB4w0dbLz5b'),
			...taken(2, ['10:03:00', '10:03:01'], '4jYB4w0dbLz5c'),
		),
		['This one (s1) took 2 min in all, 120 times as long as that one (s2) (1 s). 3/10'],
	],
	[
		'an old version of TLS, which a server did not take',
		log(
			postfix('10:00:00', 'smtpd[1]', `connect from ${client}`),
			postfix('10:00:00', 'smtpd[1]', `SSL_accept error from ${client}: -1`),
			postfix(
				'10:00:00',
				'smtpd[1]',
				'warning: TLS library problem: error:0A000102:SSL routines::unsupported protocol:../ssl/statem/statem_srvr.c:1657:',
			),
			postfix('10:00:00', 'smtpd[1]', `lost connection after STARTTLS from ${client}`),
			postfix('10:00:00', 'smtpd[1]', `disconnect from ${client} ehlo=1 starttls=0/1 commands=1/2`),
			...smtpd(
				2,
				client,
				['10:01:00', '10:01:00'],
				[
					`Anonymous TLS connection established from ${client}: TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)`,
					accepted(client, '4jYB4w0dbLz5c'),
				],
				'ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7',
			),
			...queued('10:01:00', '4jYB4w0dbLz5c'),
		),
		[
			'The TLS handshake failed in this one (s1): no TLS version in common; in that one (s2) it did not. 2/7',
			'This one (s1) lost the connection after TLS handshake; that one (s2) did not. 4/9',
			'This one (s1) did not get to MAIL, RCPT, DATA, end of content; that one (s2) did. 2/8',
		],
	],
	[
		'both worked, with another version of TLS',
		log(
			...[
				'TLSv1.2 with cipher ECDHE-RSA-AES128-GCM-SHA256',
				'TLSv1.3 with cipher TLS_AES_256_GCM_SHA384',
			].flatMap((tls, at) => [
				...smtpd(
					at,
					client,
					[`10:0${at}:00`, `10:0${at}:00`],
					[
						`Anonymous TLS connection established from ${client}: ${tls} (256/256 bits)`,
						accepted(client, `4jYB4w0dbLz5${at}`),
					],
					'ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7',
				),
				...queued(`10:0${at}:00`, `4jYB4w0dbLz5${at}`),
			]),
		),
		[
			'TLS version: this one (s1) TLSv1.2; that one (s2) TLSv1.3. 2/10',
			'Cipher: this one (s1) ECDHE-RSA-AES128-GCM-SHA256; that one (s2) TLS_AES_256_GCM_SHA384. 2/10',
		],
	],
	[
		'a client of Postfix: no connection, and one',
		log(
			postfix('10:00:30', 'smtp[3]', 'connect to mx.example.net[198.51.100.7]:25: Connection timed out'),
			postfix(
				'10:00:30',
				'smtp[3]',
				'4jYB4w0dbLz5b: to=<bob@example.net>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.net[198.51.100.7]:25: Connection timed out)',
			),
			postfix(
				'10:20:01',
				'smtp[4]',
				'4jYB4w0dbLz5b: to=<bob@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1201, delays=1200/0/0.5/0.5, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 5E1F0A77)',
			),
		),
		[
			'This one (s1) got no connection; that one (s2) did. 1/3',
			'Of this one (s1) the log shows no MAIL, RCPT, end of content; of that one (s2) it does. 1/3',
		],
	],
	[
		'Exim: a recipient refused, and one accepted',
		log(
			'2026-11-23 10:00:00 [616] SMTP connection from [203.0.113.40]:40735 (TCP/IP connection count = 1)',
			'2026-11-23 10:00:00 [616] H=out.example.org [203.0.113.40]:40735 F=<alice@example.org> rejected RCPT <nobody@example.net>: Unrouteable address',
			'2026-11-23 10:00:00 [616] SMTP connection from out.example.org [203.0.113.40]:40735 closed by QUIT',
			'2026-11-23 10:05:00 [617] SMTP connection from [203.0.113.40]:40736 (TCP/IP connection count = 1)',
			'2026-11-23 10:05:00 [617] 1xVdsI-00009n-0f <= alice@example.org H=out.example.org [203.0.113.40]:40736 P=esmtp S=440 id=a@example.org for bob@example.net',
			'2026-11-23 10:05:00 [617] SMTP connection from out.example.org [203.0.113.40]:40736 closed by QUIT',
		),
		[
			'RCPT: this one (s1) was refused “Unrouteable address”; that one (s2) got through. 2/5',
			'Recipients: this one (s1) nobody@example.net; that one (s2) bob@example.net. 2/5',
			'Of this one (s1) the log shows no MAIL, DATA, end of content; of that one (s2) it does. 2/5',
		],
	],
	[
		'the same twice',
		log(...swaks(...ehlo('SIZE 1000'), ...mail), ...swaks(...ehlo('SIZE 1000'), ...mail)),
		[],
	],
	[
		'a transcript that is cut off, and a whole one',
		log(...swaks(...ehlo('SIZE 1000'), ...mail), ...swaks(...ehlo('SIZE 1000'), ...mail).slice(0, 7)),
		[
			'Of that one (s2) the log shows no RCPT, DATA, end of content; of this one (s1) it does. 10/25',
			'How they ended: this one (s1) completed; that one (s2) open. 18/25',
		],
	],
];

for (const [what, text, expected] of rows) {
	test(`compared: ${what}`, () => {
		assert.deepEqual(sentences(text), expected);
	});
}

test('what is the same is told in one sentence, what is not known in another', () => {
	const text = log(
		...turnedAway('550 5.1.1 <nobody@example.com>: User unknown', 'nobody@example.com'),
		...taken(2, ['10:01:00', '10:01:00'], '4jYB4w0dbLz5c'),
	);
	assert.deepEqual(compared(text, 1, 2).notes, [
		'The same in both: service, sender, client host name, client address, connect, disconnect.',
		'Of that one (s2) the log does not show: HELO name.',
	]);
});

/** The stages of two sessions beside each other, as `= RCPT | 550 … | 250 …`. */
function beside(text: string): string[] {
	return compared(text, 1, 2).stages.map(({ stage, first, second, differs }) =>
		[
			differs ? '≠' : '=',
			stage,
			...[first, second].map((cell) =>
				typeof cell === 'string' ? `(${cell})` : [cell.command, cell.reply].filter(Boolean).join(' → '),
			),
		].join(' | '),
	);
}

test('stages stand beside each other: recipients by their address, what is missing as a gap', () => {
	const rcpt = (address: string, reply: string) => [` -> RCPT TO:<${address}>`, `<-  ${reply}`];
	const text = log(
		...swaks(
			' -> MAIL FROM:<alice@example.com>',
			'<-  250 2.1.0 Ok',
			...rcpt('bob@example.com', '250 2.1.5 Ok'),
			...rcpt('carol@example.com', '550 5.1.1 No such user'),
		),
		...swaks(
			' -> MAIL FROM:<alice@example.com>',
			'<-  250 2.1.0 Ok',
			...rcpt('carol@example.com', '250 2.1.5 Ok'),
			' -> RSET',
			'<-  250 2.0.0 Ok',
		),
	);
	assert.deepEqual(beside(text), [
		'= | connect |  | ',
		'= | greeting | 220 mx.example.com ESMTP | 220 mx.example.com ESMTP',
		'= | MAIL | MAIL FROM:<alice@example.com> → 250 2.1.0 Ok | MAIL FROM:<alice@example.com> → 250 2.1.0 Ok',
		'≠ | RCPT | RCPT TO:<bob@example.com> → 250 2.1.5 Ok | (not there)',
		'≠ | RCPT | RCPT TO:<carol@example.com> → 550 5.1.1 No such user | RCPT TO:<carol@example.com> → 250 2.1.5 Ok',
		'≠ | RSET | (not there) | RSET → 250 2.0.0 Ok',
		'= | QUIT | QUIT → 221 2.0.0 Bye | QUIT → 221 2.0.0 Bye',
		'= | disconnect |  | ',
	]);
});

test('a login with several answers is one stage, and its secrets stay masked', () => {
	const text = log(
		...swaks(
			...ehlo('AUTH LOGIN PLAIN'),
			' -> AUTH LOGIN',
			'<-  334 VXNlcm5hbWU6',
			' -> YWxpY2U=',
			'<-  334 UGFzc3dvcmQ6',
			' -> c2VjcmV0',
			'<** 535 5.7.8 Error: authentication failed',
		),
		...swaks(
			...ehlo('AUTH LOGIN PLAIN'),
			' -> AUTH PLAIN AGFsaWNlAHNlY3JldA==',
			'<-  235 2.7.0 Authentication successful',
		),
	);
	assert.deepEqual(
		beside(text).filter((row) => row.includes('AUTH')),
		[
			'≠ | AUTH | AUTH LOGIN → 535 5.7.8 Error: authentication failed | AUTH PLAIN **** → 235 2.7.0 Authentication successful',
		],
	);
	assert.doesNotMatch(JSON.stringify(compared(text, 1, 2)), /c2VjcmV0|AGFsaWNl/);
});

test('swapped, the same is said the other way round', () => {
	const text = rows.find(([what]) => what.startsWith('a login'))?.[1] ?? '';
	assert.deepEqual(sentences(text, 2, 1), [
		'AUTH: this one (s2) got 235; that one (s1) got 535 5.7.8 “Error: authentication failed”. 23/12',
		'AUTH mechanism: this one (s2) PLAIN; that one (s1) LOGIN. 22/7',
		'That one (s1) did not get to MAIL, RCPT, DATA, end of content; this one (s2) did. 25/12',
	]);
});

test('in Indonesian', () => {
	const text = rows.find(([what]) => what.startsWith('a login'))?.[1] ?? '';
	assert.deepEqual(sentences(text, 1, 2, 'id'), [
		'AUTH: sesi ini (s1) mendapat 535 5.7.8 “Error: authentication failed”; sesi itu (s2) mendapat 235. 12/23',
		'Mekanisme AUTH: sesi ini (s1) LOGIN; sesi itu (s2) PLAIN. 7/22',
		'Sesi ini (s1) tidak sampai ke MAIL, RCPT, DATA, akhir isi pesan; sesi itu (s2) sampai. 12/25',
	]);
});

test('a session of another log is called by the name of its log, too', () => {
	const text = log(...swaks(...ehlo('SIZE 1000'), ...mail));
	const other = log(...swaks(...ehlo('SIZE 2000'), ...mail));
	const { differences, first } = compareSessions(
		{ uri, log: MailLog.of(text), index: 0, logName: 'mail.log' },
		{ uri: 'file:///mail.log.1', log: MailLog.of(other), index: 0, logName: 'mail.log.1' },
	);
	assert.deepEqual(
		differences.map(({ words }) => words),
		['Largest message allowed, in octets: this one (s1, mail.log) 1000; that one (s1, mail.log.1) 2000.'],
	);
	assert.match(first.title, /^s1, mail\.log · mx\.example\.com · completed$/);
});

test('of a session of very many recipients, what failed is told, and only so much of the rest is laid out', () => {
	const many = (answer: string) =>
		log(
			...swaks(
				' -> MAIL FROM:<alice@example.com>',
				'<-  250 2.1.0 Ok',
				...Array.from({ length: 2000 }, (_, at) => [
					` -> RCPT TO:<user${at}@example.com>`,
					at % 2 ? answer : '<-  250 2.1.5 Ok',
				]).flat(),
			),
		);
	const result = compared(many('<-  550 5.1.1 No such user') + many('<-  250 2.1.5 Ok'), 1, 2);
	assert.match(result.differences[0]?.words ?? '', /550 5\.1\.1/);
	assert.ok(result.stages.length < 1000);
});

test('as Markdown: what came from a log is shown as it is, and cannot be more', () => {
	const text = log(
		...swaks(' -> MAIL FROM:<alice@example.com>', '<-  550 5.7.1 [click](https://example.com) | **no**'),
		...swaks(' -> MAIL FROM:<alice@example.com>', '<-  250 2.1.0 Ok'),
	);
	const { markdown } = compared(text, 1, 2);
	assert.match(markdown, /^# s1 and s2\n/);
	assert.match(
		markdown,
		/^1\. MAIL\\: this one \\\(s1\\\) got 550 5\\\.7\\\.1 .*\(s1 line 5, s2 line 13\)$/m,
	);
	assert.match(
		markdown,
		/^\| ≠ \| MAIL \| ✗ .*`550 5\.7\.1 \[click\]\(https:\/\/example\.com\) \\\| \*\*no\*\*` \|/m,
	);
	assert.doesNotMatch(markdown.replace(/`[^`]*`/g, ''), /(?<!\\)\[click/);
});
