import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FileText, type OctetSource } from '../../../src/core/text/fileText';
import { LogText } from '../../../src/core/text/logText';
import { bytesOf, textOf } from '../../../src/core/text/utf8';
import { runs } from '../../runs';

/** A file in memory, which may be cut short later. */
class MadeFile implements OctetSource {
	constructor(public content: Uint8Array) {}

	read(offset: number, length: number): Uint8Array {
		return this.content.slice(offset, offset + length);
	}
}

/** A file read in pieces of such sizes, each in memory that is used again for the next one, as `PlainFile` does. */
function fileOf(text: string, sizes: readonly number[] = [1 << 20]): { log: FileText; file: MadeFile } {
	const file = new MadeFile(bytesOf(text));
	const log = new FileText(file);
	const memory = new Uint8Array(Math.max(...sizes));
	for (let at = 0, turn = 0; at < file.content.length; turn++) {
		const piece = file.content.subarray(at, at + (sizes[turn % sizes.length] ?? 1));
		memory.set(piece);
		log.append(memory.subarray(0, piece.length));
		at += piece.length;
	}
	memory.fill(0);
	return { log, file };
}

function lineOf(log: FileText | LogText, line: number): string {
	const place = { bytes: new Uint8Array(0), start: 0, end: 0 };
	log.bytesAt(line, place);
	return textOf(place.bytes, place.start, place.end);
}

function linesOf(log: FileText | LogText): string[] {
	return Array.from({ length: log.lineCount }, (_, line) => lineOf(log, line));
}

test('the lines of a file are those of the same text in memory, however it was cut', () => {
	const piece = fc.constantFrom('Jan  5', 'ä\u{1F4EC}', 'x'.repeat(70_000), '\n', '\n\n', '\r\n', ' ');
	fc.assert(
		fc.property(
			fc.array(piece, { maxLength: 60 }),
			fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 8 }),
			(pieces, sizes) => {
				const text = pieces.join('');
				const inMemory = new LogText();
				inMemory.append(bytesOf(text));
				const { log } = fileOf(text, sizes);
				// The last piece's memory has been written over: all is read from the file.
				log.append(new Uint8Array(0));
				assert.deepEqual(linesOf(log), linesOf(inMemory));
				assert.equal(log.endsInsideLine, inMemory.endsInsideLine);
			},
		),
		runs(60),
	);
});

test('lines are visited as they come, also those of earlier pieces', () => {
	const { log } = fileOf('one\ntwo\nthree\nfour\n', [5]);
	log.append(new Uint8Array(0));
	const visited: string[] = [];
	log.visitFrom(1, (bytes, start, end) => visited.push(textOf(bytes, start, end)));
	assert.equal(visited.join(''), 'two\nthree\nfour\n');
});

test('a file that grows shows its new lines, and the last line as far as it goes', () => {
	const file = new MadeFile(bytesOf('one\ntw'));
	const log = new FileText(file);
	log.append(file.content);
	assert.deepEqual(linesOf(log), ['one', 'tw']);
	const more = bytesOf('o\nthree\n');
	file.content = bytesOf('one\ntwo\nthree\n');
	log.append(more);
	assert.deepEqual(linesOf(log), ['one', 'two', 'three']);
});

test('lines of a file that was cut short since are empty', () => {
	const { log, file } = fileOf('one\ntwo\nthree\n');
	log.append(new Uint8Array(0));
	file.content = file.content.subarray(0, 5);
	assert.deepEqual(linesOf(log), ['one', 't', '']);
});

test('there is no line behind the last', () => {
	assert.throws(() => lineOf(fileOf('one\n').log, 1), RangeError);
});

test('lines of any places of a large file are its own, in whatever order they are asked for', () => {
	const lines = Array.from({ length: 60_000 }, (_, line) => `${line} ${'x'.repeat((line * 7) % 120)}`);
	const file = new MadeFile(bytesOf(`${lines.join('\n')}\n`));
	const source: OctetSource = {
		read: (offset, length) => file.read(offset, length),
		readInto: (into, offset) => {
			const octets = file.read(offset, into.length);
			into.set(octets);
			return octets.length;
		},
	};
	const log = new FileText(source);
	log.append(file.content);
	log.append(new Uint8Array(0));
	for (let asked = 0, line = 0; asked < 20_000; asked++, line = (line + 38_183) % lines.length) {
		assert.equal(lineOf(log, line), lines[line]);
	}
});
