import type { Row } from '../row';
import { tlsBrief } from './briefs';
import { peer, peerAndReason, peerBehind, relayAndReason, relayPeer, tlsParameters, words } from './fields';
import { rowsLike } from './likeRows';

/** What the TLS library of Postfix writes, in the server (smtpd, tlsproxy for postscreen) and in the client (smtp, lmtp). */
const servers = ['smtpd', 'tlsproxy'];
const clients = ['smtp', 'lmtp', 'posttls-finger'];
/** From 3.4 on tlsproxy keeps the connections of the client, too (smtp_tls_connection_reuse). */
const connecting = [...clients, 'tlsproxy'];
const everybody = [...servers, ...clients];

/** What is known of the other side's certificate. */
const trusts = ['Anonymous', 'Untrusted', 'Trusted', 'Verified'];
const parameters = 'TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)';

/** `Untrusted TLS connection established to …`; before Postfix 2.5 the first word was missing. */
function established(verb: string, direction: 'from' | 'to', trust: string): Row {
	const starts = `${trust}${trust ? ' ' : ''}TLS connection ${verb} ${direction} `;
	const isServer = direction === 'from';
	return {
		kind: 'tls-established',
		programs: isServer ? servers : connecting,
		...(isServer ? { queueId: 'none' } : { peerAfter: `TLS connection ${verb} to ` }),
		starts,
		session: isServer ? 'join' : 'open',
		samples: isServer
			? [
					`${starts}host10.isp.example[203.0.113.10]: ${parameters}`,
					`${starts}host10.isp.example[203.0.113.10] to mx.example.com: ${parameters} key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256`,
				]
			: [`${starts}mx10.remote.example[198.51.100.10]:25: ${parameters}`],
		read(cursor) {
			cursor.note('tlsTrust', cursor.at - starts.length, cursor.at - starts.length + trust.length);
			if (isServer) {
				peer(cursor);
			} else {
				relayPeer(cursor);
			}
			cursor.skipTo(': ');
			tlsParameters(cursor);
		},
		brief: tlsBrief,
	};
}

export const tlsRows: readonly Row[] = [
	...[...trusts, ''].flatMap((trust) => [
		established('established', 'from', trust),
		established('established', 'to', trust),
		established('reused', 'to', trust),
	]),
	...rowsLike(
		{ kind: 'tls-failed', programs: servers, queueId: 'none', session: 'join', read: peerAndReason },
		[
			['SSL_accept error from ', 'SSL_accept error from unknown[192.0.2.7]: lost connection'],
			['SSL_set_fd error to ', 'SSL_set_fd error to unknown[192.0.2.7]'],
			['abort: TLS from ', 'NOQUEUE: abort: TLS from unknown[192.0.2.7]: No client certificate presented'],
		],
	),
	...['SSL_connect error to ', 'SSL_set_fd error to '].map((starts): Row => ({
		kind: 'tls-failed',
		programs: starts === 'SSL_connect error to ' ? connecting : clients,
		starts,
		session: 'open',
		peerAfter: starts,
		samples: [
			`${starts}mx.example.net[198.51.100.7]:25: lost connection`,
			`${starts}mx.example.net[198.51.100.7]: -1`,
		],
		read: relayAndReason,
	})),
	{
		kind: 'tls-failed',
		programs: ['tlsproxy'],
		starts: 'TLS handshake failed for ',
		session: 'attach',
		peerAfter: 'peer=',
		samples: ['TLS handshake failed for service=smtpd peer=[203.0.113.9]:51937'],
		read: peerBehind('peer='),
	},
	...certificateRows('certificate verification failed for '),
	...certificateRows('server certificate verification failed for '),
	...certificateRows('client certificate verification failed for '),
	...certificateRows('certificate peer name verification failed for '),
	...rowsLike({ kind: 'tls-unverified', programs: clients, session: 'attach', message: 'join' }, [
		['Server certificate ', '4jYB5r214Jz6x: Server certificate not verified'],
		['verify error:num=', 'verify error:num=18:self signed certificate'],
		['Peer certificate could not be verified', 'Peer certificate could not be verified'],
		[
			'Peer verification: ',
			'Peer verification: CommonName in certificate does not match: mail.example.net != mx.example.net',
		],
	]),
	// With a queue id: why the next server is tried.
	...rowsLike({ kind: 'tls-failed', programs: clients, session: 'attach', message: 'join', read: words }, [
		['Cannot start TLS: ', '4jYB5r214Jz6x: Cannot start TLS: handshake failure'],
		['TLSA lookup error for ', '4jYB5r214Jz6x: TLSA lookup error for mx.example.net:25'],
		['client TLS configuration problem', '4jYB5r214Jz6x: client TLS configuration problem'],
	]),
	{
		kind: 'info',
		programs: servers,
		queueId: 'none',
		starts: 'setting up TLS connection from ',
		session: 'join',
		samples: ['setting up TLS connection from host10.isp.example[203.0.113.10]'],
		read: peer,
	},
	{
		kind: 'info',
		programs: connecting,
		queueId: 'none',
		starts: 'setting up TLS connection to ',
		session: 'open',
		peerAfter: 'setting up TLS connection to ',
		samples: ['setting up TLS connection to mx.example.net[198.51.100.7]:25'],
		read: relayPeer,
	},
	{
		kind: 'warning',
		programs: [...everybody, 'tlsmgr'],
		queueId: 'none',
		starts: 'TLS library problem: ',
		session: 'attach',
		samples: [
			'warning: TLS library problem: error:0A00010B:SSL routines::wrong version number:../ssl/record/ssl3_record.c:354:',
		],
		read: words,
	},
	{
		kind: 'info',
		programs: clients,
		queueId: 'none',
		starts: 'Host offered STARTTLS: [',
		session: 'none',
		samples: ['Host offered STARTTLS: [mx.example.net]'],
		read(cursor) {
			cursor.take('relayHost', ']');
		},
	},
	{
		kind: 'info',
		programs: clients,
		starts: 'TLSRPT: status=',
		samples: [
			'TLSRPT: status=success, domain=example.net, receiving_mx=mx.example.net[198.51.100.7]',
			'TLSRPT: status=failure, domain=example.net, receiving_mx=mx.example.net[198.51.100.7], failure_type=certificate_expired, failure_reason=certificate has expired',
		],
		read(cursor) {
			cursor.take('status', ', ');
			if (cursor.skipTo('receiving_mx=')) {
				relayPeer(cursor);
				cursor.skip(', ');
				words(cursor);
			}
		},
	},
	...rowsLike({ kind: 'warning', programs: clients, queueId: 'none', session: 'attach', read: words }, [
		[
			'TLS policy lookup ',
			'warning: TLS policy lookup error for example.net/mx.example.net: client TLS configuration problem',
		],
		[
			'DANE TLSA lookup problem: ',
			'warning: DANE TLSA lookup problem: Host or domain name not found. Name service error for name=_25._tcp.mx.example.net type=TLSA: Host not found, try again',
		],
	]),
	...rowsLike(
		{ kind: 'warning', programs: servers, queueId: 'none', session: 'attach', read: peerBehind(' from ') },
		[
			[
				'TLS SNI changed ',
				'warning: TLS SNI changed from mx.example.org[192.0.2.9] initially a.example.com, b.example.com after hello retry',
			],
			['TLS SNI from ', 'warning: TLS SNI from mx.example.org[192.0.2.9] is invalid: x..example.com'],
		],
	),
	{
		kind: 'info',
		programs: servers,
		queueId: 'none',
		starts: 'TLS SNI ',
		session: 'attach',
		samples: ['TLS SNI mail.example.org from mx.example.org[192.0.2.9] not matched, using default chain'],
		read: peerBehind(' from '),
	},
	...rowsLike(
		{ kind: 'info', programs: [...everybody, 'tlsmgr'], queueId: 'none', session: 'attach', read: words },
		[
			['initializing the ', 'initializing the server-side TLS engine'],
			['SSL_accept:', 'SSL_accept:before SSL initialization'],
			['SSL_connect:', 'SSL_connect:SSLv3/TLS write client hello'],
			['SSL3 alert ', 'SSL3 alert read:fatal:certificate unknown'],
			['TLS support is not compiled in', 'TLS support is not compiled in -- exiting'],
			[
				'cannot load Certification Authority data',
				'cannot load Certification Authority data, CAfile="/etc/ssl/ca.pem": disabling TLS support',
			],
			['subject=', 'subject=/CN=mx.example.net'],
			['issuer=', 'issuer=/CN=Example CA'],
			['fingerprint=', 'fingerprint=0F:1E:2D:3C:4B:5A'],
			...trusts.map((trust): [string, string] => [
				`${trust}: subject_CN=`,
				`${trust}: subject_CN=mx.example.net, issuer=Example CA`,
			]),
			['Unverified: subject_CN=', 'Unverified: subject_CN=mx.example.net, issuer=Example CA'],
			[
				'looking for session ',
				'looking for session smtp&example.net&mx.example.net&198.51.100.7&&0123456789ABCDEF in smtp cache',
			],
			[
				'reloaded session ',
				'reloaded session smtp&example.net&mx.example.net&198.51.100.7&&0123456789ABCDEF from smtp cache',
			],
			[
				'save session ',
				'save session smtp&example.net&mx.example.net&198.51.100.7&&0123456789ABCDEF to smtp cache',
			],
			[
				'remove session ',
				'remove session smtp&example.net&mx.example.net&198.51.100.7&&0123456789ABCDEF from client cache',
			],
		],
	),
	// What is said of a connection behind its peer's name: session tickets and certificates, at TLS log level 1 and above.
	...[
		': subject_CN=',
		': Reusing old session',
		': Issuing session ticket',
		': Decrypting session ticket',
		': re-using session with ',
		': TLS cipher list "',
		': Matched ',
		': matched peername: ',
		': SNI hostname: ',
		': depth=',
		': verify=',
		': raw public key fingerprint=',
		': pkey_fingerprint=',
		': save session ',
		': looking up session ',
		': reloaded session ',
		': remove session ',
	].flatMap((has): Row[] => [
		{
			kind: 'info',
			programs: servers,
			queueId: 'none',
			starts: '',
			has,
			session: 'attach',
			samples: [`host10.isp.example[203.0.113.10]${has}x`],
			read: peerAndReason,
		},
		{
			kind: 'info',
			programs: clients,
			queueId: 'none',
			starts: '',
			has,
			session: 'open',
			peerAfter: '',
			samples: [`mx.example.net[198.51.100.7]:25${has}x`],
			read: relayAndReason,
		},
	]),
	{
		kind: 'warning',
		programs: clients,
		queueId: 'none',
		starts: '',
		has: ': all TLSA records unusable',
		session: 'attach',
		samples: [
			'warning: mx.example.net[198.51.100.7]:25: all TLSA records unusable, fallback to unauthenticated TLS',
		],
		read: relayAndReason,
	},
];

/** `certificate verification failed for mx.example.net[198.51.100.7]:25: untrusted issuer /CN=Example CA`, in both roles. */
function certificateRows(starts: string): readonly Row[] {
	return [
		{
			kind: 'tls-unverified',
			programs: servers,
			queueId: 'none',
			starts,
			session: 'join',
			samples: [`${starts}mx.example.org[192.0.2.9]: untrusted issuer /CN=Example CA`],
			read: peerAndReason,
		},
		{
			kind: 'tls-unverified',
			programs: clients,
			starts,
			session: 'open',
			peerAfter: starts,
			samples: [
				`${starts}mx.example.net[198.51.100.7]:25: self-signed certificate`,
				// Before Postfix 2.5
				`${starts}mx.example.net: num=18:self signed certificate`,
			],
			read: relayAndReason,
		},
	];
}
