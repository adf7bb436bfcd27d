import type { Kind } from '../../event';
import type { Cursor } from '../cursor';
import { reply } from '../fields';
import type { Dialect, Row, SessionPart } from '../row';
import { eximAddress, eximFields, host, reason } from './fields';

/** Exim's main, reject and panic log (Exim specification ch. 52 "Log files"). The message id is taken off before the rows look. */
export const exim: Dialect = {
	format: 'exim',
	rows: [...flagRows(), ...messageRows(), ...connectionRows(), ...rejectRows(), ...daemonRows()],
};

/** `<=`, `=>` and their kin: one address each. */
function flagRows(): Row[] {
	const delivery = (kind: Kind, flag: string, sample: string): Row => ({
		kind,
		queueId: 'required',
		starts: `${flag} `,
		session: 'none',
		message: 'join',
		peerAfter: ' H=',
		samples: [sample],
		read(cursor) {
			cursor.note('flag', cursor.at - 1 - flag.length, cursor.at - 1);
			eximAddress(cursor, 'to');
			deliveryFields(cursor);
		},
	});
	const arrival = (kind: Kind, flag: string, samples: string[]): Row => ({
		kind,
		queueId: 'required',
		starts: `${flag} `,
		session: 'join',
		message: 'open',
		link: { after: ' R=', is: 'parent' },
		peerAfter: ' H=',
		samples,
		read(cursor) {
			cursor.note('flag', cursor.at - 1 - flag.length, cursor.at - 1);
			eximAddress(cursor, 'from');
			const { length } = cursor.fields;
			eximFields(cursor, true);
			bouncedMessage(cursor, length);
		},
	});
	return [
		arrival('arrival', '<=', [
			'1xVX0Y-00008E-0N <= alice@example.com H=host11.isp.example (laptop.isp.example) [203.0.113.11]:38503 I=[192.0.2.25]:587 P=esmtpsa X=TLS1.3:ECDHE_X25519__RSA_PSS_RSAE_SHA256__AES_256_GCM:256 CV=no A=plain_server:alice S=510 id=a.1@sender.example T="test" from <alice@example.com> for x@d10.example',
			'1xVWz7-0000Go-2G <= <> R=1xVWz7-0000GW-1j U=Debian-exim P=local S=2316',
			'1tixMn-00000000C5j-1wRa <= root@example.org U=root P=local S=362',
		]),
		arrival('fake-reject', '(=', ['1xVX0Y-00008E-0N (= joe@example.org U=joe P=local-smtp S=657']),
		delivery(
			'delivery',
			'=>',
			'1xVWz7-0000GW-1j => ok1@d10.example R=dnslookup T=remote_smtp H=mx10.remote.example [198.51.100.10] X=TLS1.3:ECDHE_SECP256R1__RSA_PSS_RSAE_SHA256__AES_256_GCM:256 CV=no C="250 2.0.0 Ok: queued as BCDBFD0CCA"',
		),
		delivery(
			'delivery-additional',
			'->',
			'1xVWz7-0000GW-1j -> ok2 <ok2@example.com> R=localuser T=local_delivery',
		),
		delivery(
			'delivery-cutthrough',
			'>>',
			'1xVX0Y-00008E-0N >> b@example.net R=all T=smtp H=mx.example.net [198.51.100.7] C="250 OK"',
		),
		delivery(
			'delivery-suppressed',
			'*>',
			'1xVX0Y-00008E-0N *> alice <alice@example.com> R=local T=local_delivery',
		),
		delivery(
			'deferred',
			'==',
			'1xVWz7-0000GW-1j == r450-x@d10.example R=dnslookup T=remote_smtp defer (-44) H=mx10.remote.example [198.51.100.10]: SMTP error from remote mail server after RCPT TO:<r450-x@d10.example>: 450 4.2.0 Mailbox busy',
		),
		delivery('failed', '**', '1xVWz7-0000GW-1j ** nobody@example.com: Unrouteable address'),
	];
}

/** `R=dnslookup T=remote_smtp defer (-44) H=… [..]: reason` */
function deliveryFields(cursor: Cursor): void {
	for (;;) {
		eximFields(cursor, false);
		while (cursor.skip(' ')) {
			// Between two fields.
		}
		if (cursor.sees('defer (') || cursor.sees('routing defer (')) {
			cursor.skipTo(')');
		} else {
			break;
		}
	}
	reason(cursor);
}

/** On an arrival R= is the id of the message that this bounce is about; on a delivery it is the router. */
function bouncedMessage(cursor: Cursor, from: number): void {
	for (let index = from; index < cursor.fields.length; index++) {
		const field = cursor.fields[index];
		if (field?.name === 'router') {
			cursor.fields[index] = { ...field, name: 'otherQueueId' };
		}
	}
}

/** What else happens to a message. */
function messageRows(): Row[] {
	const row = (kind: Kind, starts: string, samples: string[], part: Row['message'] = 'join'): Row => ({
		kind,
		queueId: 'required',
		starts,
		message: part,
		samples,
		read(cursor) {
			cursor.note('text', cursor.at - starts.length, cursor.end);
		},
	});
	return [
		row(
			'completed',
			'Completed',
			['1xVX0Y-00008E-0N Completed', '1xVX0Y-00008E-0N Completed QT=0.153s'],
			'close',
		),
		row('frozen', 'Message is frozen', ['1xVX0Y-00008E-0N Message is frozen']),
		row('frozen', 'Frozen', ['1xVX0Y-00008E-0N Frozen (delivery error message)']),
		row('frozen', 'frozen by ', ['1xVX0Y-00008E-0N frozen by ACL']),
		row('unfrozen', 'Unfrozen by ', ['1xVX0Y-00008E-0N Unfrozen by forced delivery']),
		row('removed', 'removed by ', ['1xVX0Y-00008E-0N removed by root'], 'close'),
		row('cancelled', 'cancelled by ', ['1xVX0Y-00008E-0N cancelled by timeout_frozen_after']),
		row('no-immediate-delivery', 'no immediate delivery: ', [
			'1xVX0Y-00008E-0N no immediate delivery: queued by ACL',
		]),
		row('dkim', 'DKIM: ', [
			'1xVX0Y-00008E-0N DKIM: d=example.org s=sel c=simple/simple a=rsa-sha256 b=2048 [verification succeeded]',
		]),
		row('info', 'Spool file is locked', [
			'1xVX0Y-00008E-0N Spool file is locked (another process is handling this message)',
		]),
		{
			kind: 'connect-failed',
			queueId: 'required',
			starts: 'H=',
			hasNot: ' rejected ',
			message: 'join',
			samples: [
				'1xVX0Y-00008E-0N H=mx.example.net [198.51.100.7] Connection refused',
				'1xVX0Y-00008E-0N H=mx.example.net [198.51.100.7]: Remote host closed connection in response to initial connection',
			],
			read(cursor) {
				host(cursor);
				cursor.skip(':');
				cursor.skip(' ');
				cursor.takeRest('text');
			},
		},
		{
			kind: 'remote-reply',
			queueId: 'required',
			starts: 'SMTP error from remote mail server after ',
			message: 'join',
			samples: [
				'1xVX0Y-00008E-0N SMTP error from remote mail server after MAIL FROM:<a@example.org>: 421 4.3.2 try later',
			],
			read(cursor) {
				cursor.at -= ' from remote mail server after '.length + 'SMTP error'.length;
				reason(cursor);
			},
		},
	];
}

/** The life of an inbound connection, with +smtp_connection and what goes wrong on it. */
function connectionRows(): Row[] {
	const row = (
		kind: Kind,
		session: SessionPart,
		starts: string,
		samples: string[],
		more: Partial<Row> = {},
	): Row => ({
		kind,
		starts,
		session,
		peerAfter: '',
		samples,
		read: (cursor) => eventFromPeer(cursor),
		...more,
	});
	return [
		row(
			'connect',
			'open',
			'SMTP connection from ',
			['SMTP connection from [203.0.113.11]:38503 I=[192.0.2.25]:587 (TCP/IP connection count = 1)'],
			{ has: '(TCP/IP connection count = ' },
		),
		row(
			'disconnect',
			'close',
			'SMTP connection ',
			[
				'SMTP connection from host11.isp.example (laptop.isp.example) [203.0.113.11]:38503 I=[192.0.2.25]:587 closed by QUIT',
				'SMTP connection Ci=1243 from localhost (mx.example.org) [192.0.2.1]:10006 I=[192.0.2.25]:25 D=1s closed by QUIT',
			],
			{ has: ' closed by ' },
		),
		row(
			'lost-connection',
			'close',
			'SMTP connection ',
			[
				'SMTP connection from mx.example.org (mx.example.org) [203.0.113.40] lost while reading message data (header)',
				'SMTP connection from [203.0.113.40]:4411 I=[192.0.2.25]:25 lost D=2s',
			],
			{ has: ' lost' },
		),
		row('lost-connection', 'close', 'unexpected disconnection while reading SMTP command from ', [
			'unexpected disconnection while reading SMTP command from (a.example) [203.0.113.40] D=5s',
		]),
		row('timeout', 'close', 'SMTP command timeout on ', [
			'SMTP command timeout on connection from mx.example.org (mx.example.org) [203.0.113.40]',
			'SMTP command timeout on TLS connection from [203.0.113.40] D=300s',
		]),
		row('timeout', 'close', 'SMTP data timeout ', [
			'SMTP data timeout (message abandoned) on connection from mx.example.org (mx.example.org) [203.0.113.40] F=<a@example.org>',
		]),
		row(
			'dropped',
			'close',
			'SMTP call from ',
			[
				'SMTP call from (x) [203.0.113.40]:39480 dropped: too many syntax or protocol errors (last command was "123")',
			],
			{ has: ' dropped: ' },
		),
		row('no-mail', 'attach', 'no MAIL in SMTP connection from ', [
			'no MAIL in SMTP connection from (mx.example.org) [203.0.113.40] I=[192.0.2.25]:25 D=1s C=EHLO,AUTH,QUIT',
		]),
		row(
			'no-mail',
			'attach',
			'no MAIL in ',
			['no MAIL in TLS connection from (mx.example.org) [203.0.113.40] D=1s'],
			{
				hasNot: 'SMTP connection from ',
			},
		),
		row('tls-failed', 'join', 'TLS error on connection from ', [
			'TLS error on connection from mx.example.org (mx.example.org) [203.0.113.40] (gnutls_handshake): An unexpected TLS packet was received.',
		]),
		row(
			'syntax-error',
			'join',
			'SMTP syntax error in ',
			['SMTP syntax error in "FOO" H=(a) [203.0.113.40] I=[192.0.2.25]:25 unrecognized command'],
			{ peerAfter: ' H=' },
		),
		row(
			'protocol-error',
			'join',
			'SMTP protocol error in ',
			[
				'SMTP protocol error in "rcpt to:<a@example.org>" H=(mx.example.org) [203.0.113.40]:10004 sender not yet given',
			],
			{ peerAfter: ' H=' },
		),
		row(
			'pipelining',
			'join',
			'SMTP protocol synchronization error ',
			[
				'SMTP protocol synchronization error (input sent without waiting for greeting): rejected connection from H=[203.0.113.40] input="helo abcd\\r\\n"',
			],
			{ peerAfter: 'H=' },
		),
		row(
			'sasl-failed',
			'join',
			'',
			[
				'plain_server authenticator failed for host11.isp.example (laptop.isp.example) [203.0.113.11]:38503 I=[192.0.2.25]:587: 535 Incorrect authentication data (set_id=alice)',
			],
			{
				has: ' authenticator failed for ',
				peerAfter: ' authenticator failed for ',
				read: authenticatorFailed,
			},
		),
		row(
			'no-host-name',
			'none',
			'no host name found for IP address ',
			['no host name found for IP address 203.0.113.40'],
			{
				read(cursor) {
					cursor.takeRest('address');
				},
			},
		),
	];
}

/** Refusals: `H=… F=<a> rejected RCPT <b>: reason`, with or without a message id. */
function rejectRows(): Row[] {
	return [
		{
			kind: 'sender-verify-failed',
			starts: '',
			has: ' sender verify fail for ',
			hasNot: ' rejected ',
			session: 'join',
			peerAfter: 'H=',
			samples: ['H=(test) [203.0.113.40] sender verify fail for <a@example.org>: Unrouteable address'],
			read: senderVerify,
		},
		{
			kind: 'sender-verify-failed',
			starts: '',
			has: ' sender verify defer for ',
			hasNot: ' rejected ',
			session: 'join',
			peerAfter: 'H=',
			samples: [
				'H=(test) [203.0.113.40] sender verify defer for <a@example.org>: host lookup did not complete',
			],
			read: senderVerify,
		},
		{
			kind: 'reject',
			starts: '',
			has: 'rejected ',
			session: 'join',
			message: 'join',
			peerAfter: 'H=',
			samples: [
				'H=(mx.example.org) [203.0.113.40]:4411 I=[192.0.2.25]:25 F=<a@example.org> rejected RCPT <b@example.com>: relay not permitted',
				'H=mta110.sender.example [203.0.113.110] F=<user@sender.example> temporarily rejected RCPT <alice@example.com>: greylisted',
				'1xVX0Y-00008E-0N H=mx.example.org [203.0.113.40] F=<a@example.org> rejected after DATA: spam',
				'H=[203.0.113.40] rejected connection in "connect" ACL: blocked by local policy',
				'H=mx.example.org [203.0.113.40] rejected EHLO or HELO x: need a real name',
			],
			read: refusal,
		},
		{
			kind: 'info',
			starts: 'H=',
			has: ': discarded by ',
			session: 'join',
			message: 'join',
			peerAfter: 'H=',
			samples: [
				'H=mx.example.org [203.0.113.40] F=<a@example.org> RCPT <b@example.com>: discarded by RCPT ACL',
			],
			read(cursor) {
				host(cursor);
				eximFields(cursor, false);
				stage(cursor);
				cursor.skip(': ');
				cursor.takeRest('text');
			},
		},
	];
}

function daemonRows(): Row[] {
	return [
		{
			kind: 'daemon-start',
			starts: 'exim ',
			has: ' daemon started: pid=',
			samples: ['exim 4.96 daemon started: pid=173, -q30m, listening for SMTP on port 25'],
		},
		{ kind: 'queue-run-start', starts: 'Start queue run: ', samples: ['Start queue run: pid=1234'] },
		{ kind: 'queue-run-end', starts: 'End queue run: ', samples: ['End queue run: pid=1234 -qf'] },
		{
			kind: 'info',
			starts: 'cwd=',
			has: ' args: ',
			samples: ['cwd=/var/spool/exim4 3 args: /usr/sbin/exim4 -Mc 1xVX0Y-00008E-0N'],
		},
		{ kind: 'info', starts: 'SIGHUP received: ', samples: ['SIGHUP received: re-exec daemon'] },
		{
			kind: 'daemon-start',
			starts: 'pid ',
			has: ': SIGHUP received: re-exec daemon',
			samples: ['pid 173: SIGHUP received: re-exec daemon'],
		},
	];
}

/** `from host11.isp.example (laptop) [203.0.113.11]:38503 I=… what happened`; the words before the host were passed or come here. */
function eventFromPeer(cursor: Cursor): void {
	const start = cursor.at;
	const named = cursor.find(' H=');
	const open = cursor.find('[');
	if (named >= 0) {
		cursor.note('text', start, named);
		cursor.at = named + ' H='.length;
	} else if (!cursor.sees('[') && !cursor.sees('(')) {
		const from = cursor.find('from ');
		cursor.at = from >= 0 && (open < 0 || from < open) ? from + 'from '.length : start;
	}
	cursor.skip('H=');
	if (open >= 0) {
		host(cursor);
	}
	eximFields(cursor, true);
	cursor.skip(':');
	cursor.skip(' ');
	cursor.takeRest('text');
}

/** `plain_server authenticator failed for host (helo) [ip]:port I=…: 535 Incorrect authentication data (set_id=alice)` */
function authenticatorFailed(cursor: Cursor): void {
	cursor.take('saslMethod', ' authenticator failed for ');
	cursor.skip('H=');
	host(cursor);
	eximFields(cursor, false);
	cursor.skip(': ');
	const id = cursor.find(' (set_id=');
	const end = id < 0 ? cursor.end : id;
	if (!reply(cursor, end)) {
		cursor.note('text', cursor.at, end);
	}
	if (id >= 0) {
		cursor.at = id + ' (set_id='.length;
		cursor.take('saslUser', ')');
	}
}

function senderVerify(cursor: Cursor): void {
	if (cursor.skip('H=')) {
		host(cursor);
	}
	const at = cursor.find(' sender verify ');
	if (at >= 0) {
		cursor.at = at;
		cursor.skipTo('<');
		cursor.take('from', '>');
	}
	cursor.skip(': ');
	cursor.takeRest('text');
}

/** The marks before the stage of a refusal. */
const rejections = [' temporarily rejected ', ' rejected '];

function refusal(cursor: Cursor): void {
	const start = cursor.at;
	const end = cursor.end;
	// `rejected HELO from joe: …` has the host behind the command.
	const leading = cursor.skip('temporarily rejected ') || cursor.skip('rejected ');
	const mark = leading ? '' : rejections.find((words) => cursor.find(words) >= 0);
	const at = leading ? cursor.at : mark ? cursor.find(mark) : -1;
	cursor.at = start;
	cursor.end = at < 0 ? end : at;
	if (cursor.skip('H=')) {
		host(cursor);
	}
	eximFields(cursor, false);
	cursor.end = end;
	cursor.at = at < 0 || mark === undefined ? start : at + mark.length;
	stage(cursor);
	if (cursor.skip(': ')) {
		if (!reply(cursor, cursor.end)) {
			cursor.takeRest('text');
		}
	}
}

/** `RCPT <b@example.com>`, `after DATA`, `connection in "connect" ACL`, `EHLO or HELO x`, `MAIL <a@example.org>`. */
function stage(cursor: Cursor): void {
	const colon = cursor.find(': ');
	const end = colon < 0 ? cursor.end : colon;
	const words = cursor.text.slice(cursor.at, end);
	if (words.startsWith('from <')) {
		// `rejected from <a@example.org> H=…: message too big` comes when the content has been read.
		cursor.fields.push({
			name: 'phase',
			value: 'END-OF-MESSAGE',
			span: { start: cursor.at, end: cursor.at + 4 },
		});
		cursor.at = end;
		return;
	}
	const angle = words.indexOf(' <');
	const name =
		/^(?:after DATA|by local_scan\(\)|by non-SMTP ACL|during MIME ACL checks|[A-Za-z/]+)/.exec(words)?.[0] ??
		'';
	cursor.note('phase', cursor.at, cursor.at + name.length);
	if (angle >= 0) {
		const start = cursor.at + angle + 2;
		const close = cursor.text.indexOf('>', start);
		const isRecipient = name === 'RCPT';
		cursor.note(isRecipient ? 'to' : 'from', start, close < 0 || close > end ? end : close);
	} else if (name === 'RCPT') {
		cursor.note('to', cursor.at + 'RCPT '.length, end);
	}
	cursor.at = end;
}
