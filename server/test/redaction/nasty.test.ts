import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { Redaction } from '../../src/redaction/redaction';

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
const postfix = (words: string, program = 'smtpd') => `Nov 23 16:20:48 mx1 postfix/${program}[291]: ${words}`;
const foreign = (words: string) => `Nov 23 16:20:48 mx1 ${words}`;
const exim = (words: string) => `2026-11-23 16:35:10 ${words}`;

/** A log, what must be gone from it, and what must still be there. */
type Row = readonly [name: string, log: string, gone: readonly string[], stays?: readonly string[]];

const known = postfix('connect from host.acme-widgets.example[203.0.113.7]');

const rows: readonly Row[] = [
	[
		'a password with blanks',
		'DEBUG SMTP: protocolConnect login, host=mx.example.net, user=carol, password=two little words',
		['two', 'little', 'carol', 'example.net'],
		['password=****'],
	],
	// Secrets in URLs and on command lines
	[
		'a password in a URL',
		foreign('app: using smtp://carol:hunter22@mx.example.net:587/'),
		['carol', 'hunter22', 'mx.example.net'],
		['smtp://', ':587/'],
	],
	[
		'an address as the user of a URL',
		foreign('app: smtps://carol%40example.org:p%40ss-w0rd@mx.example.net'),
		['carol', 'ss-w0rd', 'example.org'],
		['smtps://', '%40'],
	],
	['a URL without a password', foreign('app: smtp://carol@mx.example.net'), ['carol', 'mx.example.net']],
	[
		'a URL with an IPv6 host',
		foreign('app: smtp://carol:hunter22@[2001:db8:5::9]:25'),
		['carol', 'hunter22', '2001:db8:5::9'],
		[']:25'],
	],
	[
		'--auth-password x',
		'$ swaks --server mx.example.net --auth-user carol --auth-password hunter22',
		['carol', 'hunter22', 'mx.example.net'],
		['$ swaks --server ', '--auth-password ****'],
	],
	[
		'--auth-password=x',
		'$ swaks --auth-user=carol --auth-password=hunter22 --to b@example.org',
		['carol', 'hunter22', 'b@example'],
		['--auth-password=****'],
	],
	['-ap x', '$ swaks -au carol -ap hunter22 -t b@example.org', ['carol', 'hunter22'], ['-ap ****']],
	['-ap with quotes', `$ swaks -au carol -ap 'two words here' -t b@example.org`, ['two words here', 'carol']],
	['--password=x', '$ client --password=hunter22 --username=carol', ['hunter22', 'carol']],
	[
		'curl -u user:pass',
		'$ curl -v -u carol:hunter22 smtp://mx.example.net',
		['carol', 'hunter22'],
		['$ curl -v -u '],
	],
	[
		'curl --user "user:pass"',
		'$ curl --user "carol@example.org:hunter22" smtp://mx.example.net',
		['carol', 'hunter22', 'example.org'],
	],
	[
		'curl --oauth2-bearer',
		'$ curl --oauth2-bearer ya29.a0AfH6SMBx --user carol: smtp://mx.example.net',
		['ya29.a0AfH6SMBx', 'carol'],
	],
	[
		'sendEmail -xu -xp',
		'$ sendEmail -f a@example.org -xu carol -xp hunter22',
		['carol', 'hunter22', 'a@example'],
	],
	[
		'a password in a query string',
		foreign('app: GET /?user=carol&password=hunter22&x=1'),
		['carol', 'hunter22'],
		['GET /?user=user1&password='],
	],
	[
		'a password in JSON',
		'{"level":"info","user":"carol","password":"hunter22","n":1}',
		['carol', 'hunter22'],
		['"n":1'],
	],
	[
		'a password in escaped JSON',
		'{"message":"{\\"user\\":\\"carol\\",\\"password\\":\\"hunter22\\"}"}',
		['carol', 'hunter22'],
	],
	['password: x', foreign('app: password: hunter22'), ['hunter22']],
	[
		'a configuration that is printed',
		'host = mx.example.net\nuser = carol\npassword = hunter22\nfrom = carol@example.org\n--> EHLO x\n<-- 250 ok',
		['carol', 'hunter22', 'mx.example.net'],
	],
	['a bearer', foreign('app: Authorization: Bearer ya29.a0AfH6SMBxAAA'), ['ya29.a0AfH6SMBxAAA'], ['Bearer']],
	[
		'basic authorization',
		foreign(`app: Authorization: Basic ${base64('carol:hunter22')}`),
		[base64('carol:hunter22').slice(0, 12)],
	],
	[
		'a JSON web token',
		foreign('app: got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYXJvbEBleGFtcGxlLm9yZyJ9.c2lnbmF0dXJl here'),
		['eyJzdWIi', 'c2lnbmF0dXJl'],
		[' here'],
	],
	[
		'a password of one word again in clear',
		`$ swaks -ap hunter22zz\n${foreign('app: tried hunter22zz twice')}`,
		['hunter22zz'],
		[' twice'],
	],
	[
		'a password again in base64',
		`$ swaks -ap hunter22zz\n${foreign(`app: x${base64('..hunter22zz..')}y`)}`,
		[base64('hunter22zz').slice(0, 10), base64('..hunter22zz').slice(4, 12)],
	],
	[
		'a password again in hex',
		`$ swaks -ap hunter22zz\n${foreign(`app: ${Buffer.from('hunter22zz').toString('hex')}`)}`,
		[Buffer.from('hunter22zz').toString('hex')],
	],
	[
		'a password again in percent signs',
		`$ swaks -ap 'hunter 22/zz'\n${foreign('app: hunter%2022%2Fzz')}`,
		['hunter%2022%2Fzz'],
	],
	[
		'a password with an escaped quote',
		'{"level":"info","user":"carol","password":"hun\\"ter22","n":1}',
		['ter22'],
		['"password":"****","n":1'],
	],
	[
		'openssl -pass',
		'$ openssl s_client -connect mx.example.net:25 -starttls smtp -pass pass:hunter22',
		['hunter22'],
		['-pass ****'],
	],
	[
		'a table with a password',
		'smtp_sasl_password_maps = static:carol@example.org:hunter22',
		['carol', 'hunter22', 'example.org'],
		['static:user1@'],
	],
	['a host of one word in a URL', foreign('app: smtp://carol:hunter22@pc9:25'), ['carol', 'pc9'], [':25']],
	[
		'words of a mail that are typed',
		`$ swaks --body "my little plan" --h-Subject 'my plan' --to a@example.org\n$ mail -s "my plan" a@example.org`,
		['my plan', 'little'],
		['--body "[content]" --h-Subject ', 'mail -s "[content]"'],
	],
	[
		'sendEmail -u -m',
		'$ sendEmail -u "my plan" -m "my little plan" -t a@example.org',
		['my plan', 'little'],
		['-u "[subject]"'],
	],
	['quotes in quotes without end', exim(`1xVX0Y-00008E-0N <= ${'"'.repeat(100_000)}`), ['""""']],
	['at signs in quotes without end', exim(`1xVX0Y-00008E-0N <= ${'"@'.repeat(50_000)}"`), ['"@"@']],
	...[
		'spring.mail.password=hunter22',
		'SMTP_PASS: hunter22',
		"EMAIL_HOST_PASSWORD = 'hunter22'",
		'"AuthPassword": "hunter22",',
		'X-API-Key: hunter22',
		'api_key: hunter22',
		'SENDGRID_API_KEY=SG.hunter22',
		'smtp_auth_password: hunter22',
		'x-amz-security-token: hunter22',
	].map((line): Row => [`a setting: ${line}`, line, ['hunter22']]),
	['the user of a setting', 'spring.mail.username=carol', ['carol'], ['username=user1']],
	// AUTH, in dialogues
	[
		'PLAIN at once',
		`C: AUTH PLAIN ${base64('\0carol\0hunter22')}\nS: 235 ok`,
		[base64('\0carol\0hunter22')],
		['AUTH PLAIN ****', 'S: 235 ok'],
	],
	[
		'PLAIN with an identity',
		`C: AUTH PLAIN ${base64('boss\0carol\0hunter22')}\nS: 235 ok\nS: 250 boss and carol`,
		[base64('boss\0carol\0hunter22'), 'carol', 'boss'],
	],
	[
		'PLAIN behind a 334',
		`C: AUTH PLAIN\nS: 334 \nC: ${base64('\0carol\0hunter22')}\nS: 535 5.7.8 carol no`,
		[base64('\0carol\0hunter22'), 'carol'],
		['S: 535 5.7.8 '],
	],
	[
		'LOGIN',
		`C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: ${base64('carol')}\nS: 334 UGFzc3dvcmQ6\nC: ${base64('hunter22')}\nS: 235 ok`,
		[base64('carol'), base64('hunter22')],
		['334 VXNlcm5hbWU6', '334 UGFzc3dvcmQ6'],
	],
	[
		'LOGIN, the password in clear',
		'C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: carol\nS: 334 UGFzc3dvcmQ6\nC: hunter22\nS: 501 5.5.2 no',
		['hunter22', 'C: carol'],
	],
	[
		'LOGIN with the user at once',
		`C: AUTH LOGIN ${base64('carol@example.org')}\nS: 334 UGFzc3dvcmQ6\nC: ${base64('hunter22')}\nS: 235 ok`,
		[base64('carol@example.org'), base64('hunter22')],
	],
	[
		'CRAM-MD5',
		`C: AUTH CRAM-MD5\nS: 334 ${base64('<17.42@mx.example.net>')}\nC: ${base64('carol 8143334a108b75e4e2550938d77bc7eb')}\nS: 235 ok carol`,
		[base64('<17.42@mx.example.net>'), base64('carol 8143334a108b75e4e2550938d77bc7eb'), 'carol'],
		['S: 334 ****'],
	],
	[
		'DIGEST-MD5',
		`C: AUTH DIGEST-MD5\nS: 334 ${base64('realm="mx.example.net",nonce="OA6MG9tEQGm2hh"')}\nC: ${base64('username="carol",realm="mx.example.net",response=d388dad90d4bbd760a152321f2143af7')}\nS: 334 ${base64('rspauth=ea40f60335c427b5527b84dbabcdfffd')}\nC: \nS: 235 hello carol`,
		[
			base64('realm="mx.example.net"').slice(0, 20),
			base64('username="carol"').slice(0, 16),
			base64('rspauth=ea40').slice(0, 12),
			'carol',
		],
	],
	[
		'XOAUTH2',
		`C: AUTH XOAUTH2 ${base64('user=carol@example.org\x01auth=Bearer ya29.vF9dft4qmT\x01\x01')}\nS: 334 ${base64('{"status":"401"}')}\nC: \nS: 535 5.7.8 carol@example.org`,
		['ya29', 'carol', base64('user=carol@example.org').slice(0, 20), base64('{"status":"401"}')],
	],
	[
		'OAUTHBEARER',
		`C: AUTH OAUTHBEARER ${base64('n,a=carol@example.org,\x01host=mx.example.net\x01auth=Bearer vF9dft4qmTc2\x01\x01')}\nS: 235 ok`,
		[base64('n,a=carol@example.org,').slice(0, 20)],
	],
	[
		'SCRAM-SHA-256',
		`C: AUTH SCRAM-SHA-256 ${base64('n,,n=carol,r=fyko+d2lbbFgONRv9qkxdawL')}\nS: 334 ${base64('r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1,s=QSXCR+Q6,i=4096')}\nC: ${base64('c=biws,r=fyko,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=')}\nS: 235 ok carol`,
		[
			base64('n,,n=carol,r=').slice(0, 16),
			base64('r=fyko+d2lbb').slice(0, 12),
			base64('c=biws,r=fyk').slice(0, 12),
			'carol',
		],
	],
	[
		'NTLM',
		'C: AUTH NTLM TlRMTVNTUAABAAAAB4IIogAAAAA=\nS: 334 TlRMTVNTUAACAAAAFAAUADgAAAA=\nC: TlRMTVNTUAADAAAAGAAYAGoAAAA=\nS: 235 ok',
		['TlRMTVNTUAAB', 'TlRMTVNTUAAC', 'TlRMTVNTUAAD'],
	],
	[
		'GSSAPI, octets that are no words',
		'C: AUTH GSSAPI YIICzgYJKoZIhvcSAQICAQBuggK9MIICuaADAgEF\nS: 334 YIGZBgkqhkiG9xIBAgICAG+BiTCBhqADAgEFoQMCAQ+iejB4\nC: \nS: 235 ok',
		['YIICzgYJ', 'YIGZBgkq'],
	],
	[
		'an answer without a 334 that is shown',
		`C: AUTH LOGIN\nC: ${base64('carol')}\nC: ${base64('hunter22')}\nS: 334 VXNlcm5hbWU6\nS: 334 UGFzc3dvcmQ6\nS: 235 ok`,
		[base64('carol'), base64('hunter22')],
	],
	['AUTH given up', 'C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: *\nS: 501 5.7.0 cancelled', [], ['C: *']],
	[
		'Postfix -v, smtpd',
		[
			postfix('< mx.example.org[203.0.113.9]: AUTH LOGIN'),
			postfix('> mx.example.org[203.0.113.9]: 334 VXNlcm5hbWU6'),
			postfix(`< mx.example.org[203.0.113.9]: ${base64('carol')}`),
			postfix('> mx.example.org[203.0.113.9]: 334 UGFzc3dvcmQ6'),
			postfix(`< mx.example.org[203.0.113.9]: ${base64('hunter22')}`),
			postfix('> mx.example.org[203.0.113.9]: 235 2.7.0 ok'),
		].join('\n'),
		[base64('carol'), base64('hunter22'), '203.0.113.9'],
	],
	[
		'Postfix -v, what SASL prints',
		postfix(`xsasl_cyrus_server_first: sasl_method PLAIN, init_response ${base64('\0carol\0hunter22')}`),
		[base64('\0carol\0hunter22')],
	],
	[
		'a challenge in a warning',
		postfix(
			`warning: unknown[203.0.113.9]: SASL CRAM-MD5 authentication failed: ${base64('<17.42@mx.example.net>')}`,
		),
		[base64('<17.42@mx.example.net>')],
		['SASL CRAM-MD5 authentication failed: '],
	],
	[
		'the prompt in a warning stays',
		postfix('warning: unknown[203.0.113.9]: SASL LOGIN authentication failed: UGFzc3dvcmQ6'),
		['203.0.113.9'],
		['UGFzc3dvcmQ6', 'unknown['],
	],
	[
		'who sent, as servers tell it',
		[
			'Received: from pc9 (mx.example.org [203.0.113.9]) (Authenticated sender: carol) by mx.example.org (Postfix)',
			'X-Get-Message-Sender-Via: mx.example.org: authenticated_id: dave/from_h',
			'Comments: Authenticated sender is <erin>',
			foreign('roundcube: <abc> IMAP Error: Login failed for frank against mx.example.org from 203.0.113.9'),
			foreign('roundcube: Successful login for grace (ID: 3) from 203.0.113.9'),
		].join('\n'),
		['carol', 'dave', 'erin', 'frank', 'grace'],
	],
	[
		'the subject of what a filter found',
		foreign(
			"clamav-milter[2]: Message uAN1 from <a@example.org> to <b@example.org> with subject 'my plan' infected by Eicar",
		),
		['my plan'],
		['infected by Eicar'],
	],
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
	// Addresses
	[
		'a tag',
		postfix('4jYB4w0dbLz5c: from=<carol+news@example.org>, size=1, nrcpt=1 (queue active)', 'qmgr'),
		['carol', 'news', 'example.org'],
		['from=<user1+tag1@domain1.example>, size=1'],
	],
	[
		'two tags of one user',
		`${postfix('4jYB4w0dbLz5c: from=<carol+a1@example.org>, size=1, nrcpt=1 (queue active)', 'qmgr')}\n${postfix('4jYB4w0dbLz5d: from=<carol+b2@example.org>, size=1, nrcpt=1 (queue active)', 'qmgr')}`,
		['carol', '+a1', '+b2'],
		['<user1+tag1@domain1.example>', '<user1+tag2@domain1.example>'],
	],
	[
		'a quoted local part',
		postfix('4jYB4w0dbLz5c: from=<"carol smith"@example.org>, size=1, nrcpt=1 (queue active)', 'qmgr'),
		['carol', 'smith'],
		['from=<"user1"@domain1.example>'],
	],
	[
		'a quoted local part with a bracket',
		postfix('4jYB4w0dbLz5c: from=<"carol>x"@example.org>, size=1, nrcpt=1 (queue active)', 'qmgr'),
		['carol', 'example.org'],
	],
	[
		'a quoted local part with an @',
		postfix('4jYB4w0dbLz5c: from=<"carol@home"@example.org>, size=1, nrcpt=1 (queue active)', 'qmgr'),
		['carol', 'example.org'],
	],
	[
		'a quoted local part outside brackets',
		foreign('app: mail of "carol smith"@example.org is lost'),
		['carol', 'smith', 'example.org'],
		[' is lost'],
	],
	[
		'an apostrophe',
		foreign(`app: to o'brien@example.org now`),
		["o'brien", 'brien', 'example.org'],
		[' now'],
	],
	[
		'an address in single quotes',
		foreign(`app: to 'carol@example.org', 'dave@example.org'`),
		['carol', 'dave'],
		[`'user1@domain1.example', 'user2@domain1.example'`],
	],
	[
		'VERP',
		postfix(
			'4jYB4w0dbLz5c: from=<bounce-42-carol=example.org@lists.example.com>, size=1, nrcpt=1 (queue active)',
			'qmgr',
		),
		['carol', 'example.org', 'lists.example.com'],
	],
	[
		'VERP without brackets',
		exim(
			'1xVX0Y-00008E-0N <= bounces-carol=example.org@lists.example.com H=mx.example.com [203.0.113.9] P=esmtp S=400',
		),
		['carol', 'example.org', 'lists.example'],
		['P=esmtp'],
	],
	[
		'SRS',
		postfix(
			'4jYB4w0dbLz5c: from=<SRS0=HHH=TT=example.org=carol@fwd.example.com>, size=1, nrcpt=1 (queue active)',
			'qmgr',
		),
		['carol', 'example.org', 'SRS0'],
	],
	[
		'a route',
		foreign('app: <@relay.example.org,@b.example.org:carol@example.net>'),
		['carol', 'example.net', 'relay.example.org'],
	],
	[
		'an address literal',
		foreign('app: to carol@[203.0.113.9] and <dave@[IPv6:2001:db8:5::9]>'),
		['carol', 'dave', '203.0.113.9', '2001:db8:5::9'],
		['@[IPv6:'],
	],
	[
		'percent signs',
		foreign('app: GET /unsubscribe?to=carol%40example.org&x=1'),
		['carol', 'example.org'],
		['x=1'],
	],
	[
		'an address as HTML',
		foreign('app: &lt;carol@example.org&gt; done'),
		['carol', 'example.org'],
		['&lt;user1@domain1.example&gt; done'],
	],
	[
		'an address behind an escape',
		foreign('app: \\u003ccarol@example.org\\u003e and \\ncarol@example.org'),
		['carol', 'example.org'],
	],
	[
		'an address in JSON',
		'{"to":["carol@example.org","dave@example.org"]}',
		['carol', 'dave'],
		['{"to":["user1@domain1.example","user2@domain1.example"]}'],
	],
	['mailto:', foreign('app: mailto:carol@example.org?subject=x'), ['carol', 'example.org']],
	[
		'UTF-8 on both sides',
		foreign('app: <jürgen@bücher.example> and <carol@bücher.example>'),
		['jürgen', 'bücher'],
		['<üser1@dömain1.example>'],
	],
	['another script', foreign('app: <用户@例子.广告> done'), ['用户', '例子', '广告'], [' done']],
	[
		'an IDN as DNS has it',
		foreign('app: <carol@xn--bcher-kva.example>'),
		['xn--bcher-kva', 'carol'],
		['xn--dmain1-'],
	],
	[
		'the null sender stays',
		postfix('4jYB4w0dbLz5c: from=<>, size=1, nrcpt=1 (queue active)', 'qmgr'),
		[],
		['from=<>, size=1'],
	],
	[
		'own senders stay',
		postfix('4jYB4w0dbLz5c: from=<double-bounce@mx.example.net>, size=1, nrcpt=1 (queue active)', 'qmgr'),
		['example.net'],
		['<double-bounce@'],
	],
	[
		'root of a host',
		postfix(
			'4jYB4w0dbLz5c: to=<root@mx1>, relay=local, delay=0, dsn=2.0.0, status=sent (delivered to mailbox)',
			'local',
		),
		['root@mx1'],
		['relay=local', 'status=sent'],
	],
	[
		'a recipient without a domain',
		postfix(
			'4jYB4w0dbLz5c: to=<carolina>, relay=local, delay=0, dsn=2.0.0, status=sent (delivered to mailbox)',
			'local',
		),
		['carolina'],
		['to=<user1>'],
	],
	[
		'an Exim recipient without a domain, and its address',
		exim('1xVX0Y-00008E-0N => carolina <carolina@example.org> R=localuser T=local_delivery'),
		['carolina', 'example.org'],
		['=> user1 <user1@domain1.example> R=localuser T=local_delivery'],
	],
	[
		'an Exim pipe',
		exim(
			'1xVX0Y-00008E-0N => |/usr/bin/vacation carolina <carolina@example.org> R=system_aliases T=address_pipe',
		),
		['carolina', 'vacation'],
		['R=system_aliases T=address_pipe'],
	],
	[
		'an Exim file',
		exim('1xVX0Y-00008E-0N => /home/carolina/mbox <carolina@example.org> R=userforward T=address_file'),
		['carolina'],
		['T=address_file'],
	],
	[
		'a pipe of Postfix',
		postfix(
			'4jYB4w0dbLz5c: to=<carol@example.org>, relay=local, delay=0, dsn=2.0.0, status=sent (delivered to command: procmail -a carol)',
			'local',
		),
		['procmail', 'carol'],
		['status=sent (delivered to command: '],
	],
	[
		'what a command said',
		postfix(
			'4jYB4w0dbLz5c: to=<carol@example.org>, relay=filter, delay=0, dsn=5.3.0, status=bounced (Command died with status 1: "/usr/bin/x". Command output: no /srv/carol here )',
			'pipe',
		),
		['carol', '/srv'],
		['status=bounced'],
	],
	// Hosts
	[
		'hosts of one domain',
		foreign('app: mx.example.net, smtp.example.net and example.net'),
		['example.net'],
		['mx3.domain1.example, smtp1.domain1.example and domain1.example'],
	],
	[
		'hosts below co.uk',
		foreign('app: mail.acme.co.uk and www.acme.co.uk, mail.other.co.uk'),
		['acme', 'other.co'],
		['mail1.domain1.example and www1.domain1.example, mail2.domain2.example'],
	],
	[
		'a deep name',
		foreign('app: a.b.c.example.net and b.c.example.net'),
		['a.b.c', 'b.c.example'],
		['.domain1.example and '],
	],
	['the name of the log host', foreign('app: hello from mx1'), [' mx1 ', 'from mx1']],
	[
		'the log host with its domain',
		'Nov 23 16:20:48 mail.example.org postfix/smtpd[1]: connect from unknown[203.0.113.9]',
		['mail.example.org'],
		['unknown[', 'postfix/smtpd[1]: connect from '],
	],
	[
		'a log host with the name of a word',
		'Nov 23 16:20:48 mail postfix/smtpd[1]: connect from unknown[203.0.113.9]',
		[' mail postfix'],
		['connect from unknown['],
	],
	['localhost stays', postfix('connect from localhost[127.0.0.1]'), [], ['localhost[127.0.0.1]']],
	['unknown stays', postfix('connect from unknown[203.0.113.9]'), ['203.0.113.9'], ['from unknown[']],
	[
		'a HELO of one word',
		postfix(
			'NOQUEUE: reject: RCPT from unknown[203.0.113.9]: 554 5.7.1 <b@example.com>: Relay access denied; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<CAROLPC>',
		),
		['CAROLPC'],
		['554 5.7.1', 'proto=ESMTP helo=<'],
	],
	['EHLO of one word', 'C: EHLO carolpc\nS: 250 hello carolpc', ['carolpc'], ['C: EHLO ', 'S: 250 hello ']],
	['VRFY', 'C: VRFY carol\nS: 252 2.0.0 carol', ['carol'], ['C: VRFY ', 'S: 252 2.0.0 ']],
	[
		'a reply of several lines',
		'C: EHLO pc.example.org\nS: 250-mx.example.net\nS: 250 HELP',
		['mx.example.net', 'pc.example.org'],
		['S: 250-', 'S: 250 HELP'],
	],
	[
		'replies run together',
		'SERVER -> CLIENT: 250-mx.example.net250-PIPELINING250 HELP',
		['example.net'],
		['250-PIPELINING250 HELP'],
	],
	[
		'the name of the owner in words',
		`${known}\n${foreign('app: 220 Acme-Widgets mail gateway')}`,
		['cme-', 'idgets'],
		['mail gateway'],
	],
	[
		'the label of a host alone',
		`${foreign('app: carolpc.example.org is up')}\n${foreign('app: CAROLPC is up')}`,
		['arolpc', 'AROLPC'],
		['is up'],
	],
	[
		'a host in a path of a known domain',
		`${foreign('app: mail for example.org')}\n${foreign('app: /var/vmail/example.org/x')}`,
		['example.org'],
		['/var/vmail/'],
	],
	[
		'file names stay',
		foreign('app: /etc/postfix/main.cf: line 5, master.cf, libssl.so.3, script.pl, mail.info'),
		[],
		['main.cf', 'master.cf', 'libssl.so.3', 'script.pl', 'mail.info'],
	],
	[
		'a dot behind a name',
		foreign('app: lost mx.example.net. Then example.org.'),
		['example.net', 'example.org'],
		['.domain1.example. Then domain2.example.'],
	],
	[
		'a host of a field whose name is strange',
		postfix('connect from host.acme.intranet-zone[203.0.113.9]'),
		['acme', 'intranet-zone'],
	],
	[
		'service labels stay',
		foreign('app: _submission._tcp.example.net and sel1._domainkey.example.net'),
		['example.net', 'sel1'],
		['_submission._tcp.', '._domainkey.'],
	],
	[
		'a certificate',
		'C: STARTTLS\nS: 220 go\n=== TLS peer DN="/CN=mx.example.net"',
		['example.net'],
		['/CN='],
	],
	// IP addresses
	[
		'two of a /24',
		foreign('app: 203.0.113.7 203.0.113.8 198.51.100.9'),
		['203.0.113', '198.51.100.9'],
		['192.0.2.1 192.0.2.2 '],
	],
	[
		'private stays private',
		foreign('app: 10.1.2.3 10.1.2.4 192.168.7.8 172.20.1.1 169.254.3.4 100.64.1.1'),
		['10.1.2.3', '192.168.7.8', '172.20.1.1'],
		[' 10.0.0.1 10.0.0.2 192.168.0.1 172.16.0.1 '],
	],
	[
		'loopback stays',
		foreign('app: 127.0.0.1 127.0.0.2 ::1 0.0.0.0 255.255.255.0'),
		[],
		['127.0.0.1 127.0.0.2 ::1 0.0.0.0 255.255.255.0'],
	],
	[
		'IPv6 of one /64',
		foreign('app: 2001:db8:5:6::1 2001:db8:5:6::2 2001:db8:5:7::1'),
		['2001:db8:5:6', '2001:db8:5:7'],
		['2001:db8:1::1 2001:db8:1::2 2001:db8:2::1'],
	],
	[
		'IPv6 in other ways of writing',
		foreign('app: 2001:DB8:5:6:0:0:0:1 and [IPv6:2001:db8:5:6::1] and 2001:0db8:0005:0006::0001'),
		['2001:DB8:5', ':db8:5:6', '0db8:0005'],
		['2001:db8:1::1 and [IPv6:2001:db8:1::1] and 2001:db8:1::1'],
	],
	[
		'link-local and unique local',
		foreign('app: fe80::1234:5678%eth0 fd12:3456:789a::1'),
		['1234:5678', '3456:789a'],
		['fe80:', '%eth0', 'fd00:'],
	],
	[
		'IPv4 in IPv6',
		foreign('app: ::ffff:203.0.113.9 and ::ffff:cb00:7109 and 203.0.113.9'),
		['203.0.113.9', 'cb00:7109'],
		['::ffff:192.0.2.1 and ', ' and 192.0.2.1'],
	],
	[
		'asked of a DNS list',
		postfix(
			'NOQUEUE: reject: RCPT from unknown[203.0.113.9]: 554 5.7.1 Service unavailable; client [203.0.113.9] blocked using zen.spamhaus.org; from=<a@example.org> to=<b@example.com> proto=SMTP helo=<x>',
		),
		['203.0.113.9'],
		['zen.spamhaus.org', '554 5.7.1'],
	],
	[
		'backwards for a DNS list',
		foreign('app: 9.113.0.203.zen.spamhaus.org 203.0.113.9'),
		['9.113.0.203', '203.0.113.9'],
		['1.2.0.192.zen.spamhaus.org 192.0.2.1'],
	],
	[
		'backwards for a list of another owner',
		foreign('app: 9.113.0.203.bl.example.net 203.0.113.9'),
		['9.113.0.203', 'example.net'],
		['1.2.0.192.'],
	],
	[
		'in-addr.arpa',
		foreign('app: 9.113.0.203.in-addr.arpa 203.0.113.9'),
		['9.113.0.203'],
		['1.2.0.192.in-addr.arpa 192.0.2.1'],
	],
	[
		'ip6.arpa',
		foreign(
			`app: ${'1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.6.0.0.0.5.0.0.0.8.b.d.0.1.0.0.2'}.ip6.arpa 2001:db8:5:6::1`,
		),
		['6.0.0.0.5.0.0.0', '2001:db8:5:6'],
		['.ip6.arpa'],
	],
	[
		'a domain asked of a list',
		foreign('app: carol-shop.example.dbl.spamhaus.org'),
		['carol-shop'],
		['.dbl.spamhaus.org'],
	],
	[
		'a key of a list',
		foreign('app: 9.113.0.203.abcdefghij0123456789.zen.dq.spamhaus.net'),
		['abcdefghij0123456789', '9.113.0.203'],
		['zen.dq.spamhaus.net'],
	],
	[
		'an address in a host name',
		foreign('app: ip-203-0-113-9.isp.example 203.0.113.9'),
		['203-0-113-9', 'isp.example'],
		['ip-192-0-2-1.domain1.example 192.0.2.1'],
	],
	[
		'an address in a host name, backwards',
		foreign('app: 9-113-0-203.isp.example 203.0.113.9'),
		['9-113-0-203', '203.0.113.9'],
	],
	[
		'a dotted address in a host name',
		foreign('app: 203.0.113.9.static.isp.example 203.0.113.9'),
		['203.0.113.9', 'isp.example'],
	],
	[
		'an address with a port behind a dot',
		foreign('app: IP 203.0.113.9.52144 > 192.0.2.25.25: Flags'),
		['203.0.113.9', '192.0.2.25'],
		['.52144 > ', '.25: Flags'],
	],
	[
		'versions and numbers stay',
		foreign('app: version 3.7.11, 5.7.1, 1.3.6.1.4.1.311, 2026-11-23 16:20:48.123'),
		[],
		['version 3.7.11, 5.7.1, 1.3.6.1.4.1.311, 2026-11-23 16:20:48.123'],
	],
	[
		'times and hashes are no IPv6',
		foreign('app: 10:11:12 AB:CD:EF:01:23:45 Net::SMTP A9:85:49:A6:35:6E:1A:A3:62:97'),
		[],
		['10:11:12 AB:CD:EF:01:23:45 Net::SMTP A9:85:49:A6:35:6E:1A:A3:62:97'],
	],
	// Messages
	[
		'content',
		'C: DATA\nS: 354 go\nC: Subject: the plan\nC: \nC: meet carol\nC: .\nS: 250 ok',
		['the plan', 'carol', 'Subject'],
		['C: [content, 17 octets]\nC: \nC: [content, 10 octets]\nC: .\nS: 250 ok'],
	],
	[
		'content that looks like a dialogue',
		'C: DATA\nS: 354 go\nC: MAIL FROM:<carol@example.org>\nC: 250 ok\nC: .\nS: 250 ok',
		['carol', 'MAIL FROM'],
		['C: .'],
	],
	[
		'content in one line',
		`send: 'data\\r\\n'\nreply: b'354 go\\r\\n'\nsend: b'Subject: plan\\r\\n\\r\\nmeet carol\\r\\n.\\r\\n'\nreply: b'250 ok\\r\\n'`,
		['plan', 'carol'],
		["octets]\\r\\n.\\r\\n'", "b'250 ok\\r\\n'"],
	],
	['chunks', 'C: BDAT 19 LAST\nC: Subject: the plan\nS: 250 ok', ['the plan'], ['C: BDAT 19 LAST']],
	[
		'a Message-ID',
		postfix('4jYB4w0dbLz5c: message-id=<20261123.carol@example.org>', 'cleanup'),
		['carol', '20261123.', 'example.org'],
		['message-id=<id1@domain1.example>'],
	],
	[
		'a Message-ID in other lines',
		`${postfix('4jYB4w0dbLz5c: message-id=<20261123.carol@example.org>', 'cleanup')}\n${foreign('app: got <20261123.carol@example.org> and 20261123.carol@example.org')}`,
		['carol'],
		['got <id1@domain1.example> and id1@domain1.example'],
	],
	[
		'a Message-ID without @',
		postfix('4jYB4w0dbLz5c: message-id=<carolsmail>', 'cleanup'),
		['carolsmail'],
		['message-id=<id1>'],
	],
	[
		'a Message-ID of Exim',
		exim(
			'1xVX0Y-00008E-0N <= a@example.org H=mx.example.org [203.0.113.9] P=esmtp S=400 id=carol.1@pc.example.org',
		),
		['carol', 'pc.example'],
		['id=id1@'],
	],
	[
		'a header check',
		postfix(
			'4jYB4w0dbLz5c: reject: header Subject: carol and the plan from mx.example.org[203.0.113.9]; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>: 5.7.1 no',
			'cleanup',
		),
		['carol', 'plan'],
		['reject: header Subject: [content] from ', '5.7.1 no'],
	],
	[
		'a body check',
		postfix(
			'4jYB4w0dbLz5c: reject: body buy from carol now from mx.example.org[203.0.113.9]; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>: 5.7.1 no',
			'cleanup',
		),
		['carol', 'buy'],
		['reject: body [content] from ', '5.7.1 no'],
	],
	[
		"Exim's subject",
		exim(
			'1xVX0Y-00008E-0N <= a@example.org H=mx.example.org [203.0.113.9] P=esmtp S=400 T="the \\"plan\\" of carol" from <a@example.org> for b@example.com',
		),
		['plan', 'carol'],
		['T="[subject]" from <'],
	],
	[
		'Subject: in another line',
		foreign('filter: Subject: the plan of carol'),
		['plan', 'carol'],
		['Subject: [subject]'],
	],
	[
		"amavis's subject",
		foreign(
			'amavis[9]: (02279-04) Passed CLEAN, <a@example.org> -> <b@example.com>, Subject: "the plan", From: carol@example.org, Hits: 1',
		),
		['the plan', 'carol'],
	],
	[
		'people in headers',
		exim(
			'1xVX0Y-00008E-0N H=mx.example.org [203.0.113.9] F=<a@example.org> rejected after DATA: no\nF From: Carol Smith <carol@example.org>\nT To: "Dave, Jones" <dave@example.net>, Eve <eve@example.net>',
		),
		['Carol', 'Smith', 'Dave', 'Jones', 'Eve'],
		['rejected after DATA: no'],
	],
	[
		'a file that a scanner found',
		foreign('clamd[9]: /var/spool/x/carols-invoice.pdf: Win.Test FOUND'),
		['carols-invoice'],
		['Win.Test FOUND'],
	],
	[
		'a name of an attachment',
		foreign('filter: blocked attachment filename="carols plan.exe" in mail'),
		['carols plan'],
		[' in mail'],
	],
	// What no field tells
	[
		'base64 of a credential in a foreign line',
		foreign(`app: x=${base64('\0carol\0hunter22')};`),
		[base64('\0carol\0hunter22')],
		[';'],
	],
	[
		'base64 behind an escape',
		foreign(`app: 'AUTH PLAIN\\n${base64('\0carol\0hunter22')}\\r\\n'`),
		[base64('\0carol\0hunter22')],
	],
	['a queue id stays', postfix('4jYB4w0dbLz5c: removed', 'qmgr'), [], ['4jYB4w0dbLz5c: removed']],
	['a session id of TLS stays', foreign('app: session=<S5dIdTFCDKUWWMbU>'), [], ['S5dIdTFCDKUWWMbU']],
	[
		'rsyslog octals',
		foreign('app: x#012carol@example.org#012mx.example.org#011y'),
		['carol', 'example.org'],
		['#012', '#011y'],
	],
	['not UTF-8', foreign('app: \ufffd\ufffdcarol@example.org\ufffd'), ['carol', 'example.org']],
	[
		'selectors of DKIM',
		[
			exim(
				'[510] 1xVX0Y-00008E-0N DKIM: d=acme-widgets.example s=carolskey c=relaxed/relaxed a=rsa-sha256 b=2048 [verification succeeded]',
			),
			postfix('4jYB4w0dbLz5c: DKIM-Signature field added (s=carolskey, d=acme-widgets.example)', 'cleanup'),
			foreign(
				'rspamd[5]: <x>; task; R_DKIM_ALLOW(-0.20){acme-widgets.example:s=carolskey;}, dkim_sd=carolskey:acme',
			),
			foreign('rspamd[5]: <x>; task; R_DKIM_ALLOW(-0.20){acme-widgets.example:s=20230601;}'),
		].join('\n'),
		['carolskey', 'acme-widgets'],
		[
			' s=selector c=relaxed/relaxed',
			'(s=selector, d=',
			':s=selector;}',
			':s=20230601;}',
			'dkim_sd=selector:',
		],
	],
	[
		'an instance that is named by its address',
		`${known}\nNov 23 16:20:49 mx1 postfix-203.0.113.7/qmgr[291]: 4jYB4w0dbLz5c: removed`,
		['203.0.113.7'],
		[' postfix-', '/qmgr[291]: 4jYB4w0dbLz5c: removed'],
	],
	[
		'a machine that is named by its address, behind a word of another script',
		foreign('app: connect from host.203.0.113.7 and \u00e2203.0.113.7'),
		['203.0.113.7'],
		['connect from host.'],
	],
	[
		'files that are named by a host',
		`${known}\n${foreign('app: cannot read /etc/ssl/mail.acme-widgets.example.crt.pem, lock host.acme-widgets.example.lock.4711')}`,
		['acme-widgets'],
		['app: cannot read /etc/ssl/', '.crt.pem, lock '],
	],
	[
		'a host that a word is joined to',
		`${known}\n${exim('writing neg-cache entry for host.acme-widgets.example-MX-xxxx, ttl 3000')}`,
		['acme-widgets'],
		['-MX-xxxx, ttl 3000'],
	],
	[
		'an ending that would be a name of the log with ours',
		`${known}\n${foreign('app: <carol@example.tld> from host.acme-widgets.example.tld')}`,
		['acme-widgets', 'example.tld'],
		[' from '],
	],
	[
		'a Message-ID that is a word leaves the word alone where it is one',
		`${postfix('4jYB4w0dbLz5c: message-id=<a>', 'cleanup')}\n${postfix('4jYB4w0dbLz5c: to=<carol@example.org>, relay=none, delay=1, delays=1/0/0/0, dsn=4.7.0, status=deferred (a TLS session is required)', 'smtp')}`,
		['message-id=<a>', 'carol'],
		['(a TLS session is required)'],
	],
	[
		'a pseudonym that the log has itself',
		foreign('app: <user1@domain1.example> and <carol@example.org>'),
		['carol', 'user1@', 'domain1.example', 'example.org'],
		[' and '],
	],
	[
		'addresses of our own ranges',
		foreign('app: 192.0.2.1 198.51.100.1 203.0.113.1 198.18.0.1'),
		['192.0.2.1', '198.51.100.1', '203.0.113.1', ' 198.18.0.1'],
		['198.18.1.1'],
	],
];

for (const [name, text, gone, stays = []] of rows) {
	test(name, () => {
		const log = MailLog.of(text);
		const redaction = Redaction.of(log);
		redaction.check();
		const copy = [...redaction.lines()].join('\n');
		assert.equal(copy.split('\n').length, log.lineCount);
		for (const words of gone) {
			assert.ok(!copy.includes(words), `«${words}» is told:\n${copy}`);
		}
		for (const words of stays) {
			assert.ok(copy.includes(words), `«${words}» is not there:\n${copy}`);
		}
	});
}
