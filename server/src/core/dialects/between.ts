import type { FieldName, Kind } from '../event';
import { address, addresses, commaAttributes, type AttributeReader } from './attributes';
import type { Cursor } from './cursor';
import { reply } from './fields';
import type { Dialect, Row } from './row';

/**
 * The programs between: filters, signers and policy servers. Their lines belong to the message whose queue id they carry, where a mail
 * server has spoken of it; a queue id that stands first is taken off before the rows look.
 */
export const between: Dialect = {
	format: 'other',
	rows: [
		...postgreyRows(),
		...rspamdRows(),
		...amavisRows(),
		...milterRows(),
		...policyRows(),
		...spamdRows(),
		// What else these programs write.
		...[
			'postgrey',
			'rspamd',
			'amavis',
			'opendkim',
			'opendmarc',
			'policyd-spf',
			'policyd-weight',
			'spamd',
		].map((program) =>
			plain('info', program, '', ['child: spawned', '4jYB4w0dbLz5c: some words about a mail']),
		),
	],
};

/** A line of which the words are all there is to say. */
function plain(kind: Kind, program: string, starts: string, samples: readonly string[]): Row {
	return {
		kind,
		programs: [program],
		starts,
		message: 'attach',
		samples,
		read(cursor) {
			cursor.note('text', cursor.at - starts.length, cursor.end);
		},
	};
}

const note = (name: FieldName) => (cursor: Cursor) => {
	address(cursor, name);
};

/** postgrey: `action=greylist, reason=new, client_name=…, client_address=…, sender=…, recipient=…`. */
function postgreyRows(): Row[] {
	return [
		{
			kind: 'info',
			programs: ['postgrey'],
			starts: 'action=',
			message: 'attach',
			samples: [
				'action=greylist, reason=new, client_name=out.newsletter.example, client_address=203.0.113.40, sender=letter@newsletter.example, recipient=carol@example.com',
				'4jYN8267hQzX1: action=pass, reason=triplet found, delay=22, client_name=unknown, client_address=2001:db8:10::10, sender=bob@example.net, recipient=carol@example.com',
				'action=greylist, reason=early-retry (278s missing), client_name=mx.example.org, client_address=203.0.113.40, recipient=carol@example.com',
			],
			read(cursor) {
				cursor.at -= 'action='.length;
				commaAttributes(cursor, greylisting);
			},
		},
	];
}

const greylisting: ReadonlyMap<string, AttributeReader> = new Map<string, AttributeReader>([
	['action', 'action'],
	['reason', 'text'],
	['delay', 'delay'],
	[
		'client_name',
		(cursor) => {
			if (cursor.rest !== 'unknown') {
				cursor.note('host', cursor.at, cursor.end);
			}
		},
	],
	['client_address', 'address'],
	['sender', note('from')],
	['recipient', note('to')],
]);

/** rspamd: one line with its verdict per mail. */
function rspamdRows(): Row[] {
	return [
		{
			kind: 'info',
			programs: ['rspamd'],
			queueId: 'none',
			starts: '',
			has: 'rspamd_task_write_log: id: <',
			message: 'attach',
			idAfter: { literal: 'qid: <' },
			samples: [
				'<8ae27d>; proxy; rspamd_task_write_log: id: <a.1@sender.example>, qid: <A785B308622AB>, ip: 203.0.113.20, from: <user@sender.example>, (default: F (no action): [-0.64/20.00] [BAYES_HAM(-3.00){100.00%;},ARC_NA(0.00){}]), len: 2348, time: 50.135ms, dns req: 9, digest: <c3f2>, rcpts: <alice@example.com,bob@example.com>, mime_rcpts: <alice@example.com,>',
				'(normal) <cd0e3a>; task; rspamd_task_write_log: id: <undef>, ip: 2001:db8::9, user: alice, from: <>, (default: T (reject): [22.10/15.00] [GTUBE(0.00){}]), len: 802, time: 5ms',
			],
			read: verdict,
		},
	];
}

/** `id: <…>, qid: <…>, ip: …, user: …, from: <…>, (default: F (no action): [score/limit] […]), len: …, rcpts: <a,b>` */
function verdict(cursor: Cursor): void {
	const between = (before: string, after: string, name: FieldName): void => {
		const at = cursor.find(before);
		const end = at < 0 ? -1 : cursor.find(after, at + before.length);
		if (at >= 0 && end >= 0) {
			cursor.note(name, at + before.length, end);
			cursor.at = end;
		}
	};
	cursor.skipTo('rspamd_task_write_log: ');
	between('id: <', '>', 'messageId');
	between(', ip: ', ',', 'address');
	between(', user: ', ',', 'saslUser');
	const from = cursor.find(', from: <');
	if (from >= 0) {
		const end = cursor.find('>', from);
		const start = from + ', from: <'.length;
		if (end >= 0) {
			cursor.fields.push({ name: 'from', value: cursor.text.slice(start, end), span: { start, end } });
			cursor.at = end;
		}
	}
	const action = /\([a-z0-9_-]{1,32}: [TFS] \(([a-z -]{1,32})\): (\[[^\]\s]{1,32}\])/.exec(cursor.rest);
	if (action?.[1] && action[2]) {
		const start = cursor.at + action.index;
		const word = cursor.text.indexOf(`(${action[1]})`, start + 1) + 1;
		cursor.note('action', word, word + action[1].length);
		const score = start + action[0].length - action[2].length;
		cursor.note('text', score, score + action[2].length);
		cursor.at = start + action[0].length;
	}
	between(', len: ', ',', 'size');
	const recipients = cursor.find(', rcpts: <');
	const end = recipients < 0 ? -1 : cursor.find('>', recipients);
	if (end >= 0) {
		cursor.at = recipients + ', rcpts: <'.length;
		cursor.end = end;
		addresses(cursor, 'to');
	}
}

/** amavis: `(05136-09) Passed CLEAN {RelayedInbound}, [203.0.113.20]:4156 <a@b> -> <c@d>, …, queued_as: B60132CB20, 152 ms`. */
function amavisRows(): Row[] {
	const verdicts: Pick<Row, 'kind' | 'programs' | 'queueId' | 'starts' | 'message' | 'read'> = {
		kind: 'info',
		programs: ['amavis'],
		queueId: 'none',
		starts: '(',
		message: 'attach',
		read: amavisVerdict,
	};
	const passed = ['Passed', 'Blocked'].flatMap((word): Row[] => [
		{
			...verdicts,
			has: `) ${word} `,
			hasNot: ', Queue-ID: ',
			idAfter: { literal: 'queued_as: ' },
			samples: [
				`(05136-09) ${word} CLEAN, [203.0.113.20] [192.0.2.26] <a@example.org> -> <c@example.com>, mail_id: 0gehnk-A5kVd, Hits: -, size: 1332, queued_as: B60132CB20, 152 ms`,
			],
		},
		{
			...verdicts,
			has: `) ${word} `,
			idAfter: { literal: ', Queue-ID: ' },
			link: { after: 'queued_as: ', is: 'child' },
			samples: [
				`(02279-04) ${word} SPAMMY {RelayedTaggedInbound}, [203.0.113.20]:6101 [203.0.113.20] <a@example.org> -> <c@example.com>,<d@example.com>, Queue-ID: 4AA091855DA0, Message-ID: <a.1@sender.example>, mail_id: 6aLEkMwQa8H2, Hits: 6.89, size: 888, queued_as: A48191855DA0, 78 ms`,
				`(02279-05) ${word} SPAM {DiscardedInbound,Quarantined}, ORIGINATING LOCAL [2001:db8::9]:52144 <> -> <c@example.com>, Queue-ID: 4jYB4w0dbLz5c, mail_id: 6aLEkMwQa8H3, Hits: 26.1, size: 888, 78 ms`,
			],
		},
	]);
	return [
		...passed,
		{
			...verdicts,
			has: ' FWD from <',
			idAfter: { literal: ' queued as ' },
			samples: [
				'(25465-19) 1dXuR43lMHsW FWD from <a@example.org> -> <c@example.com>, BODY=7BIT 250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as A17F830001CA',
			],
			read(cursor) {
				cursor.skipTo(' FWD from ');
				envelope(cursor);
				if (cursor.skipTo('): ')) {
					reply(cursor, cursor.end);
				}
			},
		},
	];
}

function amavisVerdict(cursor: Cursor): void {
	cursor.skipTo(') ');
	const words = /^(?:Passed|Blocked) [A-Z-]{2,20}(?: \([^()]{0,200}\))?/.exec(cursor.rest)?.[0] ?? '';
	cursor.note('action', cursor.at, cursor.at + words.length);
	cursor.at += words.length;
	const client = /\[([0-9A-Fa-f.:]{2,45})\](?::([0-9]{1,5}))?/.exec(cursor.rest);
	const arrow = cursor.find(' -> ');
	if (client?.[1] && (arrow < 0 || cursor.at + client.index < arrow)) {
		const start = cursor.at + client.index + 1;
		cursor.note('address', start, start + client[1].length);
		const port = client[2]?.length ?? 0;
		cursor.note('port', start + client[1].length + 2, start + client[1].length + 2 + port);
		cursor.at = start + client[1].length;
	}
	if (cursor.skipTo(' <')) {
		cursor.at--;
		envelope(cursor);
	}
	commaNotes(cursor);
}

/** `<a@example.org> -> <c@example.com>,<d@example.com>` up to a comma and a blank. */
function envelope(cursor: Cursor): void {
	const { end } = cursor;
	const arrow = cursor.find(' -> ');
	if (arrow < 0) {
		return;
	}
	cursor.end = arrow;
	address(cursor, 'from');
	cursor.at = arrow + ' -> '.length;
	const comma = cursor.text.indexOf('>, ', cursor.at);
	cursor.end = comma < 0 || comma >= end ? end : comma + 1;
	addresses(cursor, 'to');
	cursor.end = end;
}

/** `Message-ID: <…>`, `Hits: 6.89`, `size: 888`, `queued_as: A48191855DA0`. */
function commaNotes(cursor: Cursor): void {
	const names: readonly (readonly [string, FieldName])[] = [
		[', Message-ID: <', 'messageId'],
		[', Hits: ', 'text'],
		[', size: ', 'size'],
		[', queued_as: ', 'acceptedAs'],
	];
	for (const [mark, name] of names) {
		const at = cursor.find(mark);
		if (at >= 0) {
			const start = at + mark.length;
			const stop = cursor.find(name === 'messageId' ? '>' : ',', start);
			cursor.note(name, start, stop < 0 ? cursor.end : stop);
			cursor.at = start;
		}
	}
}

/** opendkim and opendmarc: what signatures and policies say of a mail. */
function milterRows(): Row[] {
	const dkim = (starts: string, has: string | undefined, samples: readonly string[]): Row => ({
		...plain('dkim', 'opendkim', starts, samples),
		queueId: 'required',
		...(has === undefined ? {} : { has }),
	});
	return [
		{
			...dkim('', ' not internal', ['95154657C: mx.example.org [203.0.113.20] not internal']),
			kind: 'info',
			read(cursor) {
				cursor.take('host', ' [');
				cursor.take('address', ']');
				cursor.skip(' ');
				cursor.takeRest('text');
			},
		},
		dkim('DKIM', undefined, [
			'4jYB4w0dbLz5c: DKIM-Signature field added (s=mail, d=example.com)',
			'95154657C: DKIM verification successful',
		]),
		dkim('s=', ' d=', [
			'95154657C: s=default d=example.org a=rsa-sha256 SSL',
			'5741C3004142: s=20150623 d=example.org SSL error:04091068:rsa routines:int_rsa_verify:bad signature',
		]),
		dkim('bad signature data', undefined, ['5741C3004142: bad signature data']),
		dkim('no signature data', undefined, ['848F1657D: no signature data']),
		dkim('key retrieval failed', undefined, [
			"848F1657D: key retrieval failed (s=mail, d=example.org): 'mail._domainkey.example.org' record not found",
		]),
		{
			...plain('info', 'opendmarc', '', [
				'08ACF1541B01 ignoring Authentication-Results at 1 from mx.example.org',
			]),
			queueId: 'none',
			has: ' ignoring Authentication-Results',
			idAfter: { literal: '' },
			read(cursor) {
				cursor.skipTo(' ');
				cursor.takeRest('text');
			},
		},
		{
			...plain('info', 'opendmarc', 'SPF(', ['08ACF1541B01: SPF(mailfrom): example.org pass']),
			queueId: 'required',
		},
	];
}

/** Policy servers that Postfix asks: SPF, and scores. */
function policyRows(): Row[] {
	const spf = (starts: string, has: string, samples: readonly string[]): Row => ({
		...plain('info', 'policyd-spf', starts, samples),
		has,
		read(cursor) {
			const at = cursor.at - starts.length;
			cursor.at = at;
			const stop = cursor.find('identity=');
			cursor.note('text', at, stop < 0 ? cursor.end : stop - 1);
			cursor.at = stop < 0 ? cursor.end : stop;
			spfPairs(cursor);
		},
	});
	const weighed = (starts: string, samples: readonly string[]): Row => ({
		...plain('info', 'policyd-weight', starts, samples),
		read(cursor) {
			cursor.note('text', cursor.at - starts.length, cursor.end);
			for (const [mark, name] of weighedMarks) {
				const at = cursor.text.indexOf(mark, cursor.at);
				const end = at < 0 ? -1 : cursor.find('>', at);
				if (end >= 0) {
					const start = at + mark.length;
					cursor.fields.push({ name, value: cursor.text.slice(start, end), span: { start, end } });
				}
			}
		},
	});
	return [
		spf('prepend Received-SPF: ', 'client-ip=', [
			'prepend Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=203.0.113.20; helo=mx.example.org; envelope-from=a@example.org; receiver=<UNKNOWN>',
			'prepend Received-SPF: None (no SPF record) identity=no SPF record; client-ip=2001:db8::9; helo=mx.example.org; envelope-from=<>; receiver=<UNKNOWN>',
		]),
		spf('Policy action=', 'client-ip=', [
			'Policy action=PREPEND Received-SPF: pass (example.org: 203.0.113.20 is authorized) receiver=mx1; identity=mailfrom; envelope-from="a@example.org"; helo=mx.example.org; client-ip=203.0.113.20',
		]),
		spf('', '; client-ip=', [
			'Fail; identity=mailfrom; client-ip=203.0.113.20; helo=mx.example.org; envelope-from=a@example.org; receiver=b@example.com',
			'550 5.7.23 Message rejected due to: SPF fail - not authorized; identity=mailfrom; client-ip=203.0.113.20; helo=mx.example.org; envelope-from=a@example.org; receiver=b@example.com',
		]),
		weighed('weighted check: ', [
			'weighted check:  NOT_IN_SBL_XBL_SPAMHAUS=-1.5 CL_IP_EQ_HELO_IP=-2; <client=203.0.113.20> <helo=mx.example.org> <from=a@example.org> <to=b@example.com>; rate: -3.5',
		]),
		weighed('decided action=', [
			'decided action=550 Mail appeared to be SPAM or forged; <client=203.0.113.20> <helo=mx.example.org> <from=> <to=b@example.com>; delay: 1s',
		]),
	];
}

/** `identity=mailfrom; client-ip=203.0.113.20; helo=mx.example.org; envelope-from=a@example.org; receiver=b@example.com` */
function spfPairs(cursor: Cursor): void {
	const { end } = cursor;
	while (cursor.at < end) {
		const semicolon = cursor.text.indexOf('; ', cursor.at);
		cursor.end = semicolon < 0 || semicolon > end ? end : semicolon;
		const next = Math.min(end, cursor.end + 2);
		const name = spfNames.find(([key]) => cursor.skip(key))?.[1];
		if (name) {
			const isQuoted = cursor.skip('"');
			cursor.end -= isQuoted && cursor.text.charAt(cursor.end - 1) === '"' ? 1 : 0;
			if (name !== 'to' || cursor.text.slice(cursor.at, cursor.end).includes('@')) {
				address(cursor, name);
			}
		}
		cursor.at = next;
		cursor.end = end;
	}
}

const spfNames: readonly (readonly [string, FieldName])[] = [
	['client-ip=', 'address'],
	['helo=', 'helo'],
	['envelope-from=', 'from'],
	['receiver=', 'to'],
];

const weighedMarks: readonly (readonly [string, FieldName])[] = [
	['<client=', 'address'],
	['<helo=', 'helo'],
	['<from=', 'from'],
	['<to=', 'to'],
];

/** SpamAssassin's daemon. */
function spamdRows(): Row[] {
	return ['spamd: identified spam (', 'spamd: clean message (', 'spamd: result: '].map((starts) =>
		plain('info', 'spamd', starts, [`${starts}9.3/5.0) for alice:1209 in 0.8 seconds, 512 bytes.`]),
	);
}
