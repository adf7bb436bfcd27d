import { commaAttributes, type AttributeReader } from '../attributes';
import type { Row } from '../row';
import { plain, relay, relayHost } from './fields';

/** The parameters of a TLS session, or why there is none. */
const tlsAttributes: ReadonlyMap<string, AttributeReader> = new Map<string, AttributeReader>([
	['relay', relayHost],
	['version', 'tlsVersion'],
	['cipher', 'tlsCipher'],
	['verify', 'tlsTrust'],
	['reason', 'text'],
]);

const clientTlsAttributes: ReadonlyMap<string, AttributeReader> = new Map<string, AttributeReader>([
	...tlsAttributes,
	['relay', relay],
]);

/** STARTTLS, as server and as client. */
export function tlsRows(): Row[] {
	return [
		{
			kind: 'tls-established',
			starts: 'STARTTLS=server, ',
			has: ', version=',
			session: 'join',
			peerAfter: ' relay=',
			samples: [
				'STARTTLS=server, relay=host10.isp.example [203.0.113.10], version=TLSv1.3, verify=NO, cipher=TLS_AES_256_GCM_SHA384, bits=256/256',
			],
			read(cursor) {
				commaAttributes(cursor, tlsAttributes);
			},
		},
		{
			kind: 'tls-failed',
			starts: 'STARTTLS=server, error: accept failed',
			session: 'join',
			peerAfter: ', relay=',
			isPeerLast: true,
			samples: [
				'STARTTLS=server, error: accept failed=-1, reason=wrong version number, SSL_error=1, errno=0, retry=-1, relay=host35.isp.example [203.0.113.35]',
			],
			read(cursor) {
				commaAttributes(cursor, tlsAttributes);
			},
		},
		{
			kind: 'tls-established',
			starts: 'STARTTLS=client, ',
			has: ', version=',
			session: 'open',
			side: 'client',
			peerAfter: ' relay=',
			samples: [
				'STARTTLS=client, relay=mx10.remote.example., version=TLSv1.3, verify=FAIL, cipher=TLS_AES_256_GCM_SHA384, bits=256/256',
			],
			read(cursor) {
				commaAttributes(cursor, clientTlsAttributes);
			},
		},
		{
			kind: 'tls-failed',
			starts: 'STARTTLS=client, error: connect failed',
			samples: [
				'STARTTLS=client, error: connect failed=-1, reason=certificate verify failed, SSL_error=1, errno=0, retry=-1',
			],
			read(cursor) {
				commaAttributes(cursor, clientTlsAttributes);
			},
		},
		plain('warning', 'STARTTLS=', [
			'STARTTLS=server, error: SSL_CTX_use_PrivateKey_file(/etc/mail/tls/sendmail.key) failed',
			'STARTTLS=client, cert-subject=/CN=mx.example.org, cert-issuer=/CN=CA, verifymsg=ok',
		]),
		plain('info', 'STARTTLS: ', [
			'STARTTLS: TLS cert verify: depth=0 /CN=mx.example.org, state=0, reason=self-signed certificate',
		]),
	];
}

const authAttributes: ReadonlyMap<string, AttributeReader> = new Map<string, AttributeReader>([
	['authid', 'saslUser'],
	['user', 'saslUser'],
	['mech', 'saslMethod'],
	['relay', relayHost],
]);

/** AUTH, as server and as client. */
export function authRows(): Row[] {
	return [
		{
			kind: 'info',
			starts: 'AUTH=server, ',
			session: 'join',
			peerAfter: ' relay=',
			samples: [
				'AUTH=server, relay=host11.isp.example [203.0.113.11], authid=alice@example.com, mech=PLAIN, bits=0',
			],
			read(cursor) {
				commaAttributes(cursor, authAttributes);
			},
		},
		{
			kind: 'sasl-failed',
			starts: 'AUTH=client, ',
			has: ' fail',
			session: 'join',
			side: 'client',
			peerAfter: ' relay=',
			samples: [
				'6ANGevKh001104: AUTH=client, relay=mx10.remote.example. [198.51.100.10], authinfo failed',
				'AUTH=client, relay=mx10.remote.example., temporary failure, connection abort',
			],
			read(cursor) {
				commaAttributes(cursor, new Map<string, AttributeReader>([['relay', relay]]));
			},
		},
		{
			kind: 'info',
			starts: 'AUTH=client, ',
			has: ', mech=',
			session: 'join',
			side: 'client',
			peerAfter: ' relay=',
			samples: ['AUTH=client, relay=mx10.remote.example., mech=PLAIN, bits=0'],
			read(cursor) {
				commaAttributes(cursor, new Map<string, AttributeReader>([...authAttributes, ['relay', relay]]));
			},
		},
		{
			kind: 'sasl-failed',
			starts: 'AUTH failure (',
			session: 'join',
			peerAfter: ', relay=',
			isPeerLast: true,
			samples: [
				'6ANGeEsw000297: AUTH failure (PLAIN): authentication failure (-13) SASL(-13): authentication failure: Password verification failed, user=alice@example.com, relay=host11.isp.example [203.0.113.11]',
				'6ANGeEsw000298: AUTH failure (LOGIN): user not found (-20) SASL(-13): user not found: checkpass failed, user=x, relay=[192.0.2.1], relay=mx.example.org [203.0.113.11] (may be forged)',
				'6ANGeEsw000299: AUTH failure (CRAM-MD5): authentication failure (-13) SASL(-13): authentication failure: incorrect digest response, relay=[203.0.113.11]',
			],
			read(cursor) {
				cursor.take('saslMethod', '): ');
				const { end } = cursor;
				// The user's name is the client's: what stands last is sendmail's own.
				const relayAt = cursor.text.lastIndexOf(', relay=', end);
				const user = cursor.find(', user=');
				const stop = relayAt < cursor.at ? end : relayAt;
				const textEnd = user >= 0 && user < stop ? user : stop;
				cursor.note('text', cursor.at, textEnd);
				if (textEnd < stop) {
					cursor.note('saslUser', textEnd + ', user='.length, stop);
				}
				cursor.at = Math.min(end, stop + ', relay='.length);
				relayHost(cursor);
			},
		},
	];
}
