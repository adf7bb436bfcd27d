import type { Kind } from '../../event';
import type { Cursor } from '../cursor';
import { bracketed } from '../fields';
import type { Row } from '../row';
import { eximAddress } from './address';
import { eventFromPeer } from './peer';

/** A line about a message: its id, then `starts`. */
export function messageRow(kind: Kind, starts: string, samples: string[], more: Partial<Row> = {}): Row {
	return {
		kind,
		queueId: 'required',
		starts,
		message: 'join',
		samples: samples.map((sample) => `1xVX0Y-00008E-0N ${starts}${sample}`),
		read: (cursor) => cursor.note('text', cursor.at - starts.length, cursor.end),
		...more,
	};
}

/** What else happens to a message: it waits, is frozen, changed by an administrator, given up, done. */
export function messageRows(): Row[] {
	const row = messageRow;
	return [
		row('completed', 'Completed', ['', ' QT=0.153s'], { message: 'close' }),
		row('frozen', 'Message is frozen', ['']),
		row('frozen', 'Frozen', [
			' (delivery error message)',
			' by the system filter: held for a person to look at',
			' (by alice_router)',
		]),
		row('frozen', 'frozen by ', ['ACL', 'root', 'local_scan()']),
		row('unfrozen', 'Unfrozen by ', ['forced delivery', 'auto-thaw', 'errmsg timer']),
		row('unfrozen', 'unfrozen by ', ['root']),
		row('removed', 'removed by ', ['root'], { message: 'close' }),
		row('removed', 'Message removed because older than ', ['4d']),
		row('cancelled', 'cancelled by ', ['timeout_frozen_after', 'root', 'system filter: not wanted here']),
		row('no-immediate-delivery', 'no immediate delivery: ', [
			'queued by ACL',
			'queued in bulk by ACL',
			'load average 12.50',
			'more than 10 messages received in one connection',
			'too many connections (101, max 100)',
		]),
		row('info', 'Spool file is locked', [' (another process is handling this message)']),
		row('info', 'Spool file for ', ['1xVX0Y-00008E-0N is locked (another process is handling this message)']),
		row('info', 'address <', ['b@example.net> marked delivered by root'], { read: administered('to') }),
		row('info', 'recipient <', ['b@example.net> added by root'], { read: administered('recipient') }),
		row('info', 'sender address changed to <', ['a@example.org> by root'], { read: administered('from') }),
		row('info', 'moved from ', [
			'input, msglog to Finput, Fmsglog',
			'(bulk) input, msglog to (slow) input, msglog',
		]),
		row('info', 'original recipients ignored (system filter)', ['']),
		row('info', 'Delivery deferred by system filter', ['']),
		row('info', 'rescind the above message-accept', ['']),
		row('info', 'peer close after all rcpt responses', ['; converting i/o-error to no-error']),
		row(
			'lost-connection',
			'SMTP connection lost after final dot',
			[' H=(mx.example.org) [203.0.113.40] P=smtps'],
			{
				session: 'close',
				peerAfter: ' H=',
				read: eventFromPeer,
			},
		),
	];
}

/** Lines that begin with a name or an address: they are told by what comes later. */
export function looseMessageRows(): Row[] {
	const row = messageRow;
	return [
		row('info', '', [], {
			has: ': error ignored',
			samples: [
				'1xVX0Y-00008E-0N b@example.net <alias@example.com>: error ignored',
				'1xVX0Y-00008E-0N b@example.net: error ignored: RFC 3461 DSN, failure notify not requested',
			],
			read(cursor) {
				eximAddress(cursor, 'to');
				cursor.skip(': ');
				cursor.takeRest('text');
			},
		}),
		row('info', '<', [], {
			has: ' transport output: ',
			samples: ['1xVX0Y-00008E-0N <|/usr/local/bin/deliver>: address_pipe transport output: no such user'],
			read(cursor) {
				cursor.at--;
				bracketed(cursor, 'to');
				cursor.skip(': ');
				cursor.take('transport', ' transport output: ');
				cursor.takeRest('text');
			},
		}),
		row('info', '', [], {
			has: ' router: skipped error: ',
			samples: [
				'1xVX0Y-00008E-0N aliases router: skipped error: malformed address: , may not follow a b in "a b"',
			],
			read(cursor) {
				cursor.take('router', ' router: skipped error: ');
				cursor.takeRest('text');
			},
		}),
	];
}

/** `b@example.net> marked delivered by root` */
function administered(name: 'to' | 'from' | 'recipient'): (cursor: Cursor) => void {
	return (cursor) => {
		cursor.at--;
		bracketed(cursor, name);
		cursor.skip(' ');
		const by = cursor.find('by ');
		cursor.note('text', cursor.at, cursor.end);
		if (by >= 0) {
			cursor.note('user', by + 'by '.length, cursor.end);
		}
	};
}

/** What happens to addresses on their way in: rewriting (+address_rewrite). */
export function addressRows(): Row[] {
	const text = (starts: string, samples: string[], has?: string): Row => ({
		kind: 'info',
		starts,
		...(has === undefined ? {} : { has }),
		message: 'join',
		samples,
		read: (cursor) => cursor.note('text', cursor.at - starts.length, cursor.end),
	});
	return [
		text(
			'"',
			[
				'1xVX0Y-00008E-0N "alice@host11.example.com" from env-from rewritten as "alice@example.com" by rule 1',
				'"bob@old.example" from env-to rewritten as "bob@example.com" by rule 2',
				'1xVX0Y-00008E-0N "alice@host11.example.com" from env-from rewritten as "alice@example.com" by submission mode',
			],
			' rewritten ',
		),
		text('qualify/rewrite: ', ["1xVX0Y-00008E-0N qualify/rewrite: '>' missing at end of address"]),
		text('rewrite: ', ["1xVX0Y-00008E-0N rewrite: '>' missing at end of address"]),
	];
}
