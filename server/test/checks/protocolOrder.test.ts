import {
	authHello,
	checkRows,
	content,
	data,
	exim,
	hello,
	heloSession,
	login,
	mail,
	plainHello,
	quit,
	rcpt,
	smtpd,
	talk,
	tls,
} from './rows';

// protocol.order
checkRows([
	[
		'RCPT before MAIL, refused: the cause is told, and the refusal not again',
		talk(...hello, 'C RCPT TO:<b@example.com>', 'S 503 5.5.1 Error: need MAIL command', ...quit),
		['7 error protocol.order'],
		/^RCPT was sent without a MAIL .*503 5\.5\.1/,
	],
	[
		'what came right later is information',
		talk(
			...hello,
			'C RCPT TO:<b@example.com>',
			'S 503 5.5.1 Error: need MAIL command',
			...mail,
			...rcpt,
			...data,
			...content,
			...quit,
		),
		['7 information protocol.order'],
	],
	[
		'MAIL before EHLO',
		talk(
			'S 220 mx.example.com ESMTP',
			...['C MAIL FROM:<a@example.org>', 'S 503 5.5.1 Error: send HELO/EHLO first'],
			...quit,
		),
		['1 error protocol.order'],
		/^MAIL was sent before EHLO/,
	],
	[
		'MAIL before EHLO, which the server takes',
		talk('S 220 mx.example.com ESMTP', ...mail, ...rcpt, ...data, ...content, ...quit),
		['1 information protocol.order'],
	],
	[
		'a second MAIL',
		talk(...hello, ...mail, 'C MAIL FROM:<c@example.org>', 'S 503 5.5.1 Error: nested MAIL command', ...quit),
		['9 error protocol.order'],
	],
	[
		'RCPT after RSET',
		talk(
			...hello,
			...mail,
			'C RSET',
			'S 250 2.0.0 Ok',
			'C RCPT TO:<b@example.com>',
			'S 503 5.5.1 Error: need MAIL command',
			...quit,
		),
		['11 error protocol.order'],
		/after RSET, which had made the server forget/,
	],
	[
		'RCPT after a second EHLO',
		talk(
			...plainHello,
			...mail,
			...plainHello.slice(1),
			'C RCPT TO:<b@example.com>',
			'S 503 5.5.1 Error: need MAIL command',
			...quit,
		),
		['9 error protocol.order'],
		/after EHLO/,
	],
	[
		'a second login',
		talk(...authHello, ...login, ...['C AUTH LOGIN', 'S 503 5.5.1 Error: already authenticated'], ...quit),
		['6 error protocol.order'],
	],
	[
		'AUTH after MAIL',
		talk(
			...authHello,
			...mail,
			...['C AUTH LOGIN', 'S 503 5.5.1 Error: MAIL transaction in progress'],
			...quit,
		),
		['6 error protocol.order'],
	],
	[
		'STARTTLS over TLS',
		talk(
			...hello,
			...tls,
			...plainHello.slice(1),
			'C STARTTLS',
			'S 554 5.5.1 Error: TLS already active',
			...quit,
		),
		['13 error protocol.order'],
	],
	[
		'what Exim notes',
		exim('SMTP protocol error in "RCPT TO:<b@example.com>" CLIENT sender not yet given'),
		['0 warning protocol.order'],
	],
	[
		'what only counters of Postfix tell',
		smtpd('connect from CLIENT', 'disconnect from CLIENT mail=0/1 quit=1 commands=1/2'),
		['1 warning protocol.order'],
		/^MAIL was sent before EHLO.*The client was mx\.example\.org/,
	],
	[
		'a client that comes again is one finding',
		[
			...smtpd('connect from CLIENT', 'disconnect from CLIENT ehlo=1 rcpt=0/1 quit=1 commands=2/3'),
			...smtpd('connect from CLIENT', 'disconnect from CLIENT ehlo=1 rcpt=0/1 quit=1 commands=2/3'),
		],
		['1 warning protocol.order'],
		/It happened 2 times\.$/,
	],
	[
		'two mails in a session are in order',
		talk(...hello, ...mail, ...rcpt, ...data, ...content, ...mail, ...rcpt, ...data, ...content, ...quit),
		[],
	],
	[
		'RSET before the next mail',
		talk(
			...hello,
			...mail,
			...rcpt,
			'C RSET',
			'S 250 2.0.0 Ok',
			...mail,
			...rcpt,
			...data,
			...content,
			...quit,
		),
		[],
	],
	[
		'a transcript that begins later does not show EHLO',
		talk(...mail, ...rcpt, ...data, ...content, ...quit),
		[],
	],
	[
		'what follows from a refused MAIL of a client that pipelines',
		talk(
			...hello,
			'C MAIL FROM:<a@example.org>',
			'C RCPT TO:<b@example.com>',
			'C DATA',
			'S 550 5.7.1 No',
			'S 503 5.5.1 Need MAIL',
			'S 503 5.5.1 Need MAIL',
			...quit,
		),
		['10 error reply.rejected'],
	],
	[
		'MAIL after a refused one',
		talk(
			...hello,
			'C MAIL FROM:<z@example.org>',
			'S 550 5.7.1 No',
			...mail,
			...rcpt,
			...data,
			...content,
			...quit,
		),
		['8 error reply.rejected'],
	],
	[
		'AUTH again after a refused one',
		talk(...authHello, 'C AUTH PLAIN AGEAYg==', 'S 535 5.7.8 Error', ...login, ...quit),
		['5 information auth.notAuthenticated'],
	],
	[
		'refused MAIL, which a line of Postfix explains',
		smtpd(
			'connect from CLIENT',
			'NOQUEUE: reject: MAIL from CLIENT: 550 5.7.1 <a@example.org>: Sender address rejected: Access denied; from=<a@example.org> proto=ESMTP helo=<x>',
			'disconnect from CLIENT ehlo=1 mail=0/1 quit=1 commands=2/3',
		),
		['1 warning reply.rejected'],
	],
	[
		'a scan that says nothing',
		smtpd('connect from CLIENT', 'disconnect from CLIENT ehlo=1 quit=1 commands=2'),
		[],
	],
]);

// What has another cause is told by itself.
checkRows([
	[
		'a command that was not offered, refused for another reason',
		talk(...heloSession, 'C ETRN example.net', 'S 459 4.7.0 <example.net>: service unavailable', ...quit),
		['3 information protocol.extensionNotOffered', '4 information reply.rejected'],
	],
	[
		'a sender that was not welcome anyway',
		talk('S 220 mx.example.com ESMTP', 'C MAIL FROM:<a@example.org>', 'S 451 4.7.1 Try again later', ...quit),
		['1 information protocol.order', '2 warning reply.rejected'],
	],
]);
