import type { Kind } from '../../event';
import type { Cursor } from '../cursor';
import type { Row } from '../row';
import { eximAddress, eximFields, host, reason } from './fields';

/** `<=`, `=>` and their kin: one address each. */
export function flagRows(): Row[] {
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
		// A line may be cut off inside the number.
		if (!((cursor.sees('defer (') || cursor.sees('routing defer (')) && cursor.skipTo(')'))) {
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
export function messageRows(): Row[] {
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
