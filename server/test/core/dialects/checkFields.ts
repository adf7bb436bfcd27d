import assert from 'node:assert/strict';
import type { FieldName, Kind, LineEvent } from '../../../src/core/event';
import { LineReader } from '../../../src/core/lineReader';
import { bytesOf } from '../../../src/core/text/utf8';

const reader = new LineReader();

/** Every field expected is there, at the place where it says it is; one that is expected as undefined is not. */
export function checkFields(
	line: string,
	kind: Kind,
	fields: Partial<Record<FieldName, string | undefined>>,
): void {
	const event = readLine(line);
	assert.equal(event.kind, kind);
	for (const [name, value] of Object.entries(fields)) {
		const field = event.fields.find((candidate) => candidate.name === name);
		assert.equal(field?.value, value, name);
		if (value && name !== 'phase') {
			assert.equal(line.slice(field?.span.start, field?.span.end), value, `the span of ${name}`);
		}
	}
}

function readLine(line: string): LineEvent {
	const bytes = bytesOf(line);
	return reader.read(bytes, 0, bytes.length, () => undefined);
}
