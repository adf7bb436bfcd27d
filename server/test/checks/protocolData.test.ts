import { checkRows, content, data, exim, hello, mail, postscreen, quit, rcpt, smtpd, talk } from './rows';

// protocol.noRecipient
checkRows([
	[
		'DATA without RCPT',
		talk(...hello, ...mail, 'C DATA', 'S 503 5.5.1 Error: need RCPT command', ...quit),
		['9 error protocol.noRecipient'],
	],
	[
		'354 although all were refused',
		talk(
			...hello,
			...mail,
			'C RCPT TO:<b@example.com>',
			'S 550 5.1.1 User unknown',
			...data,
			'C .',
			'S 554 5.5.1 Error: no valid recipients',
			...quit,
		),
		['10 error reply.rejected', '11 information protocol.noRecipient'],
	],
	[
		'what Exim notes',
		exim('SMTP protocol error in "DATA" CLIENT valid RCPT command must precede DATA'),
		['0 warning protocol.noRecipient'],
	],
	[
		'what postscreen notes',
		postscreen(
			'CONNECT from CLIENT to [192.0.2.25]:25',
			'DATA without valid RCPT from CLIENT',
			'DISCONNECT CLIENT',
		),
		['1 warning protocol.noRecipient'],
	],
	[
		'what only counters of Postfix tell',
		smtpd('connect from CLIENT', 'disconnect from CLIENT ehlo=1 mail=1 data=0/1 quit=1 commands=3/4'),
		['1 warning protocol.noRecipient'],
	],
	[
		'BDAT without RCPT',
		talk(
			'S 220 mx.example.com ESMTP',
			'C EHLO client.example.org',
			'S 250-mx.example.com',
			'S 250 CHUNKING',
			...mail,
			'C BDAT 0 LAST',
			'S 503 5.5.1 Error: need RCPT command',
			...quit,
		),
		['6 error protocol.noRecipient'],
	],
	[
		'one recipient of two is enough',
		talk(
			...hello,
			...mail,
			'C RCPT TO:<x@example.com>',
			'S 550 5.1.1 User unknown',
			...rcpt,
			...data,
			...content,
			...quit,
		),
		['10 error reply.rejected'],
	],
	[
		'a refused DATA follows from refused recipients',
		talk(
			...hello,
			...mail,
			'C RCPT TO:<x@example.com>',
			'S 550 5.1.1 User unknown',
			'C DATA',
			'S 554 5.5.1 Error: no valid recipients',
			...quit,
		),
		['10 error reply.rejected'],
	],
	[
		'the same in Exim',
		exim(
			'CLIENT F=<a@example.org> rejected RCPT <x@example.com>: Unknown user',
			'SMTP protocol error in "DATA" CLIENT valid RCPT command must precede DATA',
		),
		['0 warning reply.rejected'],
	],
	[
		'counters of a session with recipients',
		smtpd('connect from CLIENT', 'disconnect from CLIENT ehlo=1 mail=1 rcpt=1 data=0/1 quit=1 commands=4/5'),
		[],
	],
]);

// protocol.dataWithoutGoAhead
checkRows([
	[
		'content before 354',
		talk(
			...hello,
			...mail,
			...rcpt,
			'C DATA',
			'C Subject: test',
			'C From: a@example.org',
			'S 354 End data',
			'C .',
			'S 250 2.0.0 Ok',
			...quit,
		),
		['12 warning protocol.dataWithoutGoAhead'],
	],
	[
		'content after a refused DATA',
		talk(
			...hello,
			...mail,
			...rcpt,
			'C DATA',
			'S 451 4.3.0 Try again later',
			'C Subject: test',
			'S 502 5.5.2 Error: command not recognized',
			'C Hello',
			'S 502 5.5.2 Error: command not recognized',
			...quit,
		),
		['12 warning reply.rejected', '13 warning protocol.dataWithoutGoAhead'],
	],
	[
		'content without any answer to DATA',
		talk(...hello, ...mail, ...rcpt, 'C DATA', 'C Subject: test', 'C Hello', ...quit),
		['11 warning reply.missing', '12 warning protocol.dataWithoutGoAhead'],
	],
	[
		'all lines of it are one finding',
		talk(
			...hello,
			...mail,
			...rcpt,
			'C DATA',
			'S 554 5.7.1 No',
			'C Received: x',
			'C Subject: x',
			'C To: x',
			'S 500 5.5.2 Error',
			'S 500 5.5.2 Error',
			'S 500 5.5.2 Error',
			...quit,
		),
		['12 error reply.rejected', '13 warning protocol.dataWithoutGoAhead'],
	],
	['content after 354', talk(...hello, ...mail, ...rcpt, ...data, ...content, ...quit), []],
	[
		'a client that leaves after a refused DATA',
		talk(...hello, ...mail, ...rcpt, 'C DATA', 'S 451 4.3.0 Try again later', ...quit),
		['12 warning reply.rejected'],
	],
	[
		'a command that nobody knows is no content',
		talk(...hello, 'C FOO', 'S 502 5.5.2 Error: command not recognized', ...quit),
		['8 warning reply.rejected'],
	],
	[
		'content that a tool does not show',
		talk(...hello, ...mail, ...rcpt, ...data, 'S 250 2.0.0 Ok', ...quit),
		[],
	],
]);
