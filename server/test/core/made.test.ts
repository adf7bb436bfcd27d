import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { allFindings, countBySeverity, countFindings } from '../../src/checks/all';
import { MailLog } from '../../src/core/mailLog';
import { bytesOf } from '../../src/core/text/utf8';

/** The log of a text that lies in a file, of which only the last sessions and messages are kept. */
function logOfFile(text: string): MailLog {
	const bytes = bytesOf(text);
	const log = new MailLog(
		{},
		{
			read: (offset, length) => bytes.slice(offset, offset + length),
			readInto(into, offset) {
				const octets = bytes.subarray(offset, offset + into.length);
				into.set(octets);
				return octets.length;
			},
		},
	);
	log.append(bytes);
	return log;
}

const sessions = Array.from({ length: 300 }, (_, at) =>
	[
		'connect from mx.example.org[192.0.2.9]',
		`NOQUEUE: reject: RCPT from mx.example.org[192.0.2.9]: 450 4.2.0 <u${at}@example.com>: Recipient address rejected: Greylisted; from=<a@example.org> to=<u${at}@example.com> proto=ESMTP helo=<x>`,
		'disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4',
	]
		.map((message) => `Jan  6 10:00:00 mx1 postfix/smtpd[${at + 100}]: ${message}\n`)
		.join(''),
).join('');

test('sessions of a log in a file are what they are in memory, in whatever order they are asked for', () => {
	const inFile = logOfFile(sessions);
	const inMemory = MailLog.of(sessions);
	assert.equal(inFile.sessionCount, 300);
	for (let asked = 0, index = 0; asked < 900; asked++, index = (index + 131) % 300) {
		assert.deepEqual(inFile.session(index), inMemory.session(index));
		assert.equal(inFile.session(index), inFile.session(index), 'the same object, while nothing else is made');
	}
});

for (const [what, text] of [
	['300 refusals', sessions],
	...['postfix.log', 'exim-mainlog', 'exim-default-mainlog', 'swaks.txt'].map(
		(name) => [name, readFileSync(`samples/${name}`, 'utf8')] as const,
	),
] as const) {
	test(`what is counted without making it is what is there: ${what}`, () => {
		for (const log of [MailLog.of(text), logOfFile(text)]) {
			assert.deepEqual(new Map(countFindings(log)), new Map(countBySeverity(allFindings(log))));
			const attempts = [...log.messages()].flatMap(({ deliveries }) => deliveries);
			for (const [status, count] of log.attemptCounts()) {
				assert.equal(attempts.filter((attempt) => attempt.status === status).length, count, status);
			}
			assert.equal(
				[...log.attemptCounts().values()].reduce((sum, count) => sum + count, 0),
				attempts.length,
			);
		}
	});
}
