import { bracketed } from '../fields';
import type { Row } from '../row';
import { attributes, peer, refusal } from './fields';

/** What happens to a mail in the queue: cleanup(8), qmgr(8), pickup(8), bounce(8), postsuper(1). */
export const queueRows: readonly Row[] = [
	{
		kind: 'message-id',
		programs: ['cleanup'],
		queueId: 'required',
		starts: 'message-id=',
		message: 'join',
		samples: [
			'4jYB4w0dbLz5c: message-id=<pf-004.1@sender.example>',
			'4jYB4w0dbLz5c: message-id=',
			'4jYB4w0dbLz5c: message-id=no-brackets@sender.example',
		],
		read(cursor) {
			if (!bracketed(cursor, 'messageId')) {
				cursor.takeRest('messageId');
			}
		},
	},
	{
		kind: 'message-id',
		programs: ['cleanup'],
		queueId: 'required',
		starts: 'resent-message-id=',
		message: 'join',
		samples: ['4jYB4w0dbLz5c: resent-message-id=<again@sender.example>'],
	},
	{
		kind: 'header-action',
		programs: ['cleanup'],
		queueId: 'required',
		starts: '',
		has: ': header ',
		message: 'join',
		session: 'attach',
		samples: [
			'4jYB4w0dbLz5c: reject: header Subject: buy now from mx.example.org[192.0.2.9]; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>: 5.7.1 message content rejected',
			'4jYB4w0dbLz5c: prepend: header Received: from x from mx.example.org[192.0.2.9]; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>: X-Seen: yes',
		],
		read: contentAction,
	},
	{
		kind: 'header-action',
		programs: ['cleanup'],
		queueId: 'required',
		starts: '',
		has: ': body ',
		hasNot: ': header ',
		message: 'join',
		session: 'attach',
		samples: [
			'4jYB4w0dbLz5c: discard: body buy now from mx.example.org[192.0.2.9]; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>',
		],
		read: contentAction,
	},
	{
		kind: 'header-action',
		programs: ['cleanup'],
		queueId: 'required',
		starts: 'header ',
		message: 'join',
		samples: [
			'4jYB4w0dbLz5c: warning: header Subject: watch this from mx.example.org[192.0.2.9]; from=<a@example.org> to=<b@example.com> proto=ESMTP helo=<x>',
		],
		read: contentAction,
	},
	{
		kind: 'info',
		programs: ['cleanup', 'smtpd'],
		queueId: 'required',
		starts: 'canceled',
		message: 'join',
		samples: ['4jYB4w0dbLz5c: canceled'],
	},
	{
		kind: 'queue-active',
		programs: ['qmgr'],
		queueId: 'required',
		starts: 'from=<',
		has: ' (queue active)',
		message: 'join',
		samples: [
			'4jYB4w0dbLz5c: from=<user@sender.example>, size=412, nrcpt=1 (queue active)',
			'4jYB4w0dbLz5c: from=<>, size=2816, nrcpt=1 (queue active)',
		],
		read(cursor) {
			cursor.at--;
			bracketed(cursor, 'from');
			if (cursor.skip(', size=')) {
				cursor.take('size', ',');
			}
			if (cursor.skip(' nrcpt=')) {
				cursor.take('recipientCount', ' ');
			}
		},
	},
	{
		kind: 'expired',
		programs: ['qmgr'],
		queueId: 'required',
		starts: 'from=<',
		has: ', status=',
		message: 'join',
		samples: [
			'4jYB4w0dbLz5c: from=<a@example.org>, status=expired, returned to sender',
			'4jYB4w0dbLz5c: from=<>, status=force-expired, returned to sender',
		],
		read(cursor) {
			cursor.at--;
			bracketed(cursor, 'from');
			cursor.skipTo('status=');
			cursor.take('status', ',');
		},
	},
	{
		kind: 'removed',
		programs: ['qmgr'],
		queueId: 'required',
		starts: 'removed',
		message: 'close',
		samples: ['4jYB4w0dbLz5c: removed'],
	},
	{
		kind: 'info',
		programs: ['qmgr'],
		queueId: 'required',
		starts: 'skipped, still being delivered',
		message: 'join',
		samples: ['4jYB4w0dbLz5c: skipped, still being delivered'],
	},
	{
		kind: 'pickup',
		programs: ['pickup'],
		queueId: 'required',
		starts: 'uid=',
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
	{
		kind: 'bounce-notification',
		programs: ['bounce'],
		queueId: 'required',
		starts: '',
		has: ' notification: ',
		message: 'join',
		link: { after: ' notification: ', is: 'child' },
		samples: [
			'4jYBGn0ylxz7K: sender non-delivery notification: 4jYBGn1jgJz7T',
			'4jYBGn0ylxz7K: sender delay notification: 4jYBGn1jgJz7T',
			'4jYBGn0ylxz7K: sender delivery status notification: 4jYBGn1jgJz7T',
			'4jYBGn0ylxz7K: postmaster non-delivery notification: 4jYBGn1jgJz7T',
		],
		read(cursor) {
			cursor.take('text', ': ');
			cursor.takeRest('otherQueueId');
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
	...['Deleted: ', 'Requeued: ', 'Placed on hold: ', 'Released from hold: ', 'Expired: '].map(
		(action): Row => ({
			kind: 'postsuper',
			programs: ['postsuper'],
			queueId: 'none',
			starts: action,
			samples: [`${action}115 messages`],
		}),
	),
];

/** `reject`, `discard`, `hold` …, the word before the colon. */
function action(cursor: Parameters<typeof refusal>[0]): void {
	const word = /^[a-z_-]{1,20}(?=: (?:header|body) )/.exec(cursor.rest)?.[0];
	cursor.note('action', cursor.at, cursor.at + (word?.length ?? 0));
}

/** `reject: header Subject: … from mx.example.org[192.0.2.9]; from=<…> to=<…> proto=… helo=<…>: 5.7.1 text` */
function contentAction(cursor: Parameters<typeof refusal>[0]): void {
	action(cursor);
	const attributesAt = cursor.find('; from=<');
	const from = cursor.text.lastIndexOf(' from ', attributesAt < 0 ? cursor.end : attributesAt);
	if (from > cursor.at) {
		cursor.at = from + ' from '.length;
		peer(cursor);
	}
	if (attributesAt < 0) {
		return;
	}
	cursor.at = attributesAt + 2;
	const answer = cursor.text.lastIndexOf('>: ', cursor.end);
	const end = cursor.end;
	cursor.end = answer > cursor.at ? answer + 1 : end;
	attributes(cursor);
	cursor.end = end;
	if (answer > 0 && answer + 3 < end) {
		cursor.at = answer + 3;
		const enhanced = /^[245]\.[0-9]{1,3}\.[0-9]{1,3} /.test(cursor.rest);
		if (enhanced) {
			cursor.take('enhanced', ' ');
		}
		cursor.takeRest('text');
	}
}
