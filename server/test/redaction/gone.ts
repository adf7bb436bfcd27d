// What a copy must not tell: for the tests of one kind of name each.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { Redaction } from '../../src/redaction/redaction';

export const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');
export const postfix = (words: string, program = 'smtpd') =>
	`Nov 23 16:20:48 mx1 postfix/${program}[291]: ${words}`;
export const foreign = (words: string) => `Nov 23 16:20:48 mx1 ${words}`;
export const exim = (words: string) => `2026-11-23 16:35:10 ${words}`;

/** A log, what must be gone from it, and what must still be there. */
export type GoneRow = readonly [
	name: string,
	log: string,
	gone: readonly string[],
	stays?: readonly string[],
];

export const known = postfix('connect from host.acme-widgets.example[203.0.113.7]');

/** Declares a test for each log. */
export function checkGone(rows: readonly GoneRow[]): void {
	for (const [name, text, gone, stays = []] of rows) {
		test(name, () => {
			const log = MailLog.of(text);
			const redaction = Redaction.of(log);
			redaction.check();
			const copy = [...redaction.lines()].join('\n');
			assert.equal(copy.split('\n').length, log.lineCount);
			for (const words of gone) {
				assert.ok(!copy.includes(words), `«${words}» is told:\n${copy}`);
			}
			for (const words of stays) {
				assert.ok(copy.includes(words), `«${words}» is not there:\n${copy}`);
			}
		});
	}
}
