import { colon, rightBracket, space } from '../../text/ascii';
import type { Cursor } from '../cursor';
import { enhancedAt } from '../fields';
import type { Row } from '../row';
import { authPayloadStart, readReplyLine } from '../transcript/grammar';
import { peer } from './fields';

/**
 * What Postfix's programs write with `-v`, or about the hosts of debug_peer_list: the dialogue, line by line, and much noise between.
 * The arrow points away from the program: who speaks depends on whether it serves or is a client. smtpd_chat.c, smtp_chat.c,
 * postscreen_send.c, smtpd_proxy.c.
 */
const layout = 'postfix-v';
const servers = ['smtpd', 'postscreen'];
const clients = ['smtp', 'lmtp'];

/** Notes `mx.example.net[192.0.2.25]:25: 250 Ok` behind the arrow. */
const said = (speaker: 'client' | 'server') => (cursor: Cursor) => {
	const { text, end } = cursor;
	peer(cursor);
	cursor.skip(': ');
	const start = cursor.at;
	const words = text.slice(start, end);
	cursor.fields.push({ name: 'speaker', value: speaker, span: { start, end: start } });
	const reply = speaker === 'server' ? readReplyLine(words) : undefined;
	if (reply) {
		cursor.note('code', start, start + 3);
		const enhanced = enhancedAt(text, start + 4, end, reply.code);
		cursor.note('enhanced', start + 4, start + 4 + (enhanced?.length ?? 0));
	}
	cursor.note('text', start, end);
	const payload = speaker === 'client' ? authPayloadStart(words) : undefined;
	if (payload !== undefined) {
		cursor.note('secret', start + payload, end);
	}
	cursor.at = end;
};

function line(
	programs: readonly string[],
	speaker: 'client' | 'server',
	starts: string,
	has: string,
	samples: readonly string[],
	more: Partial<Row> = {},
): Row {
	return {
		kind: speaker === 'client' ? 'command' : 'reply',
		layout,
		speaker,
		programs,
		queueId: 'none',
		starts,
		has,
		session: 'join',
		peerAfter: starts,
		samples,
		read: said(speaker),
		...more,
	};
}

export const dialogueRows: readonly Row[] = [
	line(servers, 'server', '> ', ']:', [
		'> unknown[192.0.2.99]: 220 mx.example.net ESMTP Postfix',
		'> [192.0.2.99]:52144: 550 5.7.1 Service unavailable',
		'> unknown[2001:db8::9]: 250-PIPELINING',
	]),
	line(servers, 'client', '< ', ']:', [
		'< unknown[192.0.2.99]: quit',
		'< [192.0.2.99]:52144: EHLO client.example.org',
		'< unknown[192.0.2.99]: AUTH PLAIN AGFsaWNlAHdyb25n',
	]),
	line(
		clients,
		'server',
		'< ',
		': 220 ',
		['< mx.example.net[192.0.2.25]:25: 220 mx.example.net ESMTP Postfix'],
		{ begins: true },
	),
	line(clients, 'server', '< ', ']:', [
		'< mx.example.net[192.0.2.25]:25: 250-PIPELINING',
		'< mx.example.net[2001:db8::25]:25: 550 5.1.1 unknown user',
	]),
	line(clients, 'client', '> ', ': STARTTLS', ['> mx.example.net[192.0.2.25]:25: STARTTLS'], {
		begins: false,
	}),
	line(clients, 'client', '> ', ']:', [
		'> mx.example.net[192.0.2.25]:25: EHLO client.example.org',
		'> mx.example.net[192.0.2.25]:25: .',
	]),
	// smtpd as the client of a content filter: a dialogue beside its session's own.
	...['> ', '< '].map((starts): Row => ({
		kind: 'info',
		layout,
		programs: ['smtpd'],
		queueId: 'none',
		starts,
		hasNot: ']:',
		samples: [`${starts}127.0.0.1:10024: 250 Ok`],
	})),
];

/** What smtp and smtpd tell of passwords. */
const secretRows: readonly Row[] = [
	['xsasl_cyrus_client_get_passwd: ', 's3cr3t'],
	['xsasl_cyrus_client_next: uncoded client response ', 'AGFsaWNlAHMzY3IzdA=='],
	['xsasl_cyrus_client_first: uncoded initial reply: ', 'AGFsaWNlAHMzY3IzdA=='],
	['xsasl_cyrus_server_next: decoded response: ', 'alice'],
	['xsasl_cyrus_server_first: decoded initial response ', 'alice'],
	['xsasl_cyrus_server_first: sasl_method ', 'PLAIN, init_response AGFsaWNlAHMzY3IzdA=='],
	['xsasl_dovecot_handle_reply: auth reply: ', 'OK 1 user=alice'],
	['smtp_sasl_passwd_lookup: host ', "`mx.example.net' user `alice' pass `s3cr3t'"],
	[
		'maps_find: smtp_sasl_password_maps: ',
		'hash:/etc/postfix/sasl_passwd(0,lock|fold_fix): mx = alice:s3cr3t',
	],
].map(([starts = '', rest = '']): Row => ({
	kind: 'info',
	layout,
	queueId: 'none',
	starts,
	samples: [starts + rest],
	read(cursor) {
		cursor.takeRest('secret');
	},
}));

/** What begins with a word of plain English; the last row takes what begins with a function's name. */
const equals = 61;

export const noiseRows: readonly Row[] = [
	...secretRows,
	...[
		'input attribute name: (end)',
		'send attr queue_id = 4jYB4w0dbLz5c',
		'private/tlsmgr: wanted attribute: (list terminator)',
		'public/cleanup socket: wanted attribute: queue_id',
		'slow socket: wanted attribute: offset',
		'unknown_stream: wanted attribute: protocol',
		'connection established',
		'connection closed',
		'>>> START Client host RESTRICTIONS <<<',
		'>>> END Client host RESTRICTIONS <<<',
		'>>> CHECKING RECIPIENT MAPS <<<',
		'before input_transp_cleanup: cleanup flags = enable_header_body_filter',
		'after input_transp_cleanup: cleanup flags = enable_header_body_filter',
		'process generation: 14 (14)',
		'fd=15: stream buffer size old=0 new=130964',
		'connecting to mx.example.net port 25',
		'begin mx.example.net address list',
		'pref    0 host mx.example.net/192.0.2.25',
		'end mx.example.net address list',
		'global TLS level: may',
		'server features: 0x20903f size 10240000',
		'Using ESMTP PIPELINING, TCP send buffer size is 87040, PIPELINING buffer size is 4096',
		'starting new SASL client',
		'disposing SASL state information',
		'connect to subsystem private/bounce',
		'host name lookup methods: dns',
		'addr 192.0.2.25',
		'report connect to all milters',
		'fsspace: .: block size 4096, blocks free 20043156',
		'rewrite stream disconnect',
		'Compiled against Berkeley DB: 5.3.28?',
		'Run-time linked against Berkeley DB: 5.3.28?',
		'source=postscreen_access_list address=127.0.0.1 acl=permit_mynetworks',
		'flags for psc_conclude: ',
	].map((sample): Row => ({
		kind: 'info',
		layout,
		queueId: 'none',
		starts: startOf(sample),
		...(sample.includes('wanted attribute') ? { has: 'wanted attribute: ' } : {}),
		...(sample.endsWith(' address list') ? { has: ' address list' } : {}),
		...(sample.startsWith('report') ? { has: ' to all milters' } : {}),
		samples: [sample],
	})),
	{
		kind: 'info',
		layout,
		queueId: 'none',
		starts: '',
		test: beginsWithFunction,
		samples: [
			'match_list_match: unknown: no match',
			'watchdog_pat: 0x7f4c58e08100',
			'smtp_stream_setup: maxtime=300 enable_deadline=0',
			"resolve_clnt: `a@example.org' -> `b@example.org' transp=`smtp'",
			'master_notify: status 1',
			'dict_open: hash:/etc/aliases',
			'unknown_address_tempfail_action = defer_if_permit',
		],
	},
];

/** The words that tell such a line: whole where nothing in it varies. */
function startOf(sample: string): string {
	// send attr queue_id  |  fd=15  |  connecting to mx.example.net
	// ^^^^^^^^^^           |  ^^^   |  ^^^^^^^^^^^^^^
	return (
		/^(?:input attribute |send attr |>>> (?:START|END|CHECKING) |(?:before|after) input_transp|process generation: |fd=|connecting to |begin |pref |end |global TLS |server features: |Using ESMTP|host name lookup |addr |report |connect to subsystem |source=|flags for |\w+ socket: |private\/|public\/)/.exec(
			sample,
		)?.[0] ?? sample.replace(/: .*/, ': ')
	);
}

/** `match_list_match: …`: a C function's name with an underscore, then a colon or ` =`. No severity stands before it. */
function beginsWithFunction(bytes: Uint8Array, at: number, end: number): boolean {
	if (bytes[at - 1] === space && bytes[at - 2] === colon && bytes[at - 3] !== rightBracket) {
		return false;
	}
	let hasUnderscore = false;
	let after = at;
	for (; after < end && after - at < 64; after++) {
		const octet = bytes[after] ?? 0;
		const isWord =
			(octet >= 97 && octet <= 122) || octet === 95 || (after > at && octet >= 48 && octet <= 57);
		if (!isWord) {
			break;
		}
		hasUnderscore ||= octet === 95;
	}
	const isEnded = bytes[after] === colon || (bytes[after] === space && bytes[after + 1] === equals);
	return (
		hasUnderscore && isEnded && (after + 1 === end || bytes[after] === space || bytes[after + 1] === space)
	);
}
