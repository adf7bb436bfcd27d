// What all mail logs have in common: moments, hosts, addresses, queue ids, replies, fields.
import { either, match, optional, scoped, sequence, upTo } from './pattern.mjs';

// Jul  5 06:52:11
// Jul 12 2026 07:47:48.123
const syslogTime = /[A-Z][a-z]{2} {1,2}\d{1,2} (?:\d{4} )?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?/;
// 2026-07-05T06:52:11.550321+02:00
export const isoTime = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?/;
// @400000004c91b044077a9e94
const tai64 = /@[0-9a-f]{24}/;
// 2026-07-05 06:52:11.123
export const plainTime = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:[.,]\d{1,9})?/;

export const time = scoped('constant.numeric.time', either(syslogTime, isoTime, tai64));
export const pid = scoped('constant.numeric.pid', /\d{1,10}/);

// Postfix:   0F5383D   4jYB5r214Jz6x
// sendmail:  6ANGe6RQ000195
const postfixId = /[0-9A-F]{6,20}|\d[0-9A-Za-z]{9,23}/;
const sendmailId = /[0-9A-Za-z]{8}\d{6,8}/;
// Exim:      16ZCW1-0005MB-00   1tixMn-00000000C5j-1wRa
const eximId = /[0-9A-Za-z]{6}-[0-9A-Za-z]{6}-[0-9A-Za-z]{2}|[0-9A-Za-z]{6}-[0-9A-Za-z]{11}-[0-9A-Za-z]{4}/;
const queueIdScope = 'variable.other.constant.queue-id constant.other.queue-id';
export const queueId = scoped(queueIdScope, either(postfixId, sendmailId));
export const eximMessageId = scoped(queueIdScope, eximId);
export const anyQueueId = scoped(queueIdScope, either(eximId, /[0-9A-Za-z]{6,24}/));

// mx.example.net[192.0.2.1]:25   unknown[2001:db8::1]   mx.example.net[private/dovecot-lmtp]
const hostName = scoped('entity.name.type.host', /[\w.-]{1,255}/);
const bracketed = sequence(
	'[',
	either(
		scoped('constant.numeric.ip-address', /[0-9A-Fa-f.:]{2,45}|unknown/),
		scoped('string.other.socket', /[\w./-]{1,120}/),
	),
	']',
	optional(':', scoped('constant.numeric.port', /\d{1,5}/)),
);
export const host = sequence(hostName, bracketed);
export const ipAddress = bracketed;
export const hostOrAddress = sequence(optional(hostName), bracketed);

// <user@example.com>   <>
export const angleAddress = sequence(
	scoped('punctuation.definition.address', '<'),
	scoped('string.other.address', /[^<>]*/),
	scoped('punctuation.definition.address', '>'),
);

/** `name=`, the name coloured as the name of a field. */
export function field(name) {
	return sequence(
		scoped('entity.other.attribute-name.field', name),
		scoped('punctuation.separator.field', '='),
	);
}

export const number = scoped('constant.numeric.value', /-?\d[\d.]*/);

// A class of a reply has one colour, for the code and for the enhanced code: what failed stands out in every theme.
const classes = [
	{ digit: 2, scope: 'markup.inserted', name: 'success' },
	{ digit: 3, scope: 'constant.language', name: 'intermediate' },
	{ digit: 4, scope: 'invalid.deprecated', name: 'transient-failure' },
	{ digit: 5, scope: 'invalid.illegal', name: 'permanent-failure' },
];

// 250   354   450   550
export const replyCode = sequence(
	either(
		...classes.map(({ digit, scope, name }) => scoped(`${scope}.reply.${name}`, String(digit), /[0-5]\d/)),
	),
	/(?!\d)/,
);

// 2.1.5   4.7.1   5.7.509
export const enhancedCode = sequence(
	either(
		...classes
			.filter(({ digit }) => digit !== 3)
			.map(({ digit, scope, name }) =>
				scoped(`${scope}.enhanced-status.${name}`, String(digit), /\.\d{1,3}\.\d{1,3}/),
			),
	),
	/(?![\d.])/,
);

// 550 5.1.1    550-5.7.1    250
export const replyWithStatus = sequence(replyCode, optional(/[ -]/, enhancedCode));

/** How a delivery ended: status=sent, stat=Sent, result="Ok". */
export const outcome = either(
	scoped('markup.inserted.status.success', /(?:sent|delivered|ok)\b/i),
	scoped('invalid.deprecated.status.deferred', /(?:deferred|softbounce|tempfail|expired-requeued)\b/i),
	scoped(
		'invalid.illegal.status.failed',
		/(?:bounced|expired|undeliverable|permfail|user unknown|service unavailable)\b/i,
	),
	scoped('keyword.other.status', /[\w-]+/),
);

/** rcpt=1/3: three commands, one of them accepted. */
const counter = sequence(
	field(/[a-z]{3,10}/),
	scoped('invalid.deprecated.count', /\d{1,9}/),
	scoped('punctuation.separator.count', '/'),
	number,
);

// helo=<mx.example.com>    size=2808    client=mx.example.net[192.0.2.1]    proto=ESMTP
const fieldWithValue = sequence(
	field(/[A-Za-z][\w*-]{0,30}/),
	optional(either(angleAddress, sequence(number, /(?![^\s,;)\]])/), host, /[A-Za-z][\w-]{0,30}(?=[, ]|$)/)),
);

/** What may stand anywhere in the text of a line, in the order it is tried. Few rules: each costs at every column. */
export const inlineRules = {
	// status=bounced    stat=Deferred    dsn=5.1.1    reject=550 5.7.1    C="250 OK"    rcpt=1/3
	result: match(
		/\b/,
		either(
			sequence(field(/status|stat|result/), /"?/, either(replyWithStatus, outcome)),
			sequence(field('dsn'), enhancedCode),
			sequence(field(/reject|C/), /"?/, replyWithStatus),
			counter,
		),
	),
	// size=2808, nrcpt=1    mx.example.net[192.0.2.1]:25    user@example.com
	word: match(
		/(?<![\w.+*-])(?=[\w.+*-]{1,255}[=@[])/,
		either(
			sequence(fieldWithValue, upTo(2, /,? (?!status=|dsn=|stat=|reject=)/, fieldWithValue)),
			host,
			scoped('string.other.address', /[\w.+-]{1,128}@[\w.-]{1,255}/),
		),
	),
	// [192.0.2.1]:62873
	ipAddress: match(
		'[',
		scoped('constant.numeric.ip-address', /[0-9A-Fa-f.:]{3,45}/),
		']',
		optional(':', scoped('constant.numeric.port', /\d{1,5}/)),
	),
	// <user@example.com>, but not what else stands in angles: <CR><LF>, and <br> where a client writes HTML.
	angleAddress: match(/(?!<->|<br|<CR>|<LF>)/, angleAddress),
	reply: match(
		either(
			// … said: 550 5.1.1 User unknown    (250 2.0.0 Ok    "451 4.7.1    (550, b'no')    but not: Deleted: 250 messages
			sequence(/(?<=: |\(|")/, replyWithStatus, /(?=[- )]|, b'|$)(?! (?:messages?|bytes?|bits)\b)/),
			// … unsolicited 550-5.7.1 mail: the later lines of a reply of several lines.
			sequence(/(?<= )/, replyCode, /[ -]/, enhancedCode),
			// END-OF-MESSAGE from mx.example.net[192.0.2.1]: 5.7.1 Blocked
			sequence(/(?<=: )/, enhancedCode),
		),
	),
	telling: match(
		/\b/,
		either(
			// What went wrong, in the words of Postfix, Exim, sendmail and the clients.
			scoped(
				'markup.deleted.failure',
				/(?:lost connection|timed out|timeout|temporarily rejected|rejected|refused|greylisted|authentication failed|authenticator failed|failed)\b/,
			),
			// queued as 153053D
			sequence(scoped('keyword.control.queued', 'queued as'), ' ', anyQueueId),
			scoped('keyword.other.severity.warning token.warn-token', 'warning:'),
			scoped('invalid.illegal.severity.error', /(?:error|fatal|panic):/),
			scoped('constant.other.tls', /(?:TLSv?1(?:\.\d)?|SSLv[23]|TLS_)[\w:.-]{0,120}/),
		),
	),
};

/** The members of a line of journald's JSON. */
export const journalRules = {
	// "_PID":"123"
	member: match('"', scoped('entity.other.attribute-name.member', /[A-Za-z_]{1,60}/), '"', /\s{0,4}:/),
};
