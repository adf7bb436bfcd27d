import type { Cursor } from '../cursor';
import { bracketed } from '../fields';
import type { Row } from '../row';
import { peer, remoteWords, tlsParameters } from './fields';

/** The programs that deliver: smtp(8), lmtp(8), local(8), virtual(8), pipe(8), error(8), discard(8), and what they speak of. */
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
];
const clients = ['smtp', 'lmtp'];

export const deliveryRows: readonly Row[] = [
	{
		kind: 'delivery',
		programs: agents,
		queueId: 'required',
		starts: 'to=',
		session: 'join',
		message: 'join',
		peerAfter: ' relay=',
		// `queued as F22A3CF912` by a server, `forwarded as F22A3CF912` by local(8).
		link: { after: 'ed as ', is: 'child' },
		samples: [
			'4jYB5r214Jz6x: to=<someone@d10.example>, relay=mx10.remote.example[198.51.100.10]:25, delay=0.1, delays=0/0/0.05/0.04, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as F22A3CF912)',
			'4jYB5r214Jz6x: to=<alice@example.com>, orig_to=<postmaster>, relay=local, delay=0, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to mailbox)',
			'4jYB5r214Jz6x: to=<b@example.net>, relay=mx.example.net[198.51.100.7]:25, conn_use=2, delay=3, delays=0.1/0/2/0.9, dsn=4.2.0, status=deferred (host mx.example.net[198.51.100.7] said: 450 4.2.0 Mailbox busy (in reply to RCPT TO command))',
			'4jYB5r214Jz6x: to=user@hostname.example.com, relay=none, delay=1, delays=1/0/0/0, dsn=4.4.1, status=deferred (connect to mx.example.net[198.51.100.7]:25: Connection refused)',
		],
		read: delivery,
	},
	{
		kind: 'tls-established',
		programs: clients,
		starts: '',
		has: ' TLS connection established to ',
		session: 'open',
		peerAfter: ' TLS connection established to ',
		samples: [
			'Untrusted TLS connection established to mx10.remote.example[198.51.100.10]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)',
		],
		read(cursor) {
			cursor.take('tlsTrust', ' TLS connection established to ');
			relayPeer(cursor);
			cursor.skip(': ');
			tlsParameters(cursor);
		},
	},
	{
		kind: 'tls-established',
		programs: clients,
		starts: '',
		has: ' TLS connection reused to ',
		session: 'open',
		peerAfter: ' TLS connection reused to ',
		samples: [
			'Untrusted TLS connection reused to mx10.remote.example[198.51.100.10]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)',
		],
		read(cursor) {
			cursor.take('tlsTrust', ' TLS connection reused to ');
			relayPeer(cursor);
			cursor.skip(': ');
			tlsParameters(cursor);
		},
	},
	{
		kind: 'connect-failed',
		programs: clients,
		queueId: 'none',
		starts: 'connect to ',
		session: 'open',
		peerAfter: 'connect to ',
		samples: [
			'connect to mx.example.net[198.51.100.7]:25: Connection refused',
			'connect to mx.example.net[2001:db8::7]:25: Network is unreachable',
		],
		read(cursor) {
			relayPeer(cursor);
			cursor.skip(': ');
			cursor.takeRest('text');
		},
	},
	{
		kind: 'remote-reply',
		programs: clients,
		queueId: 'required',
		starts: 'host ',
		session: 'join',
		message: 'join',
		peerAfter: 'host ',
		samples: [
			'4jYB5r214Jz6x: host mx.example.net[198.51.100.7] said: 450 4.2.0 Greylisted (in reply to RCPT TO command)',
			'4jYB5r214Jz6x: host mx.example.net[198.51.100.7] refused to talk to me: 421 4.3.2 try again later',
		],
		read(cursor) {
			cursor.at -= 'host '.length;
			remoteWords(cursor);
		},
	},
	{
		kind: 'lost-connection',
		programs: clients,
		starts: 'lost connection with ',
		session: 'join',
		message: 'join',
		peerAfter: 'lost connection with ',
		samples: ['4jYB5r214Jz6x: lost connection with mx.example.net[198.51.100.7] while sending RCPT TO'],
		read(cursor) {
			relayPeer(cursor);
			remoteWords(cursor);
		},
	},
	{
		kind: 'timeout',
		programs: clients,
		starts: 'conversation with ',
		has: ' timed out ',
		session: 'join',
		message: 'join',
		peerAfter: 'conversation with ',
		samples: [
			'4jYB5r214Jz6x: conversation with mx.example.net[198.51.100.7] timed out while receiving the initial server greeting',
		],
		read(cursor) {
			relayPeer(cursor);
			remoteWords(cursor);
		},
	},
	{
		kind: 'tls-failed',
		programs: clients,
		starts: 'SSL_connect error to ',
		session: 'open',
		peerAfter: 'SSL_connect error to ',
		samples: ['SSL_connect error to mx.example.net[198.51.100.7]:25: lost connection'],
		read(cursor) {
			relayPeer(cursor);
			cursor.skip(': ');
			cursor.takeRest('text');
		},
	},
	{
		kind: 'tls-failed',
		programs: clients,
		starts: 'Cannot start TLS: ',
		session: 'attach',
		message: 'join',
		samples: ['4jYB5r214Jz6x: Cannot start TLS: handshake failure'],
		read(cursor) {
			cursor.takeRest('text');
		},
	},
	{
		kind: 'tls-unverified',
		programs: clients,
		starts: 'certificate verification failed for ',
		session: 'open',
		peerAfter: 'certificate verification failed for ',
		samples: [
			'certificate verification failed for mx.example.net[198.51.100.7]:25: untrusted issuer /CN=Example CA',
			'certificate verification failed for mx.example.net[198.51.100.7]:25: self-signed certificate',
		],
		read(cursor) {
			relayPeer(cursor);
			cursor.skip(': ');
			cursor.takeRest('text');
		},
	},
	{
		kind: 'sasl-failed',
		programs: clients,
		starts: 'SASL authentication failed; ',
		session: 'join',
		message: 'join',
		peerAfter: 'SASL authentication failed; server ',
		samples: [
			'4jYB5r214Jz6x: SASL authentication failed; server smtp.example.net[198.51.100.8] said: 535 5.7.8 Error: authentication failed: bad user or password',
		],
		read(cursor) {
			cursor.skip('server ');
			const said = cursor.find(' said: ');
			if (said >= 0) {
				relayPeer(cursor);
				cursor.at = said + ' said: '.length;
			}
			remoteWords(cursor);
		},
	},
	{
		kind: 'info',
		programs: clients,
		starts: 'enabling PIX workarounds: ',
		message: 'join',
		samples: [
			'4jYB5r214Jz6x: enabling PIX workarounds: disable_esmtp delay_dotcrlf for mx.example.net[198.51.100.7]:25',
		],
	},
	{
		kind: 'info',
		programs: clients,
		starts: 'breaking line > ',
		message: 'join',
		samples: ['4jYB5r214Jz6x: breaking line > 998 bytes with <CR><LF>SPACE'],
	},
];

/**
 * `to=<a>, orig_to=<b>, relay=mx[192.0.2.1]:25, conn_use=2, delay=3, delays=0.1/0/2/0.9, dsn=4.2.0, status=deferred (…)`.
 * Before Postfix 3.5, and from some agents, addresses stand without brackets.
 */
function delivery(cursor: Cursor): void {
	address(cursor, 'to');
	while (cursor.skip(', ')) {
		if (cursor.skip('orig_to=')) {
			address(cursor, 'original');
		} else if (cursor.skip('relay=')) {
			relay(cursor);
		} else if (cursor.skip('delay=')) {
			upToComma(cursor, 'delay');
		} else if (cursor.skip('delays=')) {
			upToComma(cursor, 'delays');
		} else if (cursor.skip('conn_use=')) {
			upToComma(cursor, 'connUse');
		} else if (cursor.skip('dsn=')) {
			upToComma(cursor, 'dsn');
		} else if (cursor.skip('status=')) {
			status(cursor);
			return;
		} else {
			const comma = cursor.find(', ');
			cursor.at = comma < 0 ? cursor.end : comma;
		}
	}
}

function address(cursor: Cursor, name: 'to' | 'original'): void {
	if (!bracketed(cursor, name)) {
		upToComma(cursor, name);
	}
}

function upToComma(cursor: Cursor, name: 'to' | 'original' | 'delay' | 'delays' | 'connUse' | 'dsn'): void {
	const comma = cursor.find(', ');
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

/** The next server: `mx10.remote.example[198.51.100.10]:25`. */
function relayPeer(cursor: Cursor): void {
	const inner = cursor.fields.length;
	if (peer(cursor)) {
		for (let index = inner; index < cursor.fields.length; index++) {
			const field = cursor.fields[index];
			const name = field && relayNames[field.name];
			if (field && name) {
				cursor.fields[index] = { ...field, name };
			}
		}
	}
}

const relayNames: Readonly<Record<string, 'relayHost' | 'relayAddress' | 'relayPort'>> = {
	host: 'relayHost',
	address: 'relayAddress',
	port: 'relayPort',
};

/** `deferred (host mx.example.net[198.51.100.7] said: 450 … (in reply to RCPT TO command))` */
function status(cursor: Cursor): void {
	cursor.takeWhile('status', (character) => /[a-z-]/.test(character));
	if (cursor.skip(' (')) {
		const end = cursor.end;
		cursor.end = cursor.text.charAt(end - 1) === ')' ? end - 1 : end;
		remoteWords(cursor);
		cursor.end = end;
		cursor.at = end;
	}
}
