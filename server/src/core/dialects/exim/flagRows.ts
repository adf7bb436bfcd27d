import type { Kind } from '../../event';
import type { Cursor } from '../cursor';
import type { Row } from '../row';
import { eximAddress } from './address';
import { eximBriefs } from './briefs';
import { eximFields } from './fields';
import { reason } from './remoteError';

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
		...briefOf(flag),
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
		...briefOf(flag),
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

function briefOf(flag: string): Pick<Row, 'brief'> {
	const brief = eximBriefs[flag];
	return brief ? { brief } : {};
}

/**
 * `R=dnslookup T=remote_smtp defer (-44) H=… [..]: reason`; from 4.98 on the error's words stand in the parentheses, or nothing does.
 */
function deliveryFields(cursor: Cursor): void {
	for (;;) {
		eximFields(cursor, false);
		while (cursor.skip(' ')) {
			// Between two fields.
		}
		const isKnown = cursor.skip('routing yielded ') || cursor.skip('routing ') || cursor.sees('defer');
		if (!isKnown) {
			break;
		}
		if (cursor.skip('defer (')) {
			errorNumber(cursor);
		} else {
			cursor.skip('defer');
		}
	}
	cursor.skip('mua_wrapper ');
	reason(cursor);
}

/** `-44)`, or the words of the error: they are the reason if none follows. A line may be cut off inside. */
function errorNumber(cursor: Cursor): void {
	const close = cursor.find(')');
	const end = close < 0 ? cursor.end : close;
	if (!/^-?[0-9]{0,6}$/.test(cursor.text.slice(cursor.at, end)) && cursor.find(': ', end) < 0) {
		cursor.note('text', cursor.at, end);
	}
	cursor.at = close < 0 ? cursor.end : close + 1;
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
