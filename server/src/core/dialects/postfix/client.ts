import type { Cursor } from '../cursor';
import type { Row } from '../row';
import { isDigit, relayAndReason, relayPeer, words } from './fields';
import { rowsLike } from './likeRows';
import { remoteWords } from './remoteWords';

/** What the SMTP and LMTP client says of a connection: smtp(8), lmtp(8). With a queue id it tells why the next server is tried. */
const programs = ['smtp', 'lmtp'];
const attached = { programs, session: 'attach', message: 'join' } as const;

export const clientRows: readonly Row[] = [
	{
		kind: 'connect-failed',
		programs,
		starts: 'connect to ',
		has: ']:',
		session: 'open',
		message: 'join',
		peerAfter: 'connect to ',
		samples: [
			'connect to mx.example.net[198.51.100.7]:25: Connection refused',
			'connect to mx.example.net[2001:db8::7]:25: Network is unreachable',
			'connect to mail.example.com[private/dovecot-lmtp]: No such file or directory',
			// Before 2.7, and before 2.3.
			'connect to mx.example.net[198.51.100.7]: Connection timed out (port 25)',
			'connect to mx.example.net[198.51.100.7]: server dropped connection without sending the initial SMTP greeting (port 25)',
		],
		read(cursor) {
			relayPeer(cursor);
			oldPort(cursor);
			cursor.skip(': ');
			words(cursor);
		},
	},
	{
		kind: 'remote-reply',
		programs,
		queueId: 'required',
		starts: 'host ',
		session: 'join',
		message: 'join',
		peerAfter: 'host ',
		samples: [
			'4jYB5r214Jz6x: host mx.example.net[198.51.100.7] said: 450 4.2.0 Greylisted (in reply to RCPT TO command)',
			'4jYB5r214Jz6x: host mx.example.net[198.51.100.7] refused to talk to me: 421 4.3.2 try again later',
		],
		read: speaking('host '),
	},
	{
		kind: 'lost-connection',
		programs,
		starts: 'lost connection with ',
		session: 'join',
		message: 'join',
		peerAfter: 'lost connection with ',
		samples: ['4jYB5r214Jz6x: lost connection with mx.example.net[198.51.100.7] while sending RCPT TO'],
		read(cursor) {
			relayPeer(cursor);
			remoteWords(cursor);
		},
	},
	{
		kind: 'timeout',
		programs,
		starts: 'conversation with ',
		has: ' timed out ',
		session: 'join',
		message: 'join',
		peerAfter: 'conversation with ',
		samples: [
			'4jYB5r214Jz6x: conversation with mx.example.net[198.51.100.7] timed out while receiving the initial server greeting',
		],
		read(cursor) {
			relayPeer(cursor);
			remoteWords(cursor);
		},
	},
	{
		kind: 'sasl-failed',
		programs,
		starts: 'SASL authentication failed; server ',
		session: 'join',
		message: 'join',
		peerAfter: 'SASL authentication failed; server ',
		samples: [
			'4jYB5r214Jz6x: SASL authentication failed; server smtp.example.net[198.51.100.8] said: 535 5.7.8 Error: authentication failed: bad user or password',
		],
		read: speaking('SASL authentication failed; server '),
	},
	// The client gave up by itself.
	...rowsLike({ ...attached, kind: 'sasl-failed', read: words }, [
		[
			'SASL authentication failed',
			'4jYB5r214Jz6x: SASL authentication failed: cannot authenticate to server smtp.example.net[198.51.100.8]: no mechanism available',
		],
		[
			'authentication protocol loop with ',
			'4jYB5r214Jz6x: authentication protocol loop with server smtp.example.net[198.51.100.8]',
		],
	]),
	{
		...attached,
		kind: 'sasl-failed',
		starts: 'server ',
		has: ' offered no compatible authentication mechanisms',
		samples: [
			'4jYB5r214Jz6x: server smtp.example.net[198.51.100.8] offered no compatible authentication mechanisms for this type of connection security',
		],
		read: relayAndReason,
	},
	{
		kind: 'tls-failed',
		programs,
		starts: 'TLS is required, but host ',
		session: 'join',
		message: 'join',
		peerAfter: 'TLS is required, but host ',
		samples: [
			'4jYB5r214Jz6x: TLS is required, but host mx.example.net[198.51.100.7] refused to start TLS: 454 4.7.0 TLS not available',
		],
		read: speaking('TLS is required, but host '),
	},
	{
		kind: 'tls-failed',
		programs,
		starts: 'TLS is required, but was not offered by host ',
		session: 'join',
		message: 'join',
		peerAfter: ' by host ',
		samples: ['4jYB5r214Jz6x: TLS is required, but was not offered by host mx.example.net[198.51.100.7]'],
		read: relayPeer,
	},
	...rowsLike({ ...attached, kind: 'tls-failed', read: words }, [
		['TLS is required, but ', '4jYB5r214Jz6x: TLS is required, but our TLS engine is unavailable'],
	]),
	{
		...attached,
		kind: 'info',
		queueId: 'required',
		starts: 'enabling PIX ',
		session: 'join',
		peerAfter: ' for ',
		samples: [
			'4jYB5r214Jz6x: enabling PIX workarounds: disable_esmtp delay_dotcrlf for mx.example.net[198.51.100.7]:25',
			// Before 2.4
			'8C5EB1C0F3: enabling PIX <CRLF>.<CRLF> workaround for mx.example.net[198.51.100.7]',
		],
		read(cursor) {
			cursor.take('text', ' for ');
			relayPeer(cursor);
		},
	},
	// Nothing that a server said: it is not even asked.
	...rowsLike({ ...attached, queueId: 'required', kind: 'info', read: words }, [
		['breaking line > ', '4jYB5r214Jz6x: breaking line > 998 bytes with <CR><LF>SPACE'],
		['mail for ', '4jYB5r214Jz6x: mail for example.net loops back to myself'],
		[
			'message size ',
			'4jYB5r214Jz6x: message size 31457280 exceeds size limit 20971520 of server mx.example.net[198.51.100.7]',
		],
		['unable to look up host ', '4jYB5r214Jz6x: unable to look up host mx.example.net: Host not found'],
		['unable to find primary relay for ', '4jYB5r214Jz6x: unable to find primary relay for example.net'],
		[
			'SMTPUTF8 is required, ',
			'4jYB5r214Jz6x: SMTPUTF8 is required, but was not offered by host mx.example.net[198.51.100.7]',
		],
		[
			'REQUIRETLS ',
			'4jYB5r214Jz6x: REQUIRETLS is required, but was not offered by host mx.example.net[198.51.100.7]',
		],
		[
			'Sender requires ',
			"4jYB5r214Jz6x: Sender requires verified TLS, but my configured TLS security level is 'may (opportunistic TLS)'",
		],
		[
			'local data error while talking to ',
			'4jYB5r214Jz6x: local data error while talking to mx.example.net[198.51.100.7]',
		],
		['unexpected server message', '4jYB5r214Jz6x: unexpected server message'],
		['server unavailable ', '4jYB5r214Jz6x: server unavailable or unable to receive mail'],
	]),
	...rowsLike({ programs, queueId: 'none', session: 'attach', kind: 'info', read: words }, [
		['discarding EHLO keywords: ', 'discarding EHLO keywords: CHUNKING'],
		['skipping SRV lookup for ', 'skipping SRV lookup for _submission._tcp.example.net: Host not found'],
		[
			'SMTPS wrappermode ',
			'SMTPS wrappermode (TCP port 465) requires setting "smtp_tls_wrappermode = yes", and "smtp_tls_security_level = encrypt" (or stronger)',
		],
		['CLIENT wrappermode ', 'CLIENT wrappermode (port smtps/465) is unimplemented'],
		['instead, send to ', 'instead, send to (port submission/587) with STARTTLS'],
	]),
	...rowsLike(
		{ programs, queueId: 'none', session: 'join', peerAfter: 'host ', kind: 'info', read: relayAndReason },
		[
			[
				'host ',
				'host mx.example.net[198.51.100.7] offers SMTPUTF8 support, but not 8BITMIME',
				' offers SMTPUTF8 support',
			],
		],
	),
	...rowsLike(
		{ programs, queueId: 'none', session: 'join', peerAfter: 'host ', kind: 'warning', read: relayAndReason },
		[
			[
				'host ',
				'warning: host mx.example.net[198.51.100.7]:25 greeted me with my own hostname mail.example.com',
				' with my own hostname ',
			],
		],
	),
	{
		kind: 'remote-reply',
		programs,
		queueId: 'none',
		starts: 'host ',
		has: ' said: ',
		session: 'join',
		peerAfter: 'host ',
		samples: [
			'warning: host filter.example.com[127.0.0.1]:10025 said: 501 5.5.4 Bad NAME syntax (in reply to XFORWARD name/address command)',
		],
		read: speaking('host '),
	},
	{
		kind: 'warning',
		programs,
		queueId: 'none',
		starts: 'server ',
		has: ' violates ',
		session: 'attach',
		samples: ['warning: server mx.example.net[198.51.100.7] violates smtp_tls_block_early_mail_reply policy'],
		read: relayAndReason,
	},
	...rowsLike({ programs, queueId: 'none', session: 'attach', kind: 'warning', read: words }, [
		['no MX host for ', 'warning: no MX host for example.net has a valid address record'],
		['no SRV host for ', 'warning: no SRV host for _submission._tcp.example.net has a valid address record'],
		[
			'numeric domain name in resource data of ',
			'warning: numeric domain name in resource data of MX record for example.net: 198.51.100.7',
		],
		[
			'malformed domain name in resource data of ',
			'warning: malformed domain name in resource data of MX record for example.net: ',
		],
		['SASL authentication failure: ', 'warning: SASL authentication failure: No worthy mechs found'],
		['bad EHLO SIZE limit ', 'warning: bad EHLO SIZE limit "x" from mx.example.net[198.51.100.7]:25'],
	]),
	{
		kind: 'warning',
		programs,
		queueId: 'required',
		starts: 'non-ESMTP response from ',
		session: 'join',
		message: 'join',
		peerAfter: 'non-ESMTP response from ',
		samples: ['warning: 4jYB5r214Jz6x: non-ESMTP response from mx.example.net[198.51.100.7]:25: hello'],
		read: relayAndReason,
	},
	...[
		' offered no supported AUTH mechanisms: ',
		' offered null AUTH mechanism list',
		': response longer than ',
		': multi-line response longer than ',
	].map((has): Row => ({
		kind: 'warning',
		programs,
		queueId: 'none',
		starts: '',
		has,
		session: 'attach',
		samples: [`warning: mx.example.net[198.51.100.7]:25${has}x`],
		read: relayAndReason,
	})),
	{
		kind: 'info',
		programs,
		queueId: 'none',
		starts: '',
		has: ': replacing server reply "',
		session: 'attach',
		samples: [
			'mx.example.net[198.51.100.7]:25: replacing server reply "550 5.7.1 Go away" with "450 4.7.1 Go away"',
		],
		read: relayAndReason,
	},
];

/** The rest of the line, read with the literal before the host: `host mx.example.net[198.51.100.7] said: 450 …`. */
function speaking(starts: string): (cursor: Cursor) => void {
	return (cursor) => {
		const start = cursor.at;
		relayPeer(cursor);
		cursor.at = start - starts.length;
		remoteWords(cursor);
	};
}

/** `: Connection timed out (port 25)`: where the port stood until Postfix 2.7. */
function oldPort(cursor: Cursor): void {
	const at = cursor.text.lastIndexOf(' (port ', cursor.end);
	if (at >= cursor.at && cursor.text.charAt(cursor.end - 1) === ')') {
		const inner = { at: cursor.at, end: cursor.end };
		cursor.at = at + ' (port '.length;
		cursor.takeWhile('relayPort', isDigit);
		cursor.at = inner.at;
		cursor.end = at;
	}
}
