import { checkRows, hello, postscreen, quit, smtpd, talk } from './rows';

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
