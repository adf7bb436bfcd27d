import { test } from 'node:test';
import type { FieldName, Kind } from '../../../src/core/event';
import { checkFields } from './checkFields';

/** A line behind `Nov 23 16:39:33 mail smtpd[126]: `, its kind, and the fields it must have. */
const rows: readonly (readonly [string, Kind, Partial<Record<FieldName, string>>])[] = [
	[
		'856a14a5a11acf7b smtp connected address=203.0.113.20 host=host20.isp.example',
		'connect',
		{ address: '203.0.113.20', host: 'host20.isp.example' },
	],
	[
		'856a14a5a11acf7b smtp event=connected address=[2001:db8::9] host=<unknown>',
		'connect',
		{ address: '2001:db8::9' },
	],
	[
		'856a14a5a11acf7b smtp message msgid=4ac18475 size=365 nrcpt=1 proto=ESMTP',
		'arrival',
		{ queueId: '4ac18475', size: '365', recipientCount: '1', protocol: 'ESMTP' },
	],
	[
		'856a14a5a11acf7b smtp envelope evpid=4ac184754bb20945 from=<> to=<a@d26.example>',
		'info',
		{ queueId: '4ac18475', from: '', to: 'a@d26.example' },
	],
	[
		'856a14a5a11acf7b smtp failed-command command="RCPT TO:<victim@elsewhere.example>" result="550 Invalid recipient: <victim@elsewhere.example>"',
		'reject',
		{
			phase: 'RCPT',
			to: 'victim@elsewhere.example',
			code: '550',
			text: 'Invalid recipient: <victim@elsewhere.example>',
		},
	],
	[
		'856a14a5a11acf7b smtp failed-command command="AUTH PLAIN (...)" result="535 Authentication failed"',
		'sasl-failed',
		{ phase: 'AUTH', saslMethod: 'PLAIN', code: '535' },
	],
	['856a14a5a11acf7b smtp disconnected reason=quit', 'disconnect', { text: 'quit' }],
	[
		'856a14a5a11acf7b smtp disconnected reason="io-error: Connection reset by peer"',
		'lost-connection',
		{ text: 'io-error: Connection reset by peer' },
	],
	[
		'856a14e28cd037f6 mta connecting address=smtp://198.51.100.26:25 host=mx26.remote.example',
		'info',
		{ address: '198.51.100.26', port: '25', host: 'mx26.remote.example' },
	],
	[
		'856a14e28cd037f6 mta tls ciphers=TLSv1.3:TLS_AES_256_GCM_SHA384:256',
		'tls-established',
		{ tlsVersion: 'TLSv1.3', tlsCipher: 'TLS_AES_256_GCM_SHA384' },
	],
	[
		'856a14e28cd037f6 mta delivery evpid=4ac184754bb20945 from=<user@sender.example> to=<a@d26.example> rcpt=<-> source="192.0.2.25" relay="198.51.100.26 (mx26.remote.example)" delay=1m30s result="PermFail" stat="553 5.7.1 Sender "user" rejected"',
		'delivery',
		{
			queueId: '4ac18475',
			from: 'user@sender.example',
			to: 'a@d26.example',
			localAddress: '192.0.2.25',
			relayAddress: '198.51.100.26',
			relayHost: 'mx26.remote.example',
			delay: '1m30s',
			status: 'PermFail',
			code: '553',
			enhanced: '5.7.1',
			text: 'Sender "user" rejected',
		},
	],
	[
		'856a14f5ffa1cfd5 mda delivery evpid=14741fa632b92464 from=<user@sender.example> to=<team@example.com> rcpt=<team@example.com> user=bob delay=0s result=TempFail stat=Error (mail.maildir: cannot write)',
		'delivery',
		{
			queueId: '14741fa6',
			original: 'team@example.com',
			saslUser: 'bob',
			status: 'TempFail',
			text: 'Error (mail.maildir: cannot write)',
		},
	],
	[
		'relay: Remove for 9ddd7856fe02f04e: from=<user@sender.example>, to=<a@d30.example>, rcpt=<->, delay=11s, stat=Removed by administrator',
		'removed',
		{ queueId: '9ddd7856', status: 'Remove', to: 'a@d30.example', text: 'Removed by administrator' },
	],
	// What looks alike and is not: another program of that name, and a line that no version writes.
	['connect from host20.isp.example', 'foreign', {}],
	['856a14a5a11acf7b smtp dances', 'unrecognized', {}],
];

for (const [message, kind, fields] of rows) {
	test(`opensmtpd: ${message.slice(0, 70)}`, () => {
		checkFields(`Nov 23 16:39:33 mail smtpd[126]: ${message}`, kind, fields);
	});
}
