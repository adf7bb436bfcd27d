import assert from 'node:assert/strict';
import type { Position } from 'vscode-languageserver-types';

/** Where a text begins in a log; it stands there once. Or else `line` names the line in which it stands once. */
export function placeOf(text: string, needle: string, line = needle): Position {
	const lines = text.split('\n').map((content, number) => ({ content, number }));
	const found = lines.filter(({ content }) => content.includes(line));
	assert.equal(found.length, 1, `“${line}” stands in one line`);
	const { content, number } = found[0] ?? { content: '', number: 0 };
	assert.equal(content.split(needle).length, 2, `“${needle}” stands in it once`);
	return { line: number, character: content.indexOf(needle) };
}
