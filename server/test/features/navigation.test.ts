import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DocumentHighlightKind, type SelectionRange } from 'vscode-languageserver-types';
import { MailLog } from '../../src/core/mailLog';
import { definition } from '../../src/features/definition';
import { documentHighlights } from '../../src/features/documentHighlights';
import { references } from '../../src/features/references';
import { selectionRanges } from '../../src/features/selectionRanges';
import { done } from '../../src/core/work';
import { refusedLog, sentLog, swaksLog } from './logs';
import { placeOf } from './place';

function named(uri: string, text: string) {
	return { uri, log: MailLog.of(text) };
}

test('references are those of all logs, with or without the place where the thing begins', () => {
	const home = named('file:///a.log', sentLog);
	const other = named('file:///b.log', sentLog);
	const position = placeOf(sentLog, 'alice@', 'queue active');
	const found = (includeDeclaration: boolean) =>
		done(references([other, home], home, { position, includeDeclaration })).locations.map(
			({ uri, range }) => `${uri}:${range.start.line}`,
		);
	assert.deepEqual(found(true), ['file:///a.log:0', 'file:///a.log:2', 'file:///b.log:0', 'file:///b.log:2']);
	assert.deepEqual(found(false), ['file:///a.log:2', 'file:///b.log:0', 'file:///b.log:2']);
	const nowhere = done(
		references([home], home, { position: { line: 99, character: 0 }, includeDeclaration: true }),
	);
	assert.deepEqual(nowhere, { locations: [], notListed: 0 });
});

test('references that are too many are counted', () => {
	const home = named('file:///a.log', 'from mx.example.org\n'.repeat(10_005));
	const { locations, notListed } = done(
		references([home], home, { position: { line: 3, character: 6 }, includeDeclaration: true }),
	);
	assert.deepEqual([locations.length, notListed], [10_000, 5]);
});

test('the place where a thing begins is its definition, and is highlighted as one that writes', () => {
	const home = named('file:///a.log', sentLog);
	const position = placeOf(sentLog, '4jYB5r214Jz6x', 'deferred');
	const [begin, ...others] = done(definition([home], home, position));
	assert.deepEqual([begin?.range.start.line, others], [0, []]);
	assert.deepEqual(
		done(documentHighlights(home, position)).map(({ kind }) => kind === DocumentHighlightKind.Write),
		[true, false, false, false, false],
	);
	assert.deepEqual(done(definition([home], home, { line: 0, character: 0 })), []);
	assert.deepEqual(done(documentHighlights(named('file:///c.log', ''), { line: 0, character: 0 })), []);
});

test('a selection grows from the name to the words, the line and the session', () => {
	const text = refusedLog;
	const log = MailLog.of(text);
	const [selection] = selectionRanges(log, [placeOf(text, 'nobody@example.com>:', 'NOQUEUE')]);
	const grown: string[] = [];
	for (let at: SelectionRange | undefined = selection; at; at = at.parent) {
		const { start, end } = at.range;
		grown.push(
			start.line === end.line
				? log.text(start.line).slice(start.character, end.character)
				: `${start.line}–${end.line}`,
		);
	}
	const line = log.text(2);
	assert.equal(grown[0], 'nobody@example.com');
	assert.deepEqual(grown.slice(-3), [line.slice(line.indexOf('NOQUEUE')), line, '0–3']);
	for (const place of [
		{ line: 0, character: 500 },
		{ line: 400, character: 0 },
	]) {
		assert.equal(selectionRanges(MailLog.of(swaksLog), [place]).length, 1);
	}
	assert.equal(selectionRanges(MailLog.of(''), [{ line: 0, character: 0 }]).length, 1);
});
