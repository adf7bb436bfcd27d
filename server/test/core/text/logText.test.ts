import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LogText, type Place } from '../../../src/core/text/logText';
import { bytesOf, textOf as decode } from '../../../src/core/text/utf8';

test('lines end with LF or CR LF; the last line feed begins no line', () => {
	const text = textOf('one\r\ntwo\n\nfour\n');
	assert.deepEqual(linesOf(text), ['one', 'two', '', 'four']);
	assert.equal(text.endsInsideLine, false);
});

test('a text cut anywhere is the same text', () => {
	fc.assert(
		fc.property(someText, fc.array(fc.nat(200)), (text, cuts) => {
			const bytes = bytesOf(text);
			const chunked = new LogText();
			let at = 0;
			for (const cut of cuts) {
				chunked.append(bytes.subarray(at, at + cut));
				at = Math.min(bytes.length, at + cut);
			}
			chunked.append(bytes.subarray(at));
			assert.deepEqual(linesOf(chunked), naiveLines(text));
		}),
	);
});

test('edits give the text that an editor has', () => {
	fc.assert(
		fc.property(
			someText,
			fc.array(fc.record({ from: fc.nat(), length: fc.nat(40), text: someText }), { maxLength: 6 }),
			(start, edits) => {
				const log = textOf(start);
				let expected = start;
				for (const edit of edits) {
					const from = boundary(expected, edit.from % (expected.length + 1));
					const to = boundary(expected, Math.min(expected.length, from + edit.length));
					log.replace(placeOf(expected, from), placeOf(expected, to), edit.text);
					expected = expected.slice(0, from) + edit.text + expected.slice(to);
				}
				assert.deepEqual(linesOf(log), naiveLines(expected));
			},
		),
	);
});

test('a line longer than a block, and many blocks', () => {
	const long = 'x'.repeat(200_000);
	const many = Array.from({ length: 20_000 }, (_, number) => `line ${number}`);
	const text = textOf([long, ...many].join('\n'));
	assert.equal(text.lineCount, 20_001);
	assert.equal(lineOf(text, 0), long);
	text.replace({ line: 10_000, character: 0 }, { line: 10_001, character: 0 }, 'new\n');
	assert.deepEqual(
		[lineOf(text, 9_999), lineOf(text, 10_000), lineOf(text, 10_001)],
		['line 9998', 'new', 'line 10000'],
	);
	assert.equal(text.lineCount, 20_001);
});

/** Lines of all lengths, with both line ends and characters of one to four octets. */
const someText = fc
	.array(fc.constantFrom('a', 'é', '€', '🙂', '\n', '\r\n', 'line of text ', ' '), { maxLength: 60 })
	.map((parts) => parts.join(''));

function textOf(text: string): LogText {
	const log = new LogText();
	log.append(bytesOf(text));
	return log;
}

function lineOf(log: LogText, line: number): string {
	const place = { bytes: new Uint8Array(0), start: 0, end: 0 };
	log.bytesAt(line, place);
	return decode(place.bytes, place.start, place.end);
}

function linesOf(log: LogText): string[] {
	return Array.from({ length: log.lineCount }, (_, line) => lineOf(log, line));
}

function naiveLines(text: string): string[] {
	const lines = text.split('\n').map((line) => line.replace(/\r+$/, ''));
	return (lines.at(-1) === '' && text.endsWith('\n')) || text === '' ? lines.slice(0, -1) : lines;
}

/** The offset itself, or the next that is neither inside CR LF nor inside a surrogate pair. */
function boundary(text: string, offset: number): number {
	const isInside =
		(text[offset - 1] === '\r' && text[offset] === '\n') || /[\udc00-\udfff]/.test(text[offset] ?? '');
	return isInside ? offset + 1 : offset;
}

function placeOf(text: string, offset: number): Place {
	const before = text.slice(0, offset).split('\n');
	return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
