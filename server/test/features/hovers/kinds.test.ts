import { test } from 'node:test';
import { log, postfix, refusedLog, sentLog, swaksLog, wrongPasswordLog } from '../logs';
import { checkHover, type Row } from './shown';

/** What each kind of thing says, and where. */
function kinds(title: string, text: string, rows: readonly Row[]): void {
	test(title, () => {
		for (const row of rows) {
			checkHover(text, row);
		}
	});
}

kinds('what a client sends to log in is said to be a secret, and nothing of it', wrongPasswordLog, [
	{ over: 'c2VjcmV0', sees: [/^Part of a login/, /Session s1/], not: [/secret\b|c2Vj/] },
]);

kinds(
	'TLS parameters: version, verdict, cipher, group, and what is old or weak',
	log(
		postfix(
			'10:00:01',
			'smtpd[1]',
			'Anonymous TLS connection established from mx.example.org[192.0.2.9]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256',
		),
		postfix(
			'10:00:02',
			'smtp[2]',
			'Untrusted TLS connection established to mx.example.net[198.51.100.7]:25: TLSv1 with cipher DES-CBC3-SHA (168/168 bits)',
		),
		'2026-11-23 10:00:03 1xVWy9-00005e-17 <= a@sender.example H=x.example [203.0.113.10] P=esmtps X=TLS1.2:ECDHE_SECP256R1__RSA_SHA256__AES_128_CBC__SHA256:128 CV=no S=403',
		'=== TLS started with cipher TLSv1.3:TLS_AES_256_GCM_SHA384:256',
	),
	[
		{
			over: 'X25519',
			sees: [/^TLSv1\.3 Current · Anonymous /, /Nothing here is old or weak\. .* X25519/, /forward secrecy/],
		},
		{ over: 'Anonymous', sees: [/^TLSv1\.3 Current · Anonymous /] },
		{ over: 'TLSv1 ', sees: [/^TLSv1 Obsolete · Untrusted /, /Old:/, /RFC 8996/, /3DES: weak/] },
		{ over: 'CV=no', sees: [/^TLS1\.2 Good · CV=no /, /Old:/, /SECP256R1/] },
	],
);
kinds('TLS as a tool tells of it', swaksLog, [
	{ over: 'TLSv1.3', sees: [/^TLSv1\.3 Current\n\nNothing here is old or weak/] },
]);

kinds('keywords of EHLO, mechanisms, commands', swaksLog, [
	{ over: 'PIPELINING', sees: [/^PIPELINING Commands in groups/] },
	{ over: 'STARTTLS', line: '250 STARTTLS', sees: [/^STARTTLS Encryption is offered/] },
	{ over: 'LOGIN', sees: [/^LOGIN /, /inside TLS/] },
	{ over: 'AUTH', line: '250 AUTH', sees: [/^AUTH PLAIN LOGIN /] },
	{ over: 'MAIL FROM', sees: [/^MAIL /, /Answered 250 2\.1\.0/, /Replies: 250/] },
	{
		over: 'STARTTLS',
		line: ' -> STARTTLS',
		sees: [/^STARTTLS /, /Answered 220 2\.0\.0 Ready to start TLS \(line 9\)/],
	},
	{ over: 'QUIT', sees: [/^QUIT /, /Answered 221/] },
	{ over: 'alice@example.com', sees: [/^alice@example\.com · envelope sender/] },
	{ over: 'bob@example.com', sees: [/^bob@example\.com · recipient/] },
]);
kinds('what a size in EHLO means', swaksLog.replace('250-PIPELINING', '250-SIZE 10240000'), [
	{ over: '10240000', sees: [/^SIZE 10240000 .*\n\nHere: 9\.8 MiB at most/] },
]);

kinds('addresses and hosts: their role, and how often they stand in the log', refusedLog, [
	{
		over: 'a_b@example.org',
		sees: [/^a_b@example\.org · envelope sender/, /In this log: 1 session · 1 refusal/],
	},
	{
		over: '192.0.2.9',
		line: '10:30:00 mx1 postfix/smtpd[2214]: connect from mx',
		sees: [/^192\.0\.2\.9 · client · mx\.example\.org/, /Documentation/, /1 session · 1 refusal/],
	},
	{
		over: '<mx.example.org>',
		sees: [/^mx\.example\.org · name that the client gives itself/, /name that the DNS gives/],
	},
	{ over: 'RCPT', line: 'reject', sees: [/^RCPT /, /Replies: 250/] },
]);
kinds('addresses and hosts of a delivery', sentLog, [
	{
		over: 'alice@example.com',
		line: 'queue active',
		sees: [/^alice@example\.com · envelope sender/, /1 message from it/],
	},
	{ over: '<c@example.edu>', sees: [/^c@example\.edu · recipient/, /1 deferred/] },
	{ over: 'none', sees: [/^relay=none/, /No server was reached/] },
]);

const peer = (host: string, address: string, helo = 'x') =>
	postfix(
		'10:30:03',
		'smtpd[2214]',
		`NOQUEUE: reject: RCPT from ${host}[${address}]: 554 5.7.1 <b@example.com>: Relay access denied; from=<> to=<b@example.com> proto=ESMTP helo=<${helo}>`,
	);
test('what an address or a name is by itself', () => {
	const rows: readonly [host: string, address: string, over: string, sees: RegExp][] = [
		['localhost', '127.0.0.1', '127.0.0.1', /Loopback/],
		['localhost', '::1', '::1', /Loopback/],
		['a.example', '10.1.2.3', '10.1.2.3', /Private/],
		['a.example', '172.31.0.9', '172.31.0.9', /Private/],
		['a.example', '192.168.7.7', '192.168.7.7', /Private/],
		['a.example', '169.254.7.7', '169.254.7.7', /Link-local/],
		['a.example', 'fe80::1', 'fe80::1', /Link-local/],
		['a.example', '100.64.1.1', '100.64.1.1', /carrier-grade NAT/],
		['a.example', 'fd12:3456::7', 'fd12:3456::7', /Unique local/],
		['a.example', '2001:db8::7', '2001:db8::7', /Documentation/],
		['a.example', '203.0.113.7', '203.0.113.7', /Documentation/],
		['unknown', '198.18.0.1', '198.18.0.1', /unknown: the address has no name/],
		['unknown', '198.18.0.1', 'unknown', /^unknown · client[^]*PTR/],
		['a.example', '198.18.0.1', 'from=<>', /^from= /],
		['xn--bcher-kva.example', '198.18.0.1', 'xn--bcher-kva.example', /bücher\.example/],
	];
	for (const [host, address, over, sees] of rows) {
		checkHover(peer(host, address), { over, sees: [sees] });
	}
	checkHover(peer('a.example', '198.18.0.1'), {
		over: '<> to',
		sees: [/^<> · envelope sender\n\nThe null sender/],
	});
	checkHover(peer('a.example', '198.18.0.1', 'friend'), { over: 'friend', sees: [/No full name/] });
	checkHover(peer('unknown', '198.18.0.1', 'mx.example.net'), {
		over: 'mx.example.net',
		sees: [/nothing proves it/],
	});
	checkHover(peer('a.example', '198.18.0.1', 'mx.example.net'), {
		over: 'mx.example.net',
		sees: [/DNS calls the address a\.example/],
	});
});

const delivery = (to: string) =>
	postfix(
		'10:20:01',
		'local[7]',
		`4jYB5r214Jz6x: to=<${to}>, orig_to=<team@example.com>, relay=local, conn_use=3, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)`,
	);
kinds('what programs write into addresses', delivery('SRS0=HHH=TT=example.org=alice@forwarder.example'), [
	{ over: 'SRS0', sees: [/SRS/] },
	{ over: 'team@', sees: [/^team@example\.com · original recipient/] },
	{ over: 'orig_to', sees: [/^orig_to= /] },
	{ over: 'local,', sees: [/^relay=local /] },
	{ over: '3,', sees: [/^conn_use=3 .*\n\nHere: message number 3/] },
	{ over: 'conn_use', sees: [/^conn_use= /] },
	{ over: 'status', sees: [/^status= /] },
	{ over: 'sent', sees: [/^status=sent /, /has it/] },
]);
kinds('bounces signed and addressed', delivery('prvs=1234567890=alice@example.com'), [
	{ over: 'prvs', sees: [/BATV/] },
]);
kinds('lists', delivery('list-bounces+bob=example.net@lists.example.org'), [
	{ over: 'list-bounces', sees: [/VERP/] },
]);

kinds(
	'counters, daemons, lost connections, warnings',
	log(
		postfix('10:30:00', 'submission/smtpd[1]', 'connect from mx.example.org[192.0.2.9]'),
		postfix(
			'10:30:01',
			'submission/smtpd[1]',
			'lost connection after DATA (46 bytes) from mx.example.org[192.0.2.9]',
		),
		postfix(
			'10:30:02',
			'submission/smtpd[1]',
			'disconnect from mx.example.org[192.0.2.9] ehlo=2 auth=0/3 mail=1 rcpt=1/2 commands=4/8',
		),
		postfix(
			'10:30:03',
			'smtpd[1]',
			'warning: hostname mail.example.net does not resolve to address 203.0.113.50: Name or service not known',
		),
		postfix(
			'10:30:04',
			'smtp[3]',
			'4jYB5r214Jz6x: lost connection with mx.example.net[198.51.100.7] while sending end of data -- message may be sent more than once',
		),
	),
	[
		{
			over: 'auth=0/3',
			sees: [
				/^8 commands, not all accepted: AUTH failed 3 of 3 times, RCPT failed 1 of 2 times/,
				/No login worked/,
				/QUIT is missing/,
				/\n\nauth /,
			],
		},
		{
			over: 'lost connection after',
			sees: [/^lost connection after DATA \(46 bytes\)/, /46 octets of the content/, /1 broken off/],
		},
		{ over: 'while sending', sees: [/No answer to the content/] },
		{ over: 'hostname', sees: [/^Name and address disagree/] },
	],
);
kinds(
	'a daemon is explained where its name stands',
	postfix('10:30:00', 'submission/smtpd[1]', 'connect from a.example[192.0.2.9]'),
	[{ over: 'submission', sees: [/^postfix\/submission\/smtpd Postfix: receives mail/, /port 587/] }],
);

kinds(
	'postscreen, probes, lists',
	log(
		postfix(
			'16:20:48',
			'postscreen[290]',
			'PREGREET 19 after 0.08 from [203.0.113.9]:51937: \\003\\000\\000\\023\\016\\340\\000\\000',
		),
		postfix('16:20:48', 'dnsblog[291]', 'addr 203.0.113.9 listed by domain zen.spamhaus.org as 127.0.0.10'),
		postfix(
			'16:20:48',
			'postscreen[290]',
			'NON-SMTP COMMAND from [203.0.113.9]:51937 after CONNECT: GET / HTTP/1.1',
		),
		postfix('16:20:49', 'postscreen[290]', 'PASS NEW [203.0.113.9]:51937'),
		postfix(
			'16:20:50',
			'postscreen[290]',
			'PREGREET 200 after 0 from [203.0.113.9]:51938: \\026\\003\\001\\000\\352\\001',
		),
	),
	[
		{ over: 'PREGREET', line: '0.08', sees: [/^PREGREET /] },
		{ over: '\\003\\000', sees: [/^Remote Desktop/] },
		{ over: '\\026', sees: [/^TLS from the first octet/] },
		{ over: 'GET', sees: [/^HTTP\n\nIt said: GET/] },
		{ over: 'PASS', sees: [/^PASS NEW /] },
		{
			over: 'zen.spamhaus.org',
			sees: [
				/^zen\.spamhaus\.org .*kept by Spamhaus\n\n203\.0\.113\.9 is listed as 127\.0\.0\.10: PBL/,
				/look it up/,
			],
		},
	],
);

kinds(
	'Exim: flags, errors, times, fields',
	log(
		'2026-11-23 23:55:06 1xVdsI-00009n-0f <= bob@example.net H=relay.example.net [203.0.113.10]:35827 P=esmtps X=TLS1.3:ECDHE_X25519__RSA_PSS_RSAE_SHA256__AES_256_GCM:256 CV=no S=440 RT=2.5s id=lunch-one@example.net',
		'2026-11-23 23:55:07 1xVdsI-00009n-0f == eve@closed.example R=dnslookup T=remote_smtp defer (111): Connection refused DT=10s',
		'2026-11-23 23:59:07 1xVdsI-00009n-0f => eve@closed.example R=dnslookup T=remote_smtp H=mx.example.net [203.0.113.25] C="250 ok" QT=4m1s DT=1s',
		'2026-11-23 23:59:07 1xVdsI-00009n-0f Completed QT=4m1s',
	),
	[
		{ over: '<=', sees: [/^<= Message arrived/] },
		{ over: '==', sees: [/^== /] },
		{ over: '111', sees: [/^defer \(111\) Connection refused/] },
		{
			over: 'QT=4m1s',
			line: 'C="250',
			sees: [/^QT=4m1s /, /█{20} the whole time in the queue 4 min 1 s/, /█░{19} delivering 1 s/],
		},
		{ over: 'Completed', sees: [/^Completed /] },
		{ over: 'P=', sees: [/^P= /] },
		{ over: 'esmtps', sees: [/^P=esmtps /] },
		{ over: 'remote_smtp', line: 'refused', sees: [/^T=remote_smtp /] },
		{ over: 'TLS1.3', sees: [/^TLS1\.3 Current · CV=no/] },
		{ over: '203.0.113.25', sees: [/^203\.0\.113\.25 · server that the mail goes to · mx\.example\.net/] },
	],
);

kinds(
	'Exim: connections that ended otherwise than by QUIT',
	log(
		'2026-11-23 23:55:14 SMTP connection from relay.example.net [203.0.113.10]:37763 lost while reading message data',
		'2026-11-23 23:55:15 unexpected disconnection while reading SMTP command from (friend) [203.0.113.66]:42281 D=1s',
		'2026-11-23 23:55:16 SMTP command timeout on connection from mx.example.org (mx.example.org) [203.0.113.40]',
	),
	[
		{
			over: 'lost while',
			sees: [/^lost while reading message data Client left while it sent the content/, /1 broken off/],
		},
		{ over: 'unexpected', sees: [/^Client left between two commands/, /without QUIT/] },
		{ over: 'command timeout', sees: [/^Client said nothing for too long/, /smtp_receive_timeout/] },
	],
);

kinds(
	'encoded words',
	postfix(
		'10:00:00',
		'cleanup[1]',
		'4jYB5r214Jz6x: warning: header Subject: =?utf-8?B?R3LDvMOfZQ==?= =?iso-8859-1?Q?_aus_K=F6ln?= from local; from=<bob@example.net>',
	),
	[
		{ over: 'utf-8', sees: [/^Decoded: Grüße aus Köln/, /RFC 2047/] },
		{ over: 'Subject', sees: [/^A header or body check took note/] },
	],
);

kinds(
	'header fields that a check names',
	postfix(
		'10:00:00',
		'cleanup[1]',
		'4jYB5r214Jz6x: warning: header Received: from a.example by b.example from local; from=<bob@example.net>',
	),
	[{ over: 'Received', sees: [/^Received: /] }],
);
