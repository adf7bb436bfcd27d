// Lines that carry a log's line inside something else: entries of the journal, and what docker keeps of a container.
import { before, lineOf, lineStart, match, optional, scoped } from './pattern.mjs';

const name = (text) => scoped('entity.other.attribute-name.field', text);
const separator = (text) => scoped('punctuation.separator.field', text);
const quote = scoped('punctuation.definition.string', '"');
const value = /[^"\\]{0,4000}/;

/** `"NAME":"value"`, the value coloured as the same piece of a plain line is. */
const pair = (key, scope) =>
	match(quote, name(key), quote, separator(/ ?: ?/), optional(quote), scoped(scope, value), optional(quote));

/** `NAME=value` */
const field = (key, scope) => lineOf('meta.line.journal', [lineStart, name(key), separator('='), scope], []);

/** The pairs that stand before the message of a plain line, and all others. */
export const pairRules = {
	program: pair(/SYSLOG_IDENTIFIER|_COMM/, 'entity.name.function.program'),
	host: pair(/_HOSTNAME/, 'entity.name.type.host'),
	pid: pair(/(?:SYSLOG)?_PID/, 'constant.numeric.pid'),
	time: pair(/__REALTIME_TIMESTAMP|SYSLOG_TIMESTAMP|time/, 'constant.numeric.time'),
	message: {
		...lineOf('meta.message', [quote, name(/MESSAGE|log/), quote, separator(/ ?: ?/), quote], ['#text']),
		end: '"(?= ?[,}])|$',
	},
	other: match(quote, scoped('entity.other.attribute-name.field', /[\w@.-]{1,64}/), quote, separator(/ ?:/)),
};

export const envelopeRules = {
	// {"MESSAGE":"connect from …","_PID":"2211",…}    {"log":"Jan  5 10:00:01 mx1 …\n","stream":"stdout","time":"…"}
	object: lineOf('meta.line.journal', [lineStart, optional(/\x1e|data: /), '{', /(?= ?")/], ['#pair']),
	// ⇥"MESSAGE" : "connect from …",
	pretty: lineOf('meta.line.journal', [lineStart, before(/\t"[A-Z0-9_]{1,64}" : /)], ['#pair']),
	// MESSAGE=connect from …
	message: lineOf('meta.line.journal', [lineStart, name('MESSAGE'), separator('=')], ['#text']),
	program: field(/SYSLOG_IDENTIFIER|_COMM/, scoped('entity.name.function.program', /[^\s]{0,80}/)),
	host: field('_HOSTNAME', scoped('entity.name.type.host', /\S{0,255}/)),
	pid: field(/(?:SYSLOG)?_PID/, scoped('constant.numeric.pid', /\d{0,10}/)),
	time: field(/__REALTIME_TIMESTAMP|SYSLOG_TIMESTAMP/, scoped('constant.numeric.time', /.{0,32}/)),
	other: lineOf(
		'meta.line.journal',
		[
			lineStart,
			name(/_{1,2}[A-Z][A-Z0-9_]{1,62}|(?:SYSLOG|PRIORITY|MESSAGE|CODE)[A-Z_]{0,32}/),
			separator('='),
		],
		[],
	),
};
