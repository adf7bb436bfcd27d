import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { LineEvent } from '../../../src/core/event';
import { MailLog } from '../../../src/core/mailLog';

/** What journalctl 252 printed of one journal in several ways (systemd-journal-remote made it of made-up entries). */
const printed = (name: string) => readFileSync(`server/test/core/text/envelopes/${name}.log`);

/** An event in one line: when, who, what, and the values of its fields. */
function show({ time, logHost, service, pid, kind, fields }: LineEvent): string {
	const at = time && new Date(time.epoch).toISOString();
	const values = fields.map(({ name, value }) => `${name}=${value}`);
	return [at, logHost, service, pid, kind, ...values].join(' ');
}

/** The events of programs; the lines around them are noise. */
function events(log: MailLog): LineEvent[] {
	return Array.from({ length: log.lineCount }, (_, line) => log.event(line)).filter(({ service }) => service);
}

const expected = [
	'01.120Z mx1 postfix/smtpd 2211 connect host=mx.example.net address=192.0.2.1',
	'02.120Z mx1 postfix/smtpd 2211 client queueId=4dl6Jl1jBRz5c host=mx.example.net address=192.0.2.1',
	'03.120Z mx1 postfix/cleanup 2212 message-id queueId=4dl6Jl1jBRz5c messageId="a\\b"/ü😀@example.org',
	'04.120Z mx1 postfix/qmgr 812 queue-active queueId=4dl6Jl1jBRz5c from=a@example.org size=512 recipientCount=1',
];

for (const name of ['json', 'json-pretty', 'export']) {
	test(`${name}: what is read is what the journal has`, () => {
		const log = MailLog.of(printed(name));
		const shown = events(log).map((event) => show(event).replace('2026-01-05T09:00:', ''));
		assert.deepEqual(shown.slice(0, 4), expected);
		assert.ok(shown.some((line) => line.includes('postfix/qmgr 812 removed queueId=4dl6Jl1jBRz5c')));
		assert.equal(log.format, 'postfix');
		assert.equal(log.sessionCount, 2);
		assert.equal(log.session(0).outcome, 'completed');
		assert.equal(log.messageCount, 1);
		assert.equal(log.message(0).deliveries[0]?.status, 'sent');
	});
}

test('the journal as short-full says the same, but for what it does not show', () => {
	const full = events(MailLog.of(printed('short-full')));
	const json = events(MailLog.of(printed('json')));
	const what = ({ kind, pid, service }: LineEvent) => `${kind} ${service} ${pid}`;
	const isShown = (_: unknown, at: number) => at !== 4;
	assert.deepEqual(full.filter(isShown).map(what), json.filter(isShown).map(what));
	assert.equal(full[0]?.time?.offset, 60);
});

test('a binary message is read in the line where it stands', () => {
	for (const name of ['json', 'export']) {
		const log = MailLog.of(printed(name));
		const event = events(log).find(({ kind }) => kind === 'protocol-error');
		assert.equal(event?.fields.find((field) => field.name === 'address')?.value, '192.0.2.1', name);
		assert.equal(event?.pid, 2211, name);
	}
});

/** A line, a field, and the text in the line that it stands for. */
const columns: readonly (readonly [string, string, string, string])[] = [
	[
		'nothing to decode',
		'{"_HOSTNAME":"mx1","MESSAGE":"connect from mx.example.net[192.0.2.1]","SYSLOG_IDENTIFIER":"postfix/smtpd","_PID":"2211"}',
		'address',
		'192.0.2.1',
	],
	[
		'escapes',
		String.raw`{"MESSAGE":"4dl6Jl1jBRz5c: message-id=<\"\u00fc\ud83d\ude00\/é\"@example.org>","SYSLOG_IDENTIFIER":"postfix\/cleanup"}`,
		'messageId',
		String.raw`\"\u00fc\ud83d\ude00\/é\"@example.org`,
	],
	[
		'octets',
		`{"_COMM":"x","MESSAGE":[${[...Buffer.from('connect from é[192.0.2.1]')].join()}],"SYSLOG_IDENTIFIER":"postfix/smtpd"}`,
		'address',
		`${[...Buffer.from('192.0.2.1')].join()},`,
	],
	[
		'several values of one field',
		'{"MESSAGE":["connect from mx.example.net[192.0.2.1]","more"],"SYSLOG_IDENTIFIER":"postfix/smtpd"}',
		'host',
		'mx.example.net',
	],
	[
		'docker',
		String.raw`{"log":"Jan  5 10:00:01 mx1 postfix/smtpd[2211]: connect from mx.example.net[192.0.2.1]\r\n","stream":"stdout","time":"2026-01-05T09:00:01.120468321Z"}`,
		'address',
		'192.0.2.1',
	],
	[
		'docker with escapes',
		String.raw`{"log":"2026-01-05 10:00:01 1vckm2-0000000001K-2Hb2 \u003c= a@example.org H=mx.example.net [192.0.2.1] P=esmtp S=512\n","stream":"stdout","time":"2026-01-05T09:00:01.120468321Z"}`,
		'from',
		'a@example.org',
	],
];

for (const [name, line, field, text] of columns) {
	test(`columns lie in the line: ${name}`, () => {
		const found = MailLog.of(line)
			.event(0)
			.fields.find((one) => one.name === field);
		assert.equal(line.slice(found?.span.start, found?.span.end), text);
	});
}

test('docker: the time is that of the container’s log, which has a year and a zone', () => {
	const [, , , , , docker] = columns;
	const event = MailLog.of(docker?.[1] ?? '').event(0);
	assert.deepEqual(
		[event.format, event.kind, event.fields[0]?.value],
		['exim', 'arrival', '1vckm2-0000000001K-2Hb2'],
	);
	assert.deepEqual(event.time, { epoch: Date.UTC(2026, 0, 5, 9, 0, 1, 120), offset: 0 });
});

/** Lines that are JSON, or look like it, and say nothing to us. */
for (const line of [
	'{}',
	'{',
	'{"MESSAGE"',
	'{"MESSAGE":null,"SYSLOG_IDENTIFIER":"postfix/smtpd"}',
	'{"MESSAGE":"connect from mx.example.net[192.0.2.1]"}',
	'{"MESSAGE":"connect from mx.example.net[192.0.2.1]","SYSLOG_IDENTIFIER":"postfix/smtpd"',
	'{"MESSAGE":{"SYSLOG_IDENTIFIER":"postfix/smtpd"}}',
	'{"a":{"MESSAGE":"connect from a[192.0.2.1]","SYSLOG_IDENTIFIER":"postfix/smtpd"}}',
	'MESSAGE=connect from mx.example.net[192.0.2.1]',
	'{"log":[1,2]}',
	'{"MESSAGE":"\\',
]) {
	test(`«${line}» is foreign`, () => assert.equal(MailLog.of(line).event(0).kind, 'foreign'));
}

test('fields behind the message and of the next record', () => {
	const log = MailLog.of(
		[
			'MESSAGE=connect from mx.example.net[192.0.2.1]',
			'SYSLOG_IDENTIFIER=postfix/smtpd',
			'_PID=1',
			'',
			'_PID=2',
			'MESSAGE=connect from mx.example.net[192.0.2.2]',
			'',
			'SYSLOG_IDENTIFIER=postfix/smtp',
		].join('\n'),
	);
	assert.deepEqual([log.event(0).service, log.event(0).pid], ['postfix/smtpd', 1]);
	assert.deepEqual([log.event(5).service, log.event(5).pid], [undefined, undefined]);
});
