import { content, checkRows, data, exim, hello, mail, plainHello, quit, rcpt, smtpd, talk } from './rows';
import { postfix } from '../features/logs';

// reply.continuation
checkRows([
	[
		'two codes in one reply',
		talk(
			...hello,
			...mail,
			'C RCPT TO:<b@example.com>',
			'S 250-2.1.5 Ok',
			'S 550 5.1.1 User unknown',
			...quit,
		),
		['11 error reply.rejected', '11 warning reply.continuation'],
	],
	[
		'the last line has a hyphen',
		talk(
			'S 220 mx.example.com ESMTP',
			'C EHLO client.example.org',
			'S 250-mx.example.com',
			'S 250-PIPELINING',
			...quit,
		),
		['3 warning reply.continuation'],
		/250 with a hyphen/,
	],
	[
		'a greeting without an end',
		[
			'=== Connected to mx.example.com.',
			'<-  220-mx.example.com ESMTP',
			'*** Remote host closed connection unexpectedly.',
		],
		['1 warning reply.continuation', '2 warning session.lost'],
	],
	[
		'the same in Postfix with -v',
		[
			postfix('10:30:00', 'smtpd[7]', 'connect from mx.example.org[192.0.2.9]'),
			postfix('10:30:00', 'smtpd[7]', '> mx.example.org[192.0.2.9]: 220 mx.example.com ESMTP Postfix'),
			postfix('10:30:00', 'smtpd[7]', '< mx.example.org[192.0.2.9]: EHLO mx.example.org'),
			postfix('10:30:00', 'smtpd[7]', '> mx.example.org[192.0.2.9]: 250-mx.example.com'),
			postfix('10:30:00', 'smtpd[7]', '< mx.example.org[192.0.2.9]: QUIT'),
			postfix('10:30:00', 'smtpd[7]', '> mx.example.org[192.0.2.9]: 221 2.0.0 Bye'),
			postfix('10:30:00', 'smtpd[7]', 'disconnect from mx.example.org[192.0.2.9] ehlo=1 quit=1 commands=2'),
		],
		['3 warning reply.continuation'],
	],
	[
		'replies of several lines',
		talk(...hello, ...mail, 'C RCPT TO:<b@example.com>', 'S 250-2.1.5 Ok', 'S 250 2.1.5 really', ...quit),
		[],
	],
	[
		'a transcript that was cut in a reply',
		talk(
			'S 220 mx.example.com ESMTP',
			'C EHLO client.example.org',
			'S 250-mx.example.com',
			'S 250-PIPELINING',
		),
		[],
	],
	[
		'refused in several lines',
		talk(
			...hello,
			...mail,
			'C RCPT TO:<b@example.com>',
			'S 550-5.1.1 User unknown',
			'S 550 5.1.1 See our pages',
			...quit,
		),
		['10 error reply.rejected'],
	],
	[
		'a multi-line greeting',
		talk('S 220-mx.example.com ESMTP', 'S 220 We do not like spam', ...plainHello.slice(1), ...quit),
		[],
	],
]);

checkRows([
	[
		'a program that marks the first line of a reply only',
		[
			'[2026-10-31 12:00:01] DEBUG: [65HrQZWSqi4G] S: 220 mx.example.com ESMTP',
			'[2026-10-31 12:00:01] DEBUG: [65HrQZWSqi4G] C: EHLO client.example.org',
			'[2026-10-31 12:00:01] DEBUG: [65HrQZWSqi4G] S: 250-mx.example.com Nice to meet you',
			'250-PIPELINING',
			'250 STARTTLS',
			'[2026-10-31 12:00:01] DEBUG: [65HrQZWSqi4G] C: QUIT',
			'[2026-10-31 12:00:01] DEBUG: [65HrQZWSqi4G] S: 221 Bye',
		],
		[],
	],
]);

// reply.classMismatch
const sentLine = (reply: string, dsn: string, status: string) => [
	postfix(
		'10:20:00',
		'qmgr[900]',
		'4jYB5r214Jz6x: from=<alice@example.com>, size=900, nrcpt=1 (queue active)',
	),
	postfix(
		'10:20:01',
		'smtp[2320]',
		`4jYB5r214Jz6x: to=<b@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1.2, delays=0.1/0/0.9/0.2, dsn=${dsn}, status=${status} (host mx.example.net[198.51.100.7] said: ${reply} (in reply to RCPT TO command))`,
	),
];
checkRows([
	[
		'250 with 5.7.1',
		talk(...hello, 'C MAIL FROM:<a@example.org>', 'S 250 5.7.1 Ok', ...quit),
		['8 information reply.classMismatch'],
		/said 250 with the enhanced code 5\.7\.1/,
	],
	[
		'450 with 5.1.1',
		talk(...hello, ...mail, 'C RCPT TO:<b@example.com>', 'S 450 5.1.1 Later', ...quit),
		['10 information reply.classMismatch', '10 warning reply.rejected'],
	],
	[
		'what a next server said',
		sentLine('450 5.1.1 User unknown', '5.1.1', 'deferred'),
		['1 warning delivery.deferred', '1 information reply.classMismatch'],
	],
	[
		'550 with 4.7.1 over two lines',
		talk(...hello, ...mail, 'C RCPT TO:<b@example.com>', 'S 550-4.7.1 No', 'S 550 4.7.1 Never', ...quit),
		['10 information reply.classMismatch', '10 error reply.rejected'],
	],
	[
		'550 with 5.1.1',
		talk(...hello, ...mail, 'C RCPT TO:<b@example.com>', 'S 550 5.1.1 User unknown', ...quit),
		['10 error reply.rejected'],
	],
	['an address in a greeting', talk('S 220 4.3.2.1 ESMTP', ...plainHello.slice(1), ...quit), []],
	['what looks like a version', talk(...hello, 'C NOOP', 'S 250 Ok 5.7.1', ...quit), []],
	[
		'what a next server said rightly',
		sentLine('550 5.1.1 User unknown', '5.1.1', 'bounced'),
		['1 error delivery.bounced'],
	],
]);

// reply.unknownCode
checkRows([
	[
		'a code that nobody knows',
		talk(...hello, 'C MAIL FROM:<a@example.org>', 'S 299 fine', ...quit),
		['8 information reply.unknownCode'],
		/code 299 that came in reply to MAIL/,
	],
	[
		'a success that answers another command',
		talk(...hello, ...mail, 'C RCPT TO:<b@example.com>', 'S 253 Ok', ...quit),
		['10 information reply.unknownCode'],
	],
	['250 to QUIT', talk(...hello, 'C QUIT', 'S 250 Bye'), ['8 information reply.unknownCode']],
	[
		'a code that nobody knows, as a refusal',
		talk(...hello, ...mail, 'C RCPT TO:<b@example.com>', 'S 599 Go away', ...quit),
		['10 error reply.rejected', '10 information reply.unknownCode'],
	],
	[
		'250 to RSET, VRFY and NOOP',
		talk(
			...hello,
			'C RSET',
			'S 250 2.0.0 Ok',
			'C NOOP',
			'S 250 2.0.0 Ok',
			'C VRFY b',
			'S 252 2.0.0 b',
			...quit,
		),
		[],
	],
	[
		'251 and 252',
		talk(
			...hello,
			...mail,
			'C RCPT TO:<b@example.com>',
			'S 251 User not local',
			...data,
			...content,
			...quit,
		),
		[],
	],
	[
		'a private code that servers are known to give',
		talk(...hello, ...mail, 'C RCPT TO:<b@example.com>', 'S 571 5.7.1 Blocked', ...quit),
		['10 error reply.rejected'],
	],
	[
		'354, 334 and 235 in their places',
		talk(
			...plainHello.slice(0, 3),
			'S 250 AUTH LOGIN',
			'C AUTH LOGIN',
			'S 334 VXNlcm5hbWU6',
			'C YWxpY2U=',
			'S 334 UGFzc3dvcmQ6',
			'C c2VjcmV0',
			'S 235 2.7.0 Ok',
			...mail,
			...rcpt,
			...data,
			...content,
			...quit,
		),
		[],
	],
]);

// reply.missing
checkRows([
	[
		'in the middle',
		talk(...hello, ...mail, 'C RCPT TO:<b@example.com>', ...data, ...content, ...quit),
		['9 warning reply.missing'],
		/did not answer RCPT, and the session went on/,
	],
	[
		'at the end of the transcript',
		talk(...hello, ...mail, 'C RCPT TO:<b@example.com>'),
		['9 information reply.missing'],
	],
	[
		'after the final dot',
		talk(...hello, ...mail, ...rcpt, ...data, ...content.slice(0, 4)),
		['13 information reply.missing'],
	],
	[
		'a user who gave up',
		[
			'Trying 192.0.2.1...',
			'Connected to mx.example.com.',
			"Escape character is '^]'.",
			'220 mx.example.com ESMTP',
			'EHLO client.example.org',
			'^]',
			'telnet> quit',
			'Connection closed.',
		],
		['4 warning reply.missing'],
	],
	['QUIT needs no answer', talk(...hello, 'C QUIT'), []],
	[
		'what was lost is told as that',
		[
			'=== Connected to mx.example.com.',
			...talk(...hello, ...mail, 'C RCPT TO:<b@example.com>'),
			'*** Remote host closed connection unexpectedly.',
		],
		['11 warning session.lost'],
	],
	[
		'a login without an end is told as that',
		talk(...plainHello.slice(0, 3), 'S 250 AUTH LOGIN', 'C AUTH LOGIN'),
		['4 error auth.notAuthenticated'],
	],
	[
		'a tool that shows no replies',
		[
			'CLIENT -> SERVER: EHLO client.example.org',
			'CLIENT -> SERVER: MAIL FROM:<a@example.org>',
			'CLIENT -> SERVER: RCPT TO:<b@example.com>',
			'CLIENT -> SERVER: DATA',
			'CLIENT -> SERVER: QUIT',
		],
		[],
	],
	[
		'a session of a server',
		smtpd('connect from CLIENT', 'disconnect from CLIENT ehlo=1 quit=1 commands=2'),
		[],
	],
	[
		'Exim logs no replies',
		exim('1xVX0Y-00008E-0N <= a@example.org H=mx.example.org [203.0.113.40] P=esmtp S=400'),
		[],
	],
]);
