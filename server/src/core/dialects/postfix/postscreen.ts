import type { Cursor } from '../cursor';
import type { Row } from '../row';
import { peer, peerBehind, refusal, words } from './fields';
import { rowsLike } from './likeRows';

/** What stands before smtpd: postscreen(8), its helpers tlsproxy(8) and dnsblog(8). A session is told by the client's address and port. */
const programs = ['postscreen'];

export const postscreenRows: readonly Row[] = [
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
	// From 3.4 on tlsproxy works for the SMTP client, too.
	{
		kind: 'connect',
		programs: ['tlsproxy'],
		queueId: 'none',
		starts: 'CONNECT to ',
		session: 'open',
		peerAfter: 'CONNECT to ',
		samples: ['CONNECT to [198.51.100.7]:25', 'CONNECT to mx.example.net[198.51.100.7]:25'],
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
		programs,
		queueId: 'none',
		starts,
		session: 'close',
		peerAfter: starts,
		samples: [`${starts}[203.0.113.9]:51937`],
		read: peer,
	})),
	{
		kind: 'postscreen-dnsbl',
		programs,
		queueId: 'none',
		starts: 'DNSBL rank ',
		session: 'join',
		peerAfter: ' for ',
		samples: ['DNSBL rank 3 for [203.0.113.9]:1038'],
		read: peerBehind(' for '),
	},
	// respectful_logging (3.6) says ALLOW and DENY.
	...[
		'WHITELISTED ',
		'ALLOWLISTED ',
		'BLACKLISTED ',
		'DENYLISTED ',
		'WHITELIST VETO ',
		'ALLOWLIST VETO ',
	].map((starts): Row => ({
		kind: 'postscreen-access',
		programs,
		queueId: 'none',
		starts,
		session: /^(WHITE|ALLOW)LISTED/.test(starts) ? 'close' : 'join',
		peerAfter: starts,
		samples: [`${starts}[203.0.113.9]:51937`],
		read: peer,
	})),
	...violations([
		['PREGREET ', 'PREGREET 11 after 0.1 from [203.0.113.9]:51937: EHLO x\\r\\n'],
		['HANGUP ', 'HANGUP after 0.5 from [203.0.113.9]:51937 in tests after SMTP handshake'],
		['NON-SMTP COMMAND ', 'NON-SMTP COMMAND from [203.0.113.9]:51937 after CONNECT: GET / HTTP/1.1'],
		['COMMAND PIPELINING ', 'COMMAND PIPELINING from [203.0.113.9]:51937 after EHLO: QUIT\\r\\n'],
		['COMMAND TIME LIMIT ', 'COMMAND TIME LIMIT from [203.0.113.9]:51937 after CONNECT'],
		['COMMAND COUNT LIMIT ', 'COMMAND COUNT LIMIT from [203.0.113.9]:51937 after NOOP'],
		['COMMAND LENGTH LIMIT ', 'COMMAND LENGTH LIMIT from [203.0.113.9]:51937 after EHLO'],
		['BARE NEWLINE ', 'BARE NEWLINE from [203.0.113.9]:51937 after RCPT'],
		['DATA without valid RCPT ', 'DATA without valid RCPT from [203.0.113.9]:51937'],
		['BDAT without valid RCPT ', 'BDAT without valid RCPT from [203.0.113.9]:51937'],
	]),
	{
		kind: 'reject',
		programs,
		starts: 'reject: ',
		session: 'join',
		peerAfter: ' from ',
		samples: [
			'NOQUEUE: reject: RCPT from [203.0.113.9]:51937: 550 5.7.1 Service unavailable; client [203.0.113.9] blocked using dnsbl.example; from=<a@example.org>, to=<b@example.com>, proto=ESMTP, helo=<x>',
			'NOQUEUE: reject: CONNECT from [203.0.113.9]:1337: too many connections',
			'NOQUEUE: reject: CONNECT from [203.0.113.9]:1337: all server ports busy',
			'reject: connect from [203.0.113.9]:1337: all screening ports busy',
		],
		read: refusal,
	},
	...rowsLike({ kind: 'info', programs, queueId: 'none', read: words }, [
		['entering STRESS mode ', 'entering STRESS mode with 90 connections'],
		['leaving STRESS mode ', 'leaving STRESS mode with 70 connections'],
	]),
	...[': discarding EHLO keywords: ', ': replacing command "'].map((has): Row => ({
		kind: 'info',
		programs,
		queueId: 'none',
		starts: '[',
		has,
		session: 'join',
		peerAfter: '',
		samples: [`[203.0.113.9]:51937${has}x`],
		read(cursor) {
			cursor.at--;
			peer(cursor);
			cursor.skip(': ');
			words(cursor);
		},
	})),
	...rowsLike(
		{ kind: 'warning', programs, queueId: 'none', session: 'attach', peerAfter: 'write ', read: peer },
		[['write ', 'warning: write [203.0.113.9]:51937: Broken pipe']],
	),
	...rowsLike({ kind: 'warning', programs, queueId: 'none', read: words }, [
		['dnsblog reply timeout ', 'warning: dnsblog reply timeout 10s for dnsbl.example'],
		['cannot connect to service ', 'warning: cannot connect to service private/smtpd: Connection refused'],
		[
			'timeout sending connection to service ',
			'warning: timeout sending connection to service private/smtpd',
		],
		[
			'psc_cache_update: ',
			'warning: psc_cache_update: btree:/var/lib/postfix/postscreen_cache average delay is 101 ms',
		],
	]),
	{
		kind: 'dnsbl-listing',
		programs: ['dnsblog'],
		starts: 'addr ',
		has: ' listed by domain ',
		samples: [
			'addr 203.0.113.9 listed by domain psbl.example as 127.0.0.2',
			'addr 2001:db8::9 listed by domain psbl.example as 127.0.0.2',
		],
		read(cursor) {
			cursor.take('address', ' listed by domain ');
			cursor.take('host', ' as ');
			words(cursor);
		},
	},
	{
		kind: 'warning',
		programs: ['dnsblog'],
		starts: 'dnsblog_query: lookup error for DNS query ',
		samples: [
			'warning: dnsblog_query: lookup error for DNS query 9.113.0.203.dnsbl.example: Host or domain name not found. Name service error for name=9.113.0.203.dnsbl.example type=A: Host not found, try again',
		],
		read(cursor) {
			if (cursor.skipTo(': ')) {
				words(cursor);
			}
		},
	},
	...rowsLike({ kind: 'warning', programs: ['tlsproxy'], queueId: 'none', read: peerBehind(' for ') }, [
		['ciphertext read/write ', 'warning: ciphertext read/write timeout for [203.0.113.9]:51937'],
		['deadlock on ', 'warning: deadlock on ciphertext stream for [203.0.113.9]:51937'],
	]),
];

/** What a client did that mail clients do not do. The action is the words in capitals. */
function violations(lines: readonly (readonly [string, string])[]): readonly Row[] {
	return lines.map(([starts, sample]): Row => ({
		kind: 'postscreen-violation',
		programs,
		queueId: 'none',
		starts,
		session: 'join',
		peerAfter: 'from ',
		samples: [sample],
		read(cursor) {
			cursor.note('action', cursor.at - starts.length, cursor.at - 1);
			violation(cursor);
		},
	}));
}

/** `11 after 0.1 from [203.0.113.9]:51937: EHLO x\r\n`, `after 0.5 from [203.0.113.9]:51937 in tests before SMTP handshake` */
function violation(cursor: Cursor): void {
	if (!cursor.skipTo('from ')) {
		return;
	}
	peer(cursor);
	if (cursor.skip(' after ')) {
		cursor.takeWhile('phase', (character) => character !== ':' && character !== ' ');
		const words = cursor.find(': ');
		cursor.at = words < 0 ? cursor.at : words;
	}
	if (cursor.skip(': ') || cursor.skip(' in ')) {
		cursor.takeRest('text');
	}
}
