import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { checkRules, daemon } from './find';
import { log } from '../features/logs';
import assert from 'node:assert/strict';

const id = '4jYB5r214Jz6x';
const back = '4jYB5s0hZ5z6y';
const filtered = /^delivery\.onlyFiltered$/;

const handed = (relay: string, said = `250 2.0.0 Ok: queued as ${back}`, name = id) => [
	...daemon('pickup[9]', 0, `${name}: uid=1000 from=<alice@example.com>`),
	...daemon('qmgr[9]', 0, `${name}: from=<alice@example.com>, size=900, nrcpt=1 (queue active)`),
	...daemon(
		'smtp[7]',
		1,
		`${name}: to=<b@example.net>, relay=${relay}, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (${said})`,
	),
	...daemon('qmgr[9]', 1, `${name}: removed`),
];
const loopback = '127.0.0.1[127.0.0.1]:10024';

test('mail that only went to a filter', () => {
	checkRules(filtered, handed(loopback), ['2 hint delivery.onlyFiltered'], /127\.0\.0\.1\]:10024 has it/);
	checkRules(filtered, handed('filter.example.com[10.1.2.3]:10025'), ['2 hint delivery.onlyFiltered']);
	checkRules(filtered, handed('localhost[::1]:10026'), ['2 hint delivery.onlyFiltered']);
	checkRules(
		filtered,
		handed('spamassassin', 'delivered via spamassassin service'),
		['2 hint delivery.onlyFiltered'],
		/ means for 4jYB5r214Jz6x that spamassassin has it/,
	);
	checkRules(
		filtered,
		[...handed(loopback), ...handed(loopback, '250 2.0.0 Ok', '4jYB5r2ZZJz6z')],
		['2 hint delivery.onlyFiltered'],
		/^“sent” means for 2 messages/,
	);
});

test('mail that came back from a filter, stayed there, or never went to one', () => {
	const returned = [
		...handed(loopback).slice(0, 2),
		...daemon('smtpd[6]', 1, `${back}: client=localhost[127.0.0.1]`),
		...daemon('qmgr[9]', 1, `${back}: from=<alice@example.com>, size=990, nrcpt=1 (queue active)`),
		...handed(loopback).slice(2),
	];
	checkRules(filtered, returned, []);
	checkRules(filtered, handed(loopback, '250 2.7.0 Ok, discarded, id=593-01 - spam'), []);
	checkRules(filtered, handed('mx.example.net[198.51.100.7]:25'), []);
	checkRules(filtered, handed('mx.example.net[198.51.100.7]:10025'), []);
	checkRules(filtered, handed('127.0.0.1[127.0.0.1]:24'), []);
	checkRules(filtered, handed('dovecot', 'delivered via dovecot service'), []);
	checkRules(filtered, handed('local', 'delivered to mailbox'), []);
});

test('mail that went to a filter is quiet only if it came back', () => {
	const isQuiet = (lines: readonly string[]) => MailLog.of(log(...lines)).isQuietMessage(0);
	assert.equal(isQuiet(handed(loopback)), false);
	assert.equal(isQuiet(handed('spamassassin', 'delivered via spamassassin service')), false);
	assert.equal(isQuiet(handed('dovecot', 'delivered via dovecot service')), true);
	const returned = daemon('smtpd[6]', 1, `${back}: client=localhost[127.0.0.1]`);
	const [picked = '', queued = '', ...rest] = handed(loopback);
	assert.equal(isQuiet([picked, queued, ...returned, ...rest]), true);
});

const scatter = /^delivery\.(?:backscatter|bounced)$/;
const ids = ['4jYB5r214Jz6x', '4jYB5r2ZZJz6y', '4jYB5r3BBJz6z'];
const unknown = 'relay=local, delay=1, delays=1/0/0/0, dsn=5.1.1, status=bounced (unknown user: "nobody")';

/** Mails that came from a client, and what became of them. */
function came(client: string, status: string, names: readonly string[] = ids, login = ''): string[] {
	return names.flatMap((name, at) => [
		...daemon('smtpd[6]', at, `connect from ${client}`, `${name}: client=${client}${login}`),
		...daemon('qmgr[9]', at, `${name}: from=<user${at}@example.net>, size=900, nrcpt=1 (queue active)`),
		...daemon('smtpd[6]', at, `disconnect from ${client} ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5`),
		...daemon('local[7]', at, `${name}: to=<nobody@example.com>, ${status}`),
		...daemon('qmgr[9]', at, `${name}: removed`),
	]);
}

const stranger = 'mx.example.org[192.0.2.9]';
const bounced = ['4 error delivery.bounced', '10 error delivery.bounced', '16 error delivery.bounced'];

test('mail that was accepted for nobody', () => {
	checkRules(scatter, came(stranger, unknown), ['4 warning delivery.backscatter'], /^3 messages from other/);
	checkRules(
		scatter,
		came(
			stranger,
			"relay=127.0.0.1[127.0.0.1]:24, delay=1, delays=1/0/0/0, dsn=5.1.1, status=bounced (host 127.0.0.1[127.0.0.1] said: 550 5.1.1 <nobody@example.com> User doesn't exist (in reply to RCPT TO command))",
		),
		['4 warning delivery.backscatter'],
	);
	checkRules(scatter, came(stranger, unknown.replace('local', 'virtual')), [
		'4 warning delivery.backscatter',
	]);
	const exim = ['1xVX0Y-00008E-0N', '1xVX0Z-00008F-0P', '1xVX0a-00008G-0Q'].flatMap((name) => [
		`2026-11-23 10:00:00 ${name} <= user@example.net H=mx.example.org [192.0.2.9] P=esmtp S=420`,
		`2026-11-23 10:00:01 ${name} ** nobody@example.com: Unrouteable address`,
		`2026-11-23 10:00:01 ${name} Completed`,
	]);
	checkRules(scatter, exim, ['1 warning delivery.backscatter']);
});

test('bounces that nobody takes', () => {
	const lines = ids.flatMap((name, at) => {
		const bounce = `4jYB5t${at}BBJz6b`;
		const [, ...rest] = came(stranger, unknown.replace('5.1.1', '5.3.0').replace('unknown user', 'broken'), [
			name,
		]);
		return [
			...daemon('smtpd[6]', 0, `connect from ${stranger}`),
			...rest.slice(0, -1),
			...daemon('cleanup[4]', 1, `${bounce}: message-id=<m${at}@mx1>`),
			...daemon('bounce[3]', 1, `${name}: sender non-delivery notification: ${bounce}`),
			...daemon('qmgr[9]', 1, `${bounce}: from=<>, size=990, nrcpt=1 (queue active)`, `${name}: removed`),
			...daemon(
				'smtp[5]',
				1,
				`${bounce}: to=<user0@example.net>, relay=mx.example.net[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.7] said: 550 5.1.1 no such user (in reply to RCPT TO command))`,
			),
			...daemon('qmgr[9]', 1, `${bounce}: removed`),
		];
	});
	checkRules(/^delivery\.backscatter$/, lines, ['9 warning delivery.backscatter'], /^3 bounces for mail/);
});

test('bounces that are no backscatter', () => {
	checkRules(scatter, came(stranger, unknown, ids.slice(1)), bounced.slice(0, 2));
	checkRules(scatter, came('localhost[127.0.0.1]', unknown), bounced);
	checkRules(scatter, came('app.example.com[10.0.0.9]', unknown), bounced);
	checkRules(scatter, came(stranger, unknown, ids, ', sasl_method=PLAIN, sasl_username=alice'), bounced);
	checkRules(
		scatter,
		came(
			stranger,
			'relay=mx.example.net[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.7] said: 550 5.1.1 no such user (in reply to RCPT TO command))',
		),
		bounced,
	);
	checkRules(
		scatter,
		came(stranger, unknown.replace('5.1.1', '5.2.2').replace('unknown user', 'mailbox full')),
		bounced,
	);
});
