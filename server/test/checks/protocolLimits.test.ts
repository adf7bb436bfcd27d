import {
	authHello,
	checkRows,
	content,
	data,
	hello,
	mail,
	plainHello,
	postscreen,
	quit,
	rcpt,
	smtpd,
	talk,
} from './rows';

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
