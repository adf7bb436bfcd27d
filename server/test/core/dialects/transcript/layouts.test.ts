import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layouts, raw } from '../../../../src/core/dialects/transcript/layouts';
import { initialState, readTranscriptLine } from '../../../../src/core/dialects/transcript/reader';

for (const layout of [...layouts, raw]) {
	test(`${layout.name}: each sample begins a transcript of this layout`, () => {
		for (const sample of layout.samples) {
			const read = readTranscriptLine(sample, initialState);
			assert.equal(read?.layout, layout.name, sample);
			assert.equal(read?.begins, true, sample);
		}
	});

	test(`${layout.name}: what follows is read once a transcript has begun`, () => {
		let state = initialState;
		for (const sample of [...layout.samples.slice(0, 1), ...(layout.followers ?? [])]) {
			const read = readTranscriptLine(sample, state);
			assert.equal(read?.layout, layout.name, sample);
			state = read?.state ?? state;
		}
	});
}

test('a clear mark is the mark of one layout only', () => {
	const clear = layouts.filter(({ weak }) => !weak);
	for (const layout of clear) {
		for (const sample of layout.samples) {
			const takers = clear.filter(({ mark, tool }) => mark?.test(sample) || tool?.test(sample));
			assert.deepEqual(
				takers.map(({ name }) => name),
				[layout.name],
				sample,
			);
		}
	}
});

test('each layout knows the characters that its lines begin with', () => {
	for (const { name, first, samples } of layouts) {
		for (const sample of samples) {
			assert.ok(first?.includes(sample.slice(0, 1)) ?? true, `${name}: ${sample}`);
		}
	}
});

test('what only looks like a transcript does not begin one', () => {
	const lines = [
		'',
		'Hello there, MAIL FROM the past',
		'data',
		'quit',
		'> quoted text of a mail',
		'>> quoted twice',
		'-> an arrow in prose',
		'* a list item',
		'C: drive is full',
		'S: Maj. Smith',
		'DEBUG com.example.Main - started',
		'INFO  [main-thread] com.example.Main started',
		'2026-01-05 10:11:12 application started',
		'480 MB of 500 MB used',
		'Received: from mx.example.net',
		'LOG: database system is ready',
		'Trying again in five minutes',
		'Connecting to database',
		'[220] items found',
	];
	for (const line of lines) {
		assert.equal(readTranscriptLine(line, initialState), undefined, line);
	}
});
