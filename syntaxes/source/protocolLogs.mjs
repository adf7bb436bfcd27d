// Protocol logs with a line per SMTP line, in columns; and what stands below the lines of Exim's reject log.
import { enhancedCode, isoTime, plainTime, replyCode } from './common.mjs';
import { either, lineOf, lineStart, optional, scoped, sequence } from './pattern.mjs';

const said = either(
	sequence(replyCode, /[ -]|$/, optional(enhancedCode)),
	scoped('keyword.control.command', /(?:EHLO|HELO|MAIL FROM|RCPT TO|DATA|BDAT|RSET|QUIT|STARTTLS|AUTH)\b/i),
	/(?=.|$)/,
);
const column = /[^,]{0,200},/;

const uuid = /[0-9A-F]{8}-[0-9A-F-]{27}[.\d]{0,12}/;
const harakaSaid = optional(
	scoped('punctuation.definition.speaker keyword.operator.speaker', /[CS]: /),
	said,
);

/** Haraka's three forms; their time is syslog's, so they are tried before it. */
export const harakaRules = {
	// 2026-01-05T10:11:12.123Z [PROTOCOL] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4.1] [core] S: 220 mx.example.net ESMTP
	haraka: lineOf(
		'meta.line.haraka',
		[
			lineStart,
			optional(scoped('constant.numeric.time', isoTime), ' '),
			'[',
			scoped('keyword.other.severity', /[A-Z]{4,9}/),
			'] [',
			scoped('variable.other.constant.session constant.other.session', uuid),
			'] [',
			scoped('entity.name.function.program', /[\w.\/-]{1,60}/),
			'] ',
			harakaSaid,
		],
		['#inline'],
	),
	// level=PROTOCOL uuid=78407A3F-31FC-4937-80E7-A52CBDCAB1A4 origin=core message="C: QUIT"      {"level":"PROTOCOL","uuid":"…
	harakaFields: lineOf(
		'meta.line.haraka',
		[
			lineStart,
			optional(scoped('constant.numeric.time', isoTime), ' '),
			/(?:\{"level":"|level=)/,
			scoped('keyword.other.severity', /[A-Z]{4,9}/),
			/"?[ ,]"?uuid"?[=:]"?/,
			scoped('variable.other.constant.session constant.other.session', uuid),
			/"?[ ,]"?(?:source|origin)"?[=:]"?/,
			scoped('entity.name.function.program', /[\w.\/-]{1,60}/),
			/"?[ ,]"?message"?[=:]"?/,
			harakaSaid,
		],
		['#inline'],
	),
};

export const protocolRules = {
	// 2026-07-20T21:12:06.270Z,EX1\Default Frontend,08DA4F7C11473A60,9,192.0.2.1:25,192.0.2.2:53722,>,535 5.7.3 …,
	exchange: lineOf(
		'meta.line.exchange',
		[
			lineStart,
			scoped('constant.numeric.time', isoTime),
			',',
			scoped('entity.name.function.connector', column),
			scoped('variable.other.constant.session constant.other.session', /[0-9A-F]{1,32}/),
			',',
			scoped('constant.numeric.sequence', /\d{1,9}/),
			',',
			scoped('constant.numeric.ip-address', column),
			scoped('constant.numeric.ip-address', column),
			scoped('punctuation.definition.speaker keyword.operator.speaker', /[-+<>*]/),
			',',
			said,
		],
		['#inline'],
	),
	// #Fields: date-time,connector-id,session-id,…
	exchangeHeader: lineOf(
		'comment.line.header',
		[lineStart, scoped('keyword.other.header', /#[A-Z][A-Za-z-]{2,30}:/)],
		[],
	),

	// "SMTPD"⇥100⇥1⇥"2026-01-02 10:00:00.000"⇥"192.0.2.1"⇥"SENT: 250 OK"
	hMailServer: lineOf(
		'meta.line.hmailserver',
		[
			lineStart,
			'"',
			scoped('entity.name.function.program', /(?:SMTPD|SMTPC|POP3D|POP3C|IMAPD|TCPIP|APPLICATION|DEBUG)/),
			/"\t/,
			scoped('constant.numeric.pid', /\d{1,10}/),
			/\t/,
			optional(scoped('constant.numeric.session', /\d{1,10}/), /\t/),
			'"',
			scoped('constant.numeric.time', plainTime),
			/"\t"/,
			optional(scoped('constant.numeric.ip-address', /[0-9A-Fa-f.:]{2,45}/), /"\t"/),
			optional(
				scoped('punctuation.definition.speaker keyword.operator.speaker', /(?:SENT|RECEIVED): /),
				said,
			),
		],
		['#inline'],
	),

	// P Received: from …    F From: user@example.com    Envelope-from: <user@example.com>
	header: lineOf(
		'meta.header',
		[
			lineStart,
			optional(either(scoped('constant.language.header-flag', /[A-Z*]/), ' '), ' '),
			scoped('entity.other.attribute-name.header', /[A-Z][A-Za-z0-9-]{1,60}/),
			/:(?= |$)/,
		],
		['#inline-angleAddress', '#inline-ipAddress', '#inline-word'],
	),
	// ⇥by mx.example.com with esmtp
	headerContinued: lineOf(
		'meta.header',
		[lineStart, /\t(?=\S)/],
		['#inline-angleAddress', '#inline-ipAddress', '#inline-word'],
	),
};
