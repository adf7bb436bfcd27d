import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const wordsOf = (file: string): Readonly<Record<string, string>> =>
	JSON.parse(readFileSync(`server/src/knowledge/data/en/${file}`, 'utf8'));
const english = wordsOf('hover.json');

/** What findings say, too. */
const shared = wordsOf('sentences.json');

const source = readdirSync('server/src/features/hovers', { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts'))
	.map((file) => readFileSync(`server/src/features/hovers/${file}`, 'utf8'))
	.join('\n');

test('a sentence that a hover asks for is there', () => {
	const missing: string[] = [];
	//   say('place.session'    say.count('message.more'
	for (const [, count, key = ''] of source.matchAll(/\bsay(\.count)?\(\s*'([\w.-]+)'/g)) {
		const keys = count ? [`${key}.one`, `${key}.many`] : [key];
		missing.push(...keys.filter((each) => english[each] === undefined && shared[each] === undefined));
	}
	assert.deepEqual(missing, []);
});

test('a sentence is asked for somewhere', () => {
	const unused = Object.keys(english).filter((key) => {
		const name = key.replace(/\.(?:one|many|meaning)$/, '');
		// Keys that are put together: `stage.${stage}`.
		const parts = name.split('.').map((_, at, all) => all.slice(0, at + 1).join('.'));
		return !source.includes(`'${name}'`) && !parts.some((part) => source.includes(`\`${part}.\${`));
	});
	assert.deepEqual(unused, []);
});
