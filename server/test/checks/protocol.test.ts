import {
	content,
	checkRows,
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

const tls = [
	'C STARTTLS',
	'S 220 2.0.0 Ready to start TLS',
	'=== TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256',
];
const login = ['C AUTH PLAIN AGFsaWNlAHNlY3JldA==', 'S 235 2.7.0 Authentication successful'];
const authHello = [
	'S 220 mx.example.com ESMTP',
	'C EHLO client.example.org',
	'S 250-mx.example.com',
	'S 250 AUTH PLAIN LOGIN',
];
const heloSession = ['S 220 mx.example.com ESMTP', 'C HELO client.example.org', 'S 250 mx.example.com'];

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

// protocol.noHelloAfterTls
checkRows([
	[
		'MAIL right after TLS',
		talk(...hello, ...tls, 'C MAIL FROM:<a@example.org>', 'S 503 5.5.1 Error: send HELO/EHLO first', ...quit),
		['10 error protocol.noHelloAfterTls'],
		/first command after the TLS handshake was MAIL/,
	],
	[
		'AUTH right after TLS',
		talk(...hello, ...tls, 'C AUTH LOGIN', 'S 503 5.5.1 Error: send HELO/EHLO first', ...quit),
		['10 error protocol.noHelloAfterTls'],
	],
	[
		'all that is refused for it is one finding',
		talk(
			...hello,
			...tls,
			'C MAIL FROM:<a@example.org>',
			'S 503 5.5.1 Error: send HELO/EHLO first',
			'C RCPT TO:<b@example.com>',
			'S 503 5.5.1 Error: need MAIL command',
			...quit,
		),
		['10 error protocol.noHelloAfterTls'],
	],
	[
		'a server that does not mind',
		talk(...hello, ...tls, ...mail, ...rcpt, ...data, ...content, ...quit),
		['10 information protocol.noHelloAfterTls'],
	],
	[
		'what only counters of Postfix tell',
		smtpd('connect from CLIENT', 'disconnect from CLIENT ehlo=1 starttls=1 mail=0/1 quit=1 commands=3/4'),
		['1 warning protocol.noHelloAfterTls'],
	],
	[
		'EHLO after TLS',
		talk(...hello, ...tls, ...plainHello.slice(1), ...mail, ...rcpt, ...data, ...content, ...quit),
		[],
	],
	[
		'HELO after TLS',
		talk(...hello, ...tls, ...heloSession.slice(1), ...mail, ...rcpt, ...data, ...content, ...quit),
		[],
	],
	['a client that does not trust the certificate', talk(...hello, ...tls, ...quit), []],
	[
		'a STARTTLS that was refused',
		talk(
			...hello,
			'C STARTTLS',
			'S 454 4.7.0 TLS not available due to local problem',
			...mail,
			...rcpt,
			...data,
			...content,
			...quit,
		),
		['8 warning reply.rejected'],
	],
	[
		'counters of a session with EHLO after TLS',
		smtpd('connect from CLIENT', 'disconnect from CLIENT ehlo=2 starttls=1 mail=0/1 quit=1 commands=4/5'),
		[],
	],
]);

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

// protocol.extensionNotOffered
checkRows([
	[
		'a parameter of DSN',
		talk(
			...hello,
			...mail,
			'C RCPT TO:<b@example.com> NOTIFY=NEVER',
			'S 555 5.5.4 Unsupported option: NOTIFY=NEVER',
			...quit,
		),
		['9 error protocol.extensionNotOffered'],
		/^NOTIFY was used, and the answer to EHLO does not offer DSN/,
	],
	[
		'BODY=8BITMIME, which the server takes',
		talk(
			...plainHello,
			'C MAIL FROM:<a@example.org> BODY=8BITMIME',
			'S 250 2.1.0 Ok',
			...rcpt,
			...data,
			...content,
			...quit,
		),
		['4 information protocol.extensionNotOffered'],
	],
	[
		'a login before TLS where it is not offered',
		talk(
			...hello,
			'C AUTH PLAIN AGFsaWNlAHNlY3JldA==',
			'S 503 5.5.1 Error: authentication not enabled',
			...quit,
		),
		['7 error protocol.extensionNotOffered'],
		/AUTH was used/,
	],
	[
		'a mechanism that is not in the list',
		talk(
			...authHello,
			'C AUTH CRAM-MD5',
			'S 535 5.7.8 Error: authentication failed: Invalid authentication mechanism',
			...quit,
		),
		['4 error protocol.extensionNotOffered'],
		/AUTH CRAM-MD5 was used; the server offers PLAIN LOGIN/,
	],
	[
		'anything after HELO',
		talk(...heloSession, 'C MAIL FROM:<a@example.org> SIZE=900', 'S 555 5.5.4 Unsupported option', ...quit),
		['3 error protocol.extensionNotOffered'],
		/after HELO/,
	],
	[
		'BDAT without CHUNKING',
		talk(
			...plainHello,
			...mail,
			...rcpt,
			'C BDAT 0 LAST',
			'S 500 5.5.2 Error: command not recognized',
			...quit,
		),
		['8 error protocol.extensionNotOffered'],
	],
	[
		'what Exim notes of AUTH',
		exim('SMTP protocol error in "AUTH LOGIN" CLIENT AUTH command used when not advertised'),
		['0 warning protocol.extensionNotOffered'],
	],
	[
		'what Exim notes of a mechanism',
		exim('SMTP protocol error in "AUTH NTLM" CLIENT NTLM authentication mechanism not supported'),
		['0 warning protocol.extensionNotOffered'],
	],
	[
		'parameters that were offered',
		talk(
			...hello,
			'C MAIL FROM:<a@example.org> SIZE=900 BODY=8BITMIME',
			'S 250 2.1.0 Ok',
			...rcpt,
			...data,
			...content,
			...quit,
		),
		[],
	],
	[
		'offered after TLS',
		talk(...hello, ...tls, ...authHello.slice(1), ...login, ...mail, ...rcpt, ...data, ...content, ...quit),
		[],
	],
	[
		'an answer to EHLO of one line may be a part of it',
		talk(
			'S 220 mx.example.com ESMTP',
			'C EHLO client.example.org',
			'S 250 mx.example.com',
			'C MAIL FROM:<a@example.org> SIZE=900',
			'S 250 2.1.0 Ok',
			...quit,
		),
		[],
	],
	[
		'the old way to offer AUTH',
		talk(
			...authHello.slice(0, 3),
			'S 250 AUTH=LOGIN PLAIN',
			...login,
			...mail,
			...rcpt,
			...data,
			...content,
			...quit,
		),
		[],
	],
	[
		'a login that is refused for its password',
		talk(...authHello, 'C AUTH PLAIN AGEAYg==', 'S 535 5.7.8 Error: authentication failed', ...quit),
		['5 error auth.notAuthenticated'],
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

// protocol.sizeExceeded
const big = Array.from({ length: 30 }, () => `C ${'x'.repeat(70)}`);
const smallHello = [...plainHello.slice(0, 3), 'S 250 SIZE 1000'];
checkRows([
	[
		'SIZE= beyond the offer',
		talk(
			...hello,
			'C MAIL FROM:<a@example.org> SIZE=20480000',
			'S 552 5.3.4 Message size exceeds fixed limit',
			...quit,
		),
		['7 error protocol.sizeExceeded'],
		/announced 20480000 octets; the server takes 10240000/,
	],
	[
		'the same, which the server takes',
		talk(...hello, 'C MAIL FROM:<a@example.org> SIZE=20480000', 'S 250 2.1.0 Ok', ...quit),
		['7 information protocol.sizeExceeded'],
	],
	[
		'content beyond the offer',
		talk(...smallHello, ...mail, ...rcpt, ...data, ...big, 'C .', 'S 552 5.3.4 Message too big', ...quit),
		['41 error protocol.sizeExceeded'],
		/had 2160 octets or more; the server takes 1000/,
	],
	[
		'content that grew too large in Postfix',
		smtpd(
			'connect from CLIENT',
			'4jYB6M0BJrz77: client=CLIENT',
			'warning: 4jYB6M0BJrz77: queue file size limit exceeded',
			'disconnect from CLIENT ehlo=1 mail=1 rcpt=1 data=0/1 quit=1 commands=4/5',
		),
		['2 warning protocol.sizeExceeded'],
	],
	[
		'no offer, no limit',
		talk(...plainHello, ...mail, ...rcpt, ...data, ...big, 'C .', 'S 250 2.0.0 Ok', ...quit),
		[],
	],
	[
		'SIZE without a number',
		talk(
			...plainHello.slice(0, 3),
			'S 250 SIZE',
			'C MAIL FROM:<a@example.org> SIZE=20480000',
			'S 250 2.1.0 Ok',
			...quit,
		),
		[],
	],
	[
		'SIZE 0 is no limit',
		talk(
			...plainHello.slice(0, 3),
			'S 250 SIZE 0',
			'C MAIL FROM:<a@example.org> SIZE=20480000',
			'S 250 2.1.0 Ok',
			...quit,
		),
		[],
	],
	[
		'within the offer',
		talk(
			...smallHello,
			'C MAIL FROM:<a@example.org> SIZE=900',
			'S 250 2.1.0 Ok',
			...rcpt,
			...data,
			...content,
			...quit,
		),
		[],
	],
	[
		'a quota is another limit',
		talk(...hello, ...mail, 'C RCPT TO:<b@example.com>', 'S 552 5.2.2 Mailbox full', ...quit),
		['10 error reply.rejected'],
	],
]);

// protocol.eightBit
checkRows([
	[
		'an address in MAIL',
		talk(...plainHello, 'C MAIL FROM:<jürgen@example.org>', 'S 553 5.6.7 Must have SMTPUTF8', ...quit),
		['4 error protocol.eightBit'],
	],
	[
		'an address in RCPT, which is taken',
		talk(
			...plainHello,
			...mail,
			'C RCPT TO:<jörg@example.com>',
			'S 250 2.1.5 Ok',
			...data,
			...content,
			...quit,
		),
		['6 warning protocol.eightBit'],
	],
	[
		'content, not offered',
		talk(...plainHello, ...mail, ...rcpt, ...data, 'C Subject: Grüße', 'C .', 'S 250 2.0.0 Ok', ...quit),
		['10 warning protocol.eightBit'],
	],
	[
		'content, offered and not announced',
		talk(
			...hello,
			...mail,
			...rcpt,
			...data,
			'C Subject: Grüße',
			'C ',
			'C Grüße',
			'C .',
			'S 250 2.0.0 Ok',
			...quit,
		),
		['13 information protocol.eightBit'],
	],
	[
		'content that was announced',
		talk(
			...hello,
			'C MAIL FROM:<a@example.org> BODY=8BITMIME',
			'S 250 2.1.0 Ok',
			...rcpt,
			...data,
			'C Subject: Grüße',
			'C .',
			'S 250 2.0.0 Ok',
			...quit,
		),
		[],
	],
	[
		'SMTPUTF8 that was offered',
		talk(
			...hello.slice(0, 6),
			'S 250 SMTPUTF8',
			'C MAIL FROM:<jürgen@example.org> SMTPUTF8',
			'S 250 2.1.0 Ok',
			'C RCPT TO:<jörg@example.com>',
			'S 250 2.1.5 Ok',
			...data,
			'C Subject: Grüße',
			'C .',
			'S 250 2.0.0 Ok',
			...quit,
		),
		[],
	],
	['plain content', talk(...plainHello, ...mail, ...rcpt, ...data, ...content, ...quit), []],
	[
		'a greeting beyond ASCII is no content',
		talk('S 220 mx.example.com Grüße', ...plainHello.slice(1), ...quit),
		[],
	],
]);

// protocol.lineTooLong
const octets = (count: number) => 'x'.repeat(count - 2);
checkRows([
	[
		'a command of 513 octets',
		talk(...hello, `C NOOP ${octets(508)}`, 'S 250 2.0.0 Ok', ...quit),
		['7 warning protocol.lineTooLong'],
		/has 513 octets .*; 512 are allowed/,
	],
	[
		'lines of a message of more than 1000',
		talk(
			...hello,
			...mail,
			...rcpt,
			...data,
			`C ${octets(1001)}`,
			'C short',
			`C ${octets(2000)}`,
			'C .',
			'S 250 2.0.0 Ok',
			...quit,
		),
		['13 warning protocol.lineTooLong'],
		/has 2000 octets .* 2 times/,
	],
	[
		'a reply of more than 512',
		talk(...hello, ...mail, 'C NOOP', `S 250 2.0.0 ${octets(513)}`, ...quit),
		['10 information protocol.lineTooLong'],
	],
	[
		'what smtpd notes',
		smtpd(
			'connect from CLIENT',
			'warning: CLIENT: request longer than 2048: AUTH PLAIN ZZZZZZZZZZ...',
			'disconnect from CLIENT ehlo=1 quit=1 unknown=0/1 commands=2/3',
		),
		['1 warning protocol.lineTooLong'],
	],
	[
		'what postscreen notes',
		postscreen(
			'CONNECT from CLIENT to [192.0.2.25]:25',
			'COMMAND LENGTH LIMIT from CLIENT after EHLO',
			'DISCONNECT CLIENT',
		),
		['1 information protocol.lineTooLong'],
	],
	['a command of 512 octets', talk(...hello, `C NOOP ${octets(507)}`, 'S 250 2.0.0 Ok', ...quit), []],
	[
		'a login has more room',
		talk(...authHello, `C AUTH PLAIN ${'A'.repeat(4000)}`, 'S 235 2.7.0 Authentication successful', ...quit),
		[],
	],
	[
		'a line of 1000 octets',
		talk(...hello, ...mail, ...rcpt, ...data, `C ${octets(1000)}`, 'C .', 'S 250 2.0.0 Ok', ...quit),
		[],
	],
	[
		'parameters of MAIL lengthen the limit',
		talk(
			...hello.slice(0, 6),
			'S 250 DSN',
			`C MAIL FROM:<a@example.org> ENVID=${octets(500)}`,
			'S 250 2.1.0 Ok',
			...quit,
		),
		[],
	],
]);

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

// protocol.bareLineEnd
const smtplib = (sent: string) => [
	"connect: to ('mx.example.com', 25) None",
	"reply: b'220 mx.example.com ESMTP\\r\\n'",
	`send: '${sent}'`,
	"reply: b'250 mx.example.com\\r\\n'",
];
checkRows([
	[
		'what smtpd notes',
		smtpd(
			'connect from CLIENT',
			'bare <LF> received after DATA (28 bytes) from CLIENT',
			'disconnect from CLIENT ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4',
		),
		['1 warning protocol.bareLineEnd'],
	],
	[
		'what postscreen notes',
		postscreen(
			'CONNECT from CLIENT to [192.0.2.25]:25',
			'BARE NEWLINE from CLIENT after RCPT',
			'DISCONNECT CLIENT',
		),
		['1 information protocol.bareLineEnd'],
	],
	['LF alone in smtplib', smtplib('ehlo client.example.org\\n'), ['2 warning protocol.bareLineEnd']],
	['CR alone in smtplib', smtplib('ehlo client.example.org\\r'), ['2 warning protocol.bareLineEnd']],
	['CR LF in smtplib', smtplib('ehlo client.example.org\\r\\n'), []],
	['a backslash that was sent', smtplib('ehlo client\\\\n.example.org\\r\\n'), []],
	['a tool that shows no line ends', talk(...hello, ...quit), []],
	[
		'a session of postscreen without',
		postscreen('CONNECT from CLIENT to [192.0.2.25]:25', 'PASS OLD CLIENT'),
		[],
	],
]);
