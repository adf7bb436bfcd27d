import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { looksLikeMailLog } from '../src/looksLikeMailLog';

const smtpd = 'postfix/smtpd[2211]: connect from mx.example.net[192.0.2.1]';

const mailLogs: readonly string[] = [
	`Mon 2026-01-05 10:00:01 CET mx1 ${smtpd}`,
	`1767603601.120468 mx1 ${smtpd}`,
	`[ 3601.120468] mx1 ${smtpd}`,
	`2026 Jan  5 10:00:01 mx1 ${smtpd}`,
	`2026-01-05 10:00:01 mx1 ${smtpd}`,
	`2026-01-05 10:00:01.120 +0100 ${smtpd}`,
	`@400000004c91b044077a9e94 ${smtpd}`,
	`mail-1  | Jan  5 10:00:01 mx1 ${smtpd}`,
	`mail-1  | 2026-01-05T09:00:01.120468321Z Jan  5 10:00:01 mx1 ${smtpd}`,
	`2026-01-05T09:00:01.120468321Z stdout F Jan  5 10:00:01 mx1 ${smtpd}`,
	'2026-01-05T09:00:01.120468321Z stderr F 2026-01-05 10:00:01 1vckm2-0000000001K-2Hb2 Completed',
	'98 <22>1 2026-01-05T10:00:01+01:00 mx1 postfix/smtpd 2211 - - connect from mx.example.net[192.0.2.1]',
	`<mail.info>Jul  6 06:01:46 mx1 ${smtpd}`,
	`Jul  6 06:01:46 <mail.info> mx1 ${smtpd}`,
	`\ufeffJan  5 10:00:01 mx1 ${smtpd}`,
	`${'\0'.repeat(1000)}Jan  5 10:00:01 mx1 ${smtpd}`,
	`{"PRIORITY":"6","_MACHINE_ID":"${'0'.repeat(300)}","MESSAGE":"x","SYSLOG_IDENTIFIER":"postfix/smtpd"}`,
	`{"log":"Jan  5 10:00:01 mx1 ${smtpd}\\n","stream":"stdout","time":"2026-01-05T09:00:01Z"}`,
];

for (const line of mailLogs) {
	test(`a mail log: «${line.slice(0, 90)}»`, () => assert.ok(looksLikeMailLog([line])));
}

for (const name of ['json', 'json-pretty', 'export', 'short-full']) {
	test(`a mail log: journalctl's ${name}`, () => {
		const text = readFileSync(`server/test/core/text/envelopes/${name}.log`, 'utf8');
		assert.ok(looksLikeMailLog(text.split('\n')));
	});
}

const others: readonly string[] = [
	'Mon 2026-01-05 10:00:01 CET mx1 sshd[2211]: Accepted publickey',
	'{"MESSAGE":"postfix/smtpd[2211]: x","SYSLOG_IDENTIFIER":"sshd"}',
	'{"name":"postfix/smtpd","version":"1.0.0"}',
	'{"log":"GET / 200\\n","stream":"stdout","time":"2026-01-05T09:00:01Z"}',
	'2026-01-05T09:00:01.120468321Z stdout F GET / 200',
	'SYSLOG_IDENTIFIER=sshd\nMESSAGE=Accepted publickey\n_PID=1',
	'PATH=/usr/bin\nMESSAGE=postfix/smtpd',
	'{\n\t"name" : "postfix/smtpd",\n}',
	'2026-01-05 10:00:01 a table of values [1]: 2',
];

for (const text of others) {
	test(`no mail log: «${text}»`, () => assert.ok(!looksLikeMailLog(text.split('\n'))));
}
