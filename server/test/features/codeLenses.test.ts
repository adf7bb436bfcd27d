import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { codeLenses, documentOfLens, resolvedCodeLens } from '../../src/features/codeLenses';
import { log, postfix, refusedLog, swaksLog, wrongPasswordLog } from './logs';

const uri = 'file:///mail.log';

/** All lenses of a log as `line title -> command arguments`. */
function lenses(text: string, hasCommands = true, language?: string): string[] {
	const mailLog = MailLog.of(text);
	return codeLenses(mailLog, { uri, hasCommands, ...(language && { language }) }).map((lens) => {
		const { range, command } = lens.command
			? lens
			: resolvedCodeLens(mailLog, lens, { hasCommands, ...(language && { language }) });
		const action = [command?.command, ...(command?.arguments ?? [])].filter((each) => each !== '').join(' ');
		return `${range.start.line} ${command?.title}${action ? ` -> ${action}` : ''}`;
	});
}

test('above each session stands how it ended, what failed, and what can be done with it', () => {
	assert.deepEqual(lenses(refusedLog + refusedLog.replaceAll('2214', '2215')), [
		'0 s1 · with failures · ✗ RCPT 550 5.1.1',
		`0 Show Session -> mailLogLens.showSession ${uri} 0`,
		`0 Timeline -> mailLogLens.showTimeline ${uri} 0`,
		`0 Compare… -> mailLogLens.compareSessions ${uri} s1`,
		'4 s2 · with failures · ✗ RCPT 550 5.1.1',
		`4 Show Session -> mailLogLens.showSession ${uri} 4`,
		`4 Timeline -> mailLogLens.showTimeline ${uri} 4`,
		`4 Compare… -> mailLogLens.compareSessions ${uri} s2`,
	]);
	assert.equal(lenses(wrongPasswordLog)[0], '0 s1 · with failures · ✗ AUTH 535 5.7.8');
	assert.equal(lenses(swaksLog)[0], '0 s1 · completed');
});

test('a session that went well tells how long it took, one that failed often only what failed first', () => {
	const text = log(
		postfix('10:30:00', 'smtpd[2214]', 'connect from mx.example.org[192.0.2.9]'),
		postfix('10:30:03', 'smtpd[2214]', 'disconnect from mx.example.org[192.0.2.9] quit=1 commands=1'),
	);
	assert.equal(lenses(text)[0], '0 s1 · completed · 3 s');
	const refusal = refusedLog.split('\n')[2] ?? '';
	const often = ['450 4.1.1', '451 4.1.1', '452 4.1.1', '453 4.1.1'].map((code) =>
		refusal.replace('550 5.1.1', code),
	);
	assert.equal(
		lenses(refusedLog.replace(refusal, [refusal, refusal, ...often].join('\n')))[0],
		'0 s1 · with failures · ✗ RCPT 550 5.1.1 · ✗ RCPT 450 4.1.1 · ✗ RCPT 451 4.1.1 · …',
	);
});

test('an editor without our commands gets one lens that tells all', () => {
	const told = 's1 · with failures · (220 · EHLO) · TLS · (EHLO · MAIL) · ✗ RCPT 550 · (221) — 3 s';
	assert.deepEqual(lenses(refusedLog, false), [`0 ${told} -> mailLogLens.copyText ${told}`]);
});

test('lenses speak the language of the user', () => {
	assert.deepEqual(
		lenses(wrongPasswordLog, true, 'id').map((lens) => lens.replace(/ ->.*/, '')),
		['0 s1 · dengan kegagalan · ✗ AUTH 535 5.7.8', '0 Tampilkan Sesi', '0 Garis Waktu', '0 Bandingkan…'],
	);
});

test('to give the lenses of a log no session is made, and of very many sessions 5000 have them', () => {
	const session = refusedLog.split('\n').slice(0, -1);
	const text = Array.from({ length: 5003 }, (_, at) =>
		log(...session.map((line) => line.replace('2214', String(10_000 + at)))),
	).join('');
	const mailLog = MailLog.of(text);
	mailLog.session = () => assert.fail('a session was made');
	const found = codeLenses(mailLog, { uri, hasCommands: false });
	assert.equal(found.length, 5001);
	assert.equal(found.at(-1)?.command?.title, '3 more sessions · not listed');
	assert.equal(found.at(-1)?.range.start.line, 20_000);
});

test('a lens that is not ours, or whose session is gone, says nothing', () => {
	const mailLog = MailLog.of(refusedLog);
	const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
	for (const data of [null, 7, {}, { uri, session: 'x', part: 'outcome' }, { uri, session: 0, part: 'x' }]) {
		assert.equal(documentOfLens({ range, data }), undefined);
		assert.equal(resolvedCodeLens(mailLog, { range, data }, { hasCommands: true }).command?.title, '');
	}
	const gone = { range, data: { uri, session: 1, part: 'outcome' } };
	assert.equal(resolvedCodeLens(mailLog, gone, { hasCommands: true }).command?.title, '');
});
