import { test } from 'node:test';
import type { FieldName, Kind } from '../../../src/core/event';
import { checkFields } from './checkFields';

/** A line of Exim's main, reject or panic log behind its time, its kind, and the fields it must have. */
type FieldRow = readonly [string, Kind, Partial<Record<FieldName, string>>];

const arrivals: readonly FieldRow[] = [
	[
		'1tixMn-00000000C5j-1wRa <= root@example.org U=root Ci=46483 P=local S=362 M8S=0 RT=0.004s id*=E1tixMn-00000000C5j-1wRa@mail.example.org T="test" from <root@example.org> for b@example.com',
		'arrival',
		{
			from: 'root@example.org',
			user: 'root',
			protocol: 'local',
			size: '362',
			messageId: 'E1tixMn-00000000C5j-1wRa@mail.example.org',
			recipient: 'b@example.com',
		},
	],
	[
		'1xVX0Y-00008E-0N <= a@example.org DS H=mx.example.org (helo.example.org) [2001:db8::9]:4411 I=[2001:db8::25]:25 TFO* P=esmtps L* X=TLS1.3:TLS_AES_256_GCM_SHA384:256* CV=yes DN="CN=mx.example.org, O=\\"x\\" H=y" SNI=mail.example.com PRDR K S=510 DKIM=example.org M8S=8 RT=0.1s Q=bulk DSN=ret,envid id=a@b T="H=z \\"q\\" for x" from <a@example.org> for "two words"@example.com b@example.com',
		'arrival',
		{
			host: 'mx.example.org',
			helo: 'helo.example.org',
			address: '2001:db8::9',
			port: '4411',
			localAddress: '[2001:db8::25]:25',
			protocol: 'esmtps',
			tlsVersion: 'TLS1.3',
			size: '510',
			messageId: 'a@b',
			recipient: '"two words"@example.com',
		},
	],
	[
		'1xVX0Y-00008E-0N <= "s <= x H=y"@example.org H=(a) [203.0.113.40] P=esmtp S=1',
		'arrival',
		{ from: '"s <= x H=y"@example.org', address: '203.0.113.40', helo: 'a' },
	],
	[
		'1xVX0Y-00008E-0N <= a@example.org H=(client) [203.0.113.40] P=esmtpsa X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no A=plain:alice@example.org:a@example.org S=1',
		'arrival',
		{ saslMethod: 'plain', saslUser: 'alice@example.org' },
	],
];

const marks: readonly FieldRow[] = [
	[
		'1xVX0Y-00008E-0N <= a@example.org H=(x) [203.0.113.40] P=esmtp L.- SPF PRDR K S=5 DKIM=example.org ARC DMARC RT=0.1s id="a b"@example.org T="x" for b@example.com',
		'arrival',
		{ protocol: 'esmtp', size: '5', messageId: '"a b"@example.org', recipient: 'b@example.com' },
	],
];

const deliveries: readonly FieldRow[] = [
	[
		'1xVX0Y-00008E-0N => b@example.net <alias@example.com> F=<a@example.org> Q=bulk P=<a@example.org> R=dnslookup T=remote_smtp S=760 H=mx.example.net DS [198.51.100.7]:25* PRX=[192.0.2.1]:1080 I=[192.0.2.25]:40000 PS=ehlo X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=dane DN="/CN=mx.example.net" A=plain_client:us L PRDR K DSN=yes DKIM=example.org C="250 2.0.0 Ok: queued as 4F2A1B0C9D" QT=3s DT=0.5s',
		'delivery',
		{
			to: 'b@example.net',
			original: 'alias@example.com',
			from: 'a@example.org',
			router: 'dnslookup',
			transport: 'remote_smtp',
			size: '760',
			host: 'mx.example.net',
			address: '198.51.100.7',
			port: '25',
			localAddress: '[192.0.2.25]:40000',
			tlsVersion: 'TLS1.3',
			saslMethod: 'plain_client',
			saslUser: 'us',
			code: '250',
			enhanced: '2.0.0',
			acceptedAs: '4F2A1B0C9D',
			delay: '0.5s',
		},
	],
	[
		'1xVX0Y-00008E-0N => b (list@example.com, all@example.com) <team@example.com> R=localuser T=local_delivery',
		'delivery',
		{ to: 'b', original: 'team@example.com', router: 'localuser' },
	],
	[
		'1xVX0Y-00008E-0N => |/usr/bin/filter -x "a : b" R=no (y) <alice@example.com> R=userforward T=address_pipe',
		'delivery',
		{ to: '|/usr/bin/filter -x "a : b"' },
	],
	[
		'1xVX0Y-00008E-0N => alice <alice@example.com> R=r T=lmtp ST=copy (mailbox is full) C="250 2.1.5 Ok"',
		'delivery',
		{ transport: 'lmtp', code: '250' },
	],
	['1xVX0Y-00008E-0N => discarded (system filter)', 'delivery', { to: 'discarded' }],
	[
		'1xVX0Y-00008E-0N => :blackhole: <x@example.com> R=system_aliases',
		'delivery',
		{ to: ':blackhole:', original: 'x@example.com' },
	],
	[
		'1xVX0Y-00008E-0N == "r Completed"@d10.example R=dnslookup T=remote_smtp defer (-44) H=mx10.remote.example [198.51.100.10] DT=0.1s: SMTP error from remote mail server after RCPT TO:<"r Completed"@d10.example>: 450-4.2.0 Mailbox\\n450 4.2.0 busy',
		'deferred',
		{
			to: '"r Completed"@d10.example',
			delay: '0.1s',
			phase: 'RCPT',
			code: '450',
			enhanced: '4.2.0',
			text: 'Mailbox\\n450 4.2.0 busy',
		},
	],
	// From 4.98 on there is no number.
	[
		'1xVX0Y-00008E-0N == b@example.net R=dnslookup T=remote_smtp defer (Connection refused) H=mx.example.net [198.51.100.7] DT=0.1s',
		'deferred',
		{ to: 'b@example.net', text: 'Connection refused', address: '198.51.100.7', delay: '0.1s' },
	],
	[
		'1xVX0Y-00008E-0N == b@example.net R=dnslookup T=remote_smtp defer H=mx.example.net [198.51.100.7]: SMTP timeout after end of data (2048 bytes written)',
		'deferred',
		{
			address: '198.51.100.7',
			phase: 'end-of-data',
			text: 'SMTP timeout after end of data (2048 bytes written)',
		},
	],
	[
		'1xVX0Y-00008E-0N == b@example.net routing defer (-51): retry time not reached',
		'deferred',
		{ to: 'b@example.net', text: 'retry time not reached' },
	],
	[
		"1xVX0Y-00008E-0N == b@example.net R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host for 'example.net'",
		'deferred',
		{
			router: 'dnslookup',
			transport: 'remote_smtp',
			text: "retry time not reached for any host for 'example.net'",
		},
	],
	[
		'1xVX0Y-00008E-0N ** b@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7] X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=yes : SMTP error from remote mail server after pipelined MAIL FROM:<a@example.org> SIZE=1510: 550-5.7.1 No\\n550 5.7.1 way DT=0.2s',
		'failed',
		{
			address: '198.51.100.7',
			phase: 'MAIL',
			code: '550',
			enhanced: '5.7.1',
			delay: '0.2s',
			text: 'No\\n550 5.7.1 way',
		},
	],
	[
		'1xVX0Y-00008E-0N ** b@example.net R=dnslookup T=remote_smtp: SMTP error from remote mailer after end of data: host mx.example.net [198.51.100.7]: 554 no',
		'failed',
		{ phase: 'end-of-data', host: 'mx.example.net', address: '198.51.100.7', code: '554', text: 'no' },
	],
	[
		'1xVX0Y-00008E-0N ** b@example.net : Unrouteable address',
		'failed',
		{ to: 'b@example.net', text: 'Unrouteable address' },
	],
	[
		'1xVX0Y-00008E-0N ** b@example.net R=r T=t (Connection timed out)',
		'failed',
		{ to: 'b@example.net', text: 'Connection timed out' },
	],
	[
		'1xVX0Y-00008E-0N ** b@example.net <x@example.com>: retry timeout exceeded',
		'failed',
		{ to: 'b@example.net', original: 'x@example.com', text: 'retry timeout exceeded' },
	],
	[
		'1xVX0Y-00008E-0N ** mua_wrapper is set but recipients cannot all be delivered in one transaction',
		'failed',
		{},
	],
	[
		'1xVX0Y-00008E-0N ** b@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7]: SMTP error from remote mail server after initial connection: 554 no',
		'failed',
		{ phase: 'connect', code: '554' },
	],
	[
		'1xVX0Y-00008E-0N H=mx.example.net [198.51.100.7]:25 SMTP error from remote mail server after RCPT TO:<b@example.net>: 450 4.7.1 Warning: rejected for now',
		'remote-reply',
		{
			host: 'mx.example.net',
			address: '198.51.100.7',
			port: '25',
			phase: 'RCPT',
			code: '450',
			enhanced: '4.7.1',
		},
	],
	[
		'1xVX0Y-00008E-0N H=mx.example.net [198.51.100.7]: Remote host closed connection in response to pipelined DATA',
		'connect-failed',
		{ host: 'mx.example.net', phase: 'DATA' },
	],
	[
		'1xVX0Y-00008E-0N plain_client authenticator failed H=mx.example.net [198.51.100.7] 535 5.7.8 no',
		'sasl-failed',
		{
			saslMethod: 'plain_client',
			host: 'mx.example.net',
			address: '198.51.100.7',
			code: '535',
			enhanced: '5.7.8',
		},
	],
	[
		'1xVX0Y-00008E-0N TLS session: (gnutls_handshake): timed out: delivering unencrypted to H=mx.example.net [198.51.100.7] (not in hosts_require_tls)',
		'tls-failed',
		{ host: 'mx.example.net', address: '198.51.100.7', text: '(gnutls_handshake): timed out' },
	],
	[
		'1xVX0Y-00008E-0N SMTP data timeout (message abandoned) on connection from mx.example.org (mx) [203.0.113.40]:4411 F=<a@example.org>',
		'timeout',
		{
			text: '(message abandoned)',
			host: 'mx.example.org',
			helo: 'mx',
			address: '203.0.113.40',
			port: '4411',
			from: 'a@example.org',
		},
	],
	[
		'1xVX0Y-00008E-0N address <b@example.net> marked delivered by root',
		'info',
		{ to: 'b@example.net', user: 'root' },
	],
	[
		'1xVX0Y-00008E-0N b@example.net <x@example.com>: error ignored',
		'info',
		{ to: 'b@example.net', original: 'x@example.com' },
	],
];

for (const [message, kind, fields] of [...arrivals, ...marks, ...deliveries]) {
	test(`exim: ${message.slice(0, 90)}`, () => {
		checkFields(`2026-11-23 16:35:10.065 ${message}`, kind, fields);
	});
}
