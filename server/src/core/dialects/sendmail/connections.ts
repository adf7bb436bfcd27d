import type { Row } from '../row';
import { plain, relayHost, replyOrText } from './fields';

/** How connections begin and end, and what clients do that they should not. */
export function connectionRows(): Row[] {
	/** `host [address] …words`, with the words behind the peer as the line's text. */
	const event = (row: Pick<Row, 'kind' | 'has' | 'session' | 'samples'> & Partial<Row>): Row => ({
		starts: '',
		message: 'attach',
		peerAfter: row.starts ?? '',
		read(cursor) {
			relayHost(cursor);
			if (cursor.skip(' (may be forged)')) {
				cursor.skip(':');
			}
			cursor.skip(':');
			cursor.skip(' ');
			const after = cursor.text.lastIndexOf(' after ', cursor.end);
			const phase =
				after >= cursor.at ? /^[a-z]{4,8}$/.exec(cursor.text.slice(after + 7, cursor.end))?.[0] : undefined;
			if (phase) {
				cursor.fields.push({
					name: 'phase',
					value: phase.toUpperCase(),
					span: { start: after + 1, end: cursor.end },
				});
			}
			cursor.takeRest('text');
		},
		...row,
	});
	return [
		event({
			kind: 'connect',
			starts: 'connect from ',
			has: '[',
			session: 'open',
			samples: [
				'NOQUEUE: connect from host10.isp.example [203.0.113.10]',
				'6ANGe6RQ000195: connect from [203.0.113.10]',
			],
		}),
		event({
			kind: 'disconnect',
			has: ' did not issue MAIL/EXPN/VRFY/ETRN during connection to ',
			session: 'close',
			samples: [
				'6ANGeRC5000372: host70.isp.example [203.0.113.70] did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA-v4',
				'6ANGeRC5000373: mx.example.net [IPv6:2001:db8::9] (may be forged) did not issue MAIL/EXPN/VRFY/ETRN during connection to MTA',
			],
		}),
		...['mail', 'rcpt', 'data'].map((command) =>
			event({
				kind: 'lost-connection',
				starts: 'lost input channel from ',
				has: ` after ${command}`,
				session: 'join',
				message: 'join',
				samples: [
					`6ANGeRsC000378: lost input channel from host72.isp.example [203.0.113.72] to MTA-v4 after ${command}`,
				],
			}),
		),
		event({
			kind: 'lost-connection',
			starts: 'lost input channel from ',
			has: ' after ',
			session: 'join',
			samples: ['6ANGeRsC000378: lost input channel from [203.0.113.72] to MTA-v4 after startup'],
		}),
		{
			...plain('lost-connection', 'collect: premature EOM: ', [
				'6ANGeRNm000391: collect: premature EOM: unexpected close',
			]),
			message: 'join',
			session: 'join',
		},
		{
			...plain('info', 'collect: ', [
				'6ANGeRNm000391: collect: relay=host74.isp.example, from=<user@sender.example>, info=unexpected close',
			]),
			session: 'attach',
		},
		event({
			kind: 'timeout',
			starts: 'timeout waiting for input from ',
			has: ' during server ',
			session: 'join',
			samples: [
				'6ANGeRNm000391: timeout waiting for input from host74.isp.example [203.0.113.74] during server cmd read',
			],
		}),
		plain('timeout', 'timeout waiting for input from ', [
			'6ANGeRNm000391: timeout waiting for input from mx10.remote.example. during client greeting',
		]),
		event({
			kind: 'pipelining',
			starts: 'rejecting commands from ',
			has: ' due to pre-greeting traffic',
			session: 'join',
			samples: [
				'6ANGeRNm000391: rejecting commands from host74.isp.example [203.0.113.74] due to pre-greeting traffic after 0 seconds',
			],
		}),
		event({
			kind: 'warning',
			has: ': possible SMTP attack: ',
			session: 'join',
			samples: [
				'6ANGeRNm000391: host74.isp.example [203.0.113.74] (may be forged): possible SMTP attack: command=AUTH, count=5',
			],
		}),
		event({
			kind: 'protocol-error',
			has: ': probable open proxy: ',
			session: 'join',
			samples: [String.raw`6ANGeUg8000412: [203.0.113.202]: probable open proxy: command=GET / HTTP/1.0\r\n`],
		}),
		event({
			kind: 'warning',
			has: ': Possible SMTP RCPT flood, throttling',
			session: 'join',
			samples: ['6ANGeUg8000412: [203.0.113.202]: Possible SMTP RCPT flood, throttling.'],
		}),
	];
}

/** With LogLevel 14 the whole conversation is there: `<-- ` the client, `--- ` the server. */
export function dialogueRows(): Row[] {
	return [
		{
			kind: 'command',
			starts: '<-- ',
			session: 'join',
			message: 'attach',
			samples: [
				'6ANGe6RQ000195: <-- EHLO host10.isp.example',
				'NOQUEUE: <-- AUTH PLAIN AGFsaWNlAHNlY3JldA==',
			],
			read(cursor) {
				const secret = /^AUTH +[A-Za-z0-9_-]{1,20} +(?=\S)/i.exec(cursor.rest)?.[0];
				const { at, end } = cursor;
				cursor.note('text', at, secret ? at + secret.trimEnd().length : end);
				if (secret) {
					cursor.note('secret', at + secret.length, end);
				}
			},
		},
		{
			kind: 'reply',
			starts: '--- ',
			session: 'join',
			message: 'attach',
			samples: [
				'6ANGe6RQ000195: --- 250 2.1.0 <a@example.org>... Sender ok',
				'NOQUEUE: --- 250-mx.example.com Hello',
			],
			read: replyOrText,
		},
	];
}

/** The daemon itself, and complaints about a mail. */
export function daemonRows(): Row[] {
	return [
		plain('daemon-start', 'starting daemon (', ['starting daemon (8.17.1): SMTP+queueing@00:10:00']),
		plain('info', 'started as: ', ['started as: /usr/sbin/sendmail-mta -bd -q10m']),
		plain('info', 'restarting ', ['restarting /usr/sbin/sendmail-mta due to signal']),
		plain('warning', 'rejecting ', ['rejecting connections on daemon MTA: load average: 12']),
		plain('warning', 'SYSERR(', [
			'6ANGe6RQ000195: SYSERR(root): mx.example.org. config error: mail loops back to me (MX problem?)',
		]),
		plain('warning', 'Authentication-Warning: ', [
			'6ANGe6RQ000195: Authentication-Warning: mx.example.org: www-data set sender to a@example.org using -f',
		]),
		plain('warning', 'Losing ', ['6ANGe6RQ000195: Losing ./qf6ANGe6RQ000195: savemail panic']),
		plain('warning', 'unable to qualify my own domain name ', [
			'unable to qualify my own domain name (mail) -- using short name',
		]),
		plain('info', 'gethostbyaddr(', ['gethostbyaddr(198.51.100.1) failed: 1']),
		plain('info', 'runqueue: ', [
			'runqueue: Flushing queue from /var/spool/mqueue (pri 30000, LA 3, 0 of 1)',
		]),
		plain('info', 'locked', ['6ANGe6RQ000195: locked']),
		plain('warning', 'headers too large ', [
			'6ANGe6RQ000195: headers too large (32768 max) from mx.example.org during message collect',
		]),
		plain('warning', 'message size (', [
			'6ANGe6RQ000195: message size (30000000) exceeds maximum (20000000)',
		]),
		plain('info', 'alias database ', ['alias database /etc/mail/aliases rebuilt by root']),
	];
}
