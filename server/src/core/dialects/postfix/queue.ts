import { bracketed } from '../fields';
import type { Row } from '../row';
import { queueActiveBrief } from './briefs';
import { reason, words } from './fields';
import { rowsLike } from './likeRows';

/** What happens to a mail in the queue: qmgr(8), pickup(8), bounce(8), postsuper(1). */
const managers = ['qmgr', 'oqmgr', 'nqmgr'];

export const queueRows: readonly Row[] = [
	{
		kind: 'queue-active',
		programs: managers,
		starts: 'from=',
		has: ' (queue active)',
		message: 'join',
		samples: [
			'4jYB4w0dbLz5c: from=<user@sender.example>, size=412, nrcpt=1 (queue active)',
			'4jYB4w0dbLz5c: from=<>, size=2816, nrcpt=1 (queue active)',
			// Where a tool took the brackets for markup.
			'4jYB4w0dbLz5c: from=user@sender.example, size=412, nrcpt=1 (queue active)',
		],
		read(cursor) {
			if (!bracketed(cursor, 'from')) {
				cursor.take('from', ', size=');
				cursor.at -= ', size='.length;
			}
			if (cursor.skip(', size=')) {
				cursor.take('size', ',');
			}
			if (cursor.skip(' nrcpt=')) {
				cursor.take('recipientCount', ' ');
			}
		},
		brief: queueActiveBrief,
	},
	{
		kind: 'expired',
		programs: managers,
		starts: 'from=',
		has: ', status=',
		message: 'join',
		samples: [
			'4jYB4w0dbLz5c: from=<a@example.org>, status=expired, returned to sender',
			'4jYB4w0dbLz5c: from=<>, status=force-expired, returned to sender',
		],
		read(cursor) {
			bracketed(cursor, 'from');
			cursor.skipTo('status=');
			cursor.take('status', ',');
		},
	},
	{
		kind: 'removed',
		programs: managers,
		queueId: 'required',
		starts: 'removed',
		message: 'close',
		samples: ['4jYB4w0dbLz5c: removed'],
	},
	{
		kind: 'info',
		programs: managers,
		queueId: 'required',
		starts: 'skipped, still being delivered',
		message: 'join',
		samples: ['4jYB4w0dbLz5c: skipped, still being delivered'],
	},
	// The queue id stands in a file's name.
	...[
		'saving corrupt file "',
		'open active ',
		'open deferred ',
		'open incoming ',
		'open hold ',
		'open bounce ',
		'open defer ',
		'remove active ',
		'remove deferred ',
		'remove bounce ',
		'remove defer ',
		'append file bounce ',
		'append file defer ',
		'close active ',
	].map((literal): Row => ({
		kind: 'warning',
		programs: [...managers, 'bounce', 'smtp', 'local', 'error'],
		queueId: 'none',
		starts: literal,
		idAfter: { literal },
		message: 'attach',
		samples: [`warning: ${literal}4jYB4w0dbLz5c: No space left on device`],
		read: words,
	})),
	...rowsLike({ kind: 'warning', programs: managers, queueId: 'none', read: words }, [
		[
			'transport ',
			'warning: transport smtp failure -- see a previous warning/fatal/panic logfile record for the problem description',
		],
		['connect to transport ', 'warning: connect to transport private/dovecot: No such file or directory'],
		['mail for ', 'warning: mail for example.net is using up 4001 of 6383 active queue entries'],
	]),
	...rowsLike(
		{ kind: 'warning', programs: [...managers, 'bounce'], queueId: 'required', message: 'join', read: words },
		[
			[
				'undeliverable postmaster notification ',
				'warning: 4jYB4w0dbLz5c: undeliverable postmaster notification discarded',
			],
			['message rejected: ', 'warning: 4jYB4w0dbLz5c: message rejected: missing end record'],
		],
	),
	{
		kind: 'pickup',
		programs: ['pickup'],
		starts: 'uid=',
		has: ' from=',
		message: 'open',
		link: { after: ' orig_id=', is: 'parent' },
		samples: [
			'4jYB4w0dbLz5c: uid=0 from=<root>',
			'4jYB4w0dbLz5c: uid=105 from=<a@example.org> orig_id=4jYB5r214Jz6x',
		],
		read(cursor) {
			cursor.take('user', ' ');
			if (cursor.skip('from=')) {
				bracketed(cursor, 'from');
			}
			if (cursor.skip(' orig_id=')) {
				cursor.takeRest('otherQueueId');
			}
		},
	},
	...[
		'sender non-delivery',
		'sender delay',
		'sender delivery status',
		'postmaster non-delivery',
		'postmaster delay',
		'postmaster delivery status',
	].map((notice): Row => {
		const starts = `${notice} notification: `;
		return {
			kind: 'bounce-notification',
			programs: ['bounce'],
			starts,
			message: 'join',
			link: { after: 'notification: ', is: 'child' },
			samples: [`4jYBGn0ylxz7K: ${starts}4jYBGn1jgJz7T`],
			read(cursor) {
				cursor.note('text', cursor.at - starts.length, cursor.at - 2);
				cursor.takeRest('otherQueueId');
			},
		};
	}),
	// From 3.11 on; the reason may stand in a line before, without the queue id.
	...rowsLike(
		{
			kind: 'bounce-notification',
			programs: ['bounce'],
			queueId: 'required',
			message: 'join',
			read(cursor) {
				cursor.at--;
				bracketed(cursor, 'to');
				reason(cursor);
			},
		},
		[
			[
				'sender notification failed to <',
				'4jYBGn0ylxz7K: sender notification failed to <a@example.org>: queue file write error',
			],
			[
				'postmaster notification failed to <',
				'4jYBGn0ylxz7K: postmaster notification failed to <postmaster@example.com>',
			],
		],
	),
	{
		kind: 'info',
		programs: ['bounce'],
		queueId: 'required',
		starts: 'not sending trace/success notification for ',
		message: 'join',
		samples: ['4jYBGn0ylxz7K: not sending trace/success notification for double-bounce message'],
	},
	{
		kind: 'warning',
		programs: ['bounce'],
		starts: 'postmaster notice failed while ',
		message: 'join',
		samples: [
			'warning: 4jYBGn0ylxz7K: postmaster notice failed while bouncing to a@example.org',
			'warning: postmaster notice failed while bouncing to a@example.org',
		],
		read(cursor) {
			if (!cursor.skip('bouncing to ')) {
				cursor.skip('warning ');
			}
			cursor.takeRest('to');
		},
	},
	...['requeued', 'placed on hold', 'released from hold', 'removed', 'expired'].map((action): Row => ({
		kind: 'postsuper',
		programs: ['postsuper'],
		queueId: 'required',
		starts: action,
		message: action === 'removed' ? 'close' : 'join',
		samples: [`4jYB4w0dbLz5c: ${action}`],
		read(cursor) {
			cursor.note('text', cursor.at - action.length, cursor.end);
		},
	})),
	...[
		'Deleted: ',
		'Requeued: ',
		'Placed on hold: ',
		'Released from hold: ',
		'Expired: ',
		'Force-expired: ',
		'Renamed to match inode number: ',
	].map((action): Row => ({
		kind: 'postsuper',
		programs: ['postsuper'],
		queueId: 'none',
		starts: action,
		samples: [`${action}115 messages`],
	})),
];
