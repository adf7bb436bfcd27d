import type { Cursor } from '../cursor';
import { reply } from '../fields';
import type { Row } from '../row';
import { eximFields, host } from './fields';
import { messageRow } from './messageRows';
import { identity } from './peer';
import { remoteError } from './remoteError';

/** What another server answered while a message was delivered to it, where the delivery may still succeed elsewhere. */
export function remoteReplyRows(): Row[] {
	return [
		messageRow('remote-reply', 'H=', [], {
			has: ' SMTP error from remote mail server after ',
			hasNot: ' F=<',
			peerAfter: 'H=',
			samples: [
				'1xVX0Y-00008E-0N H=mx.example.net [198.51.100.7]: SMTP error from remote mail server after initial connection: 554 5.7.1 rejected',
				'1xVX0Y-00008E-0N H=mx.example.net [198.51.100.7]:25 SMTP error from remote mail server after pipelined RCPT TO:<b@example.net>: 450 4.7.1 Warning: greylisted',
			],
			read: hostAndError,
		}),
		messageRow(
			'remote-reply',
			'SMTP error from remote mail server after ',
			['MAIL FROM:<a@example.org>: 421 4.3.2 try later'],
			{
				read(cursor) {
					cursor.at -= ' from remote mail server after '.length + 'SMTP error'.length;
					remoteError(cursor);
				},
			},
		),
	];
}

/** What went wrong between us and the next server. */
export function hostRows(): Row[] {
	return [
		messageRow(
			'tls-failed',
			'H=',
			['mx.example.net [198.51.100.7] TLS error on connection (gnutls_handshake): timed out'],
			{
				has: ' TLS error on connection ',
				hasNot: ' F=<',
				peerAfter: 'H=',
				read(cursor) {
					cursor.at -= 'H='.length;
					identity(cursor);
					cursor.skip('TLS error on connection ');
					cursor.takeRest('text');
				},
			},
		),
		messageRow(
			'connect-failed',
			'H=',
			[
				'mx.example.net [198.51.100.7] Connection refused',
				'mx.example.net [198.51.100.7]:25: Remote host closed connection in response to initial connection',
				'mx.example.net [198.51.100.7]: SMTP timeout after RCPT TO:<b@example.net>: Connection timed out',
				'mx.example.net [2001:db8::7] Network is unreachable',
			],
			{
				hasNot: ' F=<',
				peerAfter: 'H=',
				read: hostAndError,
			},
		),
	];
}

/** Lines that begin with the name of an authenticator of ours. */
export function clientAuthenticatorRows(): Row[] {
	return [' authenticator failed H=', ' authenticator cancelled authentication H='].map((has) =>
		messageRow('sasl-failed', '', [], {
			has,
			peerAfter: ' H=',
			samples: [
				`1xVX0Y-00008E-0N plain_client${has}mx.example.net [198.51.100.7] 535 5.7.8 Authentication failed`,
			],
			read(cursor) {
				cursor.take('saslMethod', ' ');
				cursor.skipTo(' H=');
				host(cursor);
				cursor.skip(' ');
				if (!reply(cursor, cursor.end)) {
					cursor.takeRest('text');
				}
			},
		}),
	);
}

/** `H=mx.example.net [198.51.100.7]:25 SMTP error from remote mail server after …`: the host, its fields, what it said. */
function hostAndError(cursor: Cursor): void {
	host(cursor);
	eximFields(cursor, false);
	cursor.skip(':');
	cursor.skip(' ');
	remoteError(cursor);
}
