import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldName, Kind } from '../../../src/core/event';
import { LineReader } from '../../../src/core/lineReader';
import { bytesOf } from '../../../src/core/text/utf8';
import { checkFields } from './checkFields';

/** A line of Exim about a client behind its time, its kind, and the fields it must have. */
type FieldRow = readonly [string, Kind, Partial<Record<FieldName, string>>];

const refusals: readonly FieldRow[] = [
	[
		'H=mx.example.org (helo) [203.0.113.40]:4411 I=[192.0.2.25]:25 Ci=7 X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no SNI=mail.example.com F=<"a: b"@example.org> SPF=pass temporarily rejected RCPT <"c > d: e"@example.com>: 451 4.7.1 rejected elsewhere',
		'reject',
		{
			host: 'mx.example.org',
			helo: 'helo',
			address: '203.0.113.40',
			port: '4411',
			from: '"a: b"@example.org',
			phase: 'RCPT',
			code: '451',
			enhanced: '4.7.1',
			tlsVersion: 'TLS1.3',
		},
	],
	[
		'H=(x) [203.0.113.40] F=a@example.org rejected RCPT b@example.com: no',
		'reject',
		{ from: 'a@example.org', to: 'b@example.com', text: 'no' },
	],
	[
		'H=[203.0.113.40] rejected connection in "connect" ACL: no',
		'reject',
		{ phase: 'connection', text: 'no' },
	],
	[
		'H=mx.example.org [203.0.113.40] rejected MAIL <a@example.org>: no',
		'reject',
		{ phase: 'MAIL', from: 'a@example.org' },
	],
	['H=mx.example.org [203.0.113.40] rejected AUTH PLAIN: no', 'reject', { phase: 'AUTH', text: 'no' }],
	['H=mx.example.org [203.0.113.40] rejected EHLO or HELO x', 'reject', { phase: 'EHLO' }],
	['H=mx.example.org [203.0.113.40] rejected ETRN example.net: no', 'reject', { phase: 'ETRN', text: 'no' }],
	[
		'1xVX0Y-00008E-0N H=mx.example.org [203.0.113.40] F=<> rejected after DATA: spam: 7.1',
		'reject',
		{ from: '', phase: 'after DATA', text: 'spam: 7.1' },
	],
	[
		'1xVX0Y-00008E-0N U=root F=<a@example.org> rejected by non-SMTP ACL: no',
		'reject',
		{ user: 'root', phase: 'by non-SMTP ACL' },
	],
	[
		'1xVX0Y-00008E-0N F=a@example.org H=mx [203.0.113.40] P=esmtp rejected by local_scan(): no',
		'reject',
		{ from: 'a@example.org', address: '203.0.113.40', phase: 'by local_scan()', text: 'no' },
	],
	[
		'1xVX0Y-00008E-0N rejected from <a@example.org> H=mx.example.org [203.0.113.40]: message too big: read=2 max=1',
		'reject',
		{
			from: 'a@example.org',
			host: 'mx.example.org',
			address: '203.0.113.40',
			text: 'message too big: read=2 max=1',
		},
	],
	[
		'rejected MAIL FROM:<a@example.org> H=mx.example.org [203.0.113.40]: message too big: size=2 max=1',
		'reject',
		{ phase: 'MAIL', from: 'a@example.org', address: '203.0.113.40' },
	],
	[
		'rejected EHLO from mx.example.org [203.0.113.40]: syntactically invalid argument(s): a_b',
		'reject',
		{
			phase: 'EHLO',
			host: 'mx.example.org',
			address: '203.0.113.40',
			text: 'syntactically invalid argument(s): a_b',
		},
	],
	[
		'temporarily rejected "EHLO x" from (x) [203.0.113.40]',
		'reject',
		{ phase: 'EHLO', helo: 'x', address: '203.0.113.40' },
	],
	[
		'unqualified recipient rejected: <nobody> H=(x) [203.0.113.40] (no host name)',
		'reject',
		{ phase: 'RCPT', to: 'nobody', helo: 'x', text: '(no host name)' },
	],
	[
		'too many recipients: message rejected: sender=<a@example.org> H=mx [203.0.113.40]',
		'reject',
		{ from: 'a@example.org', address: '203.0.113.40' },
	],
	[
		'Connection from [203.0.113.40]:4411 refused: too many connections',
		'reject',
		{ address: '203.0.113.40', port: '4411', text: 'too many connections' },
	],
	[
		'H=(x) [203.0.113.40] sender verify fail for <a@example.org>: response to "RCPT TO:<a@example.org>" was: 550 rejected RCPT',
		'sender-verify-failed',
		{ from: 'a@example.org', address: '203.0.113.40' },
	],
	[
		'H=(x) [203.0.113.40] F=<a@example.org> RCPT <b@example.com>: discarded by RCPT ACL: bulk',
		'info',
		{ from: 'a@example.org', to: 'b@example.com', phase: 'RCPT', text: 'discarded by RCPT ACL: bulk' },
	],
	[
		'H=(x) [203.0.113.40] I=[192.0.2.25]:25 Warning: is in dnsbl.example',
		'warning',
		{ address: '203.0.113.40', text: 'is in dnsbl.example' },
	],
	['U=alice Warning: no action', 'warning', { user: 'alice', text: 'no action' }],
];

const cutthrough: readonly FieldRow[] = [
	[
		'1xVX0Y-00008E-0N H=mx.example.org [203.0.113.40] b@example.net F=<a@example.org> P=<a@example.org> rejected after DATA: R=all T=smtp H=mx.example.net [198.51.100.7] C="550 no"',
		'reject',
		{ address: '203.0.113.40', to: 'b@example.net', from: 'a@example.org', phase: 'after DATA' },
	],
	[
		'1xVX0Y-00008E-0N >> b@example.net F=<a@example.org> R=all T=smtp H=mx.example.net [198.51.100.7] C="250 OK"',
		'delivery-cutthrough',
		{ to: 'b@example.net', from: 'a@example.org', code: '250' },
	],
];

const connections: readonly FieldRow[] = [
	['SMTP connection from root closed by EOF', 'disconnect', {}],
	[
		'SMTP connection Ci=7 from mx.example.org (x) [203.0.113.40]:4411 I=[192.0.2.25]:25 D=1s closed by QUIT',
		'disconnect',
		{ host: 'mx.example.org', helo: 'x', address: '203.0.113.40', port: '4411', text: 'closed by QUIT' },
	],
	[
		'TLS error on connection Ci=7 from (x) [203.0.113.40]:4411 (SSL_accept): error',
		'tls-failed',
		{ helo: 'x', address: '203.0.113.40', text: '(SSL_accept): error' },
	],
	[
		"H=[203.0.113.40]:62839 dropped by 'connect' ACL: no",
		'dropped',
		{ address: '203.0.113.40', port: '62839', text: "dropped by 'connect' ACL: no" },
	],
	[
		'SMTP syntax error in "MAIL FROM:<a H=b" H=(x) [203.0.113.40] malformed address',
		'syntax-error',
		{ helo: 'x', address: '203.0.113.40', text: '"MAIL FROM:<a H=b"' },
	],
	[
		'login authenticator failed for (x) [203.0.113.40]: 535 Incorrect authentication data (set_id=a)b)',
		'sasl-failed',
		{ saslMethod: 'login', saslUser: 'a)b', code: '535', text: 'Incorrect authentication data' },
	],
	[
		'ETRN #example.net received from mx.example.net [203.0.113.40]',
		'info',
		{ phase: 'ETRN', host: 'mx.example.net', address: '203.0.113.40' },
	],
	[
		'no IP address found for host mx.example.org (during SMTP connection from (x) [203.0.113.40]:1 I=[192.0.2.25]:25)',
		'info',
		{ host: 'mx.example.org', address: '203.0.113.40' },
	],
	[
		'H=(x) [203.0.113.40] incomplete transaction (QUIT) from <a@example.org> for b@example.com',
		'info',
		{ text: 'QUIT', from: 'a@example.org', recipient: 'b@example.com' },
	],
	[
		'1xVX0Y-00008E-0N [198.51.100.7] SSL verify error: depth=0 error=x cert=/CN=y',
		'tls-unverified',
		{ address: '198.51.100.7' },
	],
];

for (const [message, kind, fields] of [...refusals, ...cutthrough, ...connections]) {
	test(`exim: ${message.slice(0, 90)}`, () => {
		checkFields(`2026-11-23 16:35:10.065 ${message}`, kind, fields);
	});
}

/** Whether a refusal is one that may be tried again. */
const temporary: readonly (readonly [string, true | undefined])[] = [
	['H=(x) [203.0.113.40] temporarily rejected connection in "connect" ACL: later', true],
	[
		'temporarily refused connection from [203.0.113.40]: not in reserve list: connected=2 max=2 reserve=1',
		true,
	],
	['temporarily rejected "EHLO x" from (x) [203.0.113.40]', true],
	['too many recipients: excess temporarily rejected: sender=<a@example.org> H=(x) [203.0.113.40]', true],
	['1xVX0Y-00008E-0N local_scan() function timed out - message temporarily rejected (size 500)', true],
	['H=(x) [203.0.113.40] sender verify defer for <a@example.org>: lookup', true],
	[
		'H=(x) [203.0.113.40] F=<a@example.org> rejected RCPT <b@example.com>: callout: temporarily rejected there',
		undefined,
	],
	['H=(x) [203.0.113.40] F=<a@example.org> rejected RCPT <b@example.com>: no', undefined],
];

for (const [message, expected] of temporary) {
	test(`exim, ${expected ? 'for now' : 'for ever'}: ${message.slice(0, 90)}`, () => {
		const bytes = bytesOf(`2026-11-23 16:35:10 ${message}`);
		assert.equal(new LineReader().read(bytes, 0, bytes.length, () => undefined).temporary, expected);
	});
}
