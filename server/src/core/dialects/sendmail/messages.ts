import type { Kind } from '../../event';
import { address, addresses, commaAttributes, type AttributeReader } from '../attributes';
import type { Cursor } from '../cursor';
import { codeAt, reply } from '../fields';
import type { Row } from '../row';
import { relay, relayHost } from './fields';

/** A mail comes in, and every attempt to deliver it. */
export function messageRows(): Row[] {
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
export function bounceRows(): Row[] {
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
