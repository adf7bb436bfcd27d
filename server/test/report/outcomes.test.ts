import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { countWholeLog } from '../../src/report/report';
import { rowsOf } from './count';

const id = (mail: number) => `4F2A1B0C${String(10 + mail)}`;
const at = (second: number) => `Jan  5 10:00:${String(second).padStart(2, '0')} mx1 postfix`;

/** A mail is tried: another one's id that it goes on under, or what the last line says of it. */
const tried = (mail: number, second: number, became: number | string, to = 'b@example.com') => {
	const start = `${at(second)}/smtp[103]: ${id(mail)}: to=<${to}>,`;
	return typeof became === 'number'
		? `${start} relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as ${id(became)})`
		: `${start} relay=mx.example.com[198.51.100.7]:25, delay=1, delays=0/0/0/1, ${became}`;
};
const came = (mail: number, second: number, client: string) => [
	`${at(second)}/smtpd[101]: ${id(mail)}: client=${client}`,
	`${at(second)}/qmgr[100]: ${id(mail)}: from=<a@example.net>, size=1500, nrcpt=1 (queue active)`,
];

/** A mail that goes through so many filters, and what becomes of it behind them. */
const through = (filters: number, last: readonly string[]) =>
	[
		...came(0, 0, 'mx.example.net[192.0.2.1]'),
		...Array.from({ length: filters }, (_, mail) => [
			...came(mail + 1, mail + 1, 'localhost[127.0.0.1]'),
			tried(mail, mail + 1, mail + 1),
		]).flat(),
		...last,
	].join('\n') + '\n';

const sent = 'dsn=2.0.0, status=sent (250 2.0.0 Ok)';
const deferred = 'dsn=4.2.0, status=deferred (host mx.example.com[198.51.100.7] said: 450 4.2.0 busy)';
const bounced = 'dsn=5.1.1, status=bounced (host mx.example.com[198.51.100.7] said: 550 5.1.1 unknown)';

const rows: readonly (readonly [what: string, log: string, outcomes: Readonly<Record<string, number>>])[] = [
	['without a filter', through(0, [tried(0, 1, deferred)]), { deferred: 1 }],
	['through a filter', through(1, [tried(1, 2, bounced)]), { bounced: 1 }],
	['through two', through(2, [tried(2, 3, sent)]), { sent: 1 }],
	['through two, under another name', through(2, [tried(2, 3, deferred, 'c@example.com')]), { deferred: 1 }],
	['behind a filter nothing is tried yet', through(2, []), { queued: 1 }],
	['behind a filter it is tried again', through(1, [tried(1, 2, deferred), tried(1, 9, sent)]), { sent: 1 }],
	[
		'behind a filter an alias makes two of one',
		through(1, [tried(1, 2, sent, 'c@example.com'), tried(1, 3, deferred, 'd@example.com')]),
		{ deferred: 1 },
	],
	['through eight', through(8, [tried(8, 20, bounced)]), { bounced: 1 }],
	[
		'through nine: what is behind the eighth is not followed',
		through(9, [tried(9, 20, bounced)]),
		{ sent: 1 },
	],
	['two filters that hand a mail to each other', through(2, [tried(2, 20, 1)]), { sent: 1 }],
];

for (const [what, text, outcomes] of rows) {
	test(`what became of a mail: ${what}, in the report as in the mail's own account`, () => {
		const log = MailLog.of(text, { year: 2026, offset: 0 });
		const report = countWholeLog(log, {}).report();
		const expected = Object.entries(outcomes).map(([name, recipients]) => [name, { recipients }]);
		assert.deepEqual(rowsOf(report, 'outcomes'), Object.fromEntries(expected));
		assert.deepEqual(
			log.message(0).recipients.map(({ outcome }) => outcome),
			Object.keys(outcomes),
		);
	});
}
