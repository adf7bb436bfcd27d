import type { Kind } from '../../event';
import type { Cursor } from '../cursor';
import { bracketed } from '../fields';
import type { Row } from '../row';
import { eximFields, host } from './fields';
import { bareIdentity, identity } from './peer';
import { why } from './stage';

/** Clients and commands that are refused before or beside any ACL. */
export function refusedCommandRows(): Row[] {
	return [...commandRefusalRows(), ...unqualifiedRows(), ...closedDoorRows()];
}

/** A command that is refused before or beside any ACL: the client comes behind it. */
function commandRefusalRows(): Row[] {
	const row = (starts: string, samples: string[], more: Partial<Row> = {}): Row => ({
		kind: 'reject',
		starts,
		session: 'join',
		message: 'join',
		peerAfter: starts.includes(' from ') ? ' ' : '',
		samples: samples.map((sample) => (/^1xV/.test(sample) ? sample : starts + sample)),
		read(cursor) {
			cursor.at -= starts.length;
			commandRefusal(cursor);
		},
		...more,
	});
	return [
		row('rejected from <', [], {
			peerAfter: 'H=',
			samples: [
				'1xVX0Y-00008E-0N rejected from <a@example.org> H=mx.example.org [203.0.113.40]: message too big: read=20501 max=20000',
				'1xVX0Y-00008E-0N rejected from <> U=root: message too big: read=501 max=500',
				'1xVX0Y-00008E-0N rejected from <a@example.org>H=mx.example.org [203.0.113.40]: Too many "Received" headers',
			],
		}),
		row('rejected MAIL ', [
			'from (mx.example.org) [203.0.113.40]: no HELO/EHLO given',
			'command H=mx.example.org [203.0.113.40]: too many messages in one connection',
			'FROM:<a@example.org> H=mx.example.org [203.0.113.40]: message too big: size=90000 max=50000',
		]),
		...['', 'temporarily '].flatMap((word) => [
			row(`${word}rejected HELO from `, [
				'mx.example.org [203.0.113.40]: syntactically invalid argument(s): a_b',
			]),
			row(`${word}rejected EHLO from `, [
				'[203.0.113.40]:4411 I=[192.0.2.25]:25: syntactically invalid argument(s): (no argument given)',
			]),
			row(`${word}rejected "`, ['EHLO x" from mx.example.org (x) [203.0.113.40]'], { has: '" from ' }),
		]),
		row('rejected XCLIENT from ', ['mx.example.org [203.0.113.40]: XCLIENT ADDR= is not an address']),
		row(
			'too many recipients: ',
			[
				'message rejected: sender=<a@example.org> H=mx.example.org [203.0.113.40]',
				'excess temporarily rejected: sender=<a@example.org> H=mx.example.org [203.0.113.40]',
			],
			{ peerAfter: 'H=', read: tooManyRecipients },
		),
		row('VRFY failed for ', ['root H=mx.example.org [203.0.113.40]', 'root U=root'], {
			peerAfter: 'H=',
			read(cursor) {
				cursor.note('phase', cursor.at - 'VRFY failed for '.length, cursor.at - ' failed for '.length);
				cursor.take('to', ' ');
				identity(cursor);
			},
		}),
		row('local_scan() function ', [], {
			samples: [
				'1xVX0Y-00008E-0N local_scan() function timed out - message temporarily rejected (size 500)',
				'1xVX0Y-00008E-0N local_scan() function crashed with signal 11 - message temporarily rejected (size 500)',
			],
			session: 'none',
			peerAfter: 'H=',
			read(cursor) {
				cursor.fields.push({
					name: 'phase',
					value: 'by local_scan()',
					span: { start: cursor.at - 'local_scan() function '.length, end: cursor.at - ' function '.length },
				});
			},
		}),
	];
}

/** An address without a domain: `unqualified sender rejected: <nobody> H=… (what the resolver says)`. `verify` is VRFY or EXPN. */
function unqualifiedRows(): Row[] {
	return (
		[
			['sender', 'MAIL', 'from'],
			['recipient', 'RCPT', 'to'],
			['verify', 'VRFY', 'to'],
		] as const
	).map(([who, phase, name]): Row => ({
		kind: 'reject',
		starts: `unqualified ${who} rejected: `,
		session: 'join',
		peerAfter: 'H=',
		samples: [
			`unqualified ${who} rejected: <nobody> H=(mx.example.org) [203.0.113.40] I=[192.0.2.25]:25 (203.0.113.40 does not match any IP address for mx.example.net)`,
			`unqualified ${who} rejected: <nobody> U=root`,
		],
		read(cursor) {
			const start = cursor.at - `${who} rejected: `.length;
			cursor.fields.push({ name: 'phase', value: phase, span: { start, end: start + who.length } });
			bracketed(cursor, name);
			cursor.skip(' ');
			identity(cursor);
			cursor.takeRest('text');
		},
	}));
}

/** Clients that are not let in at all. */
function closedDoorRows(): Row[] {
	const row = (kind: Kind, starts: string, samples: string[], has?: string): Row => ({
		kind,
		starts,
		...(has === undefined ? {} : { has }),
		session: 'close',
		peerAfter: '',
		samples: samples.map((sample) => starts + sample),
		read(cursor) {
			const start = cursor.text.lastIndexOf('onnection', cursor.at) - 1;
			cursor.note('phase', start, start + 'connection'.length);
			bareIdentity(cursor);
			cursor.skip('refused');
			cursor.skip(': ');
			cursor.takeRest('text');
		},
	});
	return [
		row(
			'reject',
			'Connection from ',
			[
				'[203.0.113.40]:4411 I=[192.0.2.25]:25 refused: too many connections',
				'[203.0.113.40] refused: too many connections from that IP address',
				'[203.0.113.40] refused: load average = 12.50',
			],
			' refused: ',
		),
		row(
			'reject',
			'connection from ',
			['mx.example.org [203.0.113.40] refused (IP options)'],
			' refused (IP options)',
		),
		row('reject', 'refused connection from ', [
			'[203.0.113.40]:4411 (host_reject_connection)',
			'mx.example.org [203.0.113.40] (tcp wrappers)',
		]),
		row('reject', 'temporarily refused connection from ', [
			'[203.0.113.40]: not in reserve list: connected=21 max=20 reserve=4',
			'[203.0.113.40]: not in reserve list and load average = 12.50',
		]),
	];
}

/** `rejected EHLO from mx.example.org [203.0.113.40]: reason`, `rejected from <a@example.org> H=… [..]: reason` */
function commandRefusal(cursor: Cursor): void {
	cursor.skip('temporarily ');
	cursor.skip('rejected ');
	if (cursor.sees('from <')) {
		// The content has been read.
		cursor.fields.push({
			name: 'phase',
			value: 'END-OF-MESSAGE',
			span: { start: cursor.at, end: cursor.at + 'from'.length },
		});
		cursor.skip('from ');
		bracketed(cursor, 'from');
		cursor.skip(' ');
	} else {
		command(cursor);
	}
	bareIdentity(cursor);
	why(cursor);
}

/** `EHLO from `, `"EHLO x" from `, `MAIL command `, `MAIL FROM:<a@example.org> ` */
function command(cursor: Cursor): void {
	cursor.skip('"');
	cursor.takeWhile('phase', (character) => /[A-Za-z]/.test(character));
	if (cursor.skip(' FROM:')) {
		bracketed(cursor, 'from');
		cursor.skip(' ');
	} else if (!cursor.skip(' from ') && !cursor.skip(' command ')) {
		cursor.skipTo('" from ');
	}
}

/** `message rejected: sender=<a@example.org> H=mx.example.org [203.0.113.40]` */
function tooManyRecipients(cursor: Cursor): void {
	cursor.note('text', cursor.at - 'too many recipients: '.length, cursor.at - ': '.length);
	cursor.skipTo('sender=');
	bracketed(cursor, 'from');
	cursor.skip(' ');
	if (cursor.skip('H=')) {
		host(cursor);
	}
	eximFields(cursor, false);
}
