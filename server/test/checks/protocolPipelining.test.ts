import {
	checkRows,
	content,
	data,
	exim,
	hello,
	mail,
	plainHello,
	postscreen,
	quit,
	rcpt,
	smtpd,
	talk,
} from './rows';

// protocol.pipelining
checkRows([
	[
		'commands in a group that was not offered',
		talk(
			...plainHello,
			'C MAIL FROM:<a@example.org>',
			'C RCPT TO:<b@example.com>',
			'S 250 2.1.0 Ok',
			'S 250 2.1.5 Ok',
			...quit,
		),
		['5 warning protocol.pipelining'],
	],
	[
		'more behind DATA',
		talk(...hello, ...mail, ...rcpt, 'C DATA', 'C QUIT', 'S 354 End data', 'S 221 2.0.0 Bye'),
		['12 warning protocol.pipelining'],
		/behind DATA/,
	],
	[
		'more behind EHLO',
		talk(
			'S 220 mx.example.com ESMTP',
			'C EHLO client.example.org',
			'C MAIL FROM:<a@example.org>',
			...hello.slice(2),
			'S 250 2.1.0 Ok',
			...quit,
		),
		['2 warning protocol.pipelining'],
		/behind EHLO/,
	],
	[
		'a client that speaks before the greeting',
		talk('C EHLO client.example.org', ...hello.slice(0, 1), ...hello.slice(2), ...quit),
		['0 warning protocol.pipelining'],
		/sent EHLO before the server had greeted/,
	],
	[
		'what smtpd notes',
		smtpd(
			'connect from CLIENT',
			'improper command pipelining after EHLO from CLIENT: QUIT\\r\\n',
			'disconnect from CLIENT ehlo=1 quit=1 commands=2',
		),
		['1 warning protocol.pipelining'],
	],
	[
		'what smtpd refuses for it is not told again',
		smtpd(
			'connect from CLIENT',
			'improper command pipelining after CONNECT from CLIENT: EHLO x\\r\\n',
			'NOQUEUE: reject: CONNECT from CLIENT: 503 5.5.0 <mx.example.org[192.0.2.9]>: Client host rejected: Improper use of SMTP command pipelining; proto=SMTP',
			'disconnect from CLIENT ehlo=0/1 commands=0/1',
		),
		['1 warning protocol.pipelining'],
	],
	[
		'what Exim notes',
		exim(
			'SMTP protocol synchronization error (input sent without waiting for greeting): rejected connection from H=[203.0.113.40] input="helo abcd\\r\\n"',
		),
		['0 warning protocol.pipelining'],
		/before the server had greeted/,
	],
	[
		'postscreen does its work',
		postscreen(
			'CONNECT from CLIENT to [192.0.2.25]:25',
			'PREGREET 11 after 0.1 from CLIENT: EHLO x\\r\\n',
			'DISCONNECT CLIENT',
		),
		['1 information protocol.pipelining'],
	],
	[
		'a group that was offered',
		talk(
			...hello,
			'C MAIL FROM:<a@example.org>',
			'C RCPT TO:<b@example.com>',
			'C DATA',
			'S 250 2.1.0 Ok',
			'S 250 2.1.5 Ok',
			'S 354 End data',
			...content,
			...quit,
		),
		[],
	],
	['one after the other', talk(...plainHello, ...mail, ...rcpt, ...data, ...content, ...quit), []],
	['a connection of a proxy', talk('C PROXY TCP4 192.0.2.1 192.0.2.25 52144 25', ...hello, ...quit), []],
	[
		'a transcript that begins later does not show the offer',
		talk(
			'C MAIL FROM:<a@example.org>',
			'C RCPT TO:<b@example.com>',
			'S 250 2.1.0 Ok',
			'S 250 2.1.5 Ok',
			...quit,
		),
		[],
	],
	[
		'postscreen lets a client pass',
		postscreen('CONNECT from CLIENT to [192.0.2.25]:25', 'PASS NEW CLIENT', 'DISCONNECT CLIENT'),
		[],
	],
]);

checkRows([
	[
		'a server that hangs up on it',
		talk(
			'S 220 mx.example.com ESMTP',
			'C EHLO client.example.org',
			'C MAIL FROM:<a@example.org>',
			'S 554 SMTP synchronization error',
		),
		['2 warning protocol.pipelining'],
	],
]);

checkRows([
	[
		'what postscreen refuses for it is not told again',
		postscreen(
			'CONNECT from CLIENT to [192.0.2.25]:25',
			'COMMAND PIPELINING from CLIENT after HELO: MAIL FROM:<a@example.org>\\r\\n',
			'NOQUEUE: reject: RCPT from CLIENT: 550 5.5.1 Protocol error; from=<a@example.org>, to=<b@example.com>, proto=SMTP, helo=<x>',
			'DISCONNECT CLIENT',
		),
		['1 warning protocol.pipelining'],
	],
	[
		'a client that does not wait and goes away',
		smtpd(
			'connect from CLIENT',
			'improper command pipelining after HELO from CLIENT: MAIL FROM:<a@example.org>\\r\\n',
			'lost connection after MAIL from CLIENT',
			'disconnect from CLIENT helo=1 mail=1 commands=2',
		),
		['1 warning protocol.pipelining'],
	],
]);
