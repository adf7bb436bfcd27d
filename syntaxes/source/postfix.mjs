// The text of Postfix lines, and of sendmail and OpenSMTPD lines, which look alike.
// The frequent ones are taken whole, in one match: that is several times cheaper than word by word.
import {
	angleAddress,
	enhancedCode,
	field,
	host,
	hostOrAddress,
	number,
	outcome,
	queueId,
	replyWithStatus,
} from './common.mjs';
import { either, here, lineEnd, lineOf, match, optional, scoped, sequence, upTo } from './pattern.mjs';

const id = sequence(queueId, ': ');
const kind = (words) => scoped('keyword.control.event', words);
// rcpt=1/3: three commands, one of them accepted
const counter = sequence(
	field(/[a-z]{3,10}/),
	either(
		sequence(scoped('invalid.deprecated.count', /\d+/), scoped('punctuation.separator.count', '/'), number),
		number,
	),
);

/** A rule that takes `parts` right behind the prefix, and colours the rest of the line by what may stand anywhere. */
const start = (...parts) => lineOf('meta.text', [here, ...parts], ['#inline']);

export const postfixRules = {
	// 0F5383D: removed
	removed: match(here, id, kind('removed'), lineEnd),

	// 0F5383D: client=mx.example.net[192.0.2.1]:40981, sasl_method=PLAIN, sasl_username=user@example.com
	client: start(id, field('client'), host),

	// 0F5383D: message-id=<20260705.1@example.com>
	messageId: match(
		here,
		id,
		field(/(?:resent-)?message-id/),
		scoped('string.other.message-id', /.*/),
		lineEnd,
	),

	// 0F5383D: from=<user@example.com>, size=5360, nrcpt=1 (queue active)
	from: match(
		here,
		id,
		field('from'),
		angleAddress,
		', ',
		field('size'),
		number,
		', ',
		field('nrcpt'),
		number,
		' ',
		kind(/\([\w ]+\)/),
		lineEnd,
	),

	// 7EE668039: to=<user@example.com>, orig_to=<u@example.com>, relay=mx.example.net[192.0.2.1]:25, conn_use=2,
	//   delay=3.6, delays=0.08/0.02/0.85/0.14, tls=dane, dsn=2.1.5, status=sent (250 2.0.0 Ok: …
	delivery: start(
		id,
		field('to'),
		angleAddress,
		', ',
		optional(field('orig_to'), angleAddress, ', '),
		field('relay'),
		either(host, scoped('entity.name.type.host', /[^,]*/)),
		', ',
		optional(field('conn_use'), number, ', '),
		field('delay'),
		number,
		', ',
		field('delays'),
		scoped('constant.numeric.value', /[\d.\/]+/),
		', ',
		optional(field('tls'), scoped('constant.other.tls', /[^,]*/), ', '),
		field('dsn'),
		enhancedCode,
		', ',
		field('status'),
		outcome,
		optional(' (', replyWithStatus),
	),

	// NOQUEUE: reject: RCPT from mx.example.net[192.0.2.1]: 554 5.7.1 Service unavailable; …
	// 4104E3D: milter-reject: END-OF-MESSAGE from mx.example.net[192.0.2.1]: 5.7.1 Blocked; …
	verdict: start(
		either(scoped('constant.language.no-queue', 'NOQUEUE'), queueId),
		': ',
		either(
			scoped('markup.deleted.verdict', /(?:[a-z]+-)?reject/),
			scoped(
				'keyword.control.verdict',
				/(?:[a-z]+-)?(?:accept|hold|discard|quarantine|tempfail)|reject_warning|filter|hold|hangup|discard|delay|warn|info|redirect|bcc|prepend|permit|pass|replace|strip|ignore/,
			),
		),
		': ',
		optional(
			scoped('keyword.other.command', /[A-Z][A-Z-]{2,20}/),
			' from ',
			hostOrAddress,
			optional(': ', either(replyWithStatus, enhancedCode)),
		),
	),

	// 0F5383D: sender non-delivery notification: 1A6493E
	notification: start(
		id,
		kind(/(?:sender|postmaster) (?:non-delivery|delay|delivery status) notification/),
		': ',
		queueId,
	),

	// 0F5383D: placed on hold    0F5383D: removed (canceled)    0F5383D: breaking line > 998 bytes with …
	happened: start(
		id,
		either(
			scoped(
				'markup.deleted.failure',
				/(?:TLS is required|Cannot start TLS|Server certificate not|SASL authentication|TLSA lookup error|client TLS configuration problem|unable to|unexpected server message|server unavailable|sender notification failed|mail for)/,
			),
			kind(
				/(?:removed|canceled|skipped|requeued|placed on hold|released from hold|expired|breaking line|enabling PIX workarounds|passing|not sending|message size|Sender requires)/,
			),
		),
		/\b/,
	),

	// 0F5383D: …    NOQUEUE: lost connection after CONNECT from …
	queueId: start(either(scoped('constant.language.no-queue', 'NOQUEUE'), queueId), /:(?= |$)/),

	// disconnect from unknown[72.10.165.66] ehlo=2 starttls=1 mail=1 rcpt=0/1
	connection: start(
		kind(/(?:dis)?connect from|(?:DIS)?CONNECT(?: from)?/),
		' ',
		hostOrAddress,
		optional(' to ', hostOrAddress),
		upTo(10, ' ', counter),
	),

	// Anonymous TLS connection established from mx.example.net[192.0.2.1]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
	tls: match(
		here,
		optional(scoped('keyword.other.trust', /(?:Anonymous|Untrusted|Trusted|Verified)/), ' '),
		kind(/TLS connection (?:established|reused)/),
		/ (?:from|to) /,
		hostOrAddress,
		/(?: to [\w.-]{1,255})?: /,
		scoped('constant.other.tls', /[\w.]+/),
		' with cipher ',
		scoped('constant.other.tls', /[\w-]+/),
		/ \([^)]*\).*$/,
	),

	// warning: unknown[192.0.2.9]: SASL LOGIN authentication failed: UGFzc3dvcmQ6
	severity: start(
		either(
			scoped('keyword.other.severity.warning token.warn-token', 'warning:'),
			scoped('invalid.illegal.severity.error', /(?:error|fatal|panic):/),
		),
	),

	// PREGREET 47 after 0 from [192.0.2.9]:62873: …    PASS NEW [192.0.2.1]:40981
	postscreen: start(
		either(
			kind(/(?:PASS (?:NEW|OLD)|(?:ALLOW|WHITE)LIST(?:ED| VETO)|CONNECT|DISCONNECT)\b/),
			scoped(
				'markup.deleted.verdict',
				/(?:DENYLISTED|BLACKLISTED|PREGREET|HANGUP|DNSBL rank|NON-SMTP COMMAND|BARE NEWLINE|COMMAND (?:PIPELINING|TIME LIMIT|COUNT LIMIT|LENGTH LIMIT)|(?:DATA|BDAT) without valid RCPT)\b/,
			),
		),
	),

	// lost connection after DATA (7774180 bytes) from unknown[192.0.2.9]
	failure: start(
		scoped(
			'markup.deleted.failure',
			/(?:lost connection|timeout|too many errors|improper command pipelining|non-SMTP command|SSL_(?:accept|connect|set_fd) error|SSL3 alert|TLS handshake failed|bare <LF>|Connection (?:refused|timed out)|(?:(?:server|client) )?certificate (?:peer name )?verification failed|Peer (?:certificate could not be verified|verification))/,
		),
		optional(/ (?:after|received after) /, scoped('keyword.other.command', /[A-Z][A-Z-]{2,20}/)),
	),

	// addr 192.0.2.9 listed by domain dnsbl.example as 127.0.0.2
	listing: start(
		kind('addr'),
		' ',
		scoped('constant.numeric.ip-address', /[0-9A-Fa-f.:]{2,45}/),
		/ listed by domain /,
		scoped('entity.name.type.host', /[\w.-]{1,255}/),
		/ as /,
		scoped('constant.numeric.ip-address', /[0-9.]{7,15}/),
	),

	// statistics: max connection rate 1/60s for …    daemon started -- version …    connect to mx.example.net[…]:25: …
	event: start(
		kind(
			/(?:statistics|daemon started|terminating on signal|master exit time|reload|(?:starting|stopping|refreshing|aborting) the Postfix mail system|message repeated \d{1,7} times|connect to|host|cache|table|database|postfix|Postfix|(?:entering|leaving) STRESS mode|setting up TLS connection|initializing|SSL_(?:accept|connect)|TLSRPT|TLS SNI|(?:Deleted|Requeued|Placed on hold|Released from hold|Expired|Force-expired|Renamed to match inode number)(?=:)|discarding EHLO keywords|using backwards-compatible default setting|(?:looking for|reloaded|save|remove) session)\b/,
		),
	),

	// 5df87c9b982c840c mta delivery evpid=…    (OpenSMTPD)
	openSmtpd: start(
		scoped('variable.other.constant.session constant.other.session', /[0-9a-f]{16}/),
		' ',
		kind(/(?:smtp|mta|mda)(?: [a-z-]+)?/),
	),

	// Anything else.
	other: start(/(?=.)/),
};
