import { content, checkRows, data, hello, mail, quit, rcpt, talk } from './rows';
import { postfix } from '../features/logs';

const telnet = (...lines: readonly string[]) => [
	'Trying 192.0.2.1...',
	'Connected to mx.example.com.',
	"Escape character is '^]'.",
	...lines,
];

// session.noGreeting
checkRows([
	[
		'curl waits in vain',
		[
			'*   Trying 198.51.100.62:25...',
			'* Connected to mx.example.net (198.51.100.62) port 25 (#0)',
			'* Operation timed out after 300001 milliseconds with 0 bytes received',
			'* Closing connection 0',
		],
		['2 error session.noGreeting'],
		/no 220 came\. The server was mx\.example\.net/,
	],
	[
		'a port that expects TLS',
		[
			'*   Trying 198.51.100.62:465...',
			'* Connected to mx.example.net (198.51.100.62) port 465 (#0)',
			'* Operation timed out after 300001 milliseconds with 0 bytes received',
			'* Closing connection 0',
		],
		['2 error session.noGreeting'],
		/port 465 expects TLS/,
	],
	['a user gives up', telnet('^]', 'telnet> quit', 'Connection closed.'), ['0 error session.noGreeting']],
	[
		'SSH',
		[
			'=== Trying mx.example.com:25...',
			'=== Connected to mx.example.com.',
			'<-  SSH-2.0-OpenSSH_9.2',
			' -> QUIT',
			'=== Connection closed with remote host.',
		],
		['2 error session.noGreeting'],
		/^SSH answered in place of SMTP: “SSH-2\.0-OpenSSH_9\.2”/,
	],
	[
		'IMAP',
		telnet('* OK [CAPABILITY IMAP4rev1] Dovecot ready.', 'quit', 'Connection closed by foreign host.'),
		['3 error session.noGreeting'],
		/^IMAP answered/,
	],
	[
		'POP3',
		telnet('+OK Dovecot ready.', 'quit', '+OK Logging out.', 'Connection closed by foreign host.'),
		['3 error session.noGreeting'],
		/^POP3 answered/,
	],
	[
		'HTTP',
		telnet('EHLO client.example.org', 'HTTP/1.1 400 Bad Request', 'Connection closed by foreign host.'),
		['4 error session.noGreeting'],
		/^HTTP answered/,
	],
	[
		'no connection at all',
		['Trying 192.0.2.1...', 'telnet: Unable to connect to remote host: Connection refused'],
		['0 warning session.lost'],
	],
	[
		'a refused connection of nodemailer',
		[
			'[2026-11-23 16:42:12] DEBUG [tW6txbdPmy0] Resolved mx.example.com as 198.51.100.9 [cache miss]',
			'[2026-11-23 16:42:12] ERROR [tW6txbdPmy0] connect ECONNREFUSED 198.51.100.9:25',
			'[2026-11-23 16:42:12] DEBUG [tW6txbdPmy0] Closing connection to the server using "destroy"',
		],
		['0 warning session.lost'],
	],
	[
		'a greeting that refuses',
		talk('=== Trying mx.example.com:25...', '=== Connected to mx.example.com.', 'S 554 5.7.1 No', ...quit),
		['2 error reply.rejected'],
	],
	[
		'a transcript that was cut behind the connection',
		['=== Trying mx.example.com:25...', '=== Connected to mx.example.com.'],
		[],
	],
	[
		'a greeting',
		telnet('220 mx.example.com ESMTP', 'quit', '221 2.0.0 Bye', 'Connection closed by foreign host.'),
		[],
	],
]);

/** smtplib with times. */
const timed = (...lines: readonly (readonly [time: string, words: string])[]) =>
	lines.map(([time, words]) => `${time}.000000 ${words}`);
const reply = (words: string) => `reply: b'${words}\\r\\n'`;
const send = (words: string) => `send: '${words}\\r\\n'`;
const connect = "connect: to ('mx.example.com', 25) None";

// session.slow
checkRows([
	[
		'a greeting after 40 seconds',
		timed(
			['09:00:00', connect],
			['09:00:40', reply('220 mx.example.com ESMTP')],
			['09:00:40', send('quit')],
			['09:00:40', reply('221 2.0.0 Bye')],
		),
		['1 information session.slow'],
		/The answer to greeting took 40 seconds/,
	],
	[
		'a greeting after 7 minutes',
		timed(
			['09:00:00', connect],
			['09:07:00', reply('220 mx.example.com ESMTP')],
			['09:07:00', send('quit')],
			['09:07:00', reply('221 2.0.0 Bye')],
		),
		['1 warning session.slow'],
		/need not wait for more than 5 minutes/,
	],
	[
		'RCPT after a minute, as swaks says',
		talk(
			...hello,
			...mail,
			'C RCPT TO:<b@example.com>',
			'=== response in 61.044s',
			'S 250 2.1.5 Ok',
			...data,
			...content,
			...quit,
		),
		['11 information session.slow'],
		/answer to RCPT took 61 seconds/,
	],
	[
		'DATA has 2 minutes',
		timed(
			['09:00:00', connect],
			['09:00:00', reply('220 mx.example.com ESMTP')],
			['09:00:00', send('ehlo client.example.org')],
			['09:00:00', reply('250 mx.example.com')],
			['09:00:00', send('mail FROM:<a@example.org>')],
			['09:00:00', reply('250 2.1.0 Ok')],
			['09:00:00', send('rcpt TO:<b@example.com>')],
			['09:00:00', reply('250 2.1.5 Ok')],
			['09:00:00', send('data')],
			['09:03:00', reply('354 End data')],
			['09:03:00', send('.')],
			['09:03:50', reply('250 2.0.0 Ok')],
			['09:03:50', send('quit')],
			['09:03:50', reply('221 2.0.0 Bye')],
		),
		['9 warning session.slow'],
		/DATA took 180 seconds.*2 minutes\. The .*2 times|DATA took 180 seconds/,
	],
	[
		'a client that is silent',
		timed(
			['09:00:00', connect],
			['09:00:00', reply('220 mx.example.com ESMTP')],
			['09:00:00', send('ehlo client.example.org')],
			['09:00:00', reply('250 mx.example.com')],
			['09:06:00', send('quit')],
			['09:06:00', reply('221 2.0.0 Bye')],
		),
		['4 warning session.slow'],
		/client said nothing for 360 seconds before QUIT/,
	],
	[
		'a server that looks up names, in Postfix with -v',
		[
			postfix('10:30:00', 'smtpd[7]', 'connect from mx.example.org[192.0.2.9]'),
			postfix('10:30:00', 'smtpd[7]', '> mx.example.org[192.0.2.9]: 220 mx.example.com ESMTP Postfix'),
			postfix('10:30:00', 'smtpd[7]', '< mx.example.org[192.0.2.9]: HELO mx.example.org'),
			postfix('10:31:00', 'smtpd[7]', '> mx.example.org[192.0.2.9]: 250 mx.example.com'),
			postfix('10:31:00', 'smtpd[7]', '< mx.example.org[192.0.2.9]: QUIT'),
			postfix('10:31:00', 'smtpd[7]', '> mx.example.org[192.0.2.9]: 221 2.0.0 Bye'),
			postfix('10:31:00', 'smtpd[7]', 'disconnect from mx.example.org[192.0.2.9] helo=1 quit=1 commands=2'),
		],
		['3 information session.slow'],
	],
	[
		'answers within 30 seconds',
		timed(
			['09:00:00', connect],
			['09:00:20', reply('220 mx.example.com ESMTP')],
			['09:00:20', send('quit')],
			['09:00:45', reply('221 2.0.0 Bye')],
		),
		[],
	],
	[
		'a person who types slowly',
		timed(
			['09:00:00', connect],
			['09:00:00', reply('220 mx.example.com ESMTP')],
			['09:03:00', send('quit')],
			['09:03:00', reply('221 2.0.0 Bye')],
		),
		[],
	],
	[
		'a clock that was set back',
		timed(
			['09:00:00', connect],
			['08:00:00', reply('220 mx.example.com ESMTP')],
			['08:00:00', send('quit')],
			['08:00:00', reply('221 2.0.0 Bye')],
		),
		[],
	],
	['no times, no answer', talk(...hello, ...mail, ...rcpt, ...data, ...content, ...quit), []],
]);
