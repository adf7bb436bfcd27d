import type { Cursor } from '../cursor';
import type { Row } from '../row';
import { clientBrief, rejectBrief } from './briefs';
import { answer, attributes, peer, peerAndReason, refusal } from './fields';
import { rowsLike } from './likeRows';
import { acceptedAs } from './remoteWords';

/** What the SMTP server says of a session: smtpd(8), and the little that qmqpd(8) says alike. The frequent ones come first. */
const programs = ['smtpd'];

export const smtpdRows: readonly Row[] = [
	{
		kind: 'connect',
		programs: ['smtpd', 'qmqpd'],
		queueId: 'none',
		starts: 'connect from ',
		session: 'open',
		samples: [
			'connect from host10.isp.example[203.0.113.10]',
			'connect from unknown[2001:db8:113::11]',
			// smtpd_client_port_logging
			'connect from unknown[203.0.113.10]:51937',
		],
		read: peer,
	},
	{
		kind: 'disconnect',
		programs: ['smtpd', 'qmqpd'],
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
		programs: ['smtpd', 'qmqpd'],
		starts: 'client=',
		session: 'join',
		message: 'open',
		link: { after: ', orig_queue_id=', is: 'parent' },
		samples: [
			'4jYB4w0dbLz5c: client=host10.isp.example[203.0.113.10]',
			// Before a filter that answers while the client waits (smtpd_proxy_filter).
			'NOQUEUE: client=host10.isp.example[203.0.113.10]',
			'4jYB5r214Jz6x: client=host11.isp.example[203.0.113.11], sasl_method=PLAIN, sasl_username=alice@example.com',
			'4jYB5r214Jz6x: client=host11.isp.example[203.0.113.11], sasl_method=PLAIN, sasl_username=alice, sasl_sender=bob@example.com',
			// Behind a filter that hands on what XFORWARD said.
			'4jYB5r214Jz6x: client=localhost[127.0.0.1], orig_queue_id=4jYB4w0dbLz5c, orig_client=host10.isp.example[203.0.113.10]',
		],
		read(cursor) {
			peer(cursor);
			cursor.skip(', ');
			attributes(cursor);
		},
		brief: clientBrief,
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
			// Before 2.3 there was no enhanced code, and before 2.0 no NOQUEUE.
			'reject: RCPT from unknown[192.0.2.9]: 554 <b@example.com>: Relay access denied; from=<a@example.org> to=<b@example.com>',
			// 3.10 says who had logged in; a bare line feed has no reply.
			'NOQUEUE: reject: RCPT from unknown[192.0.2.9]: 553 5.7.1 <c@example.com>: Sender address rejected: not owned by user alice; from=<c@example.com> to=<b@example.com> proto=ESMTP helo=<x> sasl_method=PLAIN sasl_username=alice',
			'4jYB4w0dbLz5c: reject: DATA content from unknown[192.0.2.9]: bare <LF> received; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>',
			'4jYB4w0dbLz5c: reject: DATA from unknown[192.0.2.9]: 421 4.3.0 mail.example.com Server local data error',
			'warning: reject: ETRN example.com... from unknown[192.0.2.9]',
		],
		read: refusal,
		brief: rejectBrief,
	},
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
	...rowsLike({ kind: 'dropped', programs, session: 'join', read: afterStage }, [
		['too many errors after ', 'too many errors after RCPT from unknown[192.0.2.7]'],
		['bare <LF> received after ', 'bare <LF> received after DATA (28 bytes) from unknown[192.0.2.7]'],
	]),
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
		read: peerAndReason,
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
			'4jYB4w0dbLz5c: milter-hold: END-OF-MESSAGE from mx.example.org[192.0.2.9]: milter triggers HOLD action; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<mx.example.org>',
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
			const isAccepted = cursor.sees('accept');
			cursor.skipTo(': ');
			const start = cursor.at;
			refusal(cursor);
			if (isAccepted) {
				const text = cursor.fields.find(({ name }) => name === 'text');
				acceptedAs(cursor, start, text?.span.end ?? start);
			}
		},
	},
	// What a filter in front answered to a command; the client gets the answer, and no other line tells of it.
	...['MAIL FROM', 'RCPT TO'].map((command): Row => {
		const starts = 'proxy ';
		const has = ` rejected "${command}`;
		return {
			kind: 'proxy',
			programs,
			queueId: 'none',
			starts,
			has,
			session: 'attach',
			samples: [`warning: ${starts}127.0.0.1:10025${has}:<a@example.org>": "550 5.1.1 User unknown"`],
			read(cursor) {
				cursor.skipTo(' rejected "');
				cursor.note('phase', cursor.at, cursor.at + 4);
				if (cursor.skipTo('": "')) {
					answer(cursor, cursor.text.charAt(cursor.end - 1) === '"' ? cursor.end - 1 : cursor.end);
				}
			},
		};
	}),
	...[
		'hold',
		'filter',
		'redirect',
		'discard',
		'delay',
		'warn',
		'info',
		'bcc',
		'prepend',
		'permit',
		'hangup',
	].map((action): Row => ({
		kind: 'info',
		programs,
		starts: `${action}: `,
		has: ' from ',
		session: 'join',
		samples: [
			`NOQUEUE: ${action}: RCPT from unknown[192.0.2.9]: <b@example.com>: Recipient address triggers an action; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>`,
		],
		read(cursor) {
			cursor.note('action', cursor.at - action.length - 2, cursor.at - 2);
			refusal(cursor);
		},
	})),
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
