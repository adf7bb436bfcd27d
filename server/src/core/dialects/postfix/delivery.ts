import type { FieldName } from '../../event';
import type { Cursor } from '../cursor';
import { bracketed, quoteEnd } from '../fields';
import type { Row } from '../row';
import { deliveryBrief } from './briefs';
import { relayPeer } from './fields';
import { remoteWords } from './remoteWords';

/** Who delivers, or says that nobody can: the queue manager and cleanup speak of mail that reaches no agent. */
const agents = [
	'smtp',
	'lmtp',
	'local',
	'virtual',
	'pipe',
	'error',
	'retry',
	'discard',
	'bounce',
	'verify',
	'qmgr',
	'oqmgr',
	'nqmgr',
	'cleanup',
];

/** What became of one recipient: one line for each attempt (log_adhoc.c). */
export const deliveryRows: readonly Row[] = [
	{
		kind: 'delivery',
		programs: agents,
		session: 'join',
		message: 'join',
		peerAfter: ' relay=',
		starts: 'to=',
		// `queued as F22A3CF912` by a server, `forwarded as F22A3CF912` by local(8).
		link: { after: 'ed as ', is: 'child' },
		samples: [
			'4jYB5r214Jz6x: to=<someone@d10.example>, relay=mx10.remote.example[198.51.100.10]:25, delay=0.1, delays=0/0/0.05/0.04, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as F22A3CF912)',
			'4jYB5r214Jz6x: to=<alice@example.com>, orig_to=<postmaster>, relay=local, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)',
			'4jYB5r214Jz6x: to=<b@example.net>, relay=mx.example.net[198.51.100.7]:25, conn_use=2, delay=3, delays=0.1/0/2/0.9, dsn=4.2.0, status=deferred (host mx.example.net[198.51.100.7] said: 450 4.2.0 Mailbox busy (in reply to RCPT TO command))',
			'4jYB5r214Jz6x: to=user@hostname.example.com, relay=none, delay=1, delays=1/0/0/0, dsn=4.4.1, status=deferred (connect to mx.example.net[198.51.100.7]:25: Connection refused)',
			// Before 2.3: no delays, no dsn, no port.
			'8C5EB1C0F3: to=<b@example.net>, relay=mx.example.net[198.51.100.7], delay=3, status=sent (250 Ok: queued as 1D8D8217)',
			// From 3.11 on.
			'4jYB5r214Jz6x: to=<b@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=3.6, delays=0.1/0/2/1.5, tls=dane/!requiretls:nocertmatch, dsn=2.1.5, status=sent (250 2.0.0 Ok: queued as 153053D)',
			'4jYB5r214Jz6x: to=<alice@example.com>, relay=local, delay=0.1, delays=0.1/0/0/0, dsn=2.0.0, status=sent (forwarded as 4jYBGn1jgJz7T)',
			// soft_bounce
			'4jYB5r214Jz6x: to=<b@example.net>, relay=none, delay=0.1, delays=0.1/0/0/0, dsn=5.1.1, status=SOFTBOUNCE (unknown user: "b")',
			'4jYB5r214Jz6x: to=<b@example.net>, relay=none, delay=432001, delays=432000/0.5/0/0, dsn=4.4.1, status=undeliverable-but-not-cached (User unknown in virtual alias table)',
		],
		read: delivery,
		brief: deliveryBrief,
	},
	// A notification that could not be handed to bounce(8).
	{
		kind: 'info',
		queueId: 'required',
		programs: agents,
		starts: 'status=deferred (',
		message: 'join',
		samples: ['4jYB5r214Jz6x: status=deferred (bounce failed)'],
		read(cursor) {
			cursor.at -= ' ('.length;
			cursor.note('status', cursor.at - 'deferred'.length, cursor.at);
			cursor.at += ' ('.length;
			cursor.take('text', ')');
		},
	},
	// From 3.6 on: an agent hands a recipient to another transport.
	{
		kind: 'info',
		programs: agents,
		starts: 'passing <',
		has: '> to transport=',
		message: 'join',
		samples: ['4jYB5r214Jz6x: passing <alice@example.com> to transport=lmtp'],
		read(cursor) {
			cursor.at--;
			bracketed(cursor, 'to');
			cursor.skip(' to transport=');
			cursor.takeRest('transport');
		},
	},
];

/** Which field an attribute is; those of `readers` have more to them. */
const plain: readonly (readonly [string, FieldName])[] = [
	['delay=', 'delay'],
	['delays=', 'delays'],
	['conn_use=', 'connUse'],
	['tls=', 'tlsFeatures'],
	['dsn=', 'dsn'],
];

/**
 * `to=<a>, orig_to=<b>, relay=mx[192.0.2.1]:25, conn_use=2, delay=3, delays=0.1/0/2/0.9, dsn=4.2.0, status=deferred (…)`.
 * Some agents, and old versions, write addresses without brackets.
 */
function delivery(cursor: Cursor): void {
	address(cursor, 'to');
	while (cursor.skip(', ')) {
		const known = plain.find(([key]) => cursor.sees(key));
		if (known) {
			cursor.at += known[0].length;
			upToComma(cursor, known[1]);
		} else if (cursor.skip('orig_to=')) {
			address(cursor, 'original');
		} else if (cursor.skip('relay=')) {
			relay(cursor);
		} else if (cursor.skip('status=')) {
			status(cursor);
			return;
		} else {
			const comma = cursor.find(', ');
			cursor.at = comma < 0 ? cursor.end : comma;
		}
	}
}

/** `<"a, b"@example.com>`, `"a, b"@example.com`, `a@example.com` */
function address(cursor: Cursor, name: 'to' | 'original'): void {
	if (!bracketed(cursor, name)) {
		upToComma(cursor, name, cursor.sees('"') ? quoteEnd(cursor, cursor.at) : cursor.at);
	}
}

/** Notes what stands before the next comma behind a column. */
function upToComma(cursor: Cursor, name: FieldName, from = cursor.at): void {
	const comma = cursor.find(', ', from);
	const end = comma < 0 ? cursor.end : comma;
	cursor.note(name, cursor.at, end);
	cursor.at = end;
}

/** `mx10.remote.example[198.51.100.10]:25`, `local`, `none`, `host.example.com[private/dovecot-lmtp]`. */
function relay(cursor: Cursor): void {
	const comma = cursor.find(', ');
	const end = comma < 0 ? cursor.end : comma;
	cursor.note('relay', cursor.at, end);
	const whole = cursor.end;
	cursor.end = end;
	relayPeer(cursor);
	cursor.end = whole;
	cursor.at = end;
}

/** `deferred (host mx.example.net[198.51.100.7] said: 450 … (in reply to RCPT TO command))` */
function status(cursor: Cursor): void {
	cursor.takeWhile('status', (character) => /[A-Za-z-]/.test(character));
	if (cursor.skip(' (')) {
		const { end } = cursor;
		cursor.end = cursor.text.charAt(end - 1) === ')' ? end - 1 : end;
		remoteWords(cursor);
		cursor.end = end;
		cursor.at = end;
	}
}
