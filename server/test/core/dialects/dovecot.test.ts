import { test } from 'node:test';
import type { FieldName, Kind } from '../../../src/core/event';
import { checkFields } from './checkFields';

/** A whole line, its kind, and the fields it must have. */
const rows: readonly (readonly [string, Kind, Partial<Record<FieldName, string>>])[] = [
	[
		'Mar 22 18:18:15 mail dovecot: lmtp(22587, alice@example.com): 5GjrDafYTFE7WAAABf1gKA: msgid=<a.1@sender.example>: saved mail to INBOX',
		'delivery',
		{
			to: 'alice@example.com',
			messageId: '<a.1@sender.example>',
			status: 'saved',
			text: 'saved mail to INBOX',
		},
	],
	[
		"Mar 22 18:18:15 mail dovecot: lmtp(alice)<4050777><6SQCDm4XFGIZ9/xL>: sieve: msgid=<a.1@sender.example>: stored mail into mailbox 'Junk'",
		'delivery',
		{ to: 'alice', status: 'stored', text: "stored mail into mailbox 'Junk'" },
	],
	[
		'Mar 22 18:18:15 mail dovecot: lda(alice)<12><x>: Error: sieve: msgid=<a.1@sender.example>: failed to store into mailbox INBOX: Quota exceeded',
		'delivery',
		{ to: 'alice', status: 'failed' },
	],
	[
		'Aug 28 06:38:51 mail dovecot: imap-login: Disconnected (auth failed, 1 attempts in 9 secs): user=<alice@example.com>, method=PLAIN, rip=203.0.113.3, lip=192.0.2.25, TLS, session=<S5dIdTFCDKUWWMbU>',
		'sasl-failed',
		{
			text: 'Disconnected (auth failed, 1 attempts in 9 secs)',
			saslUser: 'alice@example.com',
			saslMethod: 'PLAIN',
			address: '203.0.113.3',
			localAddress: '192.0.2.25',
		},
	],
	[
		'Aug 28 06:38:51 mail dovecot[459]: pop3-login: Disconnected (no auth attempts in 0 secs): user=<>, rip=::ffff:203.0.113.3, lip=::ffff:192.0.2.25',
		'disconnect',
		{ address: '203.0.113.3' },
	],
	// A user's name that looks like the rest of the line.
	[
		'Aug 28 06:38:51 mail dovecot: imap-login: Disconnected (auth failed, 1 attempts in 9 secs): user=<x>, method=PLAIN, rip=192.0.2.66>, method=LOGIN, rip=203.0.113.3, lip=192.0.2.25',
		'sasl-failed',
		{ address: '203.0.113.3' },
	],
	[
		'Jun 11 13:57:17 mail dovecot: auth: sql(alice@example.com,203.0.113.3,<6rXunFtu493AqJDi>): Password mismatch (given password: secret)',
		'sasl-failed',
		{ saslUser: 'alice@example.com', address: '203.0.113.3', text: 'Password mismatch', secret: 'secret' },
	],
	[
		'Apr 19 05:22:20 mail auth: pam_unix(dovecot:auth): authentication failure; logname= uid=0 euid=0 tty=dovecot ruser=alice rhost=203.0.113.3',
		'sasl-failed',
		{ saslUser: 'alice', address: '203.0.113.3' },
	],
	// Dovecot's own log file.
	[
		'Jun 12 11:48:12 auth-worker(80180): Info: conn unix:auth-worker (uid=143): auth-worker<13247>: sql(support,203.0.113.3): unknown user',
		'sasl-failed',
		{ saslUser: 'support', address: '203.0.113.3' },
	],
	[
		'@400000004c91b044077a9e94 imap-login: Info: Aborted login (auth failed, 1 attempts): user=<alice>, method=CRAM-MD5, rip=203.0.113.3, lip=192.0.2.25, TLS',
		'sasl-failed',
		{ saslUser: 'alice', address: '203.0.113.3' },
	],
	[
		'Jun 12 11:48:12 mail dovecot: lmtp(28700): Disconnect from 203.0.113.3: Successful quit',
		'disconnect',
		{ address: '203.0.113.3', text: 'Successful quit' },
	],
	[
		'Jun 12 11:48:12 mail dovecot: imap(alice)<1><x>: Error: Maildir broken',
		'warning',
		{ text: 'Error: Maildir broken' },
	],
	[
		'Jun 12 11:48:12 mail dovecot: imap(alice)<1><x>: Logged out in=86 out=892',
		'info',
		{ text: 'Logged out in=86 out=892' },
	],
	// What looks alike and is not: a program's name that ends with a colon, and a PAM of somebody else.
	['Jun 12 11:48:12 kernel: Info: usb 1-1: new device', 'foreign', {}],
	[
		'Jun 12 11:48:12 mail auth: pam_unix(sshd:auth): authentication failure; rhost=203.0.113.3',
		'foreign',
		{},
	],
];

for (const [line, kind, fields] of rows) {
	test(`dovecot: ${line.slice(16, 100)}`, () => {
		checkFields(line, kind, fields);
	});
}
