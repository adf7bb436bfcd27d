import type { Cursor } from '../cursor';
import type { Row } from '../row';
import { peer, words } from './fields';
import { rowsLike } from './likeRows';

/** What any program of Postfix may write: of tables and caches, of the services that it depends on, of old defaults. */
const anyProgram = { queueId: 'none', session: 'attach' } as const;

export const commonRows: readonly Row[] = [
	...rowsLike({ ...anyProgram, kind: 'cache-stats' }, [
		[
			'cache ',
			'cache lmdb:/var/lib/postfix/verify_cache full cleanup: retained=724 dropped=6 entries',
			' cleanup: ',
		],
	]),
	...rowsLike({ ...anyProgram, kind: 'info', read: words }, [
		['table ', 'table hash:/etc/postfix/access(0,lock|fold_fix) has changed -- restarting', ' has changed -'],
		[
			'close database ',
			'close database /var/lib/postfix/verify.db: No such file or directory (possible Berkeley DB bug)',
		],
		[
			'database ',
			'database lmdb:/var/lib/postfix/verify_cache: using size limit 20971520 after MDB_MAP_FULL',
			': using size limit ',
		],
		[
			'database ',
			'database lmdb:/var/lib/postfix/verify_cache: pausing after MDB_READERS_FULL',
			': pausing after ',
		],
		['ignoring DNS RR: ', 'ignoring DNS RR: example.net. 3600 IN AAAA 2001:db8::7'],
		['discarding EHLO keywords: ', 'discarding EHLO keywords: CHUNKING'],
		['skipping address family ', 'skipping address family 10 for host mx.example.net'],
		['mapping DSN status ', 'mapping DSN status 5.1.8 into Recipient address status 5.1.1'],
		['idle timeout -- exiting', 'idle timeout -- exiting'],
		['master disconnect -- exiting', 'master disconnect -- exiting'],
	]),
	{
		...anyProgram,
		kind: 'info',
		starts: 'using backwards-compatible default setting ',
		samples: [
			'using backwards-compatible default setting relay_domains=$mydestination to accept mail for domain "example.com"',
			'using backwards-compatible default setting mynetworks_style=subnet to permit request from client "mx.example.org[192.0.2.9]"',
			'using backwards-compatible default setting smtputf8_enable=no to accept non-ASCII sender address "a@example.org" from mx.example.org[192.0.2.9]',
			'using backwards-compatible default setting respectful_logging=no for client [203.0.113.9]:51937',
		],
		read(cursor) {
			const start = cursor.at;
			clientBehind(cursor);
			cursor.at = start;
			words(cursor);
		},
	},
	// 3.11 tells every look-up in a debug: table.
	...[' lookup: "', ' update: "', ' delete: "', ' sequence: '].map((has): Row => ({
		...anyProgram,
		kind: 'info',
		starts: '',
		has,
		hasNot: '[',
		samples: [`hash:/etc/postfix/access${has}a@example.org" = "not_found"`],
		read: words,
	})),
	...rowsLike({ ...anyProgram, kind: 'warning', read: words }, [
		['problem talking to s', 'warning: problem talking to server private/policy: Connection timed out'],
		['timeout on ', 'warning: timeout on private/policy while reading input attribute name'],
		[
			'premature end-of-input on ',
			'warning: premature end-of-input on private/smtp socket while reading input attribute name',
		],
		['connect #', 'warning: connect #1 to subsystem private/rewrite: Connection refused'],
		[
			'connect to Milter service ',
			'warning: connect to Milter service inet:127.0.0.1:8891: Connection refused',
		],
		[
			'milter ',
			"warning: milter inet:127.0.0.1:8891: can't read SMFIC_HEADER reply packet header: Connection timed out",
			' packet header: ',
		],
		[
			'connect to mysql server ',
			"warning: connect to mysql server 192.0.2.30: Can't connect to MySQL server on '192.0.2.30' (111)",
		],
		[
			'connect to pgsql server ',
			'warning: connect to pgsql server 192.0.2.30: FATAL:  password authentication failed for user "postfix"',
		],
		['dict_ldap_', "warning: dict_ldap_lookup: Search error -1: Can't contact LDAP server"],
		['dict_nis_', 'warning: dict_nis_init: NIS domain name not set - NIS lookups disabled'],
		[
			'database ',
			'warning: database /etc/postfix/virtual.db is older than source file /etc/postfix/virtual',
			' is older than source file ',
		],
		['connect to private/', 'warning: connect to private/tlsmgr: No such file or directory'],
	]),
];

/** `from client "mx.example.org[192.0.2.9]"`, `from mx.example.org[192.0.2.9]`, `for client [203.0.113.9]:51937` */
function clientBehind(cursor: Cursor): void {
	for (const literal of ['client "', 'client ', ' from ']) {
		const at = cursor.find(literal);
		if (at >= 0) {
			cursor.at = at + literal.length;
			peer(cursor);
			return;
		}
	}
}
