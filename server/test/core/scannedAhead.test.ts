import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	LineRecorder,
	linesOfPiece,
	recordsOfPiece,
	type LinePiece,
} from '../../src/core/index/lineRecorder';
import { MailLog } from '../../src/core/mailLog';
import type { OctetSource } from '../../src/core/text/fileText';
import { lineMemory } from '../../src/core/text/lineMemory';
import { lineFeed } from '../../src/core/text/lines';
import { bytesOf } from '../../src/core/text/utf8';
import { logs, rows, transcripts } from '../redaction/corpus';

/** A text that lies in a file. */
class Text implements OctetSource {
	constructor(readonly octets: Uint8Array) {}

	read(offset: number, length: number): Uint8Array {
		return this.octets.slice(offset, offset + length);
	}
}

function newPiece(octets: number): LinePiece {
	return {
		octets: new Uint8Array(lineMemory.text + octets),
		lengths: new Uint16Array(linesOfPiece),
		records: new Int32Array(recordsOfPiece),
		news: new Uint8Array(linesOfPiece),
	};
}

/** Reads a log of which lines were scanned before, `octets` at once; now and then some are read here. */
function scannedLog(text: Text, octets: number, hasSessions: boolean): MailLog {
	const log = new MailLog({}, text, hasSessions);
	const recorder = new LineRecorder();
	const piece = newPiece(octets);
	recorder.begin();
	for (let at = 0, turn = 1; at < text.octets.length; turn++) {
		const next = text.read(at, octets);
		piece.octets.fill(0);
		piece.octets.set(next, lineMemory.text);
		const read = turn % 3 === 0 ? { count: 0, octets: 0 } : recorder.read(piece, next.length);
		if (read.count > 0) {
			log.appendScanned(piece, read.count, read.octets);
			at += read.octets;
		} else {
			const feed = text.octets.indexOf(lineFeed, at + octets);
			const chunk = text.read(at, (feed < 0 ? text.octets.length : feed + 1) - at);
			log.append(chunk);
			at += chunk.length;
			recorder.begin();
		}
	}
	return log;
}

/** All that is known of a log. */
function known(log: MailLog): object {
	const all = (count: number) => Array.from({ length: count }, (_, number) => number);
	return {
		format: log.format,
		clock: log.clockEvidence(),
		lines: all(log.lineCount).map((line) => [
			log.text(line),
			log.event(line),
			log.sessionIndexAt(line),
			log.messageIndexAt(line),
		]),
		sessions: all(log.sessionCount).map((session) => log.session(session)),
		messages: all(log.messageCount).map((message) => log.message(message)),
	};
}

test('a log whose lines were scanned before is the log that is read at once', () => {
	for (const { name, text } of [...logs, ...rows, ...transcripts]) {
		const source = new Text(bytesOf(text));
		for (const hasSessions of [true, false]) {
			const whole = new MailLog({}, source, hasSessions);
			whole.append(source.octets);
			for (const octets of [700, 1 << 13]) {
				assert.deepEqual(known(scannedLog(source, octets, hasSessions)), known(whole), name);
			}
		}
	}
});

test('so it is where one file has lines of all programs, in every order', () => {
	const lines = logs.flatMap(({ text }) => text.split('\n').slice(0, 40));
	const mixed = lines.map((_, at) => lines[(at * 89) % lines.length] ?? '');
	const source = new Text(bytesOf([...lines, ...mixed].join('\r\n')));
	const whole = new MailLog({}, source);
	whole.append(source.octets);
	for (const octets of [1000, 1 << 14, 1 << 17]) {
		assert.deepEqual(known(scannedLog(source, octets, true)), known(whole));
	}
});

test('lines that were scanned go behind a whole line of a log that lies in a file', () => {
	assert.throws(() => new MailLog().appendScanned(newPiece(64), 0, 0), TypeError);
	const text = new Text(bytesOf('the beginning'));
	const log = new MailLog({}, text);
	log.append(text.octets);
	assert.throws(() => log.appendScanned(newPiece(64), 0, 0), RangeError);
});
