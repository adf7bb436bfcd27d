import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readConversation } from '../../../../src/core/dialects/transcript/conversation';
import { layouts, raw } from '../../../../src/core/dialects/transcript/layouts';
import { initialState, readTranscriptLine } from '../../../../src/core/dialects/transcript/reader';
import { MailLog } from '../../../../src/core/mailLog';
import type { Session } from '../../../../src/core/model';
import type { TranscriptLine } from '../../../../src/core/dialects/transcript/transcriptLine';
import { runs } from '../../../runs';

/** Lines of all layouts, SMTP without marks, and rubbish, in any order. */
const anyLine = fc.oneof(
	fc.constantFrom(
		...[...layouts, raw].flatMap(({ samples, followers }) => [...samples, ...(followers ?? [])]),
	),
	fc.constantFrom(
		'DATA',
		'354 go ahead',
		'.',
		'QUIT',
		'221 Bye',
		'250 Ok',
		'334 ',
		'AUTH PLAIN',
		'BDAT 20',
		'',
		' -> .',
		'<-  354 go ahead',
	),
	fc.string({ unit: 'binary', maxLength: 60 }),
	fc
		.tuple(fc.constantFrom('250-', ' -> ', '<-  ', '  SMTP>> ', "send: b'", 'C: ', '> '), fc.string())
		.map(([mark, words]) => mark + words),
);

function readAll(lines: readonly string[]): { line: number; entry: TranscriptLine }[] {
	let state = initialState;
	return lines.flatMap((text, line) => {
		const entry = readTranscriptLine(text, state);
		state = entry?.state ?? state;
		return entry ? [{ line, entry }] : [];
	});
}

test('any text is read without an exception, and spans lie in their line', () => {
	fc.assert(
		fc.property(fc.array(anyLine, { maxLength: 40 }), (lines) => {
			for (const { line, entry } of readAll(lines)) {
				for (const span of [entry.span, entry.secretSpan ?? entry.span]) {
					assert.ok(
						0 <= span.start && span.start <= span.end && span.end <= (lines[line] ?? '').length,
						lines[line],
					);
				}
			}
		}),
		runs(50),
	);
});

test('the state stays small', () => {
	fc.assert(
		fc.property(fc.array(anyLine, { maxLength: 60 }), (lines) => {
			for (const { entry } of readAll(lines)) {
				assert.ok((entry.state.others?.length ?? 0) <= 64);
				assert.ok(JSON.stringify({ ...entry.state, others: [] }).length < 400);
			}
		}),
		runs(50),
	);
});

test('reading again from any line on gives the same', () => {
	fc.assert(
		fc.property(fc.array(anyLine, { minLength: 1, maxLength: 30 }), fc.nat(), (lines, cut) => {
			const all = readAll(lines);
			const at = cut % lines.length;
			let state = all.findLast(({ line }) => line < at)?.entry.state ?? initialState;
			for (let line = at; line < lines.length; line++) {
				const entry = readTranscriptLine(lines[line] ?? '', state);
				assert.deepEqual(entry, all.find((other) => other.line === line)?.entry);
				state = entry?.state ?? state;
			}
		}),
		runs(50),
	);
});

test('every complete reply is the reply of exactly one step, in order', () => {
	fc.assert(
		fc.property(fc.array(anyLine, { maxLength: 40 }), (lines) => {
			const { steps } = readConversation(readAll(lines));
			const replies = steps.flatMap(({ reply }) => (reply ? [reply] : []));
			assert.equal(new Set(replies).size, replies.length);
			for (const reply of replies) {
				assert.match(reply.code, /^\d{3}$/);
				assert.ok(reply.line >= 0 && reply.line + reply.lines <= lines.length);
			}
		}),
		runs(50),
	);
});

test('no secret leaves a conversation', () => {
	const secret = fc.stringMatching(/^[A-Za-z0-9+/]{8,40}={0,2}$/);
	fc.assert(
		fc.property(secret, secret, (user, password) => {
			const lines = [
				'EHLO client.example.org',
				'250 AUTH PLAIN LOGIN',
				`AUTH PLAIN ${user}`,
				'535 no',
				'AUTH LOGIN',
				'334 VXNlcm5hbWU6',
				user,
				'334 UGFzc3dvcmQ6',
				password,
				'235 yes',
			];
			const commands = readConversation(readAll(lines)).steps.flatMap(({ command }) => command ?? []);
			assert.deepEqual(commands, [
				'EHLO client.example.org',
				'AUTH PLAIN ****',
				'AUTH LOGIN',
				'****',
				'****',
			]);
		}),
		runs(50),
	);
});

test('content that looks like dialogue stays content', () => {
	const content = fc.array(
		anyLine.filter((line) => line.trimEnd() !== '.' && !/^Connection closed/.test(line)),
		{ maxLength: 20 },
	);
	fc.assert(
		fc.property(content, (body) => {
			const lines = [
				'220 mx.example.net ESMTP',
				'DATA',
				'354 go ahead',
				'Subject: test',
				...body,
				'.',
				'250 Ok: queued as 4F2A1B0C9D',
			];
			const { steps } = readConversation(readAll(lines));
			assert.deepEqual(
				steps.map(({ stage, reply }) => [stage, reply?.code]),
				[
					['greeting', '220'],
					['data', '354'],
					['content', '250'],
				],
			);
		}),
		runs(50),
	);
});

/** Logs that mix conversations: how each writes a line of the one with that number. */
const mixedLogs: Readonly<Record<string, (number: number, who: 'C' | 'S', words: string) => string>> = {
	exchange: (number, who, words) =>
		`2026-01-05T10:11:12.123Z,EX1\\Default,08DA4F7C11473A6${String(number)},9,192.0.2.25:25,192.0.2.1:5372${String(number)},${who === 'C' ? '<' : '>'},"${words.replaceAll('"', '""')}",`,
	hmailserver: (number, who, words) =>
		`"SMTP${number % 2 ? 'D' : 'C'}"\t100\t${String(number)}\t"2026-01-05 10:11:12.123"\t"192.0.2.1"\t"${(who === 'C') === (number % 2 === 1) ? 'RECEIVED' : 'SENT'}: ${words}"`,
	haraka: (number, who, words) =>
		`[PROTOCOL] [78407A3F-31FC-4937-80E7-A52CBDCAB1A${String(number)}] [core] ${who}: ${words}`,
	nodemailer: (number, who, words) =>
		`[2026-01-05 10:11:12] DEBUG [Zx3kT0aQ9${String(number)}] ${who}: ${words}`,
	'postfix-v': (number, who, words) =>
		`Jan  5 10:11:12 mx postfix/smtpd[70${String(number)}]: ${who === 'C' ? '<' : '>'} unknown[192.0.2.${String(number)}]: ${words}`,
};

const conversations: readonly (readonly string[])[] = [
	['S 220 mx.example.net ESMTP', 'C QUIT', 'S 221 Bye'],
	[
		'S 220 mx.example.net ESMTP',
		'C EHLO c.example.org',
		'S 250-mx.example.net',
		'S 250-SIZE',
		'S 250 HELP',
		'C QUIT',
		'S 221 Bye',
	],
	[
		'S 220 mx.example.net ESMTP',
		'C EHLO c.example.org',
		'S 250 AUTH LOGIN',
		'C AUTH LOGIN',
		'S 334 VXNlcm5hbWU6',
		'C YWxpY2U=',
		'S 334 UGFzc3dvcmQ6',
		'C c2VjcmV0',
		'S 535 5.7.8 no',
		'C QUIT',
		'S 221 Bye',
	],
	[
		'S 220 mx.example.net ESMTP',
		'C HELO c.example.org',
		'S 250 mx.example.net',
		'C MAIL FROM:<a@example.org>',
		'S 250 2.1.0 Ok',
		'C RCPT TO:<b@example.net>',
		'S 550 5.1.1 unknown',
	],
];

for (const [name, write] of Object.entries(mixedLogs)) {
	test(`${name}: conversations in any mixture are read as each alone`, () => {
		const picks = fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 60 });
		fc.assert(
			fc.property(fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 5 }), picks, (which, order) => {
				const left = which.map((kind) => [...(conversations[kind] ?? [])]);
				const lines: { number: number; line: string }[] = [];
				const take = (number: number) => {
					const line = left[number]?.shift();
					if (line !== undefined) {
						const who = line.startsWith('C') ? 'C' : 'S';
						lines.push({ number, line: write(number + 1, who, line.slice(2)) });
					}
				};
				order.forEach((number) => {
					take(number % which.length);
				});
				left.forEach((rest, number) => {
					[...rest].forEach(() => {
						take(number);
					});
				});
				const together = [...MailLog.of(lines.map(({ line }) => line).join('\n')).sessions()];
				const alone = which.map((_, number) => {
					const own = lines.filter((line) => line.number === number);
					return toSteps([...MailLog.of(own.map(({ line }) => line).join('\n')).sessions()]);
				});
				assert.deepEqual(together.map((session) => toSteps([session])).sort(byText), alone.sort(byText));
			}),
			runs(30),
		);
	});
}

function toSteps(sessions: readonly Session[]): string {
	return sessions
		.flatMap(({ steps }) =>
			steps.map(({ stage, command, reply }) => [stage, command, reply?.code, reply?.text].join(' ')),
		)
		.join('\n');
}

function byText(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
