import type { Cursor } from '../cursor';
import type { Row } from '../row';
import { words } from './fields';
import { rowsLike } from './likeRows';

/** The daemons around: master(8), anvil(8), scache(8), verify(8), local(8), trivial-rewrite(8); and the commands. */
export const daemonRows: readonly Row[] = [
	...rowsLike({ kind: 'daemon-start', programs: ['master'] }, [
		['daemon started -- ', 'daemon started -- version 3.7.11, configuration /etc/postfix'],
		['daemon started', 'daemon started'],
	]),
	...rowsLike({ kind: 'daemon-stop', programs: ['master'] }, [
		['terminating on signal ', 'terminating on signal 15'],
		['master exit time has arrived', 'master exit time has arrived'],
	]),
	...rowsLike({ kind: 'info', programs: ['master'] }, [
		['reload -- ', 'reload -- version 3.7.11, configuration /etc/postfix'],
		['reload configuration', 'reload configuration'],
		['ignoring status update from child ', 'ignoring status update from child pid 812 generation 3'],
	]),
	...rowsLike({ kind: 'info', programs: ['postfix-script', 'postfix'] }, [
		...[
			'starting the Postfix mail system',
			'stopping the Postfix mail system',
			'refreshing the Postfix mail system',
			'aborting the Postfix mail system',
			'waiting for the Postfix mail system to terminate',
			'the Postfix mail system is running: PID: ',
			'the Postfix mail system is not running',
			'Postfix is running with backwards-compatible default settings',
			'Postfix is using backwards-compatible default settings',
			'See http',
			'To disable backwards compatibility use ',
		].map((starts): [string, string] => [starts, starts]),
	]),
	// postfix(1) hands on what a command says to it.
	...['warning', 'error', 'fatal'].map((severity): Row => ({
		kind: 'warning',
		programs: ['postfix', 'postfix-script', 'master'],
		queueId: 'none',
		starts: '/',
		has: `: ${severity}: `,
		samples: [
			`/usr/sbin/postconf: ${severity}: /etc/postfix/main.cf: unused parameter: virtual_create_maildirsize=yes`,
		],
		read(cursor) {
			if (cursor.skipTo(': ')) {
				cursor.take('severity', ': ');
				words(cursor);
			}
		},
	})),
	...rowsLike({ kind: 'warning', programs: ['master'], queueId: 'none', read: words }, [
		['process ', 'warning: process /usr/lib/postfix/sbin/smtpd pid 46234 killed by signal 11'],
		[
			'service "',
			'warning: service "smtp" (25) has reached its process limit "100": new clients may experience noticeable delays',
		],
	]),
	{
		kind: 'statistics',
		programs: ['anvil', 'scache'],
		starts: 'statistics: ',
		samples: [
			'statistics: max connection rate 1/60s for (smtpd:203.0.113.9) at Oct 26 18:13:50',
			'statistics: max connection count 1 for (192.0.2.25:submission:2001:db8::9) at Oct 26 18:13:50',
			'statistics: max cache size 2 at Oct 26 18:13:50',
			'statistics: domain lookup hits=2 miss=4 success=33%',
			'statistics: start interval Oct 26 18:10:30',
		],
		read: anvilClient,
	},
	...rowsLike({ kind: 'warning', programs: ['local', 'virtual', 'pipe', 'cleanup'], read: words }, [
		[
			'error looking up passwd info for ',
			'warning: error looking up passwd info for alice: Connection refused',
		],
		[
			'maildir access problem for ',
			'warning: maildir access problem for UID/GID=5000/5000: create maildir file /var/vmail/alice/tmp/1.mx1: Permission denied',
		],
		['required alias not found: ', 'warning: required alias not found: postmaster'],
		['mailing list "', 'warning: mailing list "staff" needs an "owner-staff" alias'],
		[
			'unable to lookup :include: file ',
			'warning: unable to lookup :include: file /etc/postfix/staff: No such file or directory',
		],
	]),
	{
		kind: 'warning',
		programs: ['virtual'],
		queueId: 'none',
		starts: 'recipient ',
		samples: ['warning: recipient alice@example.com: not found in virtual_uid_maps'],
		read(cursor) {
			cursor.take('to', ': ');
			words(cursor);
		},
	},
	{
		kind: 'warning',
		programs: ['local'],
		queueId: 'required',
		starts: 'address with illegal extension: ',
		message: 'join',
		samples: ['warning: 4jYB4w0dbLz5c: address with illegal extension: alice+../x'],
		read(cursor) {
			cursor.takeRest('to');
		},
	},
	{
		kind: 'warning',
		programs: ['trivial-rewrite'],
		queueId: 'none',
		starts: 'do not list ',
		samples: ['warning: do not list domain example.com in BOTH virtual_alias_domains and relay_domains'],
		read: words,
	},
	// Who called a command, where it is not let do what it wants.
	{
		kind: 'warning',
		programs: ['postdrop'],
		queueId: 'none',
		starts: 'uid=',
		samples: ['warning: uid=1000: File too large'],
		read(cursor) {
			cursor.take('user', ': ');
			words(cursor);
		},
	},
	{
		kind: 'warning',
		programs: ['sendmail', 'postqueue', 'postdrop', 'postlog'],
		queueId: 'none',
		starts: 'User ',
		has: ' is not allowed to ',
		samples: ['fatal: User alice(1000) is not allowed to submit mail'],
		read(cursor) {
			cursor.take('user', ' ');
			words(cursor);
		},
	},
	{
		kind: 'warning',
		programs: ['sendmail'],
		queueId: 'none',
		starts: '',
		has: '): ',
		samples: [
			'fatal: root(0): message file too big',
			'fatal: alice(1000): No recipient addresses found in message header',
		],
		read(cursor) {
			cursor.take('user', ': ');
			words(cursor);
		},
	},
	{
		kind: 'warning',
		programs: ['qmqpd'],
		starts: '',
		has: ' while ',
		samples: ['NOQUEUE: mx.example.org[192.0.2.9]: lost connection while reading QMQP message'],
		read: words,
	},
];

/**
 * `max connection rate 1/60s for (192.0.2.25:smtpd:203.0.113.9) at …`: the service as master.cf names it, perhaps with the address
 * that it listens on, and the client's address, which has colons of its own where it is IPv6.
 */
function anvilClient(cursor: Cursor): void {
	if (!cursor.skipTo(' for (')) {
		return;
	}
	const close = cursor.find(')');
	const ident = cursor.text.slice(cursor.at, close < 0 ? cursor.end : close);
	const first = ident.startsWith('[') ? ident.indexOf(']:') + 1 : ident.indexOf(':');
	// [::1]:25:203.0.113.9   mail.example.com:submission:2001:db8::9   smtpd:203.0.113.9
	const hasListener = ident.startsWith('[') || ident.slice(0, first).includes('.');
	const last = hasListener ? ident.indexOf(':', first + 1) : first;
	if (first > 0 && last > 0) {
		cursor.note('address', cursor.at + last + 1, cursor.at + ident.length);
	}
}
