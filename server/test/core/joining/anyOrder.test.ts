import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MailLog } from '../../../src/core/mailLog';
import { postfix } from './joined';

/** Lines of few processes and few ids, so that any order of them collides. */
const pool = [
	...['mx1', 'mx2'].flatMap((host) =>
		postfix(
			[
				'smtpd[1]: connect from a.example[192.0.2.1]',
				'smtpd[1]: A0320E00C3: client=a.example[192.0.2.1]',
				'smtpd[1]: B0320E00C3: client=localhost[127.0.0.1]',
				'smtpd[1]: lost connection after RCPT from a.example[192.0.2.1]',
				'smtpd[1]: disconnect from a.example[192.0.2.1] ehlo=1 mail=1 rcpt=1 data=0/1 quit=1 commands=4/5',
				'smtpd[1]: proxy-accept: END-OF-MESSAGE: 250 2.0.0 Ok: queued as B0320E00C3; from=<a@example.com> to=<b@example.com> proto=ESMTP helo=<a>',
				'cleanup[2]: A0320E00C3: message-id=<1@example.com>',
				'cleanup[2]: B0320E00C3: message-id=<2@example.com>',
				'qmgr[3]: A0320E00C3: from=<a@example.com>, size=400, nrcpt=1 (queue active)',
				'qmgr[3]: A0320E00C3: removed',
				'@20:00:00 qmgr[3]: B0320E00C3: removed',
				'smtp[4]: connect to mx.d.example[198.51.100.7]:25: Connection refused',
				'smtp[4]: A0320E00C3: to=<x@d.example>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1, status=deferred (connect to mx.d.example[198.51.100.7]:25: Connection refused)',
				'smtp[4]: A0320E00C3: to=<x@d.example>, relay=mx.d.example[198.51.100.7]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as B0320E00C3)',
				'smtp[4]: B0320E00C3: to=<x@d.example>, relay=mx.d.example[198.51.100.7]:25, conn_use=2, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as A0320E00C3)',
				'bounce[5]: A0320E00C3: sender non-delivery notification: B0320E00C3',
				'pickup[6]: B0320E00C3: uid=89 from=<a@example.com> orig_id=A0320E00C3',
				'postsuper[7]: A0320E00C3: requeued',
				'postscreen[8]: CONNECT from [192.0.2.1]:52144 to [192.0.2.25]:25',
				'postscreen[8]: PASS NEW [192.0.2.1]:52144',
			],
			host,
		),
	),
];

/** All that is joined, related and proved. */
function everything(log: MailLog): unknown {
	return {
		sessions: [...log.sessions()].map((session) => [session, log.relatedSessions(session.index)]),
		messages: [...log.messages()].map((message) => [message, log.relatives(message.index)]),
		proofs: Array.from({ length: log.lineCount }, (_, line) => log.proofOf(line)),
	};
}

const logOf = fc
	.array(fc.nat(pool.length - 1), { maxLength: 260, size: 'max' })
	.map((picks) => picks.map((at) => pool[at] ?? ''));

test('in any order, by any edits: the model is that of the text, and every proof holds', () => {
	fc.assert(
		fc.property(logOf, logOf, fc.nat(260), fc.nat(150), (lines, more, at, gone) => {
			const log = MailLog.of(lines.map((line) => `${line}\n`).join(''));
			everything(log);
			const from = Math.min(at, lines.length);
			const to = Math.min(from + gone, lines.length);
			log.replace(
				{ line: from, character: 0 },
				{ line: to, character: 0 },
				more.map((line) => `${line}\n`).join(''),
			);
			const text = [...lines.slice(0, from), ...more, ...lines.slice(to)].map((line) => `${line}\n`).join('');
			// As texts: their difference is told at once, however large they are.
			assert.ok(JSON.stringify(everything(log)) === JSON.stringify(everything(MailLog.of(text))));
			for (const { index, lines: own } of [...log.messages()].slice(-6)) {
				for (const line of own) {
					const proof = log.proofOf(line, index).message;
					assert.ok(own.length === 1 || proof, `line ${line} of message ${index}`);
					assert.ok(proof?.lines.every((each) => log.text(each).includes(proof.key)) ?? true);
				}
			}
		}),
		{ numRuns: Number(process.env['JOINING_RUNS'] ?? 10), endOnFailure: true },
	);
});
