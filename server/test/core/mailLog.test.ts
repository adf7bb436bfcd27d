import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { dialects } from '../../src/core/dialects/all';
import { MailLog } from '../../src/core/mailLog';
import { bytesOf } from '../../src/core/text/utf8';
import { runs } from '../runs';
import { linesOf } from './dialects/sampleLines';
import { entriesBehindSyslog, entriesInFiles } from './eximEntryLog';

/** Everything the model knows, to be compared. */
function everything(log: MailLog): unknown {
	const lines = Array.from({ length: log.lineCount }, (_, line) => ({
		text: log.text(line),
		event: log.event(line),
		session: log.sessionIndexAt(line),
		message: log.messageIndexAt(line),
		proof: log.proofOf(line),
	}));
	return {
		lines,
		format: log.format,
		layout: log.layout,
		unrecognized: log.unrecognized,
		foreign: log.foreign,
		sessions: [...log.sessions()],
		related: [...log.sessions()].map(({ index }) => log.relatedSessions(index)),
		messages: [...log.messages()],
		links: [...log.messages()].map(({ index }) => log.relatives(index)),
	};
}

const samples = ['postfix.log', 'exim-mainlog', 'swaks.txt', 'session.smtp'].map((name) =>
	readFileSync(`samples/${name}`, 'utf8'),
);

/** The lines of the programs that are in no sample: one of each kind. */
const others = dialects
	.filter(({ format }) => format !== 'postfix' && format !== 'exim')
	.flatMap((dialect) =>
		dialect.rows.flatMap((row) =>
			row.samples.slice(0, 1).flatMap((sample) => linesOf(dialect, row, sample).slice(0, 1)),
		),
	);

/** Entries of a journal, in one line and in several. */
const journals = ['json', 'json-pretty', 'export', 'short-full'].map((name) =>
	readFileSync(`server/test/core/text/envelopes/${name}.log`, 'utf8'),
);

/** Lines behind the prefixes that are in no sample. */
const prefixed = [
	'\0\0Jan  5 10:00:00 mx1 postfix/smtpd[9]: connect from a.example[192.0.2.1]',
	'<mail.info>Jan  5 10:00:01 mx1 postfix/smtpd[9]: disconnect from a.example[192.0.2.1]',
	'2026-01-05T09:00:01.120468321Z stdout F 2026-01-05 10:00:01 1vckm2-0000000001K-2Hb2 Completed',
	'{"log":"Jan  5 10:00:01 mx1 sendmail[204]: [ID 197553 mail.info] x\\u00fcy\\n","stream":"stdout","time":"2026-01-05T09:00:01.1Z"}',
	'98 <22>1 2026-01-05T10:00:01+01:00 mx1 postfix/smtpd 2211 - - connect from a.example[192.0.2.1]',
	'Feb 29 10:00:00 postfix/smtpd[2211]: disconnect from a.example[192.0.2.1]',
];

/** Some neighbouring lines of each sample, one after the other: a mixed log, long enough to pass a checkpoint. */
/** Logs that mix conversations, and a dialogue behind a mail's quoting. */
const conversations = [
	'exchange-receive-interleaved',
	'haraka-json',
	'nodemailer-pool',
	'postfix-v-smtp',
].map((name) =>
	readFileSync(`server/test/core/dialects/transcript/fixtures/${name}.txt`, 'utf8').split('\n').slice(0, 40),
);
const quoted = (samples[2] ?? '')
	.split('\n')
	.slice(0, 30)
	.map((line) => `> ${line}`);
const mixed = [
	entriesInFiles,
	others,
	prefixed,
	entriesBehindSyslog,
	...[...journals, ...samples].map((sample) => sample.split('\n').slice(0, 70)),
	...conversations,
	quoted,
]
	.flat()
	.join('\n');

test('any chunking gives the same model', () => {
	const expected = everything(MailLog.of(mixed));
	const bytes = bytesOf(mixed);
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 40 }), (sizes) => {
			const log = new MailLog();
			for (let at = 0, turn = 0; at < bytes.length; turn++) {
				const size = sizes[turn % sizes.length] ?? 1;
				log.append(bytes.subarray(at, at + size));
				at += size;
			}
			assert.deepEqual(everything(log), expected);
		}),
		runs(4),
	);
});

test('a log whose text lies in a file is the same log', () => {
	const bytes = bytesOf(mixed);
	const log = new MailLog({}, { read: (offset, length) => bytes.slice(offset, offset + length) });
	for (let at = 0; at < bytes.length; at += 1500) {
		log.append(bytes.slice(at, at + 1500));
	}
	assert.deepEqual(everything(log), everything(MailLog.of(mixed)));
	assert.throws(() => log.replace({ line: 0, character: 0 }, { line: 0, character: 0 }, 'x'), TypeError);
});

test('a log whose text lies in a file is the same log when it comes in whole lines', () => {
	const bytes = bytesOf(mixed);
	const log = new MailLog({}, { read: (offset, length) => bytes.slice(offset, offset + length) });
	for (let at = 0; at < bytes.length;) {
		const end = bytes.indexOf(10, at + 1500) + 1 || bytes.length;
		log.append(bytes.slice(at, end));
		at = end;
	}
	assert.deepEqual(everything(log), everything(MailLog.of(mixed)));
});

test('any sequence of edits gives the model of the final text', () => {
	const pieces = mixed.split('\n');
	// A place behind the end of a line is its end, before its carriage return.
	const lengthOf = (line: string | undefined) => line?.replace(/\r+$/, '').length ?? 0;
	const edit = fc.record({
		line: fc.nat(pieces.length),
		lines: fc.nat(6),
		character: fc.nat(30),
		text: fc.oneof(
			fc.constantFrom('', '\n', '\n\n', 'x', '220 mx.example.com ESMTP\n', 'EHLO example.org\n', '.\n'),
			fc.constantFrom('MESSAGE=removed\n', 'MESSAGE\n', '_PID=7\n', 'SYSLOG_IDENTIFIER=exim\n', '}\n', '{\n'),
			fc.nat(pieces.length - 1).map((line) => `${pieces[line] ?? ''}\n`),
		),
	});
	fc.assert(
		fc.property(fc.array(edit, { maxLength: 4 }), (edits) => {
			const log = MailLog.of(mixed);
			let text = mixed;
			everything(log);
			for (const { line, lines, character, text: insert } of edits) {
				const all = text.split('\n');
				const first = Math.min(line, all.length - 1);
				const last = Math.min(first + lines, all.length - 1);
				const start = { line: first, character: Math.min(character, lengthOf(all[first])) };
				const end = {
					line: last,
					character: last === first ? start.character : Math.min(character, lengthOf(all[last])),
				};
				log.replace(start, end, insert);
				const before = [...all.slice(0, first), (all[first] ?? '').slice(0, start.character)].join('\n');
				const after = [(all[last] ?? '').slice(end.character), ...all.slice(last + 1)].join('\n');
				text = before + insert + after;
			}
			assert.deepEqual(everything(log), everything(MailLog.of(text)));
		}),
		runs(10),
	);
});

test('lines before a mail move: its lines move, too, also when the clock has made all else be forgotten', () => {
	const log = MailLog.of(mixed);
	everything(log);
	const id =
		'2026-11-23 16:35:10 1xVX0Y-00008E-0N H=mx.example.org [203.0.113.40]:4411 F=<a@example.org> rejected after DATA\n';
	log.replace({ line: 328, character: 1 }, { line: 330, character: 1 }, id);
	log.replace({ line: 0, character: 0 }, { line: 0, character: 0 }, 'x\n');
	const text = Array.from({ length: log.lineCount }, (_, line) => log.text(line)).join('\n');
	assert.deepEqual(everything(log), everything(MailLog.of(`${text}${mixed.endsWith('\n') ? '\n' : ''}`)));
});

test('a session stays the same object until a line of it changes', () => {
	const log = MailLog.of(samples[0] ?? '');
	const before = [...log.sessions()];
	log.append(bytesOf('Nov 24 00:00:00 mx1 postfix/smtpd[9999]: connect from new.example.org[192.0.2.99]\n'));
	const after = [...log.sessions()];
	assert.equal(after.length, before.length + 1);
	assert.ok(before.every((session, index) => session === after[index]));
});

test('a log cut off at any octet is a log', () => {
	for (const sample of samples) {
		const bytes = bytesOf(sample.slice(0, 6000));
		// A log that comes octet by octet is cut off at each of them; it is the log of that text, as any chunking is.
		const log = new MailLog();
		for (let end = 1; end <= bytes.length; end++) {
			log.append(bytes.subarray(end - 1, end));
			const last = log.lineCount - 1;
			const { length } = log.text(last);
			assert.ok(log.event(last).fields.every(({ span }) => span.end <= length));
			assert.ok(log.sessionAt(last)?.lines.includes(last) ?? true);
			log.messageAt(last);
			if (end % 500 === 0) {
				assert.deepEqual(everything(log), everything(MailLog.of(bytes.subarray(0, end))));
			}
		}
	}
});

test('whatever the octets are: no throw, and every column lies in its line', () => {
	fc.assert(
		fc.property(
			fc.uint8Array({ maxLength: 4000 }),
			fc.shuffledSubarray(mixed.split('\n')),
			(noise, shuffled) => {
				for (const bytes of [
					noise,
					bytesOf(shuffled.join('\n')),
					new Uint8Array([...noise, ...bytesOf(`\n${mixed.slice(0, 2000)}`)]),
				]) {
					const log = MailLog.of(bytes);
					[...log.sessions()].forEach(({ steps }) =>
						steps.forEach(({ line }) => assert.ok(line < log.lineCount)),
					);
					[...log.messages()].forEach(({ lines }) => assert.ok(lines.length > 0));
					for (let line = 0; line < log.lineCount; line++) {
						const { length } = log.text(line);
						for (const { name, span } of log.event(line).fields) {
							assert.ok(
								span.start >= 0 && span.start <= span.end && span.end <= length,
								`${name} in «${log.text(line)}»`,
							);
						}
					}
				}
			},
		),
		runs(12),
	);
});

test('columns are UTF-16: what stands before a field may be anything', () => {
	const log = MailLog.of(
		'Nov 23 16:20:48 mx1🙂é postfix/smtpd[291]: connect from host10.isp.example[203.0.113.10]\n',
	);
	const address = log.event(0).fields.find(({ name }) => name === 'address');
	assert.equal(log.text(0).slice(address?.span.start, address?.span.end), '203.0.113.10');
});

test('year and zone of lines that do not write them come from the ids', () => {
	const log = MailLog.of(samples[0] ?? '');
	const start = log.session(0).start;
	assert.equal(new Date(start?.epoch ?? 0).getUTCFullYear(), 2026);
	assert.deepEqual([start?.inferred, start?.yearUnknown], [true, undefined]);
});

test('without any evidence the year is not guessed', () => {
	const log = MailLog.of(
		'Nov 23 16:20:48 mx1 postfix/smtpd[291]: connect from host10.isp.example[203.0.113.10]\n',
	);
	assert.equal(log.session(0).start?.yearUnknown, true);
	const told = MailLog.of(
		'Dec 31 23:59:59 mx1 postfix/smtpd[291]: connect from a.example[203.0.113.10]\nJan  1 00:00:01 mx1 postfix/smtpd[291]: disconnect from a.example[203.0.113.10]\n',
		{ year: 2025, offset: 60 },
	);
	const { start, end, steps } = told.session(0);
	assert.equal(new Date(start?.epoch ?? 0).toISOString(), '2025-12-31T22:59:59.000Z');
	assert.equal(new Date(end?.epoch ?? 0).toISOString(), '2025-12-31T23:00:01.000Z');
	assert.equal(steps.at(-1)?.elapsed, 2000);
});

test('a line that syslog only counted belongs to its session as if it stood there', () => {
	const log = MailLog.of(
		[
			'Nov 23 16:20:48 mx1 postfix/smtpd[291]: connect from unknown[192.0.2.7]',
			'Nov 23 16:20:49 mx1 postfix/smtpd[291]: message repeated 2 times: [ disconnect from unknown[192.0.2.7] ehlo=1 quit=1 commands=2]',
		].join('\n'),
	);
	assert.equal(log.sessionCount, 1);
	assert.equal(log.session(0).outcome, 'completed');
});
