import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { checks } from '../../src/checks/all';
import { dialects } from '../../src/core/dialects/all';
import { MailLog } from '../../src/core/mailLog';
import { linesOf } from '../core/dialects/sampleLines';

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

/** What the next server, or the way to it, made of a mail; whether the rules about mails tell all that is to be told. */
const failures: readonly (readonly [what: string, isTold: boolean, ...lines: string[]])[] = [
	[
		'a refused recipient',
		true,
		'postfix/smtp[9]: 4jYB4w0dbLz5c: to=<a@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1, delays=1/0/0/0, dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.7] said: 550 5.1.1 no such user (in reply to RCPT TO command))',
	],
	[
		'a connection that could not be made for a mail',
		true,
		'postfix/smtp[9]: connect to mx.example.net[198.51.100.7]:25: Connection refused',
		'postfix/smtp[9]: 4jYB4w0dbLz5c: to=<a@example.net>, relay=none, delay=1, delays=1/0/0/0, dsn=4.4.1, status=deferred (connect to mx.example.net[198.51.100.7]:25: Connection refused)',
	],
	[
		'a login that the next server refused',
		false,
		'postfix/smtp[9]: 4jYB4w0dbLz5c: to=<a@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1, delays=1/0/0/0, dsn=4.7.8, status=deferred (SASL authentication failed; server mx.example.net[198.51.100.7] said: 535 5.7.8 no)',
	],
	[
		'a refusal of the first command, of which no mail need tell',
		false,
		'exim[9]: 1xVX0Y-00008E-0N H=mx.example.net [198.51.100.7] SMTP error from remote mail server after EHLO client.example.org: 421 4.3.2 no',
	],
	[
		'a recipient that Exim was refused for now',
		true,
		'exim[9]: 1xVX0Y-00008E-0N == b@example.net R=dnslookup T=remote_smtp defer (-44) H=mx.example.net [198.51.100.7]: SMTP error from remote mail server after RCPT TO:<b@example.net>: 450 4.2.0 later',
	],
	[
		'a recipient that Exim was refused over a cipher that is weak',
		false,
		'exim[9]: 1xVX0Y-00008E-0N ** b@example.net R=dnslookup T=remote_smtp H=mx.example.net [198.51.100.7] X=TLS1.0:RSA_3DES_EDE_CBC_SHA1:168: SMTP error from remote mail server after RCPT TO:<b@example.net>: 550 5.1.1 no',
	],
];

for (const [what, isTold, ...lines] of failures) {
	test(`${isTold ? 'mails tell' : 'no mail tells'} all of a session with ${what}`, () => {
		const log = MailLog.of(textOf(lines));
		assert.deepEqual([log.sessionCount, log.isToldByMails(0)], [1, isTold]);
	});
}

const sampleLines = dialects.flatMap((dialect) =>
	dialect.rows.flatMap((row) => row.samples.flatMap((sample) => linesOf(dialect, row, sample))),
);

for (const [what, texts] of [
	['the samples', [...samples, ...failures.map(([, , ...lines]) => textOf(lines))]],
	['any line', sampleLines.map((line) => `${line}\n`)],
] as const) {
	test(`a session of which mails tell all has no finding of its own: ${what}`, () => {
		let told = 0;
		for (const text of texts) {
			const log = MailLog.of(text);
			for (let index = 0; index < log.sessionCount; index++) {
				if (log.isToldByMails(index)) {
					told++;
					assert.deepEqual(findingsInSession(log, index), [], text);
				}
			}
		}
		assert.ok(told > 0);
	});
}

function findingsInSession(log: MailLog, index: number): unknown[] {
	return checks.flatMap((check) => {
		const search = check.start(log);
		return [
			...(search.session?.(log.session(index)) ?? []),
			...(search.session ? (search.rest?.() ?? []) : []),
		];
	});
}

function textOf(lines: readonly string[]): string {
	return lines.map((line) => `Jan  6 10:00:00 mx1 ${line}\n`).join('');
}
