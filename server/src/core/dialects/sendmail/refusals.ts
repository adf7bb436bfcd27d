import { address, commaAttributes, type AttributeReader } from '../attributes';
import type { Cursor } from '../cursor';
import type { Row } from '../row';
import { plain, relayHost, replyOrText } from './fields';

/** What a rule set of the configuration, or a lack of a mailbox, refused. */
export function refusalRows(): Row[] {
	return [
		{
			kind: 'reject',
			starts: 'ruleset=',
			has: ', reject=',
			session: 'join',
			message: 'join',
			peerAfter: ', relay=',
			samples: [
				'6ANGeIa0000323: ruleset=check_rcpt, arg1=<victim@elsewhere.example>, relay=host20.isp.example [203.0.113.20], reject=550 5.7.1 <victim@elsewhere.example>... Relaying denied. Proper authentication required.',
				'6ANGeffu000458: ruleset=check_rcpt, arg1=<alice@example.com>, relay=[203.0.113.25] (may be forged), reject=451 4.1.8 Domain of sender address x@servfail.example does not resolve',
				'ruleset=check_relay, arg1=[203.0.113.25], arg2=203.0.113.25, relay=[203.0.113.25], reject=421 4.3.2 Connection rate limit exceeded.',
			],
			read: ruleset,
		},
		{
			kind: 'info',
			starts: 'ruleset=',
			hasNot: ', reject=',
			session: 'join',
			message: 'join',
			peerAfter: ', relay=',
			samples: [
				'6ANGeIa0000323: ruleset=check_rcpt, arg1=<spam@example.com>, relay=host20.isp.example [203.0.113.20], discard',
				'6ANGeIa0000323: ruleset=check_mail, arg1=<a@example.org>, relay=host20.isp.example [203.0.113.20], quarantine=listed sender',
			],
			read: ruleset,
		},
		{
			kind: 'reject',
			queueId: 'required',
			starts: '<',
			has: '>... ',
			session: 'join',
			message: 'join',
			samples: ['6ANGeK3P000334: <nosuch@example.com>... User unknown'],
			read(cursor) {
				cursor.fields.push({ name: 'phase', value: 'RCPT', span: { start: cursor.at, end: cursor.at } });
				cursor.take('to', '>... ');
				cursor.takeRest('text');
			},
		},
		{
			kind: 'reject',
			starts: '',
			has: ' [rejected]',
			session: 'join',
			message: 'join',
			peerAfter: '',
			samples: [
				'6ANGeK3P000335: mx.example.org [203.0.113.20]: VRFY root [rejected]',
				'6ANGeK3P000336: [203.0.113.20]: expn postmaster [rejected]',
			],
			read(cursor) {
				relayHost(cursor);
				if (cursor.skipTo(': ')) {
					cursor.take('phase', ' ');
					cursor.take('to', ' [rejected]');
				}
			},
		},
	];
}

/** Which command a rule set of the configuration answers. */
const rulesets: ReadonlyMap<string, string> = new Map([
	['check_relay', 'CONNECT'],
	['check_mail', 'MAIL'],
	['check_rcpt', 'RCPT'],
	['check_data', 'DATA'],
	['check_compat', 'RCPT'],
	['check_eoh', 'END-OF-MESSAGE'],
	['check_eom', 'END-OF-MESSAGE'],
	['check_header', 'END-OF-MESSAGE'],
	['check_vrfy', 'VRFY'],
	['check_expn', 'EXPN'],
	['check_etrn', 'ETRN'],
	['trust_auth', 'AUTH'],
	['tls_client', 'MAIL'],
	['tls_server', 'STARTTLS'],
]);

/** `ruleset=check_rcpt, arg1=<b@example.com>, relay=…, reject=550 5.7.1 …` */
function ruleset(cursor: Cursor): void {
	const start = cursor.at;
	const comma = cursor.find(', ');
	const end = comma < 0 ? cursor.end : comma;
	const name = cursor.text.slice(start, end);
	const phase = rulesets.get(name);
	if (phase) {
		cursor.fields.push({ name: 'phase', value: phase, span: { start, end } });
	}
	const argument: readonly [string, AttributeReader][] =
		phase === 'RCPT'
			? [['arg1', (value) => address(value, 'to')]]
			: phase === 'MAIL'
				? [['arg1', (value) => address(value, 'from')]]
				: [];
	cursor.at = Math.min(cursor.end, end + 2);
	commaAttributes(
		cursor,
		new Map<string, AttributeReader>([
			...argument,
			['relay', relayHost],
			['reject', replyOrText],
			['quarantine', 'text'],
		]),
		new Set(['reject', 'quarantine']),
	);
}

/** What a milter decided (sendmail calls one filter `milter=…`, all of them together `Milter: …`). */
export function milterRows(): Row[] {
	const refusal = (starts: string, samples: string[]): Row => ({
		kind: 'milter',
		starts,
		has: ', reject=',
		session: 'attach',
		message: 'join',
		samples,
		read(cursor) {
			const at = cursor.find(', reject=');
			const subject = cursor.text.slice(cursor.at, at);
			const phase = subject.startsWith('to=')
				? 'RCPT'
				: subject.startsWith('from=')
					? 'MAIL'
					: subject.startsWith('helo=')
						? 'EHLO'
						: 'END-OF-MESSAGE';
			cursor.fields.push({ name: 'phase', value: phase, span: { start: cursor.at, end: cursor.at } });
			const equals = cursor.text.indexOf('=<', cursor.at);
			if (equals >= 0 && equals < at) {
				const { end } = cursor;
				cursor.end = at;
				cursor.at = equals + 1;
				address(cursor, phase === 'RCPT' ? 'to' : 'from');
				cursor.end = end;
			}
			cursor.note('action', at + 2, at + ', reject'.length);
			cursor.at = at + ', reject='.length;
			replyOrText(cursor);
		},
	});
	return [
		refusal('Milter: ', [
			'6ANGeK3P000334: Milter: data, reject=550 5.7.1 Blocked by policy',
			'6ANGeK3P000334: Milter: to=<alice@example.com>, reject=451 4.7.1 Greylisting in action, please come back later',
			'6ANGeK3P000334: Milter: from=<>, reject=550 5.7.1 Command rejected',
		]),
		{
			...plain('milter', 'Milter: ', ['6ANGeK3P000334: Milter: data, discard']),
			has: ', discard',
			session: 'attach',
			read(cursor) {
				cursor.take('text', ', ');
				cursor.takeRest('action');
			},
		},
		...[
			'Milter: ',
			'Milter (',
			'milter=',
			'Milter add: ',
			'Milter insert ',
			'Milter change ',
			'Milter delete: ',
		].map((starts) => ({
			...plain('info', starts, [
				`6ANGeK3P000334: ${starts}${starts.endsWith('(') ? 'opendkim): ' : ''}header: X-Seen: yes`,
			]),
			session: 'attach' as const,
		})),
	];
}
