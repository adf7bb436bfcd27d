import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { Redaction } from '../../src/redaction/redaction';
import { logs, rows, transcripts } from './corpus';
import { originalsIn, secretsIn, tells } from './originals';
import { structureOf } from './structure';

let secretCount = 0;
let originalCount = 0;

for (const { name, text } of [...logs, ...transcripts, ...rows]) {
	test(`${name}: nothing is told, and it reads as before`, () => {
		const log = MailLog.of(text);
		const redaction = Redaction.of(log);
		redaction.check();
		const lines = [...redaction.lines()];
		assert.equal(lines.length, log.lineCount);
		const copy = lines.join('\n') + (text.endsWith('\n') ? '\n' : '');
		for (const secret of secretsIn(text)) {
			secretCount++;
			assert.ok(!copy.includes(secret), `${secret} is told`);
		}
		const lower = copy.toLowerCase();
		for (const original of originalsIn(text)) {
			originalCount++;
			assert.ok(!tells(lower, original), `${original} is told:\n${lineWith(copy, original)}`);
		}
		assert.deepEqual(structureOf(MailLog.of(copy)), structureOf(log));
	});
}

test('there is something to hide', () => {
	assert.ok(secretCount >= 40, String(secretCount));
	assert.ok(originalCount >= 1500, String(originalCount));
});

function lineWith(copy: string, original: string): string | undefined {
	return copy.split('\n').find((line) => tells(line.toLowerCase(), original));
}
