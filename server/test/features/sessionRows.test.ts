import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { ListedSessions } from '../../src/features/listedSessions';
import { sessionRows } from '../../src/features/sessionRows';
import { isFailing } from '../../src/features/stepState';
import type { SessionRow } from '../../src/protocol';
import { log, postfix, refusedLog, sentLog, swaksLog, wrongPasswordLog } from './logs';

function rows(text: string, language = 'en'): SessionRow[] {
	const asked = { from: 0, count: 1000 };
	return [...sessionRows(MailLog.of(text), asked, { language })].flatMap((row) => row ?? []);
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
			outcome: 'mixed',
			outcomeWords: 'with failures',
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

test('Postfix’s client tells afterwards how long it took to connect and to send', () => {
	const sent = (time: string, queueId: string, recipient: string, rest: string) =>
		postfix(
			time,
			'smtp[2320]',
			`${queueId}: to=<${recipient}>, relay=mx.example.net[198.51.100.7]:25, ${rest}`,
		);
	const text = log(
		sent(
			'10:20:05',
			'4jYB5r214Jz6x',
			'a@example.net',
			'delay=3.2, delays=0.1/0/0.9/2.2, dsn=2.0.0, status=sent (250 2.0.0 Ok)',
		),
		sent(
			'10:20:05',
			'4jYB5r214Jz6x',
			'b@example.net',
			'delay=3.2, delays=0.1/0/0.9/2.2, dsn=5.1.1, status=bounced (host mx.example.net[198.51.100.7] said: 550 5.1.1 User unknown (in reply to RCPT TO command))',
		),
		sent(
			'10:20:08',
			'4jYB5r215Jz6y',
			'c@example.net',
			'conn_use=2, delay=1.2, delays=0.1/0/0/1.1, dsn=2.0.0, status=sent (250 2.0.0 Ok)',
		),
	);
	const row = only(text);
	assert.equal(new Date(row.start ?? 0).toISOString().slice(11), '10:20:01.000Z');
	assert.equal(row.duration, 6100);
	assert.deepEqual(phases(row), ['connect 900', 'data 2200 permanent', 'waiting 1900', 'data 1100']);
});

test('the time before a connection breaks off is silence, unless content was on its way', () => {
	const broken = (stage: string, counters: string) =>
		only(
			log(
				postfix('10:30:00', 'smtpd[2214]', 'connect from mx.example.org[192.0.2.9]'),
				postfix('10:30:40', 'smtpd[2214]', `timeout after ${stage} from mx.example.org[192.0.2.9]`),
				postfix('10:30:40', 'smtpd[2214]', `disconnect from mx.example.org[192.0.2.9] ${counters}`),
			),
		);
	assert.deepEqual(phases(broken('EHLO', 'ehlo=1 commands=1')), ['waiting 40000 lost']);
	assert.deepEqual(phases(broken('DATA (9 bytes)', 'ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4')), [
		'data 40000 lost',
	]);
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

test('a session that broke off is not drawn as one that went well', () => {
	const client = 'mx.example.org[192.0.2.9]';
	const lost = only(
		log(
			postfix('10:30:00', 'smtpd[2214]', `connect from ${client}`),
			postfix('10:30:09', 'smtpd[2214]', `lost connection after EHLO from ${client}`),
			postfix('10:30:09', 'smtpd[2214]', `disconnect from ${client} ehlo=1 commands=1`),
		),
	);
	assert.deepEqual([lost.outcomeWords, lost.state], ['lost', 'lost']);
});

test('in every sample what is said of a session and how it is drawn agree', () => {
	const seen = new Set<string>();
	for (const name of readdirSync('samples', { withFileTypes: true }).flatMap((each) =>
		each.isFile() ? each.name : [],
	)) {
		for (const { id, outcome, state } of rows(readFileSync(`samples/${name}`, 'utf8'))) {
			seen.add(outcome);
			const isBad = !['completed', 'open'].includes(outcome);
			assert.ok(outcome === 'open' || isFailing(state) === isBad, `${name} ${id}: ${outcome}, ${state}`);
		}
	}
	assert.ok(seen.has('lost') && seen.has('mixed') && seen.has('completed'), [...seen].join(' '));
});

test('only what is asked for is given, and beyond the end nothing', () => {
	const mailLog = MailLog.of(refusedLog + refusedLog.replaceAll('2214', '2215'));
	const ids = (from: number, count: number) =>
		[...sessionRows(mailLog, { from, count })].map((row) => row?.id);
	assert.deepEqual([ids(0, 1), ids(1, 5), ids(2, 5), ids(-3, 4)], [['s1'], ['s2'], [], ['s1']]);
});

test('after an edit only sessions that have changed are given again', () => {
	// The log reads again from the checkpoint before an edit, so it has to be longer than that.
	const mailLog = MailLog.of(refusedLog.repeat(100));
	const listed = new ListedSessions();
	const list = (version: number, known?: number) =>
		[
			...sessionRows(
				mailLog,
				{ from: 0, count: 1000 },
				{ isWanted: (session) => listed.isNew(session, version, known) },
			),
		].flatMap((row) => row?.id ?? []);
	assert.equal(list(1).length, 100);
	assert.deepEqual(list(1, 1), []);
	mailLog.append(new TextEncoder().encode(refusedLog));
	const grown = list(2, 1);
	assert.equal(grown.at(-1), 's101');
	assert.ok(!grown.includes('s1') && grown.length < 40, String(grown));
	assert.equal(list(2).length, 101);
	mailLog.replace({ line: 3, character: 0 }, { line: 4, character: 0 }, '');
	assert.ok(list(3, 2).includes('s1'));
});

test('words are in the language that is asked for', () => {
	const [row] = rows(refusedLog, 'id');
	assert.equal(row?.outcomeWords, 'dengan kegagalan');
});
