import type { FieldName, Kind } from '../event';
import { address, commaAttributes, type AttributeReader } from './attributes';
import type { Cursor } from './cursor';
import { reply } from './fields';
import type { Dialect, Row } from './row';

/**
 * OpenSMTPD (smtp_session.c, mta.c, mda.c and queue.c of 6.8). A line begins with the id of its session, which is taken off before the
 * rows look; 6.0 to 6.3 wrote `smtp event=connected` for `smtp connected`. A message is known by the first eight digits of its
 * envelopes' ids.
 */
export const opensmtpd: Dialect = {
	format: 'opensmtpd',
	rows: [...serverRows(), ...clientRows(), ...queueRows(), ...daemonRows()],
};

/** One event of a session, in both ways to write it. The samples are what stands behind its name. */
function events(name: string, row: Omit<Row, 'starts' | 'samples'>, samples: readonly string[]): Row[] {
	return [name, name.replace(' ', ' event=')].map((starts) => ({
		queueId: 'required',
		...row,
		starts,
		samples: samples.map((sample) => `856a14de596a45f3 ${starts}${sample}`),
	}));
}

/** What clients did here. */
function serverRows(): Row[] {
	const session = 'join';
	const read = pairs;
	const ofMessage: Pick<Row, 'session' | 'idAfter' | 'read'> = {
		session,
		idAfter: { literal: 'msgid=', length: 8 },
		read,
	};
	return [
		...events('smtp connected ', { kind: 'connect', session: 'open', read }, [
			'address=203.0.113.20 host=host20.isp.example',
			'address=192.0.2.50 host=<unknown>',
			'address=local host=example.com',
			'address=[2001:db8::9] host=mx.example.net',
		]),
		...events('smtp tls ', { kind: 'tls-established', session, read }, [
			'ciphers=TLSv1.3:TLS_AES_256_GCM_SHA384:256',
		]),
		...events('smtp starttls ', { kind: 'tls-established', session, read }, [
			'ciphers="version=TLSv1.2, cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256"',
		]),
		...['smtp client-cert-check ', 'smtp cert-check '].flatMap((name) =>
			events(name, { kind: 'info', session, read: words }, ['result="failure"']),
		),
		...events('smtp authentication ', { kind: 'info', has: 'result=ok', session, read }, [
			'user=alice@example.com result=ok',
			'user=alice@example.com address=203.0.113.20 host=host20.isp.example result=ok',
		]),
		...events('smtp authentication ', { kind: 'sasl-failed', hasNot: 'result=ok', session, read }, [
			'user=alice@example.com result=permfail',
			'user=alice@example.com result=tempfail',
		]),
		...events('smtp message ', { kind: 'arrival', message: 'open', ...ofMessage }, [
			'msgid=4ac18475 size=365 nrcpt=1 proto=ESMTP',
		]),
		...events(
			'smtp envelope ',
			{ kind: 'info', message: 'join', ...ofMessage, idAfter: { literal: 'evpid=', length: 8 } },
			[
				'evpid=4ac184754bb20945 from=<user@sender.example> to=<a@d26.example>',
				'evpid=ca886a2d0cbabbf9 from=<> to=<user@sender.example>',
			],
		),
		...events('smtp failed-command ', { kind: 'sasl-failed', has: 'result="535', session, read: refusal }, [
			'command="AUTH PLAIN (...)" result="535 Authentication failed"',
		]),
		...events('smtp failed-command ', { kind: 'reject', hasNot: 'result="535', session, read: refusal }, [
			'command="RCPT TO:<victim@elsewhere.example>" result="550 Invalid recipient: <victim@elsewhere.example>"',
			'command="DATA" result="503 5.5.1 Invalid command: Command not allowed at this point."',
			'command="" result="550 5.7.1 Message rejected"',
		]),
		...events('smtp bad-input ', { kind: 'syntax-error', session, read: refusal }, [
			'result="500 5.0.0 Line too long"',
		]),
		...['smtp disconnected ', 'smtp closed '].flatMap((name) => endings(name)),
	];
}

/** How a session ended: `reason=quit`, `reason="io-error: …"`. */
function endings(name: string): Row[] {
	const session = 'close';
	return [
		...events(name, { kind: 'disconnect', has: 'reason=quit', session, read: pairs }, [
			'reason=quit',
			'reason=quit messages=2',
		]),
		...events(name, { kind: 'timeout', has: 'reason=timeout', session, read: pairs }, ['reason=timeout']),
		...events(
			name,
			{ kind: 'lost-connection', hasNot: 'reason=quit', session, read: pairs },
			// 6.8 has a second blank before some reasons.
			['reason=disconnect', ' reason=protocol-error', 'reason="io-error: Connection reset by peer"'],
		),
	];
}

/** What we did at other servers, and deliveries at home. */
function clientRows(): Row[] {
	const session = 'join';
	const side = 'client';
	const ofEnvelope: Pick<Row, 'kind' | 'message' | 'idAfter' | 'read'> = {
		kind: 'delivery',
		message: 'join',
		idAfter: { literal: 'evpid=', length: 8 },
		read: pairs,
	};
	return [
		...events('mta connecting ', { kind: 'info', session: 'open', side, read: pairs }, [
			'address=smtp://198.51.100.26:25 host=mx26.remote.example',
			'address=smtp+tls://[2001:db8::9]:587 host=mx.example.net',
		]),
		...events('mta connected', { kind: 'connect', session, side }, ['']),
		...events('mta tls ', { kind: 'tls-established', session, side, read: pairs }, [
			'ciphers=TLSv1.3:TLS_AES_256_GCM_SHA384:256',
		]),
		...events('mta starttls ', { kind: 'tls-established', session, side, read: pairs }, [
			'ciphers=TLSv1.2:ECDHE-RSA-AES256-GCM-SHA384:256',
		]),
		...['mta server-cert-check ', 'mta cert-check '].flatMap((name) => [
			...events(name, { kind: 'tls-unverified', has: 'failure', session, side, read: words }, [
				'result="failure"',
			]),
			...events(name, { kind: 'info', hasNot: 'failure', session, side, read: words }, ['result="success"']),
		]),
		...events('mta error ', { kind: 'lost-connection', session, side, read: pairs }, [
			'reason=Connection closed unexpectedly',
			'reason=AUTH rejected: 535 5.7.8 authentication failed',
		]),
		...events('mta host-rejects-all-mails', { kind: 'reject', session, side }, ['']),
		...['mta disconnected ', 'mta closed ', 'mta closing '].flatMap((name) => endings(name)),
		...events('mta delivery ', { ...ofEnvelope, session, side }, [
			'evpid=4ac184754bb20945 from=<user@sender.example> to=<a@d26.example> rcpt=<-> source="192.0.2.25" relay="198.51.100.26 (mx26.remote.example)" delay=0s result="PermFail" stat="553 5.7.1 Sender address rejected: SPF fail"',
			'evpid=cb36fafb990ecc3d from=<> to=<ext@d10.example> rcpt=<team@example.com> source="-" relay="deadmx.example" delay=1m11s result="TempFail" stat="Network error on destination MXs"',
		]),
		...events('mda delivery ', ofEnvelope, [
			'evpid=14741fa632b92464 from=<user@sender.example> to=<team@example.com> rcpt=<team@example.com> user=bob delay=0s result=Ok stat=Delivered',
			'evpid=14741fa632b92464 from=<user@sender.example> to=<team@example.com> user=bob delay=2h0m1s result=TempFail stat=Error (mail.maildir: cannot write)',
		]),
	];
}

/** What the queue did with an envelope, and deliveries as 5.x wrote them. */
function queueRows(): Row[] {
	const row = (kind: Kind, starts: string, samples: readonly string[]): Row => ({
		kind,
		queueId: 'none',
		starts,
		message: 'join',
		idAfter: { literal: ' for ', length: 8 },
		samples,
		read(cursor) {
			const length = starts.indexOf(' for ');
			cursor.note(
				'status',
				cursor.at - starts.length + starts.indexOf(': ') + 2,
				cursor.at - starts.length + length,
			);
			cursor.skipTo(': ');
			commaAttributes(cursor, envelopeAttributes, new Set(['stat']));
		},
	});
	const attributes =
		'9ddd7856fe02f04e: from=<user@sender.example>, to=<a@d30.example>, rcpt=<->, delay=11s, stat=';
	return ['relay', 'delivery', 'bounce'].flatMap((agent) => [
		...['Ok', 'TempFail', 'PermFail', 'Loop', 'Expire'].map((word) =>
			row('delivery', `${agent}: ${word} for `, [`${agent}: ${word} for ${attributes}250 2.0.0 Ok`]),
		),
		row('removed', `${agent}: Remove for `, [`${agent}: Remove for ${attributes}Removed by administrator`]),
	]);
}

function daemonRows(): Row[] {
	const plain = (kind: Kind, starts: string, samples: readonly string[]): Row => ({
		kind,
		queueId: 'none',
		starts,
		samples,
		read(cursor) {
			cursor.note('text', cursor.at - starts.length, cursor.end);
		},
	});
	return [
		{
			...plain('arrival', 'smtp-in: Accepted message ', [
				'smtp-in: Accepted message 3d4c4a42 on session 5df87c9b982c840c: from=<a@example.org>, to=<b@example.com>, size=541, ndest=1, proto=ESMTP',
			]),
			message: 'open',
			idAfter: { literal: 'Accepted message ', length: 8 },
			read(cursor) {
				if (cursor.skipTo(': ')) {
					commaAttributes(cursor, envelopeAttributes);
				}
			},
		},
		plain('info', 'smtp-in: ', [
			'smtp-in: New session 5df87c9b982c840c from host mx.example.org [203.0.113.20]',
		]),
		plain('info', 'smtp-out: ', [
			'smtp-out: Enabling route 192.0.2.25 <-> 198.51.100.9 (mx-dead.remote.example)',
		]),
		plain('daemon-start', 'info: OpenSMTPD ', ['info: OpenSMTPD 6.8.0p2 starting']),
		plain('daemon-stop', 'info: Terminating', ['info: Terminating']),
		plain('info', 'info: ', ['info: mta paused']),
		plain('warning', 'warn: ', ['warn: Failed to get source address for [relay:d10.example]']),
	];
}

/** `key=value`, separated by blanks; a value stands in quotes, in angle brackets, or is a word. What is noted depends on the key. */
function pairs(cursor: Cursor): void {
	while (cursor.at < cursor.end) {
		const key = /^[a-z-]{1,12}(?==)/.exec(cursor.text.slice(cursor.at, cursor.at + 13))?.[0];
		if (key === undefined) {
			if (!cursor.skipTo(' ')) {
				return;
			}
			continue;
		}
		cursor.at += key.length + 1;
		const { end } = cursor;
		const value = valueEnd(cursor, key);
		cursor.end = value.end;
		readers.get(key)?.(cursor);
		cursor.end = end;
		cursor.at = value.next;
	}
}

/** Where a value ends (its quotes and brackets are passed), and what comes next. The last values of a line may have blanks. */
function valueEnd(cursor: Cursor, key: string): { end: number; next: number } {
	const { text, end } = cursor;
	const next = (at: number) => ({ end: Math.min(at, end), next: Math.min(at + 2, end) });
	if (cursor.skip('"')) {
		// A stat may have quotes inside: its own comes last.
		const close = key === 'stat' ? text.lastIndexOf('"', end - 1) : text.indexOf('"', cursor.at);
		return next(close < cursor.at ? end : close);
	}
	if (cursor.skip('<')) {
		const close = text.indexOf('> ', cursor.at);
		const last = text.charAt(end - 1) === '>' ? end - 1 : end;
		return next(close < 0 || close >= end ? last : close);
	}
	const isLast = key === 'stat' || key === 'reason';
	const blank = isLast ? -1 : text.indexOf(' ', cursor.at);
	const stop = blank < 0 || blank > end ? end : blank;
	return { end: stop, next: Math.min(stop + 1, end) };
}

const note = (name: FieldName) => (cursor: Cursor) => {
	cursor.note(name, cursor.at, cursor.end);
};

const readers: ReadonlyMap<string, (cursor: Cursor) => void> = new Map<string, (cursor: Cursor) => void>([
	['address', peerAddress],
	[
		'host',
		(cursor) => {
			if (!cursor.sees('unknown')) {
				cursor.note('host', cursor.at, cursor.end);
			}
		},
	],
	['ciphers', ciphers],
	['from', envelopeAddress('from')],
	['to', envelopeAddress('to')],
	['rcpt', original],
	['user', note('saslUser')],
	['size', note('size')],
	['nrcpt', note('recipientCount')],
	['proto', note('protocol')],
	['source', source],
	['relay', relay],
	['delay', note('delay')],
	['result', note('status')],
	['stat', stat],
	['reason', note('text')],
]);

const envelopeAttributes: ReadonlyMap<string, AttributeReader> = new Map<string, AttributeReader>([
	['from', (cursor) => address(cursor, 'from')],
	['to', (cursor) => address(cursor, 'to')],
	[
		'rcpt',
		(cursor) => {
			cursor.skip('<');
			cursor.end -= cursor.text.charAt(cursor.end - 1) === '>' ? 1 : 0;
			original(cursor);
		},
	],
	['size', 'size'],
	['ndest', 'recipientCount'],
	['proto', 'protocol'],
	['relay', relay],
	['delay', 'delay'],
	['stat', stat],
]);

/** Without its brackets; the empty one of a bounce is noted, too. */
function envelopeAddress(name: FieldName): (cursor: Cursor) => void {
	return (cursor) => {
		const { at, end } = cursor;
		cursor.fields.push({ name, value: cursor.text.slice(at, end), span: { start: at, end } });
	};
}

/** The address before aliases; `-` is none. */
function original(cursor: Cursor): void {
	if (cursor.rest !== '-') {
		cursor.note('original', cursor.at, cursor.end);
	}
}

function source(cursor: Cursor): void {
	if (cursor.rest !== '-') {
		cursor.note('localAddress', cursor.at, cursor.end);
	}
}

/** `203.0.113.20`, `[2001:db8::9]`, `local`, `smtp://198.51.100.26:25`. */
function peerAddress(cursor: Cursor): void {
	const scheme = cursor.find('://');
	cursor.at = scheme < 0 ? cursor.at : scheme + '://'.length;
	if (cursor.rest === 'local') {
		return;
	}
	const isBracketed = cursor.skip('[');
	const { at, end } = cursor;
	const close = cursor.find(isBracketed ? ']' : ':');
	// An IPv6 address without brackets has no port.
	const isPlain = close < 0 || (!isBracketed && cursor.find(':', close + 1) >= 0);
	cursor.note('address', at, isPlain ? end : close);
	const port = isPlain ? -1 : cursor.find(':', close);
	cursor.note('port', port < 0 ? end : port + 1, end);
}

/** `TLSv1.3:TLS_AES_256_GCM_SHA384:256`, or as 5.x wrote it `version=TLSv1.2, cipher=…, bits=256`. */
function ciphers(cursor: Cursor): void {
	if (cursor.sees('version=')) {
		commaAttributes(
			cursor,
			new Map<string, AttributeReader>([
				['version', 'tlsVersion'],
				['cipher', 'tlsCipher'],
			]),
		);
		return;
	}
	const first = cursor.find(':');
	const second = first < 0 ? -1 : cursor.find(':', first + 1);
	cursor.note('tlsVersion', cursor.at, first < 0 ? cursor.end : first);
	cursor.note('tlsCipher', first < 0 ? cursor.end : first + 1, second < 0 ? cursor.end : second);
}

/** `198.51.100.26 (mx26.remote.example)`, or a domain for which no server was reached. */
function relay(cursor: Cursor): void {
	const { at, end } = cursor;
	cursor.note('relay', at, end);
	const open = cursor.find(' (');
	const isAddress = /^[0-9A-Fa-f:.[\]]{3,47}$/.test(cursor.text.slice(at, open < 0 ? end : open));
	cursor.note(isAddress ? 'relayAddress' : 'relayHost', at, open < 0 ? end : open);
	if (open >= 0 && isAddress) {
		cursor.note('relayHost', open + 2, end - 1);
	}
}

/** What the remote answered, or why there is no answer. */
function stat(cursor: Cursor): void {
	const { at, end } = cursor;
	if (!reply(cursor, end)) {
		cursor.note('text', at, end);
		return;
	}
	const accepted = / queued as ([0-9A-Za-z]{5,40})|: ([0-9a-f]{8}) Message accepted/.exec(
		cursor.text.slice(at, end),
	);
	const id = accepted?.[1] ?? accepted?.[2];
	if (accepted && id) {
		const start = at + accepted.index + accepted[0].indexOf(id, 2);
		cursor.note('acceptedAs', start, start + id.length);
	}
}

/** `command="RCPT TO:<a@example.com>" result="550 Invalid recipient"` */
function refusal(cursor: Cursor): void {
	const { end } = cursor;
	const answer = cursor.text.lastIndexOf('result="', end);
	if (cursor.skip('command="')) {
		const stop = answer < cursor.at ? end : answer - 2;
		const verb = /^[A-Za-z]{4,8}/.exec(cursor.text.slice(cursor.at, stop))?.[0];
		if (verb) {
			cursor.note('phase', cursor.at, cursor.at + verb.length);
		} else {
			// What is no command's answer is the content's.
			cursor.fields.push({
				name: 'phase',
				value: 'END-OF-MESSAGE',
				span: { start: cursor.at, end: cursor.at },
			});
		}
		const path = /^(?:RCPT TO|MAIL FROM):? ?<([^>]{0,320})>/i.exec(cursor.text.slice(cursor.at, stop));
		if (path) {
			const start = cursor.at + path[0].length - 1 - (path[1] ?? '').length;
			cursor.note(/^R/i.test(path[0]) ? 'to' : 'from', start, cursor.at + path[0].length - 1);
		}
		const method = /^AUTH ([A-Za-z0-9-]{1,20})/i.exec(cursor.text.slice(cursor.at, stop))?.[1];
		cursor.note('saslMethod', cursor.at + 5, cursor.at + 5 + (method?.length ?? 0));
	}
	if (answer >= 0) {
		cursor.at = answer + 'result="'.length;
		const close = cursor.text.charAt(end - 1) === '"' ? end - 1 : end;
		if (!reply(cursor, close)) {
			cursor.note('text', cursor.at, close);
		}
	}
}

/** `result="failure"` → its words. */
function words(cursor: Cursor): void {
	if (cursor.skip('result=')) {
		cursor.skip('"');
		cursor.note('text', cursor.at, cursor.text.charAt(cursor.end - 1) === '"' ? cursor.end - 1 : cursor.end);
	}
}
