import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MailLog } from '../../../src/core/mailLog';
import { runs } from '../../runs';
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

const line = fc.nat(pool.length - 1).map((at) => pool[at] ?? '');
const logOf = fc.array(line, { maxLength: 260, size: 'max' });

const asText = (lines: readonly string[]) => lines.map((each) => `${each}\n`).join('');

/** Puts lines in the place of others, in a log and in the list of its lines. */
function replaceLines(
	log: MailLog,
	lines: readonly string[],
	{ at, gone, more }: { at: number; gone: number; more: readonly string[] },
): string[] {
	const from = Math.min(at, lines.length);
	const to = Math.min(from + gone, lines.length);
	log.replace({ line: from, character: 0 }, { line: to, character: 0 }, asText(more));
	return [...lines.slice(0, from), ...more, ...lines.slice(to)];
}

/** As texts: their difference is told at once, however large they are. */
function assertSame(log: MailLog, lines: readonly string[]): void {
	assert.ok(JSON.stringify(everything(log)) === JSON.stringify(everything(MailLog.of(asText(lines)))));
}

test('in any order, by any edits: the model is that of the text, and every proof holds', () => {
	fc.assert(
		fc.property(logOf, fc.record({ at: fc.nat(260), gone: fc.nat(150), more: logOf }), (lines, edit) => {
			const log = MailLog.of(asText(lines));
			everything(log);
			assertSame(log, replaceLines(log, lines, edit));
			for (const { index, lines: own } of [...log.messages()].slice(-6)) {
				for (const each of own) {
					const proof = log.proofOf(each, index).message;
					assert.ok(own.length === 1 || proof, `line ${each} of message ${index}`);
					assert.ok(proof?.lines.every((one) => log.text(one).includes(proof.key)) ?? true);
				}
			}
		}),
		{ ...runs(10), endOnFailure: true },
	);
});

/** Asks for one thing, so that some of the model is made and the rest is not. */
const questions: readonly ((log: MailLog, at: number) => unknown)[] = [
	(log, at) => log.sessionCount > 0 && log.session(at % log.sessionCount),
	(log, at) => log.messageCount > 0 && log.message(at % log.messageCount),
	(log, at) => log.messageCount > 0 && log.linesAboutMessage(at % log.messageCount),
	(log, at) => log.messageCount > 0 && log.relatives(at % log.messageCount),
	(log, at) => log.sessionCount > 0 && log.relatedSessions(at % log.sessionCount),
	(log, at) => log.lineCount > 0 && log.proofOf(at % log.lineCount),
	(log) => [...log.messages()],
];

test('whatever was asked for between edits, the model is that of the text', () => {
	const asked = fc.array(fc.tuple(fc.constantFrom(...questions), fc.nat()), { maxLength: 5, size: 'max' });
	const edit = fc.record({
		at: fc.nat(60),
		gone: fc.nat(12),
		more: fc.array(line, { maxLength: 8, size: 'max' }),
		asked,
	});
	fc.assert(
		fc.property(
			fc.array(line, { maxLength: 60, size: 'max' }),
			asked,
			fc.array(edit, { maxLength: 5, size: 'max' }),
			(begin, first, edits) => {
				const log = MailLog.of(asText(begin));
				first.forEach(([ask, at]) => ask(log, at));
				let lines: readonly string[] = begin;
				for (const each of edits) {
					lines = replaceLines(log, lines, each);
					each.asked.forEach(([ask, at]) => ask(log, at));
				}
				assertSame(log, lines);
			},
		),
		{ ...runs(30), endOnFailure: true },
	);
});
