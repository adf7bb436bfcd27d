import type { Kind } from '../../event';
import type { Cursor } from '../cursor';
import { bracketed, reply } from '../fields';
import type { Row, SessionPart } from '../row';
import { eximFields, host } from './fields';
import { bareIdentity, eventFromPeer, identity } from './peer';

/** A line about a connection from a client: `starts`, then who it is. */
export function connectionRow(
	kind: Kind,
	session: SessionPart,
	starts: string,
	samples: string[],
	more: Partial<Row> = {},
): Row {
	return {
		kind,
		starts,
		session,
		peerAfter: '',
		samples: samples.map((sample) => starts + sample),
		read: eventFromPeer,
		...more,
	};
}

/** The life of an inbound connection, with +smtp_connection, and how it ends. */
export function connectionRows(): Row[] {
	const row = connectionRow;
	return [
		row(
			'connect',
			'open',
			'SMTP connection ',
			[
				'from [203.0.113.11]:38503 I=[192.0.2.25]:587 (TCP/IP connection count = 1)',
				'from [2001:db8::40]:4411 Ci=1243 (TCP/IP connection count = 12)',
			],
			{ has: '(TCP/IP connection count = ' },
		),
		row(
			'disconnect',
			'close',
			'SMTP connection ',
			[
				'from host11.isp.example (laptop.isp.example) [203.0.113.11]:38503 I=[192.0.2.25]:587 closed by QUIT',
				'Ci=1243 from localhost (mx.example.org) [192.0.2.1]:10006 I=[192.0.2.25]:25 D=1s closed by QUIT',
				'from (mx.example.org) [203.0.113.40] closed by DROP in ACL',
				'from mx.example.org [203.0.113.40] D=0.2s closed by EOF',
				'from root closed by EOF',
				'from mx.example.org [203.0.113.40]:4411 D=12s closed after SIGTERM',
			],
			{ has: ' closed ' },
		),
		row('lost-connection', 'close', 'SMTP connection ', [], {
			has: ' lost',
			samples: [
				'SMTP connection from mx.example.org (mx.example.org) [203.0.113.40] lost while reading message data (header)',
				'SMTP connection from [203.0.113.40]:4411 I=[192.0.2.25]:25 lost D=2s',
				'SMTP connection from [203.0.113.40]:4411 I=[192.0.2.25]:25 TFO lost (error: Connection reset by peer) D=2s',
			],
		}),
		// cPanel's configuration has these three written.
		row('info', 'attach', 'SMTP connection identification ', [
			'H=localhost A=127.0.0.1 P=44312 U=alice ID=1001 S=alice B=identify_local_connection',
		]),
		row('info', 'none', 'SMTP connection outbound ', [
			'1700000000 1xVX0Y-00008E-0N example.com alice@example.net',
		]),
		row('info', 'none', 'Sender identification ', ['U=alice D=example.com S=alice'], { message: 'join' }),
		// From inetd, or from a program of this host.
		row('connect', 'open', 'SMTP connection ', ['from [203.0.113.11] (via inetd)', 'Ci=1234 from root'], {
			has: 'from ',
		}),
		row('lost-connection', 'close', 'unexpected disconnection while reading SMTP command from ', [
			'(a.example) [203.0.113.40] D=5s',
			'TFO [203.0.113.40]:4411 I=[192.0.2.25]:25 (error: Connection reset by peer) D=2s',
		]),
		row('lost-connection', 'close', 'unexpected EOF while reading SMTP command from ', ['root D=0.1s']),
		row('lost-connection', 'close', 'Error or EOF on input from ', ['H=mx.example.org [203.0.113.40]:4411']),
		row('timeout', 'close', 'SMTP command timeout on', [
			' connection from mx.example.org (mx.example.org) [203.0.113.40]',
			' TLS connection from [203.0.113.40] D=300s',
		]),
		row(
			'timeout',
			'close',
			'SMTP data timeout ',
			[
				'(message abandoned) on connection from mx.example.org (mx.example.org) [203.0.113.40] F=<a@example.org>',
			],
			{
				read(cursor) {
					// A parenthesis that is no HELO name.
					cursor.take('text', ' on ');
					eventFromPeer(cursor);
				},
			},
		),
		row(
			'dropped',
			'close',
			'SMTP call from ',
			[
				'(x) [203.0.113.40]:39480 dropped: too many syntax or protocol errors (last command was "123")',
				'(x) [203.0.113.40] dropped: too many syntax or protocol errors (last command was "123", C=EHLO,RCPT,RCPT)',
				'mx.example.org [203.0.113.40]:4411 I=[192.0.2.25]:25 dropped: too many nonmail commands (last was "RSET")',
				'root dropped: too many unrecognized commands (last was "FOO")',
			],
			{ has: ' dropped: ' },
		),
		row(
			'dropped',
			'close',
			'H=',
			["[203.0.113.40]:62839 dropped by 'connect' ACL: no service for that network"],
			{
				has: ' dropped by ',
				hasNot: ' rejected ',
				read(cursor) {
					cursor.at -= 'H='.length;
					identity(cursor);
					cursor.takeRest('text');
				},
			},
		),
		row('no-mail', 'attach', 'no MAIL in ', [
			'SMTP connection from (mx.example.org) [203.0.113.40] I=[192.0.2.25]:25 D=1s C=EHLO,AUTH,QUIT',
			'TFO SMTP connection from (mx.example.org) [203.0.113.40] D=1s A=plain_server:alice X=TLS1.3:TLS_AES_256_GCM_SHA384:256 CV=no SNI=mail.example.com C=...,NOOP,NOOP',
			'TLS connection from (mx.example.org) [203.0.113.40] D=1s',
		]),
		...dialogueRows(),
		...resolverRows(),
	];
}

/** What a client did wrong, or asked for. */
function dialogueRows(): Row[] {
	const row = connectionRow;
	return [
		row(
			'syntax-error',
			'join',
			'SMTP syntax error in ',
			[
				'"FOO" H=(a) [203.0.113.40] I=[192.0.2.25]:25 unrecognized command',
				'"HELO" U=root syntactically invalid argument(s): (no argument given)',
			],
			{ peerAfter: ' H=', read: commandError },
		),
		row(
			'protocol-error',
			'join',
			'SMTP protocol error in ',
			[
				'"rcpt to:<a@example.org>" H=(mx.example.org) [203.0.113.40]:10004 sender not yet given',
				'"AUTH LOGIN" H=(client) [203.0.113.40]:60723 I=[192.0.2.25]:587 AUTH command used when not advertised',
			],
			{ peerAfter: ' H=', read: commandError },
		),
		row(
			'pipelining',
			'join',
			'SMTP protocol synchronization error ',
			[
				'(input sent without waiting for greeting): rejected connection from H=[203.0.113.40] input="helo abcd\\r\\n"',
				'(next input sent too soon: pipelining was not advertised): rejected "MAIL FROM:<a@example.org>" H=(mx) [203.0.113.40]:4411 next input="RCPT TO:<b@example.com>\\r\\n"',
			],
			{ peerAfter: 'H=' },
		),
		row('info', 'attach', 'ETRN ', ['#example.net received from mx.example.net [203.0.113.40]'], {
			has: ' received from ',
			peerAfter: ' received from ',
			read: askedFor,
		}),
		row('info', 'attach', 'ATRN ', ["'example.net' received from mx.example.net [203.0.113.40]"], {
			has: ' received from ',
			peerAfter: ' received from ',
			read: askedFor,
		}),
		row('info', 'attach', 'ignoring AUTH=', [
			'a@example.org from H=(mx.example.org) [203.0.113.40] (client not authenticated)',
		]),
		row(
			'info',
			'attach',
			'H=',
			[
				'(mx.example.org) [203.0.113.40] incomplete transaction (QUIT) from <a@example.org> for b@example.com',
			],
			{
				has: ' incomplete transaction (',
				message: 'join',
				read: incomplete,
			},
		),
		row('info', 'attach', 'U=', ['root incomplete transaction (RSET) from <a@example.org>'], {
			has: ' incomplete transaction (',
			message: 'join',
			read: incomplete,
		}),
		row('info', 'none', 'Ci=', ['1234 SMTP peer appears to have seen our banner'], {
			has: ' SMTP peer appears to have ',
		}),
		row(
			'info',
			'none',
			'PRDR ',
			[
				'R=<b@example.com> temporary refusal',
				'b@example.com 550 5.7.1 <b@example.com> does not want this content',
			],
			{ message: 'join', read: answerOfRecipient },
		),
	];
}

/** What one recipient makes of the content (draft-hall-prdr): in the words of the ACL, which need not have a code. */
function answerOfRecipient(cursor: Cursor): void {
	const isOwn = cursor.skip('R=');
	if (!isOwn || !bracketed(cursor, 'to')) {
		cursor.take('to', ' ');
	}
	cursor.skip(' ');
	if (isOwn || !reply(cursor, cursor.end)) {
		cursor.takeRest('text');
	}
}

/** `plain_server authenticator failed for …`: the name of the authenticator comes first. */
export function authenticatorRow(): Row {
	return connectionRow('sasl-failed', 'join', '', [], {
		has: ' authenticator failed for ',
		peerAfter: ' authenticator failed for ',
		samples: [
			'plain_server authenticator failed for host11.isp.example (laptop.isp.example) [203.0.113.11]:38503 I=[192.0.2.25]:587: 535 Incorrect authentication data (set_id=alice)',
			'login_server authenticator failed for H=(laptop) [203.0.113.11] U=root: 501 Invalid base64 data',
		],
		read: authenticatorFailed,
	});
}

/** What the resolver could not say about a client. */
function resolverRows(): Row[] {
	const row = connectionRow;
	return [
		row('no-host-name', 'none', 'no host name found for IP address ', ['203.0.113.40'], {
			read: (cursor) => cursor.takeRest('address'),
		}),
		row(
			'info',
			'attach',
			'no IP address found for host ',
			[
				'mx.example.org (during SMTP connection from (mx) [203.0.113.40]:49390 I=[192.0.2.25]:25)',
				'mx.example.org',
			],
			{
				peerAfter: ' from ',
				read(cursor) {
					const start = cursor.at;
					const from = cursor.find(' from ');
					const end = cursor.find(' (', start);
					cursor.note('host', start, end < 0 ? cursor.end : end);
					if (from >= 0) {
						cursor.at = from + ' from '.length;
						bareIdentity(cursor);
					}
				},
			},
		),
		row('info', 'none', 'host name alias list truncated ', ['for 203.0.113.40']),
	];
}

/** `"FOO" H=(a) [203.0.113.40] I=… unrecognized command` */
function commandError(cursor: Cursor): void {
	const identityMarks = ['" H=', '" U='];
	const mark = identityMarks.find((literal) => cursor.find(literal) >= 0);
	if (mark === undefined) {
		eventFromPeer(cursor);
		return;
	}
	const at = cursor.find(mark);
	cursor.note('text', cursor.at, at + 1);
	cursor.at = at + 2;
	identity(cursor);
	cursor.takeRest('text');
}

/** `#example.net received from mx.example.net [203.0.113.40]` */
function askedFor(cursor: Cursor): void {
	cursor.note('phase', cursor.at - 'ETRN '.length, cursor.at - 1);
	cursor.take('text', ' received from ');
	bareIdentity(cursor);
}

/** `(mx.example.org) [203.0.113.40] incomplete transaction (QUIT) from <a@example.org> for b@example.com` */
function incomplete(cursor: Cursor): void {
	cursor.at -= 'H='.length;
	identity(cursor);
	if (cursor.skipTo('incomplete transaction (')) {
		cursor.take('text', ')');
	}
	const from = cursor.find('from <');
	if (from >= 0) {
		cursor.at = from + 'from <'.length;
		cursor.take('from', '>');
	}
	eximFields(cursor, true);
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
		// The name is the client's word: it may hold a parenthesis.
		const start = id + ' (set_id='.length;
		cursor.note('saslUser', start, cursor.text.charAt(cursor.end - 1) === ')' ? cursor.end - 1 : cursor.end);
	}
}
