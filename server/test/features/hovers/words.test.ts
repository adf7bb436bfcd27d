import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const wordsOf = (language: string): Readonly<Record<string, string>> =>
	JSON.parse(readFileSync(`server/src/knowledge/data/${language}/hover.json`, 'utf8'));
const english = wordsOf('en');

const source = readdirSync('server/src/features', { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts'))
	.map((file) => readFileSync(`server/src/features/${file}`, 'utf8'))
	.join('\n');

function placeholdersOf(pattern: string): readonly string[] {
	return [...new Set(Array.from(pattern.matchAll(/\{(\w+)\}/g), ([whole]) => whole))].sort();
}

test('the sentences of hovers are the same in every language: keys, and what is filled in', () => {
	const indonesian = wordsOf('id');
	assert.deepEqual(Object.keys(indonesian), Object.keys(english));
	for (const [key, pattern] of Object.entries(english)) {
		const other = indonesian[key] ?? '';
		assert.deepEqual(placeholdersOf(other), placeholdersOf(pattern), key);
		const codes = (text: string) => text.match(/`[^`]+`/g)?.sort() ?? [];
		assert.deepEqual(codes(other), codes(pattern), key);
	}
});

test('a sentence that a hover asks for is there', () => {
	const missing: string[] = [];
	//   say('place.session'    say.count('message.more'
	for (const [, count, key = ''] of source.matchAll(/\bsay(\.count)?\(\s*'([\w.-]+)'/g)) {
		const keys = count ? [`${key}.one`, `${key}.other`] : [key];
		missing.push(...keys.filter((each) => english[each] === undefined));
	}
	assert.deepEqual(missing, []);
});

test('a sentence is asked for somewhere', () => {
	const unused = Object.keys(english).filter((key) => {
		const name = key.replace(/\.(?:one|other|meaning)$/, '');
		// Keys that are put together: `stage.${stage}`.
		const parts = name.split('.').map((_, at, all) => all.slice(0, at + 1).join('.'));
		return !source.includes(`'${name}'`) && !parts.some((part) => source.includes(`\`${part}.\${`));
	});
	assert.deepEqual(unused, []);
});
