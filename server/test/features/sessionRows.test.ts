import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { sessionRows } from '../../src/features/sessionRows';
import type { SessionRow } from '../../src/protocol';
import { log, postfix, refusedLog, sentLog, swaksLog, wrongPasswordLog } from './logs';

function rows(text: string, language = 'en'): SessionRow[] {
	return [...sessionRows(MailLog.of(text), { from: 0, count: 1000 }, language)];
}

/** Phases as `envelope 3000 permanent`, milliseconds. */
function phases({ phases: spans }: SessionRow): string[] {
	return spans.map(({ phase, duration, state }) => [phase, duration, state].filter(Boolean).join(' '));
}

function only(text: string): SessionRow {
	const all = rows(text);
	assert.equal(all.length, 1);
	return all[0] ?? assert.fail();
}

test('a row tells who, when, how long, and what became of it', () => {
	const row = only(refusedLog);
	assert.deepEqual(
		{ ...row, start: new Date(row.start ?? 0).toISOString().slice(5), phases: phases(row) },
		{
			id: 's1',
			line: 0,
			lineCount: 4,
			start: '11-23T10:30:00.000Z',
			duration: 3000,
			peer: 'mx.example.org [192.0.2.9]',
			writer: 'postfix/smtpd',
			outcome: 'completed',
			outcomeWords: 'completed',
			state: 'permanent',
			strip: '(220 · EHLO) · TLS · (EHLO · MAIL) · ✗ RCPT 550 · (221) — 3 s',
			stages: ['connect', 'greeting', 'hello', 'starttls', 'tls', 'mail', 'rcpt', 'quit', 'disconnect'],
			codes: ['550', '5.1.1'],
			failure:
				'550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown in local recipient table',
			messages: [],
			phases: ['envelope 3000 permanent'],
		},
	);
});

test('the time between two lines goes to what the second tells of', () => {
	const text = log(
		postfix('10:30:00', 'smtpd[2214]', 'connect from mx.example.org[192.0.2.9]'),
		postfix(
			'10:30:02',
			'smtpd[2214]',
			'Anonymous TLS connection established from mx.example.org[192.0.2.9]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)',
		),
		postfix('10:30:03', 'smtpd[2214]', '4jYB5r214Jz6x: client=mx.example.org[192.0.2.9]'),
		postfix('10:30:08', 'qmgr[900]', '4jYB5r214Jz6x: from=<a@example.org>, size=900, nrcpt=1 (queue active)'),
		postfix(
			'10:30:09',
			'smtpd[2214]',
			'disconnect from mx.example.org[192.0.2.9] ehlo=2 starttls=1 mail=1 rcpt=1 data=1 quit=1 commands=7',
		),
	);
	assert.deepEqual(phases(only(text)), ['tls 2000', 'envelope 1000', 'data 6000']);
	assert.deepEqual(only(text).messages, ['4jYB5r214Jz6x']);
});

test('a silence after which nothing but the end came is waiting, and where the connection broke off, it says so', () => {
	const text = log(
		postfix('10:30:00', 'smtpd[2214]', 'connect from mx.example.org[192.0.2.9]'),
		postfix('10:35:00', 'smtpd[2214]', 'timeout after CONNECT from mx.example.org[192.0.2.9]'),
		postfix('10:35:00', 'smtpd[2214]', 'disconnect from mx.example.org[192.0.2.9] commands=0/0'),
	);
	const row = only(text);
	assert.deepEqual([row.outcome, row.state, phases(row).at(-1)], ['timeout', 'lost', 'waiting 300000 lost']);
	assert.match(row.failure ?? '', /^broke off after /);
});

test('the phases of a session together are its duration', () => {
	const text = log(
		postfix('10:30:00', 'smtpd[2214]', 'connect from mx.example.org[192.0.2.9]'),
		// A clock that was set back.
		postfix('10:29:50', 'smtpd[2214]', '4jYB5r214Jz6x: client=mx.example.org[192.0.2.9]'),
		postfix(
			'10:30:07',
			'smtpd[2214]',
			'disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5',
		),
	);
	for (const row of [...rows(text), ...rows(refusedLog + sentLog)]) {
		const sum = row.phases.reduce((total, { duration }) => total + duration, 0);
		assert.equal(sum, row.duration, row.id);
	}
});

test('a session without times has no duration, and every step counts one', () => {
	const row = only(swaksLog);
	assert.deepEqual([row.start, row.duration], [undefined, undefined]);
	assert.deepEqual(phases(row), [
		'connect 1',
		'greeting 1',
		'hello 1',
		'tls 2',
		'hello 1',
		'auth 1',
		'envelope 3',
		'data 2',
		'waiting 2',
	]);
	assert.equal(row.failure, undefined);
});

test('a secret is in no row', () => {
	const row = only(wrongPasswordLog);
	assert.match(row.failure ?? '', /^535 5\.7\.8 /);
	const secrets = wrongPasswordLog.match(/(?<=-> )[A-Za-z0-9+/]{8,}={0,2}$/gm) ?? [];
	assert.ok(secrets.length > 0);
	for (const secret of secrets) {
		assert.ok(!JSON.stringify(row).includes(secret), secret);
	}
});

test('names that would turn the text around or break the line stand in a row as plain text', () => {
	const row = only(
		log(
			postfix('10:30:00', 'smtpd[2214]', 'connect from evil\u202e<img src=x>.example[192.0.2.66]'),
			postfix(
				'10:30:01',
				'smtpd[2214]',
				'disconnect from evil\u202e<img src=x>.example[192.0.2.66] commands=0/0',
			),
		),
	);
	assert.ok(!/[\u202e\n]/.test(JSON.stringify(row)), row.peer);
});

test('only what is asked for is given, and beyond the end nothing', () => {
	const mailLog = MailLog.of(refusedLog + refusedLog.replaceAll('2214', '2215'));
	const ids = (from: number, count: number) => [...sessionRows(mailLog, { from, count })].map(({ id }) => id);
	assert.deepEqual([ids(0, 1), ids(1, 5), ids(2, 5), ids(-3, 4)], [['s1'], ['s2'], [], ['s1']]);
});

test('words are in the language that is asked for', () => {
	const [row] = rows(refusedLog, 'id');
	assert.equal(row?.outcomeWords, 'selesai');
});
