import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marksAround } from '../src/timeline/marksAround';

/** The lines that the server is asked for while an editor on so many lines shows some parts, lines from 0. */
async function asked(lineCount: number, ...shown: readonly (readonly [first: number, last: number])[]) {
	const ranges: (readonly [first: number, last: number])[] = [];
	const visibleRanges = shown.map(([first, last]) => ({ start: { line: first }, end: { line: last } }));
	const document = { uri: 'file:///mail.log', lineCount };
	await marksAround({ document, visibleRanges }, ({ uri, firstLine, lastLine }) => {
		assert.equal(uri, document.uri);
		ranges.push([firstLine, lastLine]);
		return Promise.resolve([]);
	});
	return ranges;
}

test('of a log of 40 MB a page is asked for, and a page around it, wherever it is scrolled to', async () => {
	const lineCount = 310_000;
	for (let first = 0; first < lineCount; first += 9973) {
		const last = Math.min(first + 39, lineCount - 1);
		assert.deepEqual(await asked(lineCount, [first, last]), [
			[Math.max(0, first - 40), Math.min(last + 40, lineCount - 1)],
		]);
	}
});

test('what is folded is not asked for', async () => {
	assert.deepEqual(await asked(310_000, [100, 119], [200_000, 200_019]), [
		[80, 139],
		[199_980, 200_039],
	]);
});

test('nothing is asked for where nothing is seen', async () => {
	assert.deepEqual(await asked(310_000), []);
});

test('the marks of all parts are given, in their order', async () => {
	const visibleRanges = [100, 900].map((line) => ({ start: { line }, end: { line } }));
	const marks = await marksAround(
		{ document: { uri: '', lineCount: 1000 }, visibleRanges },
		({ firstLine }) =>
			Promise.resolve([
				{ line: firstLine, session: 's1', shape: 'talk', state: 'ok', text: '', description: '' } as const,
			]),
	);
	assert.deepEqual(
		marks.map(({ line }) => line),
		[99, 899],
	);
});
