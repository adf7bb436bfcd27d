import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checks } from '../../src/checks/all';
import { MailLog } from '../../src/core/mailLog';

const samples = readdirSync('samples')
	.filter((name) => name !== 'README.md' && name !== 'make')
	.map((name) => readFileSync(join('samples', name), 'utf8'));

/** Logs in which what looks quiet is not. */
const rows: readonly (readonly [what: string, ...lines: string[]])[] = [
	[
		'a refused recipient that only the counters tell',
		'connect from host10.isp.example[203.0.113.10]',
		'disconnect from host10.isp.example[203.0.113.10] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4',
	],
	[
		'a client that left without QUIT',
		'connect from host10.isp.example[203.0.113.10]',
		'disconnect from host10.isp.example[203.0.113.10] ehlo=1 mail=1 commands=2',
	],
	[
		'a server that says status=sent in a refusal',
		'4jYB4w0dbLz5c: client=host10.isp.example[203.0.113.10]',
		'4jYB4w0dbLz5c: to=<a@example.com>, relay=mx.example.com[198.51.100.7]:25, delay=1, delays=1/0/0/0, dsn=4.2.0, status=deferred (host mx.example.com[198.51.100.7] said: 450 4.2.0 no, status=sent (really))',
	],
];

const logs = [
	...samples.map((text, at) => [`sample ${at + 1}`, text] as const),
	...rows.map(
		([what, ...lines]) =>
			[
				what,
				lines
					.map((line) =>
						`Jan  5 10:00:00 mx1 postfix/smtpd[7]: ${line}\n`.replace(/smtpd(?=.*: to=)/, 'smtp'),
					)
					.join(''),
			] as const,
	),
];

for (const [what, text] of logs) {
	test(`a session or message that is quiet has no finding: ${what}`, () => {
		const log = MailLog.of(text);
		for (let index = 0; index < log.sessionCount; index++) {
			if (log.isQuietSession(index)) {
				for (const check of checks) {
					const search = check.start(log);
					assert.deepEqual(
						[...(search.session?.(log.session(index)) ?? []), ...(search.rest?.() ?? [])],
						[],
						`${check.id} in session ${index}`,
					);
				}
			}
		}
		for (let index = 0; index < log.messageCount; index++) {
			if (log.isQuietMessage(index)) {
				for (const check of checks) {
					const search = check.start(log);
					assert.deepEqual(
						[...(search.message?.(log.message(index)) ?? []), ...(search.rest?.() ?? [])],
						[],
						`${check.id} in message ${index}`,
					);
				}
			}
		}
	});
}

test('a good session and a mail that was delivered are quiet', () => {
	const log = MailLog.of(
		[
			'Jan  5 10:00:00 mx1 postfix/smtpd[7]: connect from host10.isp.example[203.0.113.10]',
			'Jan  5 10:00:01 mx1 postfix/smtpd[7]: 4jYB4w0dbLz5c: client=host10.isp.example[203.0.113.10]',
			'Jan  5 10:00:01 mx1 postfix/smtp[9]: 4jYB4w0dbLz5c: to=<a@example.com>, relay=mx.example.com[198.51.100.7]:25, delay=1, delays=1/0/0/0, dsn=2.0.0, status=sent (250 2.0.0 Ok)',
			'Jan  5 10:00:02 mx1 postfix/qmgr[5]: 4jYB4w0dbLz5c: removed',
			'Jan  5 10:00:02 mx1 postfix/smtpd[7]: disconnect from host10.isp.example[203.0.113.10] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
			'',
		].join('\n'),
	);
	assert.deepEqual([log.isQuietSession(0), log.isQuietMessage(0)], [true, true]);
});
