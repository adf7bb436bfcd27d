import type { FieldName, Kind } from '../event';
import { address, addresses, commaAttributes, type AttributeReader } from './attributes';
import type { Cursor } from './cursor';
import { codeAt, enhancedAt, reply } from './fields';
import type { Dialect, Row } from './row';

/**
 * sendmail 8 (Installation and Operations Guide §5.1.1 "The system log"; the format strings of 8.17). The queue id is taken off before
 * the rows look. What it accepts is logged by the process that serves the connection, what it delivers by another one.
 */
export const sendmail: Dialect = {
	format: 'sendmail',
	rows: [
		...messageRows(),
		...bounceRows(),
		...tlsRows(),
		...authRows(),
		...refusalRows(),
		...milterRows(),
		...connectionRows(),
		...daemonRows(),
	],
};

/** A mail comes in, and every attempt to deliver it. */
function messageRows(): Row[] {
	const envelope: Pick<Row, 'queueId' | 'starts' | 'session' | 'peerAfter' | 'isPeerLast' | 'read'> = {
		queueId: 'required',
		starts: 'from=',
		session: 'join',
		peerAfter: ', relay=',
		isPeerLast: true,
		read(cursor) {
			cursor.at -= 'from='.length;
			commaAttributes(cursor, envelopeAttributes);
		},
	};
	return [
		{
			...envelope,
			// A transaction that ended without a recipient: no mail.
			kind: 'info',
			has: ', nrcpts=0,',
			message: 'join',
			samples: [
				'6ANGeIa0000323: from=<user@sender.example>, size=0, class=0, nrcpts=0, proto=ESMTP, daemon=MTA-v4, relay=host20.isp.example [203.0.113.20]',
			],
		},
		{
			...envelope,
			kind: 'arrival',
			has: ', nrcpts=',
			message: 'open',
			samples: [
				'6ANGe6RQ000195: from=<user@sender.example>, size=199, class=0, nrcpts=1, msgid=<sm-02-starttls.1@sender.example>, proto=ESMTPS, daemon=MTA-v4, relay=host10.isp.example [203.0.113.10]',
				'6ANGe6RQ000196: from=root, size=321, class=0, nrcpts=2, msgid=<200701021010.l02AAB12@mx.example.org>, relay=root@localhost',
				'6ANGe6RQ0000197: from=<>, size=3120, class=0, nrcpts=1, msgid=<1@example.org>, bodytype=8BITMIME, proto=ESMTP, daemon=MTA, relay=mx.example.net [IPv6:2001:db8:0:0:0:0:0:9] (may be forged)',
			],
		},
		{
			kind: 'delivery',
			queueId: 'required',
			starts: 'to=',
			has: ', stat=',
			session: 'join',
			side: 'client',
			message: 'join',
			peerAfter: ', relay=',
			samples: [
				'6ANGe6RQ000195: to=<alice@example.com>, delay=00:00:01, xdelay=00:00:01, mailer=local, pri=30491, dsn=2.0.0, stat=Sent',
				'6ANGekPZ000559: to=<r554-x@d10.example>, delay=00:00:00, xdelay=00:00:00, mailer=esmtp, pri=120205, relay=mx10.remote.example. [198.51.100.10], dsn=5.7.1, reply=554 5.7.1 Message rejected: content blocked by policy, stat=Service unavailable',
				'6ANGekPZ000559: to=<ok1@d10.example>,<ok2@d10.example>, delay=1+02:00:03, xdelay=00:00:00, mailer=esmtp, pri=120205, relay=mx10.remote.example. [198.51.100.10], dsn=2.0.0, stat=Sent (Ok: queued as 34590A3686)',
				'6ANGevKh001104: to=<a@d10.example>, ctladdr=<bob@example.com> (1000/1000), delay=00:00:00, xdelay=00:00:00, mailer=esmtp, pri=30196, relay=mx10.remote.example. [198.51.100.10], dsn=4.2.0, reply=450 4.2.0 Mailbox busy, try again later, stat=Deferred: 450 4.2.0 Mailbox busy, try again later',
			],
			read(cursor) {
				cursor.at -= 'to='.length;
				commaAttributes(cursor, deliveryAttributes, new Set(['stat']));
			},
		},
		{
			kind: 'completed',
			queueId: 'required',
			starts: 'done; delay=',
			message: 'close',
			samples: ['6ANGe6RQ000195: done; delay=00:00:02, ntries=1'],
			read(cursor) {
				cursor.take('delay', ',');
			},
		},
	];
}

const envelopeAttributes: ReadonlyMap<string, AttributeReader> = new Map<string, AttributeReader>([
	['from', (cursor) => address(cursor, 'from')],
	['size', 'size'],
	['nrcpts', 'recipientCount'],
	['msgid', (cursor) => address(cursor, 'messageId')],
	['proto', 'protocol'],
	['relay', relayHost],
]);

const deliveryAttributes: ReadonlyMap<string, AttributeReader> = new Map<string, AttributeReader>([
	['to', (cursor) => addresses(cursor, 'to')],
	['delay', 'delay'],
	['mailer', 'transport'],
	['relay', relay],
	['dsn', 'dsn'],
	['reply', remoteReply],
	['stat', stat],
]);

/** The peer of a line that notes it as the other side: `host10.isp.example [203.0.113.10] (may be forged)`. */
function relayHost(cursor: Cursor): void {
	peer(cursor, 'host', 'address');
}

function relay(cursor: Cursor): void {
	cursor.note('relay', cursor.at, cursor.end);
	peer(cursor, 'relayHost', 'relayAddress');
}

/** `mx10.remote.example. [198.51.100.10]`, `[192.0.2.50]`, `[IPv6:2001:db8::1]`, `[127.0.0.1] [127.0.0.1]`, `root@localhost`. */
function peer(cursor: Cursor, host: FieldName, addressName: FieldName): void {
	const { end } = cursor;
	const name = /^[^\s[,:]{1,255}/.exec(cursor.text.slice(cursor.at, end))?.[0] ?? '';
	const labels = name.endsWith('.') ? name.length - 1 : name.length;
	cursor.note(host, cursor.at, cursor.at + labels);
	cursor.at += name.length;
	const open = cursor.find('[');
	const close = open < 0 ? -1 : cursor.find(']', open);
	if (close >= 0 && cursor.text.slice(cursor.at, open).trim() === '') {
		const start = cursor.text.startsWith('IPv6:', open + 1) ? open + 6 : open + 1;
		cursor.note(addressName, start, close);
		cursor.at = close + 1;
	}
}

/** `reply=550 5.1.1 User unknown`; behind it `stat=` says the same in sendmail's words. */
function remoteReply(cursor: Cursor): void {
	reply(cursor, cursor.end);
}

/** `Sent (Ok: queued as 34590A3686)`, `Deferred: 450 4.2.0 Mailbox busy`, `User unknown`. */
function stat(cursor: Cursor): void {
	const words = cursor.text.slice(cursor.at, cursor.end);
	const isSent = words.startsWith('Sent (') && words.endsWith(')');
	const colon = words.startsWith('Deferred: ') ? 'Deferred'.length : -1;
	const length = isSent ? 'Sent'.length : colon >= 0 ? colon : words.length;
	cursor.note('status', cursor.at, cursor.at + length);
	const start = cursor.at + length + 2;
	const isAnswered = cursor.fields.some(({ name }) => name === 'code');
	if (isSent) {
		const accepted = /(?:queued as | id=|^)([0-9A-Za-z-]{6,40})(?: Message accepted for delivery)?/.exec(
			words.slice(length + 2, -1),
		);
		const code = codeAt(cursor.text, start, cursor.end);
		if (code || !reply(cursor, cursor.end - 1)) {
			cursor.note('text', start, cursor.end - 1);
		}
		if (accepted?.[1] && /queued as | id=| Message accepted/.test(accepted[0])) {
			const at =
				start + accepted.index + accepted[0].indexOf(accepted[1], accepted[0].includes(' id=') ? 4 : 0);
			cursor.note('acceptedAs', at, at + accepted[1].length);
		}
	} else if (!isAnswered && colon >= 0) {
		cursor.at = start;
		if (!reply(cursor, cursor.end)) {
			cursor.note('text', start, cursor.end);
		}
	} else if (!isAnswered) {
		cursor.note('text', cursor.at, cursor.end);
	}
}

/** A mail about a mail: `6ANGekPZ000559: 6ANGekPZ000567: DSN: User unknown` names the new one. */
function bounceRows(): Row[] {
	const row = (kind: Kind, has: string, samples: string[]): Row => ({
		kind,
		queueId: 'required',
		starts: '',
		has,
		message: 'join',
		link: { after: '', is: 'child' },
		samples,
		read(cursor) {
			cursor.take('otherQueueId', ': ');
			cursor.takeRest('text');
		},
	});
	return [
		row('expired', ': Cannot send message for ', [
			'6ANGekPZ000559: 6AUGekPZ001567: DSN: Cannot send message for 5 days',
			'6ANGekPZ000559: 6AUGekPZ001567: sender notify: Cannot send message for 5 days',
		]),
		row('bounce-notification', ': DSN: ', ['6ANGekPZ000559: 6ANGekPZ000567: DSN: User unknown']),
		row('bounce-notification', ': return to sender: ', [
			'6ANGekPZ000559: 6ANGekPZ000567: return to sender: User unknown',
		]),
		row('bounce-notification', ': sender notify: ', [
			'6ANGekPZ000559: 6ANGekPZ000567: sender notify: Warning: could not send message for past 4 hours',
		]),
		row('bounce-notification', ': postmaster notify: ', [
			'6ANGekPZ000567: 6ANGekPZ100567: postmaster notify: User unknown',
		]),
		row('info', ': clone: owner=', ['6ANGf41Z001169: 6ANGf41a001169: clone: owner=list-owner@example.com']),
	];
}

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

function tlsRows(): Row[] {
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

function authRows(): Row[] {
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

/** Which command a rule set of the configuration answers. */
const rulesets: ReadonlyMap<string, string> = new Map([
	['check_relay', 'CONNECT'],
	['check_mail', 'MAIL'],
	['check_rcpt', 'RCPT'],
	['check_data', 'DATA'],
	['check_compat', 'RCPT'],
	['check_eoh', 'END-OF-MESSAGE'],
	['check_eom', 'END-OF-MESSAGE'],
	['check_header', 'END-OF-MESSAGE'],
	['check_vrfy', 'VRFY'],
	['check_expn', 'EXPN'],
	['check_etrn', 'ETRN'],
	['trust_auth', 'AUTH'],
	['tls_client', 'MAIL'],
	['tls_server', 'STARTTLS'],
]);

/** `ruleset=check_rcpt, arg1=<b@example.com>, relay=…, reject=550 5.7.1 …` */
function ruleset(cursor: Cursor): void {
	const start = cursor.at;
	const comma = cursor.find(', ');
	const end = comma < 0 ? cursor.end : comma;
	const name = cursor.text.slice(start, end);
	const phase = rulesets.get(name);
	if (phase) {
		cursor.fields.push({ name: 'phase', value: phase, span: { start, end } });
	}
	const argument: readonly [string, AttributeReader][] =
		phase === 'RCPT'
			? [['arg1', (value) => address(value, 'to')]]
			: phase === 'MAIL'
				? [['arg1', (value) => address(value, 'from')]]
				: [];
	cursor.at = Math.min(cursor.end, end + 2);
	commaAttributes(
		cursor,
		new Map<string, AttributeReader>([
			...argument,
			['relay', relayHost],
			['reject', replyOrText],
			['quarantine', 'text'],
		]),
		new Set(['reject', 'quarantine']),
	);
}

/** `550 5.7.1 Access denied`, or words without a code. */
function replyOrText(cursor: Cursor): void {
	if (!reply(cursor, cursor.end)) {
		const enhanced = enhancedAt(cursor.text, cursor.at, cursor.end);
		cursor.note('enhanced', cursor.at, cursor.at + (enhanced?.length ?? 0));
		cursor.at += enhanced ? enhanced.length + 1 : 0;
		cursor.note('text', cursor.at, cursor.end);
	}
}

function refusalRows(): Row[] {
	return [
		{
			kind: 'reject',
			starts: 'ruleset=',
			has: ', reject=',
			session: 'join',
			message: 'join',
			peerAfter: ', relay=',
			samples: [
				'6ANGeIa0000323: ruleset=check_rcpt, arg1=<victim@elsewhere.example>, relay=host20.isp.example [203.0.113.20], reject=550 5.7.1 <victim@elsewhere.example>... Relaying denied. Proper authentication required.',
				'6ANGeffu000458: ruleset=check_rcpt, arg1=<alice@example.com>, relay=[203.0.113.25] (may be forged), reject=451 4.1.8 Domain of sender address x@servfail.example does not resolve',
				'ruleset=check_relay, arg1=[203.0.113.25], arg2=203.0.113.25, relay=[203.0.113.25], reject=421 4.3.2 Connection rate limit exceeded.',
			],
			read: ruleset,
		},
		{
			kind: 'info',
			starts: 'ruleset=',
			hasNot: ', reject=',
			session: 'join',
			message: 'join',
			peerAfter: ', relay=',
			samples: [
				'6ANGeIa0000323: ruleset=check_rcpt, arg1=<spam@example.com>, relay=host20.isp.example [203.0.113.20], discard',
				'6ANGeIa0000323: ruleset=check_mail, arg1=<a@example.org>, relay=host20.isp.example [203.0.113.20], quarantine=listed sender',
			],
			read: ruleset,
		},
		{
			kind: 'reject',
			queueId: 'required',
			starts: '<',
			has: '>... ',
			session: 'join',
			message: 'join',
			samples: ['6ANGeK3P000334: <nosuch@example.com>... User unknown'],
			read(cursor) {
				cursor.fields.push({ name: 'phase', value: 'RCPT', span: { start: cursor.at, end: cursor.at } });
				cursor.take('to', '>... ');
				cursor.takeRest('text');
			},
		},
		{
			kind: 'reject',
			starts: '',
			has: ' [rejected]',
			session: 'join',
			message: 'join',
			peerAfter: '',
			samples: [
				'6ANGeK3P000335: mx.example.org [203.0.113.20]: VRFY root [rejected]',
				'6ANGeK3P000336: [203.0.113.20]: expn postmaster [rejected]',
			],
			read(cursor) {
				relayHost(cursor);
				if (cursor.skipTo(': ')) {
					cursor.take('phase', ' ');
					cursor.take('to', ' [rejected]');
				}
			},
		},
	];
}

/** What a milter decided (sendmail calls one filter `milter=…`, all of them together `Milter: …`). */
function milterRows(): Row[] {
	const refusal = (starts: string, samples: string[]): Row => ({
		kind: 'milter',
		starts,
		has: ', reject=',
		session: 'attach',
		message: 'join',
		samples,
		read(cursor) {
			const at = cursor.find(', reject=');
			const subject = cursor.text.slice(cursor.at, at);
			const phase = subject.startsWith('to=')
				? 'RCPT'
				: subject.startsWith('from=')
					? 'MAIL'
					: subject.startsWith('helo=')
						? 'EHLO'
						: 'END-OF-MESSAGE';
			cursor.fields.push({ name: 'phase', value: phase, span: { start: cursor.at, end: cursor.at } });
			const equals = cursor.text.indexOf('=<', cursor.at);
			if (equals >= 0 && equals < at) {
				const { end } = cursor;
				cursor.end = at;
				cursor.at = equals + 1;
				address(cursor, phase === 'RCPT' ? 'to' : 'from');
				cursor.end = end;
			}
			cursor.note('action', at + 2, at + ', reject'.length);
			cursor.at = at + ', reject='.length;
			replyOrText(cursor);
		},
	});
	return [
		refusal('Milter: ', [
			'6ANGeK3P000334: Milter: data, reject=550 5.7.1 Blocked by policy',
			'6ANGeK3P000334: Milter: to=<alice@example.com>, reject=451 4.7.1 Greylisting in action, please come back later',
			'6ANGeK3P000334: Milter: from=<>, reject=550 5.7.1 Command rejected',
		]),
		{
			...plain('milter', 'Milter: ', ['6ANGeK3P000334: Milter: data, discard']),
			has: ', discard',
			session: 'attach',
			read(cursor) {
				cursor.take('text', ', ');
				cursor.takeRest('action');
			},
		},
		...[
			'Milter: ',
			'Milter (',
			'milter=',
			'Milter add: ',
			'Milter insert ',
			'Milter change ',
			'Milter delete: ',
		].map((starts) => ({
			...plain('info', starts, [
				`6ANGeK3P000334: ${starts}${starts.endsWith('(') ? 'opendkim): ' : ''}header: X-Seen: yes`,
			]),
			session: 'attach' as const,
		})),
	];
}

function connectionRows(): Row[] {
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
		...dialogueRows(),
	];
}

/** With LogLevel 14 the whole conversation is there: `<-- ` the client, `--- ` the server. */
function dialogueRows(): Row[] {
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

function daemonRows(): Row[] {
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

/** A line of which the words are all there is to say. */
function plain(kind: Kind, starts: string, samples: string[]): Row {
	return {
		kind,
		starts,
		message: 'attach',
		samples,
		read(cursor) {
			cursor.note('text', cursor.at - starts.length, cursor.end);
		},
	};
}
