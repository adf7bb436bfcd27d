// The text of Exim's main, reject and panic logs, on their own or behind syslog.
import { angleAddress, eximMessageId, pid, plainTime } from './common.mjs';
import {
	either,
	here,
	lineEnd,
	lineOf,
	lineStart,
	match,
	notBefore,
	optional,
	scoped,
	sequence,
	upTo,
} from './pattern.mjs';
import { lineHead, modern, traditional } from './syslog.mjs';

// 2026-07-05 06:52:11.123 +0100 [20459] 16ZCW1-0005MB-00 …
const stamp = scoped('constant.numeric.time', plainTime);
const zone = scoped('constant.numeric.time', /[+-]\d{4}/);
const origin = sequence(
	optional(' ', zone),
	optional(' [', pid, ']'),
	optional(' ', eximMessageId),
	/(?= |$) ?/,
);
/** Behind syslog the time may be missing, and a long line is cut in numbered pieces: [1\5] … */
const behindSyslogHead = sequence(
	optional(scoped('comment.other.piece', /\[\d{1,4}[\\\/]\d{1,4}\]/), / {1,3}/),
	either(
		sequence(stamp, origin),
		sequence('[', pid, ']', optional(' ', eximMessageId), /(?= |$) ?/),
		sequence(eximMessageId, /(?= |$) ?/),
		/(?=.|$)/,
	),
);
const eximProgram = scoped('entity.name.function.program', /exim[^\s:[\]]{0,40}/);
// Clients write the same time in front of a dialogue: 2026-07-05 06:52:11 CLIENT -> SERVER: EHLO client.example
const dialogue =
	/ (?:(?:SERVER|CLIENT) -|SMTP (?:INBOUND|ERROR)|(?:send|reply|data|connect): |[<>] |[SC]: |(?:TRACE|DEBUG|INFO|WARN|ERROR) )/;
const stampedHead = sequence(stamp, notBefore(dialogue), origin);

// user@example.com    "odd user"@example.com    |/usr/local/bin/filter    :blackhole:
const address = scoped('string.other.address', /"[^"]{0,200}"@\S{1,255}|\S{1,400}/);

const port = optional(':', scoped('constant.numeric.port', /\d{1,5}/));
const bracketedAddress = sequence(
	'[',
	scoped('constant.numeric.ip-address', /[0-9A-Fa-f.:]{2,45}/),
	']',
	port,
);
const assign = (name) =>
	sequence(scoped('entity.other.attribute-name.field', name), scoped('punctuation.separator.field', '='));
// mx.example.net (helo.example) [192.0.2.1]:40981
const client = sequence(
	optional(scoped('entity.name.type.host', /[\w.-]{1,255}/), /(?= )/),
	optional(/ ?\(/, scoped('entity.name.type.host', /[^\s()]{0,255}/), ')'),
	optional(/ ?/, bracketedAddress),
);
const value = either(
	// H=mx.example.net (helo.example) [192.0.2.1]:25    H=(helo.example) [192.0.2.1]
	sequence(assign('H'), client),
	// R=1xVWz7-0000GW-1j: the message that this bounce is about
	sequence(assign('R'), eximMessageId),
	// I=[192.0.2.2]:58657    F=<user@example.com>    S=446    RT=0.004s    T="a subject"    X=TLS1.3:…:256    CV=no
	sequence(
		notBefore('C="'),
		assign(/[A-Z][A-Za-z0-9]{0,3}|id\*?/),
		either(
			bracketedAddress,
			angleAddress,
			sequence(scoped('constant.numeric.value', /-?\d[\d.]*[a-z]?/), /(?= |$)/),
			scoped('string.quoted.double', /"[^"]*"/),
			scoped('string.unquoted.value', /[^\s,;()[\]"<>]{0,1000}[^\s,;:()[\]"<>]/),
		),
	),
);

/** A rule that takes `parts` right behind the prefix, and colours the rest of the line. */
const start = (...parts) => lineOf('meta.text', [here, ...parts], ['#exim-inline']);

/** What may stand anywhere in a line of Exim. */
export const eximInlineRules = {
	// R=dnslookup T=remote_smtp S=446 H=mx.example.net [192.0.2.1]:25 I=[192.0.2.2]:58657 CV=no
	values: match(/(?<= )/, value, upTo(5, ' ', value)),

	// temporarily rejected RCPT <user@example.com>: …    defer (-44)    plain_server authenticator failed for …
	telling: match(
		/\b/,
		either(
			sequence(
				either(
					scoped('invalid.deprecated.rejection', 'temporarily rejected'),
					scoped('invalid.illegal.rejection', 'rejected'),
				),
				optional(
					' ',
					scoped(
						'keyword.other.command',
						/(?:EHLO or HELO|EHLO|HELO|AUTH|MAIL|RCPT|DATA|STARTTLS|VRFY|EXPN|ETRN|after DATA|connection|by [\w ]{1,30}ACL)\b/,
					),
				),
			),
			sequence(
				scoped('invalid.deprecated.deferral', 'defer'),
				' (',
				scoped('constant.numeric.value', /-?\d{1,5}/),
				')',
			),
			// From 4.98 on: defer (Connection refused)    defer H=mx.example.net [198.51.100.10]: …
			sequence(scoped('invalid.deprecated.deferral', 'defer'), /(?= \(| [A-Z]{1,4}=|:)/),
			scoped('invalid.illegal.failure', 'authenticator failed'),
			// sender verify fail for <user@example.com>: …
			sequence('sender verify ', scoped('invalid.illegal.failure', 'fail'), ' for'),
			sequence('sender verify ', scoped('invalid.deprecated.deferral', 'defer'), ' for'),
			// H=mx.example.net [198.51.100.10] Warning: …
			sequence(scoped('invalid.deprecated.warning', 'Warning'), /(?=: )/),
		),
	),
};

/** The starts of Exim's lines. */
export const eximLines = {
	behindSyslog: lineOf('meta.line.exim', [traditional(eximProgram), behindSyslogHead], ['#exim-text']),
	behindModernSyslog: lineOf('meta.line.exim', [modern(eximProgram), behindSyslogHead], ['#exim-text']),
	line: lineOf('meta.line.exim', [lineHead, stampedHead], ['#exim-text']),

	/** Below LOG: MAIN, when Exim shows what it does: the same without the time. */
	shown: lineOf(
		'meta.line.exim',
		[lineStart, /  (?=(?:<=|=>|->|>>|\*>|\*\*|==) |Completed)/],
		['#exim-text'],
	),
};

/** What stands behind the time, the process and the message's id. */
export const eximTexts = {
	// <= user@example.com …    => user <orig@example.com> …    ** …    == …
	flag: start(
		either(
			scoped('keyword.control.arrival', '<='),
			scoped('keyword.control.delivery', /=>|->|>>|\*>|\(=/),
			scoped('invalid.illegal.failure', '**'),
			scoped('invalid.deprecated.deferral', '=='),
		),
		' ',
		address,
		optional(' ', angleAddress),
		upTo(4, ' ', value),
	),

	// Completed    Frozen
	state: start(
		either(
			scoped(
				'keyword.control.event',
				/(?:Completed|removed by|cancelled by|[Uu]nfrozen|no immediate delivery|Start queue run|Start '[^']{1,60}' queue run|End queue run|End '[^']{1,60}' queue run|SIGHUP received|exim .{1,40} daemon started)\b/,
			),
			scoped(
				'invalid.deprecated.deferral',
				/(?:Frozen|Message is frozen|frozen by|Spool file is locked|Abandon queue run)\b/,
			),
			// What stands in the panic log, and what went wrong while a message came in.
			scoped(
				'invalid.illegal.failure',
				/(?:Exim configuration error|TLS error|TLS session|Message abandoned|[Ff]ailed to expand|SMTP (?:command|data) timeout|SIGSEGV)\b/,
			),
		),
		/(?=[ :]|$)/,
	),

	// SMTP connection from mx.example.net (helo.example) [192.0.2.1]:35111 I=[192.0.2.2]:25 closed by QUIT
	connection: start(
		scoped('keyword.control.event', /SMTP (?:connection|call)/),
		optional(' ', assign('Ci'), scoped('string.unquoted.value', /\w{1,40}/)),
		' from ',
		client,
		upTo(2, ' ', value),
	),

	// no host name found for IP address 192.0.2.1
	noHostName: match(
		here,
		scoped('keyword.control.event', 'no host name found'),
		' for IP address ',
		scoped('constant.numeric.ip-address', /[0-9A-Fa-f.:]{2,45}/),
		lineEnd,
	),

	// cwd=/var/spool/exim4 3 args: /usr/sbin/exim4 -Mc 1xVX29-0000Xi-0b
	invocation: match(
		here,
		assign('cwd'),
		scoped('string.unquoted.path', /\S{1,1000}/),
		' ',
		scoped('constant.numeric.value', /\d{1,5}/),
		/ args: .*$/,
	),

	// plain_server authenticator failed for mx.example.net (helo.example) [192.0.2.1]: 535 Incorrect …
	authenticator: start(
		scoped('entity.name.function.authenticator', /[\w-]{1,60}/),
		' ',
		scoped('invalid.illegal.failure', 'authenticator failed'),
		' for ',
		client,
	),

	// Anything else.
	other: start(upTo(3, value, ' '), /(?=.)/),
};
