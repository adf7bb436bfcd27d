import { test } from 'node:test';
import { checkRules, daemon } from './find';

// What only a server's own log shows: refusals of which no line tells, a daemon that gives up, clients it got rid of.

const client = 'client.example.org[192.0.2.9]';
const smtpd = (pid: number, ...texts: readonly string[]) =>
	daemon(`submission/smtpd[${pid}]`, pid, `connect from ${client}`, ...texts);
const end = (counters: string) => `disconnect from ${client} ${counters}`;

test('Postfix writes no line of a 530 to MAIL: its counters tell', () => {
	const rule = /^(?:reply\.unlogged|protocol\.order)$/;
	checkRules(
		rule,
		[
			...smtpd(1, end('ehlo=1 mail=0/1 rcpt=0/1 quit=1 commands=2/4')),
			...smtpd(2, end('ehlo=1 mail=0/1 quit=1 commands=2/3')),
		],
		['1 warning reply.unlogged'],
		/MAIL of client\.example\.org \[192\.0\.2\.9\] was refused 2 times.*530 5\.7\.0/,
	);
	const silent = [
		// MAIL without EHLO is out of its order, and that is told.
		[...smtpd(3, end('mail=0/1 quit=1 commands=1/2')), 'protocol.order'],
		[...smtpd(3, end('ehlo=1 mail=1 rcpt=1 quit=1 commands=4'))],
		[...smtpd(3, end('ehlo=2 starttls=1 mail=0/1 quit=1 commands=4/5'))],
		// A line tells why.
		[
			...smtpd(
				3,
				`NOQUEUE: reject: MAIL from ${client}: 552 5.3.4 Message size exceeds fixed limit; proto=ESMTP helo=<x>`,
				end('ehlo=1 mail=0/1 quit=1 commands=2/3'),
			),
		],
		[
			...smtpd(
				3,
				`warning: Illegal address syntax from ${client} in MAIL command: <a@@example.org>`,
				end('ehlo=1 mail=0/1 quit=1 commands=2/3'),
			),
		],
		// The beginning of the session is not in the log.
		[...smtpd(3, end('ehlo=1 mail=0/1 quit=1 commands=2/3'))].slice(1),
	];
	for (const lines of silent) {
		const isOrder = lines.at(-1) === 'protocol.order';
		checkRules(rule, isOrder ? lines.slice(0, -1) : lines, isOrder ? ['1 warning protocol.order'] : []);
	}
});

test('a STARTTLS that was refused is told once, with all clients', () => {
	const rule = /^(?:reply\.unlogged|tls\.failed)$/;
	const other = 'mx.example.net[198.51.100.7]';
	checkRules(
		rule,
		[
			...daemon(
				'smtpd[1]',
				1,
				`connect from ${other}`,
				`disconnect from ${other} ehlo=1 starttls=0/1 quit=1 commands=2/3`,
			),
			...smtpd(2, end('ehlo=1 starttls=0/1 quit=1 commands=2/3')),
		],
		['1 warning reply.unlogged'],
		/STARTTLS of 2 clients was refused.*454 4\.7\.0/,
	);
	checkRules(
		rule,
		smtpd(
			3,
			`SSL_accept error from ${client}: -1`,
			'warning: TLS library problem: error:0A00010B:SSL routines::wrong version number:../ssl/x.c:350:',
			`lost connection after STARTTLS from ${client}`,
			end('ehlo=1 starttls=0/1 commands=1/2'),
		),
		['1 information tls.failed'],
	);
});

test('a daemon that gives up is one finding for each cause', () => {
	const rule = /^server\.failed$/;
	checkRules(
		rule,
		[
			...[1, 2].flatMap((pid) =>
				smtpd(
					pid,
					"warning: SASL: Connect to Dovecot auth socket 'private/auth' failed: No such file or directory",
					'fatal: no SASL authentication mechanisms',
				),
			),
			...daemon(
				'master[900]',
				3,
				'warning: process /usr/lib/postfix/sbin/smtpd pid 1 exit status 1',
				'warning: /usr/lib/postfix/sbin/smtpd: bad command startup -- throttling',
			),
		],
		['1 error server.failed'],
		/smtpd could not do its work: .*Dovecot.*There are 4 such lines/,
	);
	checkRules(
		rule,
		[
			...daemon('local[7]', 1, 'fatal: open database /etc/aliases.db: No such file or directory'),
			...daemon('cleanup[8]', 2, 'fatal: watchdog timeout'),
			...daemon('cleanup[9]', 3, 'fatal: watchdog timeout'),
		],
		['0 error server.failed', '1 error server.failed'],
		/aliases\.db/,
	);
	checkRules(
		rule,
		daemon('master[900]', 3, 'warning: /usr/lib/postfix/sbin/smtpd: bad command startup -- throttling'),
		['0 error server.failed'],
	);
	checkRules(
		rule,
		[
			// What is said to whoever called a command.
			...daemon(
				'sendmail[7]',
				1,
				'fatal: Recipient addresses must be specified on the command line or via the -t option',
			),
			...daemon('postsuper[7]', 2, 'fatal: use of this command is reserved for the superuser'),
			...daemon('smtpd[7]', 3, 'warning: hostname mx.example.org does not resolve to address 192.0.2.9'),
			// A client's words that look like it.
			...smtpd(9, `warning: non-SMTP command from ${client}: fatal: no SASL authentication mechanisms`),
			'Nov 23 10:30:00 mx1 dovecot: imap-login: Error: fatal: nothing of ours',
		],
		[],
	);
});

test('a server that hangs up on a client says why', () => {
	const rule = /^(?:session\.dropped|reply\.rejected)$/;
	checkRules(
		rule,
		smtpd(1, `too many errors after NOOP from ${client}`, end('ehlo=1 noop=100 commands=101')),
		['1 warning session.dropped'],
		/too many commands brought no mail forward/,
	);
	checkRules(
		rule,
		smtpd(
			1,
			...['a', 'b'].map(
				(name) =>
					`NOQUEUE: reject: RCPT from ${client}: 550 5.1.1 <${name}@example.com>: Recipient address rejected: User unknown; from=<x@example.org> to=<${name}@example.com> proto=ESMTP helo=<x>`,
			),
			`too many errors after RCPT from ${client}`,
			end('ehlo=1 mail=1 rcpt=0/2 commands=2/4'),
		),
		['1 warning reply.rejected', '3 information session.dropped'],
	);
	checkRules(
		rule,
		[
			'2026-11-23 10:00:00 SMTP call from mx.example.org [203.0.113.40]:4411 I=[192.0.2.25]:25 dropped: too many nonmail commands (last was "NOOP")',
			'2026-11-23 10:00:09 SMTP call from mx.example.net [203.0.113.41]:4411 I=[192.0.2.25]:25 dropped: too many unrecognized commands (last was "FOO")',
		],
		['0 warning session.dropped', '1 warning session.dropped'],
	);
	// A bare line feed has a rule of its own.
	checkRules(
		rule,
		smtpd(1, `bare <LF> received after DATA (28 bytes) from ${client}`, end('ehlo=1 commands=1')),
		[],
	);
});

test('what is not SMTP is information, and no lost session', () => {
	const rule = /^(?:protocol\.notSmtp|session\.lost|reply\.rejected)$/;
	checkRules(
		rule,
		smtpd(1, `warning: non-SMTP command from ${client}: GET / HTTP/1.1`, end('unknown=0/1 commands=0/1')),
		['1 information protocol.notSmtp'],
	);
	checkRules(
		rule,
		daemon(
			'postscreen[7]',
			1,
			'CONNECT from [192.0.2.9]:51937 to [192.0.2.26]:25',
			'NON-SMTP COMMAND from [192.0.2.9]:51937 after CONNECT: GET / HTTP/1.1',
			'DISCONNECT [192.0.2.9]:51937',
		),
		['1 information protocol.notSmtp'],
	);
	checkRules(
		rule,
		['2026-11-23 10:00:00 SMTP syntax error in "GET / HTTP/1.1" H=[203.0.113.40]:4411 unrecognized command'],
		['0 information protocol.notSmtp'],
	);
	checkRules(
		rule,
		['2026-11-23 10:00:00 SMTP syntax error in "GETALL" H=[203.0.113.40]:4411 unrecognized command'],
		['0 information reply.rejected'],
	);
});

test('mail that stops amid its content is a lost session, silence before any mail is not', () => {
	const rule = /^session\.lost$/;
	checkRules(
		rule,
		[
			'2026-11-23 10:00:00 1xVWyv-0000Et-2N SMTP data timeout (message abandoned) on connection from mx.example.org [203.0.113.40] F=<a@example.org>',
			'2026-11-23 10:00:01 SMTP connection from mx.example.net (mx.example.net) [203.0.113.41] lost while reading message data (header)',
			'2026-11-23 10:00:02 SMTP command timeout on connection from [203.0.113.42]',
		],
		['0 warning session.lost', '1 warning session.lost'],
		/too long after DATA\. The message was not accepted/,
	);
	const postscreen = (...texts: readonly string[]) =>
		daemon(
			'postscreen[7]',
			1,
			'CONNECT from [192.0.2.9]:51937 to [192.0.2.26]:25',
			...texts,
			'DISCONNECT [192.0.2.9]:51937',
		);
	checkRules(
		rule,
		postscreen('COMMAND TIME LIMIT from [192.0.2.9]:51937 after EHLO'),
		['2 hint session.lost'],
		/for too long after EHLO \(1 second after the line before\)\. No mail/,
	);
	checkRules(rule, postscreen('COMMAND TIME LIMIT from [192.0.2.9]:51937 after CONNECT'), []);
	checkRules(rule, postscreen('HANGUP after 0.5 from [192.0.2.9]:51937 in tests before SMTP handshake'), []);
});

test('content that one recipient refuses and another takes (Exim, PRDR)', () => {
	const rule = /^reply\.rejected$/;
	const id = '2026-11-23 10:00:00 1xVWy7-00005F-0r';
	const rest = [
		`${id} <= a@example.org H=mx.example.org [203.0.113.40] P=esmtp PRDR S=363`,
		`${id} => b <b@example.com> R=localuser T=local_delivery`,
		`${id} Completed`,
	];
	checkRules(
		rule,
		[
			`${id} PRDR R=<b@example.com> acceptance`,
			`${id} PRDR c@example.com 550 5.7.1 <c@example.com> does not want this content`,
			`${id} PRDR R=<d@example.com> temporary refusal`,
			...rest,
		],
		['1 warning reply.rejected', '2 warning reply.rejected'],
		/from mx\.example\.org \[203\.0\.113\.40\] was refused for c@example\.com, after it was sent: 550 5\.7\.1/,
	);
	checkRules(
		rule,
		[`${id} PRDR R=<b@example.com> acceptance`, `${id} PRDR c@example.com fine with me`, ...rest],
		[],
	);
});
