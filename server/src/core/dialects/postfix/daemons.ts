import type { Cursor } from '../cursor';
import { reply } from '../fields';
import type { Row } from '../row';
import { attributes, attributesStart, peer } from './fields';

/** The daemons around: master(8), postscreen(8), tlsproxy(8), anvil(8), dnsblog(8), scache(8), verify(8), and any program's warnings. */
export const daemonRows: readonly Row[] = [
	{
		kind: 'daemon-start',
		programs: ['master'],
		starts: 'daemon started -- ',
		samples: ['daemon started -- version 3.7.11, configuration /etc/postfix'],
	},
	{
		kind: 'daemon-stop',
		programs: ['master'],
		starts: 'terminating on signal ',
		samples: ['terminating on signal 15'],
	},
	{
		kind: 'info',
		programs: ['master'],
		starts: 'reload -- ',
		samples: ['reload -- version 3.7.11, configuration /etc/postfix'],
	},
	...[
		'starting the Postfix mail system',
		'stopping the Postfix mail system',
		'refreshing the Postfix mail system',
	].map((starts): Row => ({
		kind: 'info',
		programs: ['postfix-script', 'postfix'],
		starts,
		samples: [starts],
	})),
	{
		kind: 'connect',
		programs: ['postscreen', 'tlsproxy'],
		queueId: 'none',
		starts: 'CONNECT from ',
		session: 'open',
		peerAfter: 'CONNECT from ',
		samples: ['CONNECT from [203.0.113.9]:51937 to [192.0.2.25]:25', 'CONNECT from [203.0.113.9]:51937'],
		read: peer,
	},
	{
		kind: 'disconnect',
		programs: ['postscreen', 'tlsproxy'],
		queueId: 'none',
		starts: 'DISCONNECT ',
		session: 'close',
		peerAfter: 'DISCONNECT ',
		samples: ['DISCONNECT [203.0.113.9]:51937'],
		read: peer,
	},
	...['PASS NEW ', 'PASS OLD '].map((starts): Row => ({
		kind: 'postscreen-pass',
		programs: ['postscreen'],
		queueId: 'none',
		starts,
		session: 'close',
		peerAfter: starts,
		samples: [`${starts}[203.0.113.9]:51937`],
		read: peer,
	})),
	...[
		'WHITELISTED ',
		'ALLOWLISTED ',
		'BLACKLISTED ',
		'DENYLISTED ',
		'WHITELIST VETO ',
		'ALLOWLIST VETO ',
	].map((starts): Row => ({
		kind: 'postscreen-access',
		programs: ['postscreen'],
		queueId: 'none',
		starts,
		session: /^(WHITE|ALLOW)LISTED/.test(starts) ? 'close' : 'join',
		peerAfter: starts,
		samples: [`${starts}[203.0.113.9]:51937`],
		read: peer,
	})),
	{
		kind: 'postscreen-dnsbl',
		programs: ['postscreen'],
		queueId: 'none',
		starts: 'DNSBL rank ',
		session: 'join',
		peerAfter: ' for ',
		samples: ['DNSBL rank 3 for [203.0.113.9]:1038'],
		read(cursor) {
			cursor.skipTo(' for ');
			peer(cursor);
		},
	},
	...[
		'PREGREET ',
		'HANGUP ',
		'NON-SMTP COMMAND ',
		'COMMAND PIPELINING ',
		'COMMAND TIME LIMIT ',
		'COMMAND COUNT LIMIT ',
		'COMMAND LENGTH LIMIT ',
		'BARE NEWLINE ',
		'BDAT ',
	].map((starts): Row => ({
		kind: 'postscreen-violation',
		programs: ['postscreen'],
		queueId: 'none',
		starts,
		has: '[',
		session: 'join',
		peerAfter: 'from ',
		samples: [`${starts}from [203.0.113.9]:51937 after CONNECT`],
		read(cursor) {
			cursor.note('action', cursor.at - starts.length, cursor.at - 1);
			violation(cursor);
		},
	})),
	{
		kind: 'reject',
		programs: ['postscreen'],
		starts: 'reject: ',
		session: 'join',
		peerAfter: ' from ',
		samples: [
			'NOQUEUE: reject: RCPT from [203.0.113.9]:51937: 550 5.7.1 Service unavailable; client [203.0.113.9] blocked using dnsbl.example; from=<a@example.org>, to=<b@example.com>, proto=ESMTP, helo=<x>',
			'NOQUEUE: reject: CONNECT from [203.0.113.9]:1337: too many connections',
		],
		read(cursor) {
			cursor.take('phase', ' from ');
			peer(cursor);
			cursor.skip(': ');
			const attributesAt = attributesStart(cursor);
			const end = attributesAt < 0 ? cursor.end : attributesAt;
			if (!reply(cursor, end)) {
				cursor.note('text', cursor.at, end);
			}
			cursor.at = attributesAt < 0 ? cursor.end : end + 2;
			attributes(cursor);
		},
	},
	{
		kind: 'statistics',
		programs: ['anvil', 'scache'],
		starts: 'statistics: ',
		samples: [
			'statistics: max connection rate 1/60s for (smtpd:203.0.113.9) at Oct 26 18:13:50',
			'statistics: max cache size 2 at Oct 26 18:13:50',
		],
		read(cursor) {
			if (cursor.skipTo(' for (') && cursor.skipTo(':')) {
				cursor.take('address', ')');
			}
		},
	},
	{
		kind: 'dnsbl-listing',
		programs: ['dnsblog'],
		starts: 'addr ',
		has: ' listed by domain ',
		samples: ['addr 203.0.113.9 listed by domain psbl.example as 127.0.0.2'],
		read(cursor) {
			cursor.take('address', ' listed by domain ');
			cursor.take('host', ' as ');
			cursor.takeRest('text');
		},
	},
	{
		kind: 'cache-stats',
		programs: ['postscreen', 'verify', 'tlsmgr', 'smtpd'],
		queueId: 'none',
		starts: 'cache ',
		has: ' full cleanup: ',
		samples: ['cache lmdb:/var/lib/postfix/verify_cache full cleanup: retained=724 dropped=6 entries'],
	},
];

/** `PREGREET 11 after 0.1 from [203.0.113.9]:51937: EHLO x\r\n` */
function violation(cursor: Cursor): void {
	if (cursor.skipTo('from ')) {
		peer(cursor);
		const after = cursor.find(' after ');
		if (after >= 0 && cursor.at === after) {
			cursor.at = after + ' after '.length;
			cursor.takeWhile('phase', (character) => character !== ':' && character !== ' ');
		}
		if (cursor.skip(': ')) {
			cursor.takeRest('text');
		}
	}
}
