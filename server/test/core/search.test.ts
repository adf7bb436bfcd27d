import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MailLog } from '../../src/core/mailLog';
import { Needles } from '../../src/core/text/needles';
import { bytesOf } from '../../src/core/text/utf8';
import { runs } from '../runs';

/** Line, number of the text, and the octet where it begins in its line. */
function found(log: MailLog, ...texts: readonly string[]): string[] {
	const hits: string[] = [];
	for (const _step of log.search(new Needles(texts.map(bytesOf)), (hit) =>
		hits.push(`${hit.line}:${hit.start - hit.lineStart} ${texts[hit.which]}`),
	));
	return hits;
}

test('texts are found wherever they stand, in upper and lower case', () => {
	const log = MailLog.of('one two\nTWO\r\n\nxtwotwo one\nno end: one');
	assert.deepEqual(found(log, 'two'), ['0:4 two', '1:0 two', '3:1 two', '3:4 two']);
	assert.deepEqual(found(log, 'one', 'two'), [
		'0:0 one',
		'0:4 two',
		'1:0 two',
		'3:1 two',
		'3:4 two',
		'3:8 one',
		'4:8 one',
	]);
	assert.deepEqual(found(log, 'n'), ['0:1 n', '3:9 n', '4:0 n', '4:4 n', '4:9 n']);
	assert.deepEqual(found(log, ''), []);
	assert.deepEqual(found(log, 'two\r', 'one\n'), []);
	assert.deepEqual(found(MailLog.of(''), 'one'), []);
});

test('what is found is what a simple search finds, in memory and in a file', () => {
	const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '\n', 'ä', '\r\n'), maxLength: 60 });
	const needle = fc.string({ unit: fc.constantFrom('a', 'b', 'ä'), minLength: 1, maxLength: 4 });
	fc.assert(
		fc.property(text, needle, (content, word) => {
			const octets = bytesOf(content);
			const inFile = new MailLog({}, { read: (offset, length) => octets.slice(offset, offset + length) });
			inFile.append(octets);
			const expected = content.split('\n').flatMap((line, number) => {
				const plain = line.replace(/\r+$/, '');
				const places: string[] = [];
				for (
					let at = plain.toLowerCase().indexOf(word);
					at >= 0;
					at = plain.toLowerCase().indexOf(word, at + 1)
				) {
					places.push(`${number}:${bytesOf(plain.slice(0, at)).length} ${word}`);
				}
				return places;
			});
			assert.deepEqual(found(MailLog.of(content), word), expected);
			assert.deepEqual(found(inFile, word), expected);
		}),
		runs(200),
	);
});
