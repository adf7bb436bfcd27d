import { checkPostfixLines, type PostfixLine } from './checkPostfixLines';

checkPostfixLines('postscreen', [
	[
		'postscreen',
		'HANGUP after 0.5 from [203.0.113.9]:51937 in tests after SMTP handshake',
		'postscreen-violation',
		{ action: 'HANGUP', address: '203.0.113.9', port: '51937', text: 'tests after SMTP handshake' },
	],
	[
		'postscreen',
		'NON-SMTP COMMAND from [203.0.113.9]:51937 after CONNECT: GET / HTTP/1.1',
		'postscreen-violation',
		{ action: 'NON-SMTP COMMAND', phase: 'CONNECT', text: 'GET / HTTP/1.1' },
	],
	[
		'postscreen',
		'BDAT without valid RCPT from [203.0.113.9]:51937',
		'postscreen-violation',
		{ action: 'BDAT without valid RCPT', address: '203.0.113.9' },
	],
	[
		'postscreen',
		'reject: connect from [203.0.113.9]:1337: all screening ports busy',
		'reject',
		{ phase: 'connect', address: '203.0.113.9', text: 'all screening ports busy' },
	],
	[
		'dnsblog',
		'addr 2001:db8::9 listed by domain psbl.example as 127.0.0.2',
		'dnsbl-listing',
		{ address: '2001:db8::9', host: 'psbl.example' },
	],
]);

const anvil = (ident: string, address: string): PostfixLine => [
	'anvil',
	`statistics: max connection rate 1/60s for (${ident}) at Oct 26 18:13:50`,
	'statistics',
	{ address },
];

checkPostfixLines('daemons', [
	anvil('smtpd:203.0.113.9', '203.0.113.9'),
	anvil('25:2001:db8::9', '2001:db8::9'),
	anvil('192.0.2.25:submission:2001:db8::9', '2001:db8::9'),
	anvil('mail.example.com:25:203.0.113.9', '203.0.113.9'),
	anvil('[2001:db8::25]:25:203.0.113.9', '203.0.113.9'),
	['anvil', 'statistics: max cache size 2 at Oct 26 18:13:50', 'statistics', { address: undefined }],
	[
		'verify',
		'cache lmdb:/var/lib/postfix/verify_cache partial cleanup: retained=724 dropped=6 entries',
		'cache-stats',
		{},
	],
	['master', 'daemon started', 'daemon-start', {}],
	[
		'postfix-script',
		'/usr/sbin/postconf: warning: /etc/postfix/main.cf: unused parameter: x=yes',
		'warning',
		{ severity: 'warning', text: '/etc/postfix/main.cf: unused parameter: x=yes' },
	],
	['postdrop', 'warning: uid=1000: File too large', 'warning', { user: '1000', text: 'File too large' }],
	['sendmail', 'fatal: root(0): message file too big', 'warning', { severity: 'fatal', user: 'root(0)' }],
	[
		'virtual',
		'warning: recipient alice@example.com: not found in virtual_uid_maps',
		'warning',
		{ to: 'alice@example.com' },
	],
]);
