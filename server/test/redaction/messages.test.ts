import { base64, checkGone, exim, foreign, known, postfix } from './gone';

checkGone([
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
]);
