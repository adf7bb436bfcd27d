// The layer before the text of a line: who wrote it, where and when.
import { isoTime, pid, plainTime, time } from './common.mjs';
import { either, lineOf, lineStart, notBefore, optional, scoped, sequence } from './pattern.mjs';

// postfix-mailcow-1  | Apr 10 23:18:39 a3426da50090 postfix/postscreen[640]: …
const container = sequence(
	scoped('entity.name.section.container', /[A-Za-z0-9][\w.-]{0,80}/),
	/ {1,40}/,
	scoped('punctuation.separator.container', '|'),
	' ',
);
// <22>Mar  9 12:53:44 …    <mail.info> Jul  6 06:01:46 …    98 <22>1 2026-01-05T10:00:01+01:00 …
const facility = scoped('constant.numeric.priority', /<(?:[a-z]{1,10}|\d{1,2})\.(?:[a-z]{1,10}|\d{1,2})>/);
const priority = sequence(
	optional(scoped('constant.numeric.count', /\d{1,6}/), ' '),
	either(scoped('constant.numeric.priority', /<\d{1,3}>/), sequence(facility, / ?/)),
);
// A container's time in front of the line's own:  2026-01-05T09:00:01.120468321Z stdout F Jan  5 10:00:01 …
const containerTime = sequence(
	scoped('constant.numeric.time', isoTime),
	' ',
	optional(scoped('entity.name.section.stream', /std(?:out|err) [FP]/), ' '),
);
// Mon 2026-01-05 10:00:01 CET    1767603601.120468    2026 Jan  5 10:00:01    [ 3601.120468]
const rareTime = scoped(
	'constant.numeric.time',
	either(
		/[A-Z][a-z]{2} \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})? [A-Z0-9+-]{1,6}/,
		/\d{10}\.\d{1,9}/,
		/\d{4} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d{1,9})?/,
		/\[ {0,8}\d{1,10}\.\d{6}\]/,
	),
);
// A host does not end with a colon: that is a program in a log without hosts. And it is no date: then the time before is a container's.
const hostName = sequence(notBefore(/\d{4}-\d\d-\d\d /), scoped('entity.name.type.host', /\S{0,254}[^\s:]/));
// postfix-In/submission/smtpd   exim   dovecot
const program = sequence(
	optional(scoped('entity.name.namespace.instance', /[^\s\/:[\]]{1,60}\//)),
	scoped('entity.name.function.program', /[^\s:[\]]{1,80}/),
);

export const lineHead = sequence(lineStart, optional(container), optional(containerTime));
const stamp = sequence(
	lineHead,
	optional(priority),
	either(time, rareTime),
	/ {1,4}/,
	optional(facility, ' '),
);
/** [ID 197553 mail.info] of Solaris */
const messageId = optional(
	scoped('comment.other.message-id', /\[ID \d{1,10} [a-z0-9]{1,10}\.[a-z]{1,10}\]/),
	' ',
);

/** Jul  5 06:52:11 mx1 PROGRAM[20459]: */
export function traditional(name) {
	return sequence(
		stamp,
		optional(hostName, / {1,4}/),
		name,
		optional('[', pid, ']'),
		':',
		/ {0,4}/,
		messageId,
	);
}

/** <22>1 2026-07-05T06:52:11.1+01:00 mx1 PROGRAM 20459 - -  */
export function modern(name) {
	const structuredData = /-|\[[^\]]*\]/;
	return sequence(
		lineHead,
		priority,
		scoped('constant.numeric.version', /\d{1,2}/),
		' ',
		scoped('constant.numeric.time', isoTime),
		' ',
		hostName,
		' ',
		name,
		' ',
		either(pid, '-'),
		/ \S{1,64} /,
		either(structuredData),
		/ {0,4}/,
	);
}

/** The starts of the lines of syslog, in the order they are tried, and what colours the rest of each. */
export const syslogRules = {
	line: lineOf('meta.line.syslog', [traditional(program)], ['#text']),
	// 2026-01-05 10:00:01 mx1 postfix/smtpd[2211]: …, which only a process id tells from a line of Exim
	plainLine: lineOf(
		'meta.line.syslog',
		[
			lineHead,
			scoped('constant.numeric.time', plainTime, optional(/ [+-]\d{4}/)),
			' ',
			optional(hostName, / {1,4}/),
			program,
			'[',
			pid,
			']:',
			/ {0,4}/,
		],
		['#text'],
	),
	modernLine: lineOf('meta.line.syslog', [modern(program)], ['#text']),
	// Jul  5 06:52:11 mx1 last message repeated 2 times
	lineWithoutProgram: lineOf('meta.line.syslog', [stamp, hostName], ['#inline']),
};
