import { checkGone, exim, foreign, postfix } from './gone';

checkGone([
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
]);
