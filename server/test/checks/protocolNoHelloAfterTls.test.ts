import {
	checkRows,
	content,
	data,
	hello,
	heloSession,
	mail,
	plainHello,
	quit,
	rcpt,
	smtpd,
	talk,
	tls,
} from './rows';

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
