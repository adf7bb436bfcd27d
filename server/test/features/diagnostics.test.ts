import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { diagnostics } from '../../src/features/diagnostics';
import { postfix, refusedLog, sentLog } from './logs';
import { placeOf } from './place';

const uri = 'file:///logs/mail.log';

test('a finding underlines the code and says what to do', () => {
	const [diagnostic, ...others] = diagnostics(MailLog.of(refusedLog), { uri });
	assert.deepEqual(others, []);
	const start = placeOf(refusedLog, '550');
	assert.deepEqual(diagnostic?.range, { start, end: { ...start, character: start.character + 3 } });
	assert.deepEqual(
		[diagnostic?.severity, diagnostic?.code, diagnostic?.source],
		[2, 'reply.rejected', 'Mail Log'],
	);
	assert.match(String(diagnostic?.message), /nobody@example\.com was refused.*\n.+/);
});

test('the worst come first', () => {
	const found = diagnostics(MailLog.of(refusedLog + sentLog), { uri });
	assert.deepEqual(
		found.map(({ severity, code }) => [severity, code]),
		[
			[1, 'delivery.bounced'],
			[2, 'reply.rejected'],
			[2, 'delivery.deferred'],
		],
	);
});

test('a thousand at most, the last of which says how many are left out', () => {
	const one = (at: number) =>
		postfix(
			'10:30:01',
			`smtpd[${at + 1}]`,
			`NOQUEUE: reject: RCPT from unknown[198.51.100.7]: 550 5.1.1 <u${at}@example.com>: User unknown; from=<a@example.org> to=<u${at}@example.com> proto=ESMTP helo=<x>`,
		);
	const text = Array.from({ length: 1500 }, (_, at) => one(at)).join('\n');
	const found = diagnostics(MailLog.of(text), { uri });
	assert.equal(found.length, 1000);
	assert.match(String(found.at(-1)?.message), /^501 of 1500 findings are not shown/);
	assert.equal(found.at(-1)?.range.start.line, 999);
	assert.equal(diagnostics(MailLog.of(text.split('\n').slice(0, 1000).join('\n')), { uri }).length, 1000);
});
