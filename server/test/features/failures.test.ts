import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { failures } from '../../src/features/failures';
import { log, postfix, refusedLog, sentLog, wrongPasswordLog } from './logs';

/** The places of a log as `line state`, lines from 0. */
function places(text: string): string[] {
	const search = failures(MailLog.of(text));
	for (const _step of search.steps);
	return search.found().map(({ line, state }) => `${line} ${state}`);
}

test('every failing stage of the log has its place, by its class', () => {
	assert.deepEqual(places(refusedLog), ['2 permanent']);
	assert.deepEqual(places(wrongPasswordLog), ['11 permanent']);
	const greylisted = refusedLog.replace('550 5.1.1', '450 4.2.0').replaceAll('2214', '2215');
	assert.deepEqual(places(sentLog + greylisted + refusedLog).slice(-2), ['7 temporary', '11 permanent']);
});

test('where all went well there is none', () => {
	assert.deepEqual(places(''), []);
	const text = log(
		postfix('10:30:00', 'smtpd[2214]', 'connect from mx.example.org[192.0.2.9]'),
		postfix('10:30:02', 'smtpd[2214]', 'disconnect from mx.example.org[192.0.2.9] ehlo=1 quit=1 commands=2'),
	);
	assert.deepEqual(places(text), []);
});

test('a large log has no more places than a ruler shows, the gravest of each', () => {
	const lines = refusedLog.split('\n').slice(0, -1);
	const session = (at: number, code: string) =>
		log(...lines.map((line) => line.replace('2214', String(at)).replace('550 5.1.1', code)));
	const text = Array.from({ length: 3000 }, (_, at) =>
		session(10_000 + at, at % 3 === 0 ? '550 5.1.1' : '450 4.2.0'),
	).join('');
	const found = places(text);
	assert.ok(found.length > 1500 && found.length <= 2000, String(found.length));
	assert.equal(found.filter((place) => place.endsWith('permanent')).length, 1000);
});
