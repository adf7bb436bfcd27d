import type { Kind } from '../../event';
import type { Cursor } from '../cursor';
import { reply } from '../fields';
import type { Row, SessionPart } from '../row';
import { eximFields, host } from './fields';

/** The life of an inbound connection, with +smtp_connection and what goes wrong on it. */
export function connectionRows(): Row[] {
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
export function rejectRows(): Row[] {
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
