import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newPrefix, noOffset, readPrefix } from '../../../src/core/text/prefix';
import { bytesOf, textOf } from '../../../src/core/text/utf8';

/** What stands before a line's message, in one line: time, minutes east of UTC, host, program, pid, message; `-` is none. */
function show(line: string): string {
	const bytes = bytesOf(`${line}\nJan  1 00:00:00 next after[1]: line`);
	const end = bytesOf(line).length;
	const prefix = newPrefix();
	readPrefix(bytes, 0, end, prefix);
	const time = new Date(prefix.seconds * 1000 + prefix.milliseconds).toISOString();
	return [
		prefix.timeForm === 'none' ? '-' : time,
		prefix.offset === noOffset ? '-' : prefix.offset,
		textOf(bytes, prefix.hostStart, prefix.hostEnd) || '-',
		textOf(bytes, prefix.programStart, prefix.programEnd) || '-',
		prefix.pid < 0 ? '-' : prefix.pid,
		textOf(bytes, prefix.messageStart, prefix.messageEnd),
	].join(' ');
}

/** What journalctl 252 prints (`-o …`), and what other writers of the same lines make of them. */
const rows: readonly (readonly [string, string, string])[] = [
	[
		'journalctl short',
		'Jan 05 10:00:01 mx1 postfix/smtpd[2211]: hello',
		'2000-01-05T10:00:01.000Z - mx1 postfix/smtpd 2211 hello',
	],
	[
		'short-precise',
		'Jan 05 10:00:01.120468 mx1 postfix/smtpd[2211]: hello',
		'2000-01-05T10:00:01.120Z - mx1 postfix/smtpd 2211 hello',
	],
	[
		'short-iso',
		'2026-01-05T10:00:01+0100 mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T10:00:01.000Z 60 mx1 postfix/smtpd 2211 hello',
	],
	[
		'short-iso-precise',
		'2026-01-05T10:00:01.120468+0100 mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T10:00:01.120Z 60 mx1 postfix/smtpd 2211 hello',
	],
	[
		'short-full',
		'Mon 2026-01-05 10:00:01 CET mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T10:00:01.000Z 60 mx1 postfix/smtpd 2211 hello',
	],
	[
		'short-full, a zone that has no name',
		'Mon 2026-01-05 10:00:01 +0545 mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T10:00:01.000Z 345 mx1 postfix/smtpd 2211 hello',
	],
	[
		'short-full, a zone of two digits',
		'Mon 2026-01-05 10:00:01 -03 mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T10:00:01.000Z -180 mx1 postfix/smtpd 2211 hello',
	],
	[
		'short-full, a name that several zones have',
		'Mon 2026-01-05 10:00:01 CST mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T10:00:01.000Z - mx1 postfix/smtpd 2211 hello',
	],
	[
		'with-unit',
		'Mon 2026-01-05 10:00:01 UTC mx1 postfix@-.service[2211]: hello',
		'2026-01-05T10:00:01.000Z 0 mx1 postfix@-.service 2211 hello',
	],
	[
		'short-unix',
		'1767603601.120468 mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T09:00:01.120Z 0 mx1 postfix/smtpd 2211 hello',
	],
	['short-monotonic', '[ 3601.120468] mx1 postfix/smtpd[2211]: hello', '- - mx1 postfix/smtpd 2211 hello'],
	[
		'a container behind docker compose logs -t',
		'mail-1  | 2026-01-05T09:00:01.120468321Z Jan  5 10:00:01 mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T09:00:01.120Z 0 mx1 postfix/smtpd 2211 hello',
	],
	[
		'docker logs -t',
		'2026-01-05T09:00:01.120468321Z Jan 15 10:00:01 mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T09:00:01.120Z 0 mx1 postfix/smtpd 2211 hello',
	],
	[
		'docker logs -t of Exim',
		'2026-01-05T09:00:01.120468321Z 2026-01-05 10:00:01 [12] 1vckm2-0000000001K-2Hb2 Completed',
		'2026-01-05T09:00:01.120Z 0 - - 12 1vckm2-0000000001K-2Hb2 Completed',
	],
	[
		'an inner time with a zone stays',
		'2026-01-05T09:00:01.120468321Z 2026-01-05T10:00:00+01:00 mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T10:00:00.000Z 60 mx1 postfix/smtpd 2211 hello',
	],
	[
		'Kubernetes',
		'2026-01-05T09:00:01.120468321Z stdout F Jan  5 10:00:01 mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T09:00:01.120Z 0 mx1 postfix/smtpd 2211 hello',
	],
	[
		'Kubernetes, a piece of a line',
		'2026-01-05T09:00:01.120468321+01:00 stderr P 2026-01-05 10:00:01 1vckm2-0000000001K-2Hb2 Completed',
		'2026-01-05T09:00:01.120Z 60 - - - 1vckm2-0000000001K-2Hb2 Completed',
	],
	[
		'Kubernetes, a program that writes no time',
		'2026-01-05T09:00:01.120468321Z stderr F starting',
		'2026-01-05T09:00:01.120Z 0 - - - starting',
	],
	[
		'octet counting (RFC 6587)',
		'98 <22>1 2026-01-05T10:00:01+01:00 mx1 postfix/smtpd 2211 - - hello',
		'2026-01-05T10:00:01.000Z 60 mx1 postfix/smtpd 2211 hello',
	],
	[
		'octet counting before RFC 3164',
		'64 <22>Jan  5 10:00:01 mx1 postfix/smtpd[2211]: hello',
		'2000-01-05T10:00:01.000Z - mx1 postfix/smtpd 2211 hello',
	],
	[
		'BSD, facility and severity in front',
		'<mail.info> Jul  6 06:01:46 mx1 postfix/smtpd[2211]: hello',
		'2000-07-06T06:01:46.000Z - mx1 postfix/smtpd 2211 hello',
	],
	[
		'FreeBSD syslogd -v -v',
		'Jul  6 06:01:46 <mail.info> mx1 postfix/smtpd[2211]: hello',
		'2000-07-06T06:01:46.000Z - mx1 postfix/smtpd 2211 hello',
	],
	[
		'FreeBSD syslogd -v',
		'Jul  6 06:01:46 <2.6> mx1 sm-mta[2211]: hello',
		'2000-07-06T06:01:46.000Z - mx1 sm-mta 2211 hello',
	],
	[
		'Solaris',
		'Jul  6 06:01:46 mx1 sendmail[204]: [ID 197553 mail.info] hello',
		'2000-07-06T06:01:46.000Z - mx1 sendmail 204 hello',
	],
	[
		'TAI64N before a program without a host',
		'@400000004c91b044077a9e94 qmail-smtpd: hello there',
		'2010-09-16T05:50:50.125Z 0 - qmail-smtpd - hello there',
	],
	[
		'TAI64N before Dovecot',
		'@400000004c91b044077a9e94 imap-login: Info: hello',
		'2010-09-16T05:50:50.125Z 0 imap-login: Info - hello',
	],
	[
		'syslog-ng with the year in front',
		'2026 Jan  5 10:00:01 mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T10:00:01.000Z - mx1 postfix/smtpd 2211 hello',
	],
	[
		'syslog-ng with a fraction and a chain of hosts',
		'2026-01-05T10:00:01.120+01:00 src@relay/mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T10:00:01.120Z 60 src@relay/mx1 postfix/smtpd 2211 hello',
	],
	[
		'the year behind the day',
		'Jan  5 2026 10:00:01 mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T10:00:01.000Z - mx1 postfix/smtpd 2211 hello',
	],
	[
		'ISO 8601 with a blank',
		'2026-01-05 10:00:01 mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T10:00:01.000Z - mx1 postfix/smtpd 2211 hello',
	],
	[
		'ISO 8601 with a blank, a zone and no host',
		'2026-01-05 10:00:01.120 +0100 postfix/smtpd[2211]: hello',
		'2026-01-05T10:00:01.120Z 60 - postfix/smtpd 2211 hello',
	],
	[
		'ISO 8601 without a zone',
		'2026-01-05T10:00:01 mx1 postfix/smtpd[2211]: hello',
		'2026-01-05T10:00:01.000Z - mx1 postfix/smtpd 2211 hello',
	],
	[
		'no host',
		'Jan  5 10:00:01 postfix/smtpd[2211]: warning: hello',
		'2000-01-05T10:00:01.000Z - - postfix/smtpd 2211 warning: hello',
	],
	[
		'no host and no pid',
		'Jan  5 10:00:01 dovecot: imap-login: hello',
		'2000-01-05T10:00:01.000Z - - dovecot - imap-login: hello',
	],
	[
		'a dialogue is no log',
		'Jan  5 10:00:01 S: 220 mx.example.com ESMTP',
		'2000-01-05T10:00:01.000Z - - - - S: 220 mx.example.com ESMTP',
	],
	[
		'a host that ends with a colon',
		'Jan  5 10:00:01 mx1: postfix/smtpd[2211]: hello',
		'2000-01-05T10:00:01.000Z - mx1: postfix/smtpd 2211 hello',
	],
	[
		'what syslog counted',
		'Jan  5 10:00:01 mx1 last message repeated 3 times',
		'2000-01-05T10:00:01.000Z - mx1 - - last message repeated 3 times',
	],
	[
		'a tab, a carriage return and a line feed as rsyslog writes them',
		'Jan  5 10:00:01 mx1 postfix/smtpd[2211]: he#011llo#015#012',
		'2000-01-05T10:00:01.000Z - mx1 postfix/smtpd 2211 he#011llo',
	],
	[
		'the same with a backslash',
		'Jan  5 10:00:01 mx1 postfix/smtpd[2211]: hello\\015\\012',
		'2000-01-05T10:00:01.000Z - mx1 postfix/smtpd 2211 hello',
	],
	[
		'a byte order mark',
		'\ufeffJan  5 10:00:01 mx1 postfix/smtpd[2211]: hello',
		'2000-01-05T10:00:01.000Z - mx1 postfix/smtpd 2211 hello',
	],
	[
		'NUL octets where a log was cut under its writer',
		'\0\0\0\0<22>Jan  5 10:00:01 mx1 postfix/smtpd[2211]: hello',
		'2000-01-05T10:00:01.000Z - mx1 postfix/smtpd 2211 hello',
	],
	// What looks like names in Exim's own log, and is none.
	[
		'Exim, a message that warns',
		'2026-01-05 10:00:01 1vckm2-0000000001K-2Hb2 Warning: hello',
		'2026-01-05T10:00:01.000Z - - - - 1vckm2-0000000001K-2Hb2 Warning: hello',
	],
	[
		'Exim, a queue run',
		'2026-01-05 10:00:01 Start queue run: pid=812',
		'2026-01-05T10:00:01.000Z - - - - Start queue run: pid=812',
	],
	[
		'Exim, a refusal',
		'2026-01-05 10:00:01 H=mx.example.net [192.0.2.1]: hello',
		'2026-01-05T10:00:01.000Z - - - - H=mx.example.net [192.0.2.1]: hello',
	],
];

for (const [name, line, expected] of rows) {
	test(`prefix: ${name}`, () => assert.equal(show(line), expected));
}

for (const line of [
	'2026-01-05T10:00:01',
	'Mon 2026-01-05 10:00:01',
	'Mon 2026-01-05 10:00:01 no zone at all',
	'1767603601.120468',
	'1767603601 mx1 postfix/smtpd[2211]: hello',
	'2026 Jan 45 10:00:01 mx1 x: y',
	'[2026-01-05 10:00:01] x: y',
	'[ 3601] mx1 x: y',
	'\0\0\0',
	'98 <22>',
	'250 <a@example.com> ok',
	'\ufeff',
]) {
	test(`prefix: «${line}» has none`, () => assert.equal(show(line), `- - - - - ${line}`));
}

test('prefix: times in front of times are read to a depth, and never fail', () => {
	const line = '2026-01-05T09:00:01Z '.repeat(20_000);
	assert.match(show(line), /^2026-01-05T09:00:01.000Z 0 /);
});
