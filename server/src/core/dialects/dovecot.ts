import type { Kind } from '../event';
import { commaAttributes, type AttributeReader } from './attributes';
import type { Cursor } from './cursor';
import { reply } from './fields';
import type { Dialect, Row } from './row';

/** Those that mail comes to, and those that put it into mailboxes. */
const loginProcesses = ['imap-login', 'pop3-login', 'managesieve-login', 'sieve-login', 'submission-login'];
const deliveryProcesses = ['lmtp', 'lda', 'deliver'];

/** The processes of Dovecot by which a line begins; `pam` stands for what PAM writes about Dovecot's users. */
export const dovecotProcesses: readonly string[] = [
	'dovecot',
	...loginProcesses,
	...deliveryProcesses,
	...['auth', 'auth-worker', 'pam', 'master', 'submission', 'imap', 'pop3', 'managesieve', 'sieve'],
	...['anvil', 'config', 'log', 'stats', 'old-stats', 'indexer', 'indexer-worker', 'quota-status', 'doveadm'],
	...[
		'dict',
		'director',
		'replicator',
		'script-login',
		'script',
		'ssl-params',
		'imap-urlauth',
		'imap-hibernate',
	],
];

const writers = dovecotProcesses.filter((name) => name !== 'pam');

/**
 * Dovecot 1 to 2.4 (login-common, lib-lda, lib-lmtp, auth; pigeonhole's sieve). The process that writes, its weight (`Error: `) and
 * the id of a delivery are taken off before the rows look.
 */
export const dovecot: Dialect = {
	format: 'dovecot',
	rows: [...loginRows(), ...authRows(), ...deliveryRows(), ...processRows()],
};

const loginAttributes: ReadonlyMap<string, AttributeReader> = new Map<string, AttributeReader>([
	['user', user],
	['method', 'saslMethod'],
	[
		'rip',
		(cursor) => {
			// The user's name is the client's: what stands behind it is Dovecot's own.
			const forged = cursor.fields.findIndex(({ name }) => name === 'address');
			cursor.fields.splice(forged < 0 ? cursor.fields.length : forged, 1);
			address(cursor, 'address');
		},
	],
	['lip', (cursor) => address(cursor, 'localAddress')],
]);

/** A client of IMAP, POP3, ManageSieve or submission, before it is logged in: what happened, then who. */
function loginRows(): Row[] {
	const row = (kind: Kind, has: string, samples: readonly string[], more: Partial<Row> = {}): Row => ({
		kind,
		programs: loginProcesses,
		starts: '',
		has,
		samples,
		read(cursor) {
			const at = loginStart(cursor);
			cursor.note('text', cursor.at, at < 0 ? cursor.end : at);
			cursor.at = at < 0 ? cursor.end : at + 2;
			commaAttributes(cursor, loginAttributes);
		},
		...more,
	});
	return [
		row(
			'info',
			', method=',
			[
				'imap-login: Login: user=<alice@example.com>, method=PLAIN, rip=203.0.113.20, lip=192.0.2.25, mpid=436, TLS, session=<ZYje/BZeXcl/AAAB>',
			],
			{
				starts: 'Login: ',
				read(cursor) {
					commaAttributes(cursor, loginAttributes);
				},
			},
		),
		row('sasl-failed', '(auth failed', [
			'imap-login: Disconnected (auth failed, 1 attempts in 6 secs): user=<alice@example.com>, method=PLAIN, rip=203.0.113.20, lip=192.0.2.25, TLS, session=<S5dIdTFCDKUWWMbU>',
			'submission-login: Client has quit the connection (auth failed, 1 attempts in 2 secs): user=<alice>, method=LOGIN, rip=2001:db8::9, lip=2001:db8::25',
			'imap-login: Login aborted: Connection closed (auth failed, 3 attempts in 16 secs) (auth_failed): user=<x, rip=192.0.2.1>, method=PLAIN, rip=203.0.113.20, lip=192.0.2.25, TLS, session=<9ZHq02g3J8S60fan>',
			'imap-login: Disconnected: Connection closed: read(size=1003) failed: Connection reset by peer (auth failed, 1 attempts in 0 secs): user=<alice>, rip=203.0.113.20, lip=192.0.2.25',
			'managesieve-login: Info: Aborted login (auth failed, 1 attempts): user=<alice>, method=CRAM-MD5, rip=203.0.113.20, lip=192.0.2.25, TLS',
		]),
		row('sasl-failed', ' plaintext auth)', [
			'pop3-login: Aborted login (tried to use disallowed plaintext auth): rip=203.0.113.20, lip=192.0.2.25, session=<LgDINsQCkttVIMPg>',
			'imap-login: Disconnected: Too many invalid commands (tried to use disabled plaintext auth): user=<alice>, rip=203.0.113.20, lip=192.0.2.25',
		]),
		row('tls-failed', 'SSL_accept() ', [
			'imap-login: Disconnected (no auth attempts in 4 secs): user=<>, rip=203.0.113.20, lip=192.0.2.25, TLS handshaking: SSL_accept() failed: error:0A00010B:SSL routines::wrong version number, session=<x>',
			'imap-login: Login aborted: Connection closed: SSL_accept() failed: error:0A0000C1:SSL routines::no shared cipher (disconnected during TLS handshake) (tls_handshake_not_finished): user=<>, rip=203.0.113.20, lip=192.0.2.25, TLS handshaking: SSL_accept() failed',
		]),
		row('disconnect', 'rip=', [
			'imap-login: Disconnected (no auth attempts in 0 secs): user=<>, rip=203.0.113.20, lip=192.0.2.25, TLS: Connection closed, session=<Ee5/sN+5vpen+IUl>',
			'pop3-login: Disconnected: Inactivity (client did not finish SASL auth, waited 60 secs): user=<>, method=PLAIN, rip=203.0.113.20, lip=192.0.2.25',
		]),
	];
}

/** Where `: user=<…>, …` or `: rip=…` begins, or -1. */
function loginStart(cursor: Cursor): number {
	const user = cursor.find(': user=<');
	return user < 0 ? cursor.find(': rip=') : user;
}

function user(cursor: Cursor): void {
	const isBracketed = cursor.sees('<') && cursor.text.charAt(cursor.end - 1) === '>';
	cursor.note('saslUser', cursor.at + (isBracketed ? 1 : 0), cursor.end - (isBracketed ? 1 : 0));
}

/** Of an IPv4 client that came to an IPv6 socket the IPv4 address: `::ffff:203.0.113.20`. Words without a key may follow. */
function address(cursor: Cursor, name: 'address' | 'localAddress'): void {
	cursor.skip('::ffff:');
	const comma = cursor.find(',');
	cursor.note(name, cursor.at, comma < 0 ? cursor.end : comma);
}

/** Why a password was not taken: `sql(alice,203.0.113.20,<Dp8j1Ho3suQYdo+k>): Password mismatch`. */
function authRows(): Row[] {
	const programs = ['auth', 'auth-worker'];
	const row = (has: string, samples: readonly string[]): Row => ({
		kind: 'sasl-failed',
		programs,
		starts: '',
		has,
		samples,
		read: lookUp,
	});
	return [
		{
			kind: 'sasl-failed',
			programs: ['auth', 'pam'],
			starts: 'pam_unix(dovecot:auth): authentication failure;',
			samples: [
				'pam_unix(dovecot:auth): authentication failure; logname= uid=0 euid=0 tty=dovecot ruser=alice rhost=203.0.113.20',
				'pam_unix(dovecot:auth): authentication failure; logname= uid=0 euid=0 tty=dovecot ruser=alice rhost=203.0.113.20  user=alice',
			],
			read(cursor) {
				if (cursor.skipTo(' ruser=')) {
					cursor.take('saslUser', ' rhost=');
					cursor.takeWhile('address', (character) => /[0-9A-Fa-f.:]/.test(character));
				}
			},
		},
		row('): Password mismatch', [
			'auth: sql(alice@example.com,203.0.113.20,<6rXunFtu493AqJDi>): Password mismatch',
			'auth-worker(80180): Info: conn unix:auth-worker (uid=143): auth-worker<13247>: sql(alice,203.0.113.20): Password mismatch (given password: secret)',
		]),
		row('): unknown user', [
			'auth: ldap(alice@example.com,203.0.113.20,<LZmGp6mZaMrAqLIZ>): unknown user (SHA1 of given password: f638ff)',
			'auth: passwd-file(alice,2001:db8::9): unknown user',
		]),
		row('): pam_authenticate() failed', [
			'auth(default): pam(alice@example.com,203.0.113.20): pam_authenticate() failed: User not known to the underlying authentication module',
			'auth-worker(21): pam(alice,203.0.113.20): pam_authenticate() failed: Authentication failure (Password mismatch?)',
		]),
		row('): invalid credentials', ['auth: ldap(alice,203.0.113.20): invalid credentials']),
		row('): Invalid password', ['auth: static(alice,203.0.113.20): Invalid password']),
	];
}

/** `sql(alice@example.com,203.0.113.20,<6rXunFtu493AqJDi>): Password mismatch (given password: secret)` */
function lookUp(cursor: Cursor): void {
	const body = cursor.rest;
	const who = /(?:^|: )[a-z-]{1,20}\(([^,()]{0,256}),([0-9A-Fa-f.:]{2,45})(?:,<[^<>]{0,64}>)?\): /.exec(body);
	if (!who) {
		cursor.takeRest('text');
		return;
	}
	const open = cursor.at + body.indexOf('(', who.index);
	const name = who[1]?.length ?? 0;
	cursor.note('saslUser', open + 1, open + 1 + name);
	cursor.note('address', open + 2 + name, open + 2 + name + (who[2]?.length ?? 0));
	cursor.at += who.index + who[0].length;
	const password = cursor.find(' (given password: ');
	cursor.note('text', cursor.at, password < 0 ? cursor.end : password);
	if (password >= 0) {
		cursor.note('secret', password + ' (given password: '.length, cursor.end - 1);
	}
}

/** Mail comes by LMTP or from a pipe, and goes into a mailbox or where a script sends it. */
function deliveryRows(): Row[] {
	const kept = (starts: string, samples: readonly string[]): Row => ({
		kind: 'delivery',
		programs: deliveryProcesses,
		starts,
		has: '>: ',
		session: 'attach',
		samples,
		read(cursor) {
			recipient(cursor);
			cursor.take('messageId', ': ');
			const words =
				/^(?:saved|stored|save failed|forwarded|discarded|rejected|sent|failed|marked|not sending)/;
			cursor.note('status', cursor.at, cursor.at + (words.exec(cursor.rest)?.[0].length ?? 0));
			cursor.takeRest('text');
		},
	});
	return [
		{
			kind: 'connect',
			programs: ['lmtp'],
			starts: 'Connect from ',
			session: 'open',
			samples: ['lmtp(28700): Connect from local', 'lmtp(28700): Connect from 192.0.2.25'],
			read: clientAddress,
		},
		{
			kind: 'disconnect',
			programs: ['lmtp'],
			starts: 'Disconnect from ',
			session: 'close',
			samples: [
				'lmtp(28700): Disconnect from local: Successful quit',
				'lmtp(28700): Disconnect from 2001:db8::9: Client has quit the connection (state=READY)',
			],
			read(cursor) {
				clientAddress(cursor);
				cursor.skipTo(': ');
				cursor.takeRest('text');
			},
		},
		kept('msgid=', [
			'lmtp(alice@example.com)<4050777><6SQCDm4XFGIZ9/xL>: msgid=<a.1@sender.example>: saved mail to INBOX',
			'lda(alice)<4050777><6SQCDm4XFGIZ9/xL>: msgid=<a.1@sender.example>: save failed to INBOX: Quota exceeded (mailbox for user is full)',
			'lmtp(22587, alice@example.com): 5GjrDafYTFE7WAAABf1gKA: msgid=<a.1@sender.example>: saved mail to INBOX',
		]),
		kept('sieve: msgid=', [
			"lmtp(alice@example.com): d8zmAmVlDVqIfgAABvoInA: sieve: msgid=<a.1@sender.example>: stored mail into mailbox 'INBOX'",
			'lmtp(alice@example.com)<4050777><6SQCDm4XFGIZ9/xL>: sieve: msgid=<a.1@sender.example>: forwarded to <bob@example.net>',
			'lda(alice): sieve: msgid=<a.1@sender.example>: not sending reject message to <>',
		]),
		{
			kind: 'delivery',
			programs: ['submission'],
			starts: 'Successfully relayed message: ',
			samples: [
				"submission(alice)<123><6SQCDm4XFGIZ9/xL>: Successfully relayed message: from=<alice@example.com>, size=543, id=abc123, nrcpt=1, reply=`250 2.0.0 Ok: queued as F22A3CF912'",
			],
			read(cursor) {
				commaAttributes(cursor, relayedAttributes, new Set(['reply']));
			},
		},
	];
}

/** `local` or an address, up to `: ` or the end. */
function clientAddress(cursor: Cursor): void {
	const colon = cursor.find(': ');
	const end = colon < 0 ? cursor.end : colon;
	if (/^[0-9A-Fa-f.:]{2,45}$/.test(cursor.text.slice(cursor.at, end))) {
		cursor.note('address', cursor.at, end);
	}
	cursor.at = end;
}

const relayedAttributes: ReadonlyMap<string, AttributeReader> = new Map<string, AttributeReader>([
	[
		'from',
		(cursor) => {
			cursor.note('from', cursor.at + 1, cursor.end - 1);
		},
	],
	['size', 'size'],
	['nrcpt', 'recipientCount'],
	[
		'reply',
		(cursor) => {
			cursor.skip('`');
			reply(cursor, cursor.text.charAt(cursor.end - 1) === "'" ? cursor.end - 1 : cursor.end);
		},
	],
]);

/** Whose mailbox it is stands in the name of the process: `lmtp(22587, alice@example.com): `, `lda(alice)<4050777><…>: `. */
function recipient(cursor: Cursor): void {
	const before = cursor.text.slice(0, cursor.at);
	const writer = /\b(?:lmtp|lda|deliver)\((?:[0-9]{1,8}, )?([^()]{1,320})\)/.exec(before);
	const name = writer?.[1];
	if (writer && name && !/^[0-9]+$/.test(name)) {
		const start = writer.index + writer[0].length - 1 - name.length;
		cursor.note('to', start, start + name.length);
	}
}

/** Everything else that Dovecot's processes write. */
function processRows(): Row[] {
	const row = (kind: Kind, starts: string, samples: readonly string[], programs = writers): Row => ({
		kind,
		programs,
		starts,
		samples,
		read(cursor) {
			cursor.note('text', cursor.at - starts.length, cursor.end);
		},
	});
	return [
		row(
			'daemon-start',
			'Dovecot v',
			['master: Dovecot v2.3.19.1 (9b53102964) starting up for imap, lmtp, pop3'],
			['master', 'dovecot'],
		),
		row(
			'daemon-stop',
			'Killed with signal ',
			['master: Warning: Killed with signal 15 (by pid=1 uid=0 code=kill)'],
			['master', 'dovecot'],
		),
		row('warning', 'Warning: ', ['imap(alice)<123><x>: Warning: Maildir: Expunged message reappeared']),
		row('warning', 'Error: ', [
			'auth: Error: BUG: Authentication client sent unknown handshake command',
			'imap-login: Error: Failed to initialize SSL server context',
		]),
		row('warning', 'Fatal: ', ['master: Fatal: Could not start: permission denied']),
		row('warning', 'Panic: ', ['imap(alice)<123><x>: Panic: file mail-index-sync.c: assertion failed']),
		row('info', '', [
			'imap(alice@example.com)<9755><fJVypiunzhdZ9/xL>: Connection closed (IDLE running for 0.001 + waiting input for 0.001 secs) in=780 out=1920',
			'pop3(alice@example.com): Disconnected: Logged out top=0/0, retr=0/0, del=0/141, size=8023766',
			'anvil: Warning-like words and nothing else',
		]),
	];
}
