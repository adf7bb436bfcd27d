import type { Cursor } from '../cursor';
import type { Row } from '../row';
import { attributes, peer, refusal, tlsParameters } from './fields';

/** What the SMTP server says of a session: smtpd(8). */
const programs = ['smtpd'];

export const smtpdRows: readonly Row[] = [
	{
		kind: 'connect',
		programs,
		queueId: 'none',
		starts: 'connect from ',
		session: 'open',
		samples: ['connect from host10.isp.example[203.0.113.10]', 'connect from unknown[2001:db8:113::11]'],
		read: peer,
	},
	{
		kind: 'disconnect',
		programs,
		queueId: 'none',
		starts: 'disconnect from ',
		session: 'close',
		samples: [
			'disconnect from host10.isp.example[203.0.113.10] ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7',
			'disconnect from unknown[192.0.2.7]',
		],
		read(cursor) {
			peer(cursor);
			cursor.skip(' ');
			cursor.takeRest('counters');
		},
	},
	{
		kind: 'client',
		programs,
		starts: 'client=',
		session: 'join',
		message: 'open',
		samples: [
			'4jYB4w0dbLz5c: client=host10.isp.example[203.0.113.10]',
			// Before a filter that answers while the client waits (smtpd_proxy_filter).
			'NOQUEUE: client=host10.isp.example[203.0.113.10]',
			'4jYB5r214Jz6x: client=host11.isp.example[203.0.113.11], sasl_method=PLAIN, sasl_username=alice@example.com',
		],
		read(cursor) {
			peer(cursor);
			cursor.skip(', ');
			attributes(cursor);
		},
	},
	{
		kind: 'reject',
		programs,
		starts: 'reject: ',
		session: 'join',
		samples: [
			'NOQUEUE: reject: RCPT from mx.example.org[192.0.2.9]: 550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown in local recipient table; from=<a@example.org> to=<nobody@example.com> proto=ESMTP helo=<mx.example.org>',
			'4jYB4w0dbLz5c: reject: RCPT from unknown[192.0.2.9]: 450 4.2.0 <b@example.com>: Recipient address rejected: Greylisted; from=<a@example.org> to=<b@example.com> proto=SMTP helo=<x>',
			'NOQUEUE: reject: CONNECT from unknown[192.0.2.9]: 554 5.7.1 <unknown[192.0.2.9]>: Client host rejected: Access denied; proto=SMTP',
		],
		read: refusal,
	},
	{
		kind: 'reject',
		programs,
		starts: 'reject_warning: ',
		session: 'join',
		samples: [
			'NOQUEUE: reject_warning: RCPT from unknown[192.0.2.9]: 450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.9]; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>',
		],
		read(cursor) {
			cursor.note('action', cursor.at - 'reject_warning: '.length, cursor.at - 2);
			refusal(cursor);
		},
	},
	{
		kind: 'milter',
		programs: ['smtpd', 'cleanup'],
		starts: 'milter-',
		has: ' from ',
		session: 'attach',
		samples: [
			'4jYB4w0dbLz5c: milter-reject: END-OF-MESSAGE from mx.example.org[192.0.2.9]: 5.7.1 Blocked by policy; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<mx.example.org>',
			'NOQUEUE: milter-reject: CONNECT from unknown[192.0.2.9]: 451 4.7.1 Service unavailable - try again later; proto=SMTP',
		],
		read(cursor) {
			cursor.take('action', ': ');
			refusal(cursor);
		},
	},
	{
		kind: 'proxy',
		programs,
		starts: 'proxy-',
		session: 'join',
		samples: [
			'NOQUEUE: proxy-reject: END-OF-MESSAGE: 554 5.7.1 Rejected by filter; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>',
			'NOQUEUE: proxy-accept: END-OF-MESSAGE: 250 2.0.0 Ok: queued as 1D8D8217; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>',
		],
		read(cursor) {
			cursor.skipTo(': ');
			refusal(cursor);
		},
	},
	...['hold', 'filter', 'redirect', 'discard', 'warn', 'info', 'bcc', 'prepend', 'permit'].map(
		(action): Row => ({
			kind: 'info',
			programs,
			starts: `${action}: `,
			has: ' from ',
			session: 'join',
			samples: [
				`NOQUEUE: ${action}: RCPT from unknown[192.0.2.9]: <b@example.com>: Recipient address triggers an action; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>`,
			],
			read: refusal,
		}),
	),
	{
		kind: 'lost-connection',
		programs,
		starts: 'lost connection after ',
		session: 'join',
		samples: [
			'lost connection after DATA (7774180 bytes) from unknown[192.0.2.7]',
			'NOQUEUE: lost connection after CONNECT from unknown[192.0.2.25]',
		],
		read: afterStage,
	},
	{
		kind: 'timeout',
		programs,
		starts: 'timeout after ',
		session: 'join',
		samples: ['timeout after END-OF-MESSAGE from mx.example.org[192.0.2.7]'],
		read: afterStage,
	},
	{
		kind: 'dropped',
		programs,
		starts: 'too many errors after ',
		session: 'join',
		samples: ['too many errors after RCPT from unknown[192.0.2.7]'],
		read: afterStage,
	},
	{
		kind: 'pipelining',
		programs,
		starts: 'improper command pipelining after ',
		session: 'join',
		samples: ['improper command pipelining after EHLO from unknown[192.0.2.7]: QUIT\\r\\n'],
		read(cursor) {
			afterStage(cursor);
			cursor.skip(': ');
			cursor.takeRest('text');
		},
	},
	{
		kind: 'protocol-error',
		programs,
		starts: 'non-SMTP command from ',
		session: 'join',
		samples: ['warning: non-SMTP command from unknown[192.0.2.7]: GET / HTTP/1.1'],
		read(cursor) {
			peer(cursor);
			cursor.skip(': ');
			cursor.takeRest('text');
		},
	},
	{
		kind: 'tls-established',
		programs,
		queueId: 'none',
		starts: '',
		has: ' TLS connection established from ',
		session: 'join',
		samples: [
			'Anonymous TLS connection established from host10.isp.example[203.0.113.10]: TLSv1.2 with cipher ECDHE-RSA-AES256-GCM-SHA384 (256/256 bits)',
			'Trusted TLS connection established from host10.isp.example[203.0.113.10]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256',
		],
		read(cursor) {
			cursor.take('tlsTrust', ' TLS connection established from ');
			peer(cursor);
			cursor.skip(': ');
			tlsParameters(cursor);
		},
	},
	{
		kind: 'info',
		programs,
		queueId: 'none',
		starts: 'setting up TLS connection from ',
		session: 'join',
		samples: ['setting up TLS connection from host10.isp.example[203.0.113.10]'],
		read: peer,
	},
	{
		kind: 'tls-failed',
		programs,
		queueId: 'none',
		starts: 'SSL_accept error from ',
		session: 'join',
		samples: [
			'SSL_accept error from unknown[192.0.2.7]: lost connection',
			'SSL_accept error from unknown[192.0.2.7]: -1',
		],
		read(cursor) {
			peer(cursor);
			cursor.skip(': ');
			cursor.takeRest('text');
		},
	},
	{
		kind: 'sasl-failed',
		programs,
		queueId: 'none',
		starts: '',
		has: ' authentication failed: ',
		session: 'join',
		samples: [
			'warning: host11.isp.example[203.0.113.11]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=alice@example.com',
			'warning: unknown[203.0.113.11]: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
		],
		read(cursor) {
			peer(cursor);
			cursor.skip(': SASL ');
			cursor.take('saslMethod', ' authentication failed: ');
			const user = cursor.find(', sasl_username=');
			cursor.note('text', cursor.at, user < 0 ? cursor.end : user);
			if (user >= 0) {
				cursor.at = user + ', sasl_username='.length;
				cursor.takeRest('saslUser');
			}
		},
	},
	{
		kind: 'warning',
		programs,
		queueId: 'none',
		starts: 'hostname ',
		has: ' does not resolve to address ',
		session: 'early',
		samples: [
			'warning: hostname mx.example.org does not resolve to address 192.0.2.9',
			'warning: hostname mx.example.org does not resolve to address 192.0.2.9: Name or service not known',
		],
		read(cursor) {
			cursor.take('host', ' does not resolve to address ');
			cursor.takeWhile('address', (character) => /[0-9A-Fa-f.:]/.test(character));
		},
	},
	{
		kind: 'warning',
		programs,
		queueId: 'none',
		starts: '',
		has: ' rate limit exceeded: ',
		session: 'attach',
		samples: [
			'warning: Connection rate limit exceeded: 31 from mx.example.org[192.0.2.123] for service smtpd',
			'warning: Recipient address rate limit exceeded: 31 from mx.example.org[192.0.2.123] for service smtpd',
		],
		read: limitExceeded,
	},
	{
		kind: 'warning',
		programs,
		queueId: 'none',
		starts: 'Connection concurrency limit exceeded: ',
		session: 'attach',
		samples: [
			'warning: Connection concurrency limit exceeded: 51 from mx.example.org[192.0.2.123] for service smtpd',
		],
		read: limitExceeded,
	},
	{
		kind: 'warning',
		programs,
		queueId: 'none',
		starts: 'SASL authentication failure: ',
		session: 'attach',
		samples: ['warning: SASL authentication failure: Password verification failed'],
		read(cursor) {
			cursor.takeRest('text');
		},
	},
	{
		kind: 'warning',
		programs: ['smtpd', 'smtp', 'tlsproxy'],
		queueId: 'none',
		starts: 'TLS library problem: ',
		session: 'attach',
		samples: [
			'warning: TLS library problem: error:0A00010B:SSL routines::wrong version number:../ssl/record/ssl3_record.c:354:',
		],
		read(cursor) {
			cursor.takeRest('text');
		},
	},
	{
		kind: 'warning',
		programs,
		queueId: 'required',
		starts: 'queue file size limit exceeded',
		session: 'attach',
		samples: ['warning: 4jYB4w0dbLz5c: queue file size limit exceeded'],
	},
];

/** `DATA (7774180 bytes) from unknown[192.0.2.7]` */
function afterStage(cursor: Cursor): void {
	const from = cursor.find(' from ');
	const space = cursor.find(' ');
	cursor.note('phase', cursor.at, space < 0 ? cursor.end : space);
	if (from >= 0) {
		cursor.at = from + ' from '.length;
		peer(cursor);
	}
}

function limitExceeded(cursor: Cursor): void {
	if (cursor.skipTo(' from ')) {
		peer(cursor);
	}
}
