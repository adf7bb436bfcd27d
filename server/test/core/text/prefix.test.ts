import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newPrefix, noOffset, readPrefix } from '../../../src/core/text/prefix';
import { bytesOf, textOf } from '../../../src/core/text/utf8';

/** A line, and what stands before its message: time (UTC of what is written), minutes east, host, program, pid, message. */
const rows: readonly (readonly [
	string,
	string,
	string,
	number | undefined,
	string,
	string,
	number,
	string,
])[] = [
	[
		'RFC 3164',
		'Nov 23 16:20:48 mx1 postfix/smtpd[291]: hello',
		'2000-11-23T16:20:48.000Z',
		undefined,
		'mx1',
		'postfix/smtpd',
		291,
		'hello',
	],
	[
		'a day of one digit',
		'Nov  3 16:20:48 mx1 postfix/smtpd[291]: hello',
		'2000-11-03T16:20:48.000Z',
		undefined,
		'mx1',
		'postfix/smtpd',
		291,
		'hello',
	],
	[
		'behind <PRI>',
		'<22>Mar  9 12:53:44 mx1-v postfix-In/smtpd[24583]: hello',
		'2000-03-09T12:53:44.000Z',
		undefined,
		'mx1-v',
		'postfix-In/smtpd',
		24583,
		'hello',
	],
	[
		'behind a container',
		'postfix-1  | Apr 10 23:18:39 a3426da50090 postfix/postscreen[640]: hello',
		'2000-04-10T23:18:39.000Z',
		undefined,
		'a3426da50090',
		'postfix/postscreen',
		640,
		'hello',
	],
	[
		'29 February',
		'Feb 29 00:00:00 mx1 postfix/smtpd[1]: hello',
		'2000-02-29T00:00:00.000Z',
		undefined,
		'mx1',
		'postfix/smtpd',
		1,
		'hello',
	],
	[
		'RFC 3339, microseconds',
		'2026-11-23T16:29:21.135724+01:00 mx1 postfix/smtpd[580]: hello',
		'2026-11-23T16:29:21.135Z',
		60,
		'mx1',
		'postfix/smtpd',
		580,
		'hello',
	],
	[
		'RFC 3339, Z',
		'2026-11-23T16:29:21Z mx1 postfix/smtpd[580]: hello',
		'2026-11-23T16:29:21.000Z',
		0,
		'mx1',
		'postfix/smtpd',
		580,
		'hello',
	],
	[
		'RFC 5424',
		'<22>1 2026-11-23T16:29:21.1-05:30 mx1 postfix/qmgr 812 - - hello',
		'2026-11-23T16:29:21.100Z',
		-330,
		'mx1',
		'postfix/qmgr',
		812,
		'hello',
	],
	[
		'RFC 5424 with data',
		'<22>1 2026-11-23T16:29:21Z mx1 postfix/qmgr 812 - [x@1 a="b\\]c"] hello',
		'2026-11-23T16:29:21.000Z',
		0,
		'mx1',
		'postfix/qmgr',
		812,
		'hello',
	],
	['Exim', '2026-11-23 16:35:10 hello', '2026-11-23T16:35:10.000Z', undefined, '', '', -1, 'hello'],
	[
		'Exim, millisec, zone and pid',
		'2026-11-23 16:35:10.065 +0100 [173] hello',
		'2026-11-23T16:35:10.065Z',
		60,
		'',
		'',
		173,
		'hello',
	],
	[
		'no pid',
		'Nov 23 16:20:48 mx1 dovecot: hello',
		'2000-11-23T16:20:48.000Z',
		undefined,
		'mx1',
		'dovecot',
		-1,
		'hello',
	],
	[
		'counted by syslog',
		'Nov 23 16:20:48 mx1 postfix/smtpd[291]: message repeated 2 times: [ hello]',
		'2000-11-23T16:20:48.000Z',
		undefined,
		'mx1',
		'postfix/smtpd',
		291,
		'hello',
	],
	[
		'a line feed as rsyslog writes it',
		'Nov 23 16:20:48 mx1 postfix/smtpd[291]: hello#012',
		'2000-11-23T16:20:48.000Z',
		undefined,
		'mx1',
		'postfix/smtpd',
		291,
		'hello',
	],
	[
		'TAI64N',
		'@400000004c91b044077a9e94 mx1 exim[12]: hello',
		'2010-09-16T05:50:50.125Z',
		0,
		'mx1',
		'exim',
		12,
		'hello',
	],
];

for (const [name, line, time, offset, host, program, pid, message] of rows) {
	test(`prefix: ${name}`, () => {
		const bytes = bytesOf(line);
		const prefix = newPrefix();
		readPrefix(bytes, 0, bytes.length, prefix);
		assert.deepEqual(
			{
				time: new Date(prefix.seconds * 1000 + prefix.milliseconds).toISOString(),
				offset: prefix.offset === noOffset ? undefined : prefix.offset,
				host: textOf(bytes, prefix.hostStart, prefix.hostEnd),
				program: textOf(bytes, prefix.programStart, prefix.programEnd),
				pid: prefix.pid,
				message: textOf(bytes, prefix.messageStart, prefix.messageEnd),
			},
			{ time, offset, host, program, pid, message },
		);
	});
}

for (const line of [
	'',
	' ',
	'220 mx.example.com ESMTP',
	'Nov 32 16:20:48 mx1 x: y',
	'2026-13-23 16:35:10 x',
	'Nov 23',
	'<22>',
	'2026-11-23T16:29:21',
]) {
	test(`prefix: «${line}» has none`, () => {
		const bytes = bytesOf(line);
		const prefix = newPrefix();
		readPrefix(bytes, 0, bytes.length, prefix);
		assert.equal(prefix.timeForm, 'none');
		assert.equal(prefix.messageStart, 0);
	});
}
