import { test } from 'node:test';
import type { FieldName, Kind } from '../../../src/core/event';
import { checkFields } from './checkFields';

/** A line behind `Nov 23 16:20:48 mx1 postfix/PROGRAM[291]: `, its kind, and the fields it must have. */
const postfixRows: readonly (readonly [string, string, Kind, Partial<Record<FieldName, string>>])[] = [
	[
		'smtpd',
		'connect from mail.example.org[2001:db8::9]',
		'connect',
		{ host: 'mail.example.org', address: '2001:db8::9' },
	],
	[
		'smtpd',
		'NOQUEUE: reject: RCPT from mx.example.org[192.0.2.9]: 550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown; from=<a@example.org> to=<nobody@example.com> proto=ESMTP helo=<mx.example.org>',
		'reject',
		{
			phase: 'RCPT',
			host: 'mx.example.org',
			address: '192.0.2.9',
			code: '550',
			enhanced: '5.1.1',
			from: 'a@example.org',
			to: 'nobody@example.com',
			protocol: 'ESMTP',
			helo: 'mx.example.org',
		},
	],
	[
		'smtpd',
		'NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 554 5.7.1 <b@example.com>: Relay access denied; from=<> to=<b@example.com> proto=SMTP helo=<x>',
		'reject',
		{ from: '', to: 'b@example.com', code: '554' },
	],
	[
		'smtpd',
		'4jYB5r214Jz6x: client=host11.isp.example[203.0.113.11], sasl_method=PLAIN, sasl_username=alice@example.com',
		'client',
		{ queueId: '4jYB5r214Jz6x', address: '203.0.113.11', saslMethod: 'PLAIN', saslUser: 'alice@example.com' },
	],
	[
		'smtpd',
		'warning: unknown[203.0.113.11]: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
		'sasl-failed',
		{ severity: 'warning', address: '203.0.113.11', saslMethod: 'LOGIN', text: 'UGFzc3dvcmQ6' },
	],
	[
		'smtp',
		'4jYB5r214Jz6x: to=<b@example.net>, orig_to=<alias@example.com>, relay=mx.example.net[198.51.100.7]:25, conn_use=2, delay=3.1, delays=0.1/0/2/1, dsn=4.2.0, status=deferred (host mx.example.net[198.51.100.7] said: 450 4.2.0 Mailbox busy (in reply to RCPT TO command))',
		'delivery',
		{
			to: 'b@example.net',
			original: 'alias@example.com',
			relay: 'mx.example.net[198.51.100.7]:25',
			relayHost: 'mx.example.net',
			relayAddress: '198.51.100.7',
			relayPort: '25',
			connUse: '2',
			delay: '3.1',
			delays: '0.1/0/2/1',
			dsn: '4.2.0',
			status: 'deferred',
			code: '450',
			enhanced: '4.2.0',
			text: 'Mailbox busy',
			phase: 'RCPT',
		},
	],
	[
		'smtp',
		'4jYB5r214Jz6x: to=<b@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=5.6.0, status=bounced (host mx.example.net[198.51.100.7] said: 554 5.6.0 Message (with a parenthesis) refused (in reply to end of DATA command))',
		'delivery',
		{ code: '554', text: 'Message (with a parenthesis) refused', phase: 'end-of-data' },
	],
	[
		'smtp',
		'4jYB5r214Jz6x: to=<b@example.net>, relay=none, delay=1, delays=1/0/0/0, dsn=4.4.1, status=deferred (connect to mx.example.net[198.51.100.7]:25: Connection refused)',
		'delivery',
		{ relay: 'none', text: 'connect to mx.example.net[198.51.100.7]:25: Connection refused' },
	],
	[
		'local',
		'4jYB5r214Jz6x: to=<"odd, local"@example.com>, relay=local, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)',
		'delivery',
		{ to: '"odd, local"@example.com', relay: 'local', status: 'sent' },
	],
	[
		'qmgr',
		'0F5383D: from=<>, size=5360, nrcpt=2 (queue active)',
		'queue-active',
		{ queueId: '0F5383D', from: '', size: '5360', recipientCount: '2' },
	],
	[
		'bounce',
		'4jYBGn0ylxz7K: sender non-delivery notification: 4jYBGn1jgJz7T',
		'bounce-notification',
		{ otherQueueId: '4jYBGn1jgJz7T' },
	],
	// What looks alike and is not.
	['smtpd', 'connect to nowhere', 'unrecognized', {}],
	['smtpd', 'warning: something nobody has seen: 550', 'warning', { severity: 'warning' }],
	['qmgr', 'abcdefg: removed', 'unrecognized', {}],
	['smtp', '4jYB5r214Jz6x: too=<b@example.net>', 'unrecognized', { queueId: '4jYB5r214Jz6x' }],
];

for (const [program, message, kind, fields] of postfixRows) {
	test(`postfix/${program}: ${message.slice(0, 70)}`, () => {
		checkFields(`Nov 23 16:20:48 mx1 postfix/${program}[291]: ${message}`, kind, fields);
	});
}

/** A line of Exim's main log behind its time. */
const eximRows: readonly (readonly [string, Kind, Partial<Record<FieldName, string>>])[] = [
	[
		'1xVX0Y-00008E-0N <= alice@example.com H=host11.isp.example (laptop) [203.0.113.11]:38503 I=[192.0.2.25]:587 P=esmtpsa X=TLS1.3:ECDHE__AES_256_GCM:256 CV=no A=plain_server:alice S=510 id=a.1@sender.example T="a test: H=x" from <alice@example.com> for x@d10.example y@d10.example',
		'arrival',
		{
			flag: '<=',
			from: 'alice@example.com',
			host: 'host11.isp.example',
			helo: 'laptop',
			address: '203.0.113.11',
			port: '38503',
			protocol: 'esmtpsa',
			tlsVersion: 'TLS1.3',
			saslMethod: 'plain_server',
			saslUser: 'alice',
			size: '510',
			messageId: 'a.1@sender.example',
			recipient: 'x@d10.example',
		},
	],
	[
		'1xVWz7-0000Go-2G <= <> R=1xVWz7-0000GW-1j U=Debian-exim P=local S=2316',
		'arrival',
		{ from: '', otherQueueId: '1xVWz7-0000GW-1j', user: 'Debian-exim' },
	],
	[
		'1xVWz7-0000Go-2G => alice <alice@example.com> R=localuser T=local_delivery',
		'delivery',
		{ to: 'alice', original: 'alice@example.com', router: 'localuser', transport: 'local_delivery' },
	],
	[
		'1xVWz7-0000GW-1j ** r550@d10.example R=dnslookup T=remote_smtp H=mx10.remote.example [198.51.100.10]: SMTP error from remote mail server after RCPT TO:<r550@d10.example>: 550 5.1.1 User unknown',
		'failed',
		{
			flag: '**',
			to: 'r550@d10.example',
			router: 'dnslookup',
			host: 'mx10.remote.example',
			address: '198.51.100.10',
			phase: 'RCPT',
			code: '550',
			enhanced: '5.1.1',
			text: 'User unknown',
		},
	],
	[
		'1xVWz7-0000GW-1j == a@dead.example R=dnslookup T=remote_smtp defer (111): Connection refused',
		'deferred',
		{ to: 'a@dead.example', router: 'dnslookup', text: 'Connection refused' },
	],
	[
		'1xVWz7-0000GW-1j ** nobody@example.com: Unrouteable address',
		'failed',
		{ to: 'nobody@example.com', text: 'Unrouteable address' },
	],
	[
		'H=(x) [203.0.113.40]:4411 F=<a@example.org> temporarily rejected RCPT <b@example.com>: greylisted',
		'reject',
		{
			helo: 'x',
			address: '203.0.113.40',
			from: 'a@example.org',
			phase: 'RCPT',
			to: 'b@example.com',
			text: 'greylisted',
		},
	],
	[
		'plain_server authenticator failed for (laptop) [203.0.113.11]: 535 Incorrect authentication data (set_id=alice)',
		'sasl-failed',
		{ saslMethod: 'plain_server', address: '203.0.113.11', code: '535', saslUser: 'alice' },
	],
	// Cut off inside the error number.
	[
		'1xVWz7-0000GW-1j == a@dead.example R=dnslookup T=remote_smtp defer (-4',
		'deferred',
		{ to: 'a@dead.example', router: 'dnslookup', transport: 'remote_smtp' },
	],
	['1xVWz7-0000GW-1j Completed', 'completed', { queueId: '1xVWz7-0000GW-1j' }],
	['1xVWz7-0000GW-1j an event that no version writes', 'unrecognized', { queueId: '1xVWz7-0000GW-1j' }],
];

for (const [message, kind, fields] of eximRows) {
	test(`exim: ${message.slice(0, 70)}`, () => {
		checkFields(`2026-11-23 16:35:10.065 ${message}`, kind, fields);
	});
}
