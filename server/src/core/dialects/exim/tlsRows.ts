import type { Kind } from '../../event';
import type { Cursor } from '../cursor';
import type { Row } from '../row';
import { connectionRow } from './connectionRows';
import { host } from './fields';
import { messageRow } from './messageRows';

/** TLS on both sides: what failed, what was not verified, what was done without it. */
export function tlsRows(): Row[] {
	return [...deliveryRows(), ...clientRows(), ...verifyRows(), ...settingRows()];
}

/** On a connection of ours to another server. */
function deliveryRows(): Row[] {
	return [
		messageRow('tls-failed', 'TLS session', [], {
			has: ' delivering unencrypted to H=',
			peerAfter: ' H=',
			samples: [
				'1xVX0Y-00008E-0N TLS session: (gnutls_handshake): A TLS fatal alert has been received.: delivering unencrypted to H=mx.example.net [198.51.100.7] (not in hosts_require_tls)',
				'1xVX0Y-00008E-0N TLS session failure: delivering unencrypted to H=mx.example.net [198.51.100.7] (not in hosts_require_tls)',
			],
			read: (cursor) => unencrypted(cursor, ': delivering unencrypted to H='),
		}),
		messageRow('tls-failed', 'TLS session', [': (SSL_connect): error: wrong version number']),
		messageRow(
			'tls-failed',
			'TLS error on connection to ',
			['mx.example.net [198.51.100.7] (gnutls_handshake): timed out'],
			{
				peerAfter: '',
				read: afterHost,
			},
		),
		messageRow(
			'tls-failed',
			'DANE attempt failed; TLS connection to ',
			['mx.example.net [198.51.100.7]: (certificate verification failed): certificate invalid'],
			{ peerAfter: '', read: afterHost },
		),
		messageRow(
			'tls-failed',
			'Connection aborted; STARTTLS support by ',
			['mx.example.net [198.51.100.7] required by DNS SRV but STARTTLS not offered'],
			{ peerAfter: '', read: afterHost },
		),
		{
			kind: 'tls-failed',
			starts: 'TLS session',
			has: ' callout unencrypted to ',
			message: 'join',
			samples: [
				'TLS session: (gnutls_handshake): timed out: callout unencrypted to mx.example.net [198.51.100.7] (not in hosts_require_tls)',
			],
			read: (cursor) => unencrypted(cursor, ': callout unencrypted to '),
		},
	];
}

/** On a connection from a client. */
function clientRows(): Row[] {
	return [
		connectionRow('tls-failed', 'join', 'TLS error on ', [
			'connection from mx.example.org (mx.example.org) [203.0.113.40] (gnutls_handshake): An unexpected TLS packet was received.',
			'connection Ci=1243 from [203.0.113.40]:4411 I=[192.0.2.25]:465 (SSL_accept): error:0A00010B:SSL routines::wrong version number',
			'connection from (mx.example.org) [203.0.113.40] (SSL_accept): TLS client disconnected cleanly (rejected our certificate?)',
		]),
		connectionRow('tls-failed', 'join', 'TLS error (SSL_read): on ', [
			'connection from mx.example.org [203.0.113.40] error:0A000126:SSL routines::unexpected eof while reading',
		]),
		fact('tls-failed', 'TLS error (', [
			'SSL_read): error:0A000126:SSL routines::unexpected eof while reading',
			'SSL_write): error:0A000126',
		]),
		fact('tls-failed', 'TLS error in certificate ', ['export: no certificate', 'import: no certificate']),
		connectionRow('tls-failed', 'join', 'SSL_write: (from ', [
			'mx.example.org [203.0.113.40]) syscall: Broken pipe',
		]),
		fact('tls-failed', 'SSL_write error ', ['5']),
		fact('tls-failed', 'SSL channel closed on write', ['']),
		fact('tls-failed', 'TLS ALPN (', ['http/1.1) rejected']),
	];
}

/** Who could not be shown to be who: certificates, OCSP, DANE. `[address]` is the other side's. */
function verifyRows(): Row[] {
	const onDelivery = (has: string, sample: string): Row =>
		messageRow('tls-unverified', '[', [sample], { has, peerAfter: '', read: afterAddress });
	const fromClient = (kind: Kind, has: string, sample: string): Row => ({
		kind,
		starts: '[',
		has,
		session: 'attach',
		peerAfter: '',
		samples: [sample],
		read: afterAddress,
	});
	return [
		onDelivery(
			'] SSL verify error',
			'198.51.100.7] SSL verify error: depth=0 error=self-signed certificate cert=/CN=mx.example.net',
		),
		onDelivery(
			'verify denied by event-action',
			'198.51.100.7] SSL verify denied by event-action: depth=0 cert=/CN=mx.example.net: no',
		),
		onDelivery(
			'Received TLS cert ',
			"198.51.100.7] mx.example.net Received TLS cert (DN: 'CN=mx.example.net') status response, itself unverifiable: no",
		),
		fromClient(
			'tls-unverified',
			'] SSL verify error',
			'[203.0.113.40] SSL verify error: certificate name mismatch: DN="/CN=mx" H="mx.example.org"',
		),
		fromClient(
			'tls-unverified',
			'verify denied by event-action',
			'[203.0.113.40] SSL verify denied by event-action: depth=0 cert=/CN=mx.example.org: no',
		),
		fromClient(
			'info',
			'] after QUIT, client reset TCP',
			'[203.0.113.40] after QUIT, client reset TCP before SMTP response and TLS close',
		),
		fact('tls-unverified', 'SSL verify denied by event-action: ', ['depth=0: no']),
		fact('tls-unverified', 'Received TLS cert status response, ', ['parse error', 'itself unverifiable: no']),
		fact('tls-unverified', 'Required TLS certificate status not received', ['']),
		fact('tls-unverified', 'Server certificate revoked', ['; reason: superseded', '']),
		fact('tls-unverified', 'Server certificate status unknown', [', in OCSP stapling']),
		fact('tls-unverified', 'OCSP dates invalid', ['']),
		fact('tls-unverified', 'DANE error: ', [
			'No usable TLSA records',
			'TLSA lookup for mx.example.net not DNSSEC',
		]),
		fact('info', 'dnssec fail on ', ['SRV for mx.example.net']),
	];
}

/** What the configuration asks of TLS and cannot have. */
function settingRows(): Row[] {
	return [
		fact('warning', 'Warning: No server certificate defined; ', ['will use a selfsigned one.']),
		fact('warning', 'WARNING: deprecated Diffie-Hellman parameter ', ["'ike22' used"]),
		fact('warning', '(SSL_', [
			'CTX_use_PrivateKey_file file=/etc/exim4/exim.key): error:05800074:x509 certificate routines::key values mismatch',
		]),
		fact('warning', '(gnutls_', ['certificate_set_x509_key_file): Error while reading file.']),
		fact('warning', '(cert/key setup: ', [
			'cert=/etc/exim4/exim.crt key=/etc/exim4/exim.key): Error while reading file.',
		]),
		fact('warning', 'OCSP unusable with this GnuTLS library version', ['']),
		fact('warning', 'ALPN unusable with this ', ['OpenSSL library version; ignoring "smtp"']),
		fact('warning', 'SNI unusable with this ', ['OpenSSL library version; ignoring "mx.example.net"']),
		fact('warning', 'tls_verify_certificates "', ['/etc/ssl/certs" is a directory']),
		fact('warning', "could not stat '", [
			"/etc/ssl/ca.pem' (tls_verify_certificates): No such file or directory",
		]),
		fact('warning', 'failed to stat /', ['etc/ssl/crl for certificates revocation lists']),
		fact('warning', 'failed to load cert chain from ', ['/etc/exim4/exim.crt']),
		fact('warning', 'Failed to open OCSP response file ', ['"/etc/exim4/ocsp.der": no such file']),
		fact('warning', 'Failed to read PEM file ', ['"/etc/exim4/ocsp.pem": no start line']),
		fact('warning', 'Error reading OCSP response from ', ['"/etc/exim4/ocsp.der": wrong tag']),
		fact('warning', 'already initialised GnuTLS, ', ['Exim developer bug']),
		fact('warning', 'fork failed for TLS check', ['']),
	];
}

/** A line of which the words are all there is. */
export function fact(kind: Kind, starts: string, samples: readonly string[], has?: string): Row {
	return {
		kind,
		starts,
		...(has === undefined ? {} : { has }),
		message: 'join',
		samples: samples.map((sample) => starts + sample),
		read: (cursor) => cursor.note('text', cursor.at - starts.length, cursor.end),
	};
}

/** `: (gnutls_handshake): timed out: delivering unencrypted to H=mx.example.net [198.51.100.7] (not in hosts_require_tls)` */
function unencrypted(cursor: Cursor, mark: string): void {
	cursor.skip(': ');
	cursor.take('text', mark);
	host(cursor);
}

/** `mx.example.net [198.51.100.7] what is wrong` */
function afterHost(cursor: Cursor): void {
	host(cursor);
	cursor.skip(':');
	cursor.skip(' ');
	cursor.takeRest('text');
}

/** `198.51.100.7] what is wrong` */
function afterAddress(cursor: Cursor): void {
	cursor.take('address', '] ');
	cursor.takeRest('text');
}
