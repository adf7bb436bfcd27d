import { test } from 'node:test';
import type { FieldName, Kind } from '../../../src/core/event';
import { checkFields } from './checkFields';

/** A line behind `Nov 23 16:40:46 mail sm-mta[559]: `, its kind, and the fields it must have. */
const rows: readonly (readonly [string, Kind, Partial<Record<FieldName, string>>])[] = [
	[
		'6ANGe6RQ000195: from=<user@sender.example>, size=199, class=0, nrcpts=1, msgid=<a.1@sender.example>, proto=ESMTPS, daemon=MTA-v4, relay=host10.isp.example [203.0.113.10]',
		'arrival',
		{
			queueId: '6ANGe6RQ000195',
			from: 'user@sender.example',
			size: '199',
			recipientCount: '1',
			messageId: 'a.1@sender.example',
			protocol: 'ESMTPS',
			host: 'host10.isp.example',
			address: '203.0.113.10',
		},
	],
	[
		'6ANGe6RQ000196: from=<>, size=3120, class=0, nrcpts=1, proto=ESMTP, daemon=MTA, relay=mx.example.net [IPv6:2001:db8::9] (may be forged)',
		'arrival',
		{ from: '', host: 'mx.example.net', address: '2001:db8::9' },
	],
	// What the client says of itself is not the relay.
	[
		'6ANGe6RQ000197: from=<"x, relay=[192.0.2.66]"@example.org>, size=1, class=0, nrcpts=1, relay=[203.0.113.9]',
		'arrival',
		{ address: '203.0.113.9' },
	],
	[
		'6ANGeIa0000323: from=<user@sender.example>, size=0, class=0, nrcpts=0, proto=ESMTP, daemon=MTA-v4, relay=[203.0.113.20]',
		'info',
		{ recipientCount: '0', address: '203.0.113.20' },
	],
	[
		'6ANGekPZ000559: to=<r550@d10.example>, delay=00:00:00, xdelay=00:00:00, mailer=esmtp, pri=120205, relay=mx10.remote.example. [198.51.100.10], dsn=5.1.1, reply=550 5.1.1 User unknown, in virtual table, stat=User unknown',
		'delivery',
		{
			to: 'r550@d10.example',
			delay: '00:00:00',
			transport: 'esmtp',
			relay: 'mx10.remote.example. [198.51.100.10]',
			relayHost: 'mx10.remote.example',
			relayAddress: '198.51.100.10',
			dsn: '5.1.1',
			code: '550',
			enhanced: '5.1.1',
			text: 'User unknown, in virtual table',
			status: 'User unknown',
		},
	],
	[
		'6ANGekPZ000559: to=<a@d10.example>, delay=00:00:00, mailer=esmtp, relay=mx10.remote.example. [198.51.100.10], dsn=2.0.0, stat=Sent (Ok: queued as 34590A3686)',
		'delivery',
		{ status: 'Sent', text: 'Ok: queued as 34590A3686', acceptedAs: '34590A3686' },
	],
	[
		'rB6I11bT015204: to=root, ctladdr=root (0/0), delay=00:00:01, mailer=relay, pri=30476, relay=[127.0.0.1] [127.0.0.1], dsn=2.0.0, stat=Sent (rB6I11ET015226 Message accepted for delivery)',
		'delivery',
		{ to: 'root', relayAddress: '127.0.0.1', acceptedAs: 'rB6I11ET015226' },
	],
	[
		'6ANGevKh001104: to=<a@d10.example>, delay=4+00:10:00, mailer=esmtp, relay=mx10.remote.example., dsn=4.0.0, stat=Deferred: Connection timed out with mx10.remote.example.',
		'delivery',
		{
			delay: '4+00:10:00',
			status: 'Deferred',
			relayHost: 'mx10.remote.example',
			text: 'Connection timed out with mx10.remote.example.',
		},
	],
	[
		'6ANGekPZ000559: 6ANGekPZ000567: DSN: User unknown',
		'bounce-notification',
		{ queueId: '6ANGekPZ000559', otherQueueId: '6ANGekPZ000567', text: 'DSN: User unknown' },
	],
	[
		'6ANGeIa0000323: ruleset=check_rcpt, arg1=<victim@elsewhere.example>, relay=host20.isp.example [203.0.113.20], reject=550 5.7.1 <victim@elsewhere.example>... Relaying denied.',
		'reject',
		{
			phase: 'RCPT',
			to: 'victim@elsewhere.example',
			address: '203.0.113.20',
			code: '550',
			enhanced: '5.7.1',
			text: '<victim@elsewhere.example>... Relaying denied.',
		},
	],
	[
		'6ANGeK3P000334: <nosuch@example.com>... User unknown',
		'reject',
		{ phase: 'RCPT', to: 'nosuch@example.com' },
	],
	[
		'6ANGeK3P000335: mx.example.org [203.0.113.20]: VRFY root [rejected]',
		'reject',
		{ phase: 'VRFY', to: 'root' },
	],
	[
		'6ANGeEsw000297: AUTH failure (PLAIN): authentication failure (-13) SASL(-13): authentication failure: Password verification failed, user=alice@example.com, relay=host11.isp.example [203.0.113.11]',
		'sasl-failed',
		{
			saslMethod: 'PLAIN',
			saslUser: 'alice@example.com',
			host: 'host11.isp.example',
			address: '203.0.113.11',
			text: 'authentication failure (-13) SASL(-13): authentication failure: Password verification failed',
		},
	],
	// A user's name that looks like the end of the line.
	[
		'6ANGeEsw000298: AUTH failure (LOGIN): authentication failure (-13) SASL(-13): checkpass failed, user=x, relay=[192.0.2.66], relay=[203.0.113.11] (may be forged)',
		'sasl-failed',
		{ saslUser: 'x, relay=[192.0.2.66]', address: '203.0.113.11' },
	],
	[
		'STARTTLS=server, relay=host10.isp.example [203.0.113.10], version=TLSv1.3, verify=NO, cipher=TLS_AES_256_GCM_SHA384, bits=256/256',
		'tls-established',
		{ address: '203.0.113.10', tlsVersion: 'TLSv1.3', tlsCipher: 'TLS_AES_256_GCM_SHA384' },
	],
	[
		'STARTTLS=server, error: accept failed=-1, reason=wrong version number, SSL_error=1, errno=0, retry=-1, relay=host35.isp.example [203.0.113.35]',
		'tls-failed',
		{ address: '203.0.113.35', text: 'wrong version number' },
	],
	[
		'6ANGeRsC000378: lost input channel from host72.isp.example [203.0.113.72] to MTA-v4 after mail',
		'lost-connection',
		{ host: 'host72.isp.example', address: '203.0.113.72' },
	],
	[
		'xA32R2PQ3529565: [203.0.113.2] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA',
		'disconnect',
		{ queueId: 'xA32R2PQ3529565', address: '203.0.113.2' },
	],
	[
		'NOQUEUE: <-- AUTH PLAIN AGFsaWNlAHNlY3JldA==',
		'command',
		{ text: 'AUTH PLAIN', secret: 'AGFsaWNlAHNlY3JldA==' },
	],
	['6ANGe6RQ000195: --- 250 2.1.0 Sender ok', 'reply', { code: '250', enhanced: '2.1.0', text: 'Sender ok' }],
	['6ANGe6RQ000195: Milter: data, reject=550 5.7.1 Blocked', 'milter', { action: 'reject', code: '550' }],
	// What looks alike and is not.
	['words: that no version writes', 'unrecognized', {}],
	['abcdefgh: to=nobody', 'unrecognized', {}],
];

for (const [message, kind, fields] of rows) {
	test(`sendmail: ${message.slice(0, 70)}`, () => {
		checkFields(`Nov 23 16:40:46 mail sm-mta[559]: ${message}`, kind, fields);
	});
}
