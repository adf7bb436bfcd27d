import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import type { Proof } from '../../src/core/proof';

const logs = readdirSync('samples').filter((name) => /log$/.test(name));

function check(log: MailLog, proof: Proof | undefined, what: string): void {
	assert.ok(proof, `${what} is proved`);
	const [first, second] = proof.lines;
	assert.ok(first < second, what);
	for (const line of proof.lines) {
		assert.ok(log.text(line).includes(proof.key), `«${log.text(line)}» has ${proof.by} ${proof.key}`);
		if (proof.by === 'process') {
			assert.equal(String(log.event(line).pid), proof.key);
		}
		if (proof.host !== undefined) {
			assert.equal(log.event(line).logHost, proof.host);
		}
	}
}

for (const name of logs) {
	const log = MailLog.of(readFileSync(`samples/${name}`));

	test(`${name}: two lines prove why each line belongs to its session`, () => {
		for (const { index, lines } of log.sessions()) {
			for (const line of lines.length > 1 ? lines : []) {
				const proof = log.proofOf(line).session;
				check(log, proof, `line ${line + 1} of session ${index + 1}`);
				assert.ok(proof?.lines.includes(line));
				assert.ok(proof?.lines.every((each) => lines.includes(each)));
			}
		}
	});

	test(`${name}: two lines prove why each line belongs to its message`, () => {
		for (const { index, queueId, lines } of log.messages()) {
			for (const line of lines.length > 1 ? lines : []) {
				const proof = log.proofOf(line, index).message;
				check(log, proof, `line ${line + 1} of message ${queueId}`);
				assert.ok(proof?.lines.includes(line));
				assert.ok(proof?.lines.every((each) => lines.includes(each)));
			}
		}
	});

	test(`${name}: two lines prove why a message was made of another`, () => {
		for (const { index, queueId } of log.messages()) {
			const { parent } = log.relatives(index);
			if (parent !== undefined) {
				check(log, log.proofOfLink(parent, index), `the parent of ${queueId}`);
			}
		}
	});
}
