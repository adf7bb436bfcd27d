import { checkGone, exim, foreign, postfix } from './gone';

checkGone([
	// Certificates
	[
		'a certificate, as openssl prints it',
		'CONNECTED(00000003)\ndepth=0 C = DE, ST = Fenland, O = Acme Widgets AG, OU = Sales of Carol, CN = mx.acme.example',
		['Fenland', 'Acme Widgets', 'Carol', 'mx.acme'],
		['depth=0 C = DE, ST = '],
	],
	[
		'a certificate, as Postfix prints it',
		postfix('subject=/C=DE/O=Acme Widgets AG/OU=Sales/CN=Carol Example/emailAddress=carol@acme.example'),
		['Widgets', 'Sales', 'Carol', 'acme'],
		['subject=/C=DE/O='],
	],
	[
		'names of a certificate without a host',
		postfix(
			'mx.acme.example[203.0.113.9]: subject_CN=carol, issuer_CN=Acme Widgets Root CA, fingerprint=AA:BB',
		),
		['carol', 'Acme', 'Widgets'],
		['fingerprint=AA:BB'],
	],
	[
		'an authority that everybody knows',
		"*  issuer: C=US; O=Let's Encrypt; CN=R11",
		[],
		["O=Let's Encrypt; CN=R11"],
	],
	[
		'the certificate of an Exim peer',
		exim(
			'1xVX0Y-00008E-0N <= a@example.org H=mx.example.org [203.0.113.9] P=esmtps X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes DN="/O=Acme Widgets/CN=mx.acme.example" S=400',
		),
		['Acme', 'acme'],
		['CV=yes DN="/O=[name]/CN=', ' S=400'],
	],
	[
		'the certificate of a sendmail peer',
		foreign(
			'sm-mta[9]: STARTTLS=server, cert-subject=/O=Acme+20AG/CN=Carol, cert-issuer=/O=Acme/CN=Acme+20CA, verifymsg=ok',
		),
		['Acme', 'Carol'],
		['verifymsg=ok'],
	],
	// Subjects and folders
	[
		'a subject of many words in a list',
		foreign(
			'dovecot: imap(carol)<1><b>: expunge: box=Clients/Acme, uid=3, subject=plans for you a=b and more, flags=(\\Seen)',
		),
		['plans', 'for you', 'more', 'Clients', 'Acme'],
		['uid=3, subject=[subject] flags='],
	],
	[
		'a subject of many words',
		foreign('app: sent subject=plans for you id=77'),
		['plans', 'for you'],
		[' id=77'],
	],
	[
		'the folder of a filter',
		foreign(
			"dovecot: lda(carol)<12><a>: sieve: msgid=<x@example.org>: stored mail into mailbox 'Clients/Acme'",
		),
		['Acme', 'Clients'],
	],
	[
		"the folder of a filter, everybody's",
		foreign("dovecot: lda(carol)<12><a>: sieve: msgid=<x@example.org>: stored mail into mailbox 'INBOX'"),
		['carol'],
		["'INBOX'"],
	],
	// Names of people in front of addresses
	[
		'a header that goes on',
		'\tCarol Example <carol@acme.example>,\n  Carol Example <dave@acme.example>',
		['Carol', 'Example '],
	],
	[
		'a header behind what a client prints',
		'CLIENT -> SERVER: To: Carol Widget <carol@acme.example>',
		['Carol', 'Widget'],
		['CLIENT -> SERVER: To: '],
	],
	[
		'a header in a list',
		foreign('amavis[9]: (9-1) Passed CLEAN, From: Carol_Widget_<carol@acme.example>, helo=pc9, Tests: [A=1]'),
		['Carol', 'Widget', 'pc9'],
		['Tests: [A=1]'],
	],
	['a name behind an address', 'From: carol@acme.example (Carol Widget)', ['Carol', 'Widget']],
	[
		'what Postfix puts in place of a header',
		postfix(
			'4jYB4w0dbLz5c: replace: header Subject: my plan from mx.example.org[203.0.113.9]; from=<a@example.org> to=<b@example.org> proto=ESMTP helo=<pc9>: Subject: their plan',
			'cleanup',
		),
		['plan', 'pc9'],
		['header Subject: [content]', '>: Subject: [content]'],
	],
	[
		'a subject that goes on in a second and a third line of the reject log',
		[
			'2026-01-05 10:00:00 1vcABC-000000001aB-2cDE H=client.example.org [203.0.113.9] F=<a@example.org> rejected after DATA: no',
			'Envelope-to: <b@example.com>',
			'  Subject: our merger',
			'\twith the second',
			' and the third: words',
			'  X-Mailer: program 1.0',
			'P Received: from client.example.org',
			'\tby mx1.example.com with esmtp (Exim 4.96)',
		].join('\n'),
		['merger', 'second', 'third', 'words'],
		['\t[subject]', ' [subject]', '  X-Mailer: program 1.0', 'with esmtp (Exim 4.96)'],
	],
	['who wrote', '> On Tue, 24 Nov 2026 at 10:00, Carol Widget wrote:', ['Carol', 'Widget'], ['> On ']],
	[
		'headers that tell the sender',
		'  X-Authenticated-User: carol\n  Organization: Acme Widgets',
		['carol', 'Acme'],
	],
	// Local parts without a domain, hosts of one word
	[
		'a local part in a reply',
		postfix(
			'4jYB4w0dbLz5c: to=<a@example.org>, relay=mx.example.org[203.0.113.9]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.example.org[203.0.113.9] said: 550-5.1.1 carol... User unknown (in reply to RCPT TO command))',
			'smtp',
		),
		['carol'],
		['550-5.1.1 user', '... User unknown'],
	],
	[
		'local parts in a report',
		'Original-Recipient: rfc822;carol\nDiagnostic-Code: smtp; 550 5.1.1 <dave>: Recipient address rejected\n<a@example.org> (expanded from <erin>): unknown user\nReceived-From-MTA: dns; pc9 (mx.example.org [203.0.113.9])',
		['carol', 'dave', 'erin', 'pc9'],
	],
	['a host of one word that greets', '<-  220 pc9 ESMTP Postfix', ['pc9'], ['ESMTP Postfix']],
	[
		'a user in a failure of SASL',
		[
			postfix('warning: SASL authentication failure: Password verification failed for carol'),
			postfix('warning: SASL authentication failure: no user in db: dave'),
		].join('\n'),
		['carol', 'dave'],
	],
	// IPv4 addresses that are joined
	[
		'a range, a port behind a line, a name of a cloud',
		foreign('app: 203.0.113.0-203.0.113.255 203.0.113.9_25 ip-203-0-113-9'),
		['203.0.113', '203-0-113'],
		['_25 '],
	],
	// User names
	[
		'sasl_username=',
		postfix('4jYB4w0dbLz5c: client=mx.example.org[203.0.113.9], sasl_method=LOGIN, sasl_username=carol'),
		['carol'],
		['sasl_method=LOGIN, sasl_username=user1'],
	],
	[
		'sasl_username= with an address',
		postfix(
			'4jYB4w0dbLz5c: client=mx.example.org[203.0.113.9], sasl_method=LOGIN, sasl_username=carol@example.org, sasl_sender=dave@example.org',
		),
		['carol', 'dave', 'example.org'],
	],
	[
		'A=login:user',
		exim('1xVX0Y-00008E-0N <= a@example.org H=mx.example.org [203.0.113.9] P=esmtpsa A=login:carol S=400'),
		['carol', 'mx.example.org'],
		['A=login:user', 'S=400'],
	],
	[
		'A=login:address',
		exim(
			'1xVX0Y-00008E-0N <= a@example.org H=mx.example.org [203.0.113.9] P=esmtpsa A=plain:carol@example.org S=400',
		),
		['carol', 'example.org'],
	],
	[
		'set_id=',
		exim(
			'dovecot_login authenticator failed for mx.example.org (Pc) [203.0.113.9]: 535 Incorrect authentication data (set_id=carol)',
		),
		['carol', 'mx.example.org'],
		['(set_id=user', '535'],
	],
	[
		'a Dovecot user',
		foreign(
			'dovecot: imap-login: Login: user=<carol>, method=PLAIN, rip=203.0.113.9, lip=192.0.2.25, mpid=436, TLS',
		),
		['carol', '203.0.113.9', '192.0.2.25'],
		['user=<user1>', 'mpid=436'],
	],
	['a Dovecot process', foreign('dovecot: imap(carol)<123><abc>: Connection closed'), ['carol']],
	[
		'Dovecot with a given password',
		foreign('dovecot: auth: sql(carol,203.0.113.9): Password mismatch (given password: hunter22)'),
		['carol', 'hunter22', '203.0.113.9'],
	],
	[
		'sshd',
		foreign('sshd[9]: Failed password for invalid user carol from 203.0.113.9 port 22 ssh2'),
		['carol', '203.0.113.9'],
		['port 22 ssh2'],
	],
	['sshd, again', foreign('sshd[9]: Accepted publickey for carol from 203.0.113.9 port 22'), ['carol']],
	[
		'pam',
		foreign(
			'auth: pam_unix(dovecot:auth): authentication failure; logname= uid=0 euid=0 tty=dovecot ruser=carol rhost=203.0.113.9',
		),
		['carol', '203.0.113.9'],
		['euid=0'],
	],
	['cron', foreign('CRON[12]: (carol) CMD (/home/carol/bin/fetch --from dave)'), ['carol', 'dave', 'fetch']],
	[
		'sudo',
		foreign('sudo:    carol : TTY=pts/0 ; PWD=/home/carol ; USER=root ; COMMAND=/usr/sbin/postqueue -p'),
		['carol', 'postqueue'],
	],
	[
		'a user with a common name keeps words readable',
		[
			postfix('4jYB4w0dbLz5c: client=mx.example.org[203.0.113.9], sasl_method=LOGIN, sasl_username=test'),
			postfix('warning: test of something'),
		].join('\n'),
		['sasl_username=test'],
		['warning: test of something'],
	],
	[
		'a user of one letter',
		postfix('4jYB4w0dbLz5c: client=mx.example.org[203.0.113.9], sasl_method=LOGIN, sasl_username=a'),
		['sasl_username=a\n', 'mx.example'],
		['sasl_method=LOGIN'],
	],
	[
		'a user of a field, later in a sentence',
		`${postfix('4jYB4w0dbLz5c: client=mx.example.org[203.0.113.9], sasl_method=LOGIN, sasl_username=carolina')}\n${foreign('backup: copied the mails of carolina, done')}`,
		['carolina'],
		['copied the mails of user1, done'],
	],
	[
		'a user of a field, earlier in a sentence',
		`${foreign('backup: copied the mails of carolina, done')}\n${postfix('4jYB4w0dbLz5c: client=mx.example.org[203.0.113.9], sasl_method=LOGIN, sasl_username=carolina')}`,
		['carolina'],
		['copied the mails of user1, done'],
	],
	[
		'a user in another case',
		`${postfix('4jYB4w0dbLz5c: client=mx.example.org[203.0.113.9], sasl_method=LOGIN, sasl_username=Carolina')}\n${foreign('x: CAROLINA and carolina')}`,
		['arolina', 'AROLINA'],
	],
	[
		'/home/USER/',
		foreign('app: cannot open /home/carol/Maildir/new'),
		['carol'],
		['/home/user1/Maildir/new'],
	],
	['/var/mail/USER', foreign('app: cannot lock /var/mail/carol'), ['carol'], ['/var/mail/user1']],
]);
