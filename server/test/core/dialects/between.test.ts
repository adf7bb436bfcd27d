import { test } from 'node:test';
import type { FieldName, Kind } from '../../../src/core/event';
import { checkFields } from './checkFields';

/** A program, its line, the line's kind, and the fields it must have. */
const rows: readonly (readonly [string, string, Kind, Partial<Record<FieldName, string>>])[] = [
	[
		'postgrey',
		'4jYN8267hQzX1: action=pass, reason=client whitelist, client_name=relay.example.net, client_address=203.0.113.10, sender=bob@example.net, recipient=carol@example.com',
		'info',
		{
			queueId: '4jYN8267hQzX1',
			action: 'pass',
			text: 'client whitelist',
			host: 'relay.example.net',
			address: '203.0.113.10',
			from: 'bob@example.net',
			to: 'carol@example.com',
		},
	],
	['postgrey', 'cleaning up old logs...', 'info', {}],
	[
		'rspamd',
		'<8ae27d>; proxy; rspamd_task_write_log: id: <a.1@sender.example>, qid: <A785B308622AB>, ip: 203.0.113.20, from: <user@sender.example>, (default: T (reject): [22.10/15.00] [GTUBE(0.00){}]), len: 2348, time: 50ms, rcpts: <alice@example.com,bob@example.com>',
		'info',
		{
			messageId: 'a.1@sender.example',
			queueId: 'A785B308622AB',
			address: '203.0.113.20',
			from: 'user@sender.example',
			action: 'reject',
			text: '[22.10/15.00]',
			size: '2348',
			to: 'alice@example.com',
		},
	],
	[
		'amavis',
		'(02279-04) Blocked INFECTED (Eicar-Test, other), [203.0.113.20]:6101 [203.0.113.21] <a@example.org> -> <c@example.com>,<d@example.com>, Queue-ID: 4AA091855DA0, Message-ID: <a.1@sender.example>, mail_id: 6aLEkMwQa8H2, Hits: -, size: 888, 78 ms',
		'info',
		{
			action: 'Blocked INFECTED (Eicar-Test, other)',
			address: '203.0.113.20',
			port: '6101',
			from: 'a@example.org',
			to: 'c@example.com',
			queueId: '4AA091855DA0',
			messageId: 'a.1@sender.example',
			size: '888',
		},
	],
	[
		'/usr/sbin/amavisd-new',
		'(1-2) Passed CLEAN, [203.0.113.20] <> -> <c@example.com>, Hits: -, size: 1, queued_as: B60132CB20, 1 ms',
		'info',
		{ queueId: 'B60132CB20', from: '' },
	],
	[
		'opendkim',
		'95154657C: mx.example.org [203.0.113.20] not internal',
		'info',
		{ queueId: '95154657C', host: 'mx.example.org', address: '203.0.113.20' },
	],
	[
		'opendkim',
		'4jYB4w0dbLz5c: DKIM verification successful',
		'dkim',
		{ text: 'DKIM verification successful' },
	],
	[
		'opendmarc',
		'08ACF1541B01 ignoring Authentication-Results at 1 from mx.example.org',
		'info',
		{ queueId: '08ACF1541B01', text: 'ignoring Authentication-Results at 1 from mx.example.org' },
	],
	[
		'opendmarc',
		'08ACF1541B01: example.org pass',
		'info',
		{ queueId: '08ACF1541B01', text: 'example.org pass' },
	],
	[
		'policyd-spf',
		'prepend Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=203.0.113.20; helo=mx.example.org; envelope-from=a@example.org; receiver=<UNKNOWN>',
		'info',
		{
			text: 'prepend Received-SPF: Pass (mailfrom)',
			address: '203.0.113.20',
			helo: 'mx.example.org',
			from: 'a@example.org',
		},
	],
	[
		'postfix/policy-spf',
		'Policy action=PREPEND Received-SPF: pass (example.org: 203.0.113.20 is authorized) receiver=mx1; identity=mailfrom; envelope-from="a@example.org"; helo=mx.example.org; client-ip=203.0.113.20',
		'info',
		{ address: '203.0.113.20', from: 'a@example.org' },
	],
	[
		'postfix/policyd-weight',
		'decided action=550 Mail appeared to be SPAM or forged; <client=203.0.113.20> <helo=mx.example.org> <from=a@example.org> <to=b@example.com>; delay: 1s',
		'info',
		{ address: '203.0.113.20', helo: 'mx.example.org', from: 'a@example.org', to: 'b@example.com' },
	],
	// A program that nobody knows, with a name that objects have.
	['constructor', '4jYB4w0dbLz5c: whatever', 'foreign', {}],
];

for (const [program, message, kind, fields] of rows) {
	test(`${program}: ${message.slice(0, 70)}`, () => {
		checkFields(`Nov 23 16:20:48 mx1 ${program}[291]: ${message}`, kind, fields);
	});
}
