import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { sessionLines } from '../../src/features/sessionLines';
import { log, postfix, swaksLog } from './logs';

const connect = (pid: number) =>
	postfix('10:30:00', `smtpd[${pid}]`, `connect from mx${pid}.example.org[192.0.2.9]`);
const disconnect = (pid: number) =>
	postfix('10:30:02', `smtpd[${pid}]`, `disconnect from mx${pid}.example.org[192.0.2.9] quit=1 commands=1`);
const foreign = 'Nov 23 10:30:01 mx1 kernel: nothing to do with mail';

function at(text: string, line: number) {
	return sessionLines(MailLog.of(text), { position: { line, character: 0 } });
}

test('the lines of a session among those of others', () => {
	const text = log(connect(1), connect(2), disconnect(2), foreign, disconnect(1));
	assert.deepEqual(at(text, 0), {
		id: 's1',
		first: 0,
		last: 4,
		runs: [
			[0, 0],
			[4, 4],
		],
	});
	assert.deepEqual(at(text, 2), { id: 's2', first: 1, last: 2, runs: [[1, 2]] });
	assert.equal(at(text, 3), null);
	assert.equal(at(text, 99), null);
});

test('where there is no other session, none has to be told apart', () => {
	assert.equal(at(swaksLog, 5), null);
});

test('of a session in very many pieces those around the cursor are told', () => {
	const auth = postfix(
		'10:30:01',
		'smtpd[1]',
		'warning: mx1.example.org[192.0.2.9]: SASL PLAIN authentication failed',
	);
	const text = log(
		connect(2),
		connect(1),
		...Array.from({ length: 3000 }, () => [auth, foreign]).flat(),
		disconnect(1),
	);
	const found = at(text, 4002);
	assert.ok(found);
	assert.equal(found.runs.length, 1000);
	assert.deepEqual([found.first, found.last], [1, 6002]);
	assert.ok(found.runs.some(([first, last]) => first <= 4002 && last >= 4002));
	assert.equal(at(text, 1)?.runs[0]?.[0], 1);
	assert.equal(at(text, 6002)?.runs.at(-1)?.[1], 6002);
});
