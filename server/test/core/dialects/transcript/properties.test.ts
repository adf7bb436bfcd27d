import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readConversation } from '../../../../src/core/dialects/transcript/conversation';
import { layouts, raw } from '../../../../src/core/dialects/transcript/layouts';
import { initialState, readTranscriptLine } from '../../../../src/core/dialects/transcript/reader';
import type { TranscriptLine } from '../../../../src/core/dialects/transcript/transcriptLine';

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
	);
});
