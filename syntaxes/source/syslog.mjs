// The layer before the text of a line: who wrote it, where and when.
import { isoTime, pid, time } from './common.mjs';
import { either, lineOf, lineStart, optional, scoped, sequence } from './pattern.mjs';

// postfix-mailcow-1  | Apr 10 23:18:39 a3426da50090 postfix/postscreen[640]: …
const container = sequence(
	scoped('entity.name.section.container', /[A-Za-z0-9][\w.-]{0,80}/),
	/ {1,40}/,
	scoped('punctuation.separator.container', '|'),
	' ',
);
// <22>Mar  9 12:53:44 …
const priority = scoped('constant.numeric.priority', /<\d{1,3}>/);
const hostName = scoped('entity.name.type.host', /\S{1,255}/);
// postfix-In/submission/smtpd   exim   dovecot
const program = sequence(
	optional(scoped('entity.name.namespace.instance', /[^\s\/:[\]]{1,60}\//)),
	scoped('entity.name.function.program', /[^\s:[\]]{1,80}/),
);

export const lineHead = sequence(lineStart, optional(container));
const stamp = sequence(lineHead, optional(priority), time, / {1,4}/);

/** Jul  5 06:52:11 mx1 PROGRAM[20459]: */
export function traditional(name) {
	return sequence(stamp, hostName, / {1,4}/, name, optional('[', pid, ']'), ':', / {0,4}/);
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
	modernLine: lineOf('meta.line.syslog', [modern(program)], ['#text']),
	// Jul  5 06:52:11 mx1 last message repeated 2 times
	lineWithoutProgram: lineOf('meta.line.syslog', [stamp, hostName], ['#inline']),
};
