import type { Cursor } from '../cursor';
import type { Row } from '../row';
import { saslFailedBrief } from './briefs';
import { peer, peerAndReason, peerBehind, reason, words } from './fields';
import { rowsLike } from './likeRows';

/** What the SMTP server notices of a client and of what it depends on: names, limits, SASL, odd commands, policy and filter services. */
const programs = ['smtpd'];
const attached = { programs, queueId: 'none', session: 'attach' } as const;

export const smtpdWarningRows: readonly Row[] = [
	// First among those that search the line: a log may be full of them.
	{
		kind: 'sasl-failed',
		programs,
		queueId: 'none',
		starts: '',
		has: ' authentication failed',
		session: 'join',
		samples: [
			'warning: host11.isp.example[203.0.113.11]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=alice@example.com',
			'warning: unknown[203.0.113.11]: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
			// Before 2.3
			'warning: unknown[203.0.113.11]: SASL LOGIN authentication failed',
		],
		read: saslFailure,
		brief: saslFailedBrief,
	},
	{
		kind: 'sasl-failed',
		programs,
		queueId: 'none',
		starts: '',
		has: ' authentication aborted',
		session: 'join',
		samples: ['warning: unknown[203.0.113.11]: SASL LOGIN authentication aborted'],
		read: saslFailure,
	},
	{
		kind: 'warning',
		programs: ['smtpd', 'qmqpd'],
		queueId: 'none',
		starts: 'hostname ',
		has: ' does not resolve to address ',
		session: 'early',
		samples: [
			'warning: hostname mx.example.org does not resolve to address 192.0.2.9',
			'warning: hostname mx.example.org does not resolve to address 192.0.2.9: Name or service not known',
			'warning: hostname mx.example.org does not resolve to address 2001:db8::9: Name or service not known',
		],
		read(cursor) {
			cursor.take('host', ' does not resolve to address ');
			addressAndReason(cursor);
		},
	},
	// Postfix 2.7 and before.
	{
		kind: 'warning',
		programs: ['smtpd', 'qmqpd'],
		queueId: 'none',
		starts: '',
		has: ': address not listed for hostname ',
		session: 'early',
		samples: ['warning: 192.0.2.9: address not listed for hostname mx.example.org'],
		read(cursor) {
			cursor.take('address', ': address not listed for hostname ');
			cursor.takeRest('host');
		},
	},
	{
		kind: 'warning',
		programs: ['smtpd', 'qmqpd'],
		queueId: 'none',
		starts: '',
		has: ' verification failed: ',
		session: 'early',
		samples: ['warning: 192.0.2.9: hostname mx.example.org verification failed: Name or service not known'],
		read(cursor) {
			cursor.take('address', ': hostname ');
			cursor.take('host', ' verification failed: ');
			words(cursor);
		},
	},
	// Too many connections: 421, and nothing else is heard of the client.
	...rowsLike({ ...attached, kind: 'dropped', read: limitExceeded }, [
		[
			'Connection rate limit exceeded: ',
			'warning: Connection rate limit exceeded: 31 from mx.example.org[192.0.2.123] for service smtpd',
		],
		[
			'Connection concurrency limit exceeded: ',
			'warning: Connection concurrency limit exceeded: 51 from mx.example.org[192.0.2.123] for service smtpd',
		],
		// Postfix 2.1
		[
			'Too many connections: ',
			'warning: Too many connections: 51 from mx.example.org[192.0.2.123] for service smtp',
		],
		[
			'Too frequent connections: ',
			'warning: Too frequent connections: 61 from mx.example.org[192.0.2.123] for service smtp',
		],
	]),
	...rowsLike({ ...attached, kind: 'warning', read: limitExceeded }, [
		[
			'Message delivery request rate limit exceeded: ',
			'warning: Message delivery request rate limit exceeded: 31 from mx.example.org[192.0.2.123] for service smtp',
		],
		[
			'Recipient address rate limit exceeded: ',
			'warning: Recipient address rate limit exceeded: 31 from mx.example.org[192.0.2.123] for service smtpd',
		],
		[
			'New TLS session rate limit exceeded: ',
			'warning: New TLS session rate limit exceeded: 31 from mx.example.org[192.0.2.123] for service smtp',
		],
		[
			'AUTH command rate limit exceeded: ',
			'warning: AUTH command rate limit exceeded: 31 from mx.example.org[192.0.2.123] for service smtp',
		],
	]),
	...rowsLike({ ...attached, kind: 'warning', read: words }, [
		['SASL authentication failure: ', 'warning: SASL authentication failure: Password verification failed'],
		[
			'SASL authentication problem: ',
			'warning: SASL authentication problem: unable to open Berkeley db /etc/sasldb2: No such file or directory',
		],
		['SASL: ', 'warning: SASL: Connect to private/auth failed: Connection refused'],
		['no SASL authentication mechanisms', 'fatal: no SASL authentication mechanisms'],
	]),
	{
		...attached,
		kind: 'syntax-error',
		starts: 'Illegal address syntax from ',
		samples: ['warning: Illegal address syntax from unknown[192.0.2.7] in RCPT command: <b@@example.com>'],
		read(cursor) {
			peer(cursor);
			if (cursor.skip(' in ')) {
				cursor.take('phase', ' ');
				cursor.skip('command');
			}
			reason(cursor);
		},
	},
	...rowsLike({ kind: 'syntax-error', programs, session: 'attach', read: bdat }, [
		[
			'malformed BDAT command syntax from ',
			'warning: NOQUEUE: malformed BDAT command syntax from unknown[192.0.2.7]: BDAT x LAST',
		],
		['null BDAT request from ', 'warning: NOQUEUE: null BDAT request from unknown[192.0.2.7]'],
	]),
	...rowsLike({ kind: 'warning', programs, session: 'attach', read: bdat }, [
		[
			'BDAT request from ',
			'warning: 4jYB4w0dbLz5c: BDAT request from unknown[192.0.2.7] exceeds message size limit',
		],
		[
			'too much BDAT content -- disabling further input from ',
			'warning: 4jYB4w0dbLz5c: too much BDAT content -- disabling further input from unknown[192.0.2.7]',
		],
	]),
	{
		kind: 'warning',
		programs: ['smtpd', 'cleanup'],
		starts: 'queue file size limit exceeded',
		session: 'attach',
		message: 'join',
		samples: [
			'warning: 4jYB4w0dbLz5c: queue file size limit exceeded',
			'warning: NOQUEUE: queue file size limit exceeded',
		],
	},
	...rowsLike({ ...attached, kind: 'warning', read: peerBehind(' from ') }, [
		[
			'Refusing STARTTLS request',
			'warning: Refusing STARTTLS request from unknown[192.0.2.7] for service smtp',
		],
		['bad ETRN ', 'warning: bad ETRN @example.com... from unknown[192.0.2.7]'],
		[
			"don't know if command ",
			"warning: don't know if command VRFY should be allowed from unknown[192.0.2.7]",
		],
	]),
	...rowsLike({ ...attached, kind: 'warning', read: peerBehind(' to ') }, [
		[
			"don't know if EHLO feature ",
			"warning: don't know if EHLO feature ETRN should be announced to unknown[192.0.2.7]",
		],
		[
			"don't know what EHLO features ",
			"warning: don't know what EHLO features to announce to unknown[192.0.2.7]",
		],
	]),
	{
		...attached,
		kind: 'warning',
		starts: '',
		has: ': request longer than ',
		samples: ['warning: unknown[192.0.2.7]: request longer than 2048: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA...'],
		read: peerAndReason,
	},
	...[
		': RBL lookup error: ',
		': TXT lookup error: ',
		': address or MX lookup error: ',
		': MX or address lookup error: ',
	].map((has): Row => ({
		...attached,
		kind: 'warning',
		starts: '',
		has,
		samples: [
			`warning: 9.2.0.192.dnsbl.example${has}Host or domain name not found. Name service error for name=9.2.0.192.dnsbl.example type=A: Host not found, try again`,
		],
		read(cursor) {
			cursor.skipTo(has);
			words(cursor);
		},
	})),
	...rowsLike({ ...attached, kind: 'warning', read: words }, [
		[
			'Unable to look up ',
			'warning: Unable to look up MX host mx.example.net for Sender address a@example.org: No address associated with hostname',
		],
		[
			'proxy ',
			'warning: proxy 127.0.0.1:10025 rejected "connection request": "421 4.3.2 All server ports are busy"',
		],
		['connect to proxy filter ', 'warning: connect to proxy filter 127.0.0.1:10025: Connection refused'],
		['lost connection with proxy ', 'warning: lost connection with proxy 127.0.0.1:10025'],
		['timeout talking to proxy ', 'warning: timeout talking to proxy 127.0.0.1:10025'],
		['received garbage from proxy ', 'warning: received garbage from proxy 127.0.0.1:10025: hello'],
		['haproxy read: ', 'warning: haproxy read: timeout error'],
		[
			'access table ',
			'warning: access table hash:/etc/postfix/access entry "example.org" requires transport:destination',
		],
		['restriction ', 'warning: restriction reject_rbl_client requires domain name argument'],
		['unknown smtpd restriction: ', 'warning: unknown smtpd restriction: "reject_unknwon_sender_domain"'],
		[
			'not enough free space in mail queue: ',
			'warning: not enough free space in mail queue: 1048576 bytes < 1.5*message size limit',
		],
	]),
];

/** `192.0.2.9: Name or service not known`: an IPv6 address has colons, but none in front of a blank. */
function addressAndReason(cursor: Cursor): void {
	const end = cursor.find(': ');
	cursor.note('address', cursor.at, end < 0 ? cursor.end : end);
	cursor.at = end < 0 ? cursor.end : end + 2;
	words(cursor);
}

/** `31 from mx.example.org[192.0.2.123] for service smtpd` */
function limitExceeded(cursor: Cursor): void {
	if (!cursor.skipTo(' from ')) {
		return;
	}
	if (!peer(cursor)) {
		// The first releases with a limit named the address alone.
		cursor.takeWhile('address', (character) => character !== ' ');
	}
}

/** `unknown[192.0.2.7] exceeds message size limit`, `unknown[192.0.2.7]: BDAT x` */
function bdat(cursor: Cursor): void {
	cursor.fields.push({ name: 'phase', value: 'BDAT', span: { start: cursor.at, end: cursor.at } });
	peerAndReason(cursor);
}

/** `unknown[203.0.113.11]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=alice@example.com` */
function saslFailure(cursor: Cursor): void {
	peer(cursor);
	if (!cursor.skip(': SASL ')) {
		return;
	}
	cursor.take('saslMethod', ' authentication ');
	cursor.skip('failed');
	cursor.skip('aborted');
	cursor.skip(': ');
	const user = cursor.find(', sasl_username=');
	cursor.note('text', cursor.at, user < 0 ? cursor.end : user);
	if (user >= 0) {
		cursor.at = user + ', sasl_username='.length;
		if (!cursor.sees('(unavailable)')) {
			cursor.takeRest('saslUser');
		}
	}
}
