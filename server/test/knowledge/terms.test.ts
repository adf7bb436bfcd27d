import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allTerms, term, termFile, type TermKind } from '../../src/knowledge/knowledge';

const kinds: readonly TermKind[] = ['exim-flag'];

test('every term has words and sources, and is found by each of its names', () => {
	for (const kind of kinds) {
		const { terms } = termFile(kind);
		assert.equal(allTerms(kind).length, terms.length, `${kind} lacks words`);
		const names = terms.flatMap(({ name, also = [] }) => [name, ...also]);
		assert.deepEqual(names, [...new Set(names)], kind);
		for (const { name, also = [] } of terms) {
			const owner = `${kind} ${name}`;
			const found = term(kind, name);
			assert.ok(found, owner);
			for (const other of also) {
				assert.equal(term(kind, other)?.name, name, `${owner}: ${other}`);
			}
			const { title, meaning, action, sources } = found;
			assert.ok(sources.length > 0, `${owner} has no source`);
			for (const { title: sourceName, url } of sources) {
				assert.match(url, /^https:\/\/[\w.-]+\/[\w./#@=?&()+-]*$/, `${owner}: ${sourceName}`);
			}
			for (const text of [title, meaning, ...(action === undefined ? [] : [action])]) {
				assert.ok(text.trim() === text && text.length > 0, owner);
				// Code spans are the only Markdown in the words, so that they can stand anywhere.
				assert.doesNotMatch(text.replace(/`[^`]*`/g, 'code'), /[`*_[\]<>|#]|  /, owner);
			}
		}
	}
});

test('what is no term is undefined', () => {
	for (const kind of kinds) {
		for (const name of ['', ' ', 'nothing of that name', '__proto__', 'constructor', 'toString']) {
			assert.equal(term(kind, name), undefined, `${kind} ${name}`);
		}
	}
});
