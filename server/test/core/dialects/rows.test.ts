import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialects } from '../../../src/core/dialects/all';
import type { Row } from '../../../src/core/dialects/row';
import type { LineEvent } from '../../../src/core/event';
import { LineReader } from '../../../src/core/lineReader';
import { LineScanner } from '../../../src/core/index/lineScanner';
import { bytesOf } from '../../../src/core/text/utf8';
import { linesOf } from './sampleLines';

const reader = new LineReader();
const scanner = new LineScanner();

for (const dialect of dialects) {
	for (const row of dialect.rows) {
		test(`${dialect.format} ${row.kind} «${row.starts}${row.has ?? ''}»: its samples are its own, at both depths`, () => {
			assert.ok(row.samples.length > 0, 'a row without a sample is refused');
			for (const line of row.samples.flatMap((sample) => linesOf(dialect, row, sample))) {
				checkSample(row, line);
			}
		});
	}
}

function checkSample(row: Row, line: string): void {
	const bytes = bytesOf(line);
	const scanned = scanner.scan(bytes, 0, bytes.length);
	assert.equal(scanned.row?.row, row, `another row claims: ${line}`);
	const event = readLine(line);
	assert.equal(event.kind, row.kind, line);
	for (const { name, value, span } of event.fields) {
		assert.ok(span.start <= span.end && span.end <= line.length, `${name} lies in its line: ${line}`);
		if (span.end - span.start === value.length) {
			assert.equal(line.slice(span.start, span.end), value, `${name} is what stands there: ${line}`);
		}
	}
}

function readLine(line: string): LineEvent {
	const bytes = bytesOf(line);
	return reader.read(bytes, 0, bytes.length, () => undefined);
}
