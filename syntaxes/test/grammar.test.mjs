// What the assertion and snapshot tests of the grammar cannot see.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { before, test } from 'node:test';
import oniguruma from 'vscode-oniguruma';
import { file, generate } from '../generate.mjs';
import { fixtures, readLines, samples } from './fixtures.mjs';
import { loadGrammar, tokenize } from './tokenize.mjs';

let grammar;
before(async () => {
	grammar = await loadGrammar();
});

test('the grammar is what syntaxes/source says', async () => {
	assert.equal(readFileSync(file, 'utf8'), await generate(), 'run: node syntaxes/generate.mjs');
});

test('every pattern compiles in Oniguruma', () => {
	for (const { name, pattern } of patterns()) {
		const compile = () =>
			oniguruma.createOnigScanner([pattern]).findNextMatchSync(oniguruma.createOnigString(''), 0);
		assert.doesNotThrow(compile, `${name}: ${pattern}`);
	}
});

test('no pattern repeats a repetition without bound', () => {
	// (a+)*   (?:a*b?)+
	const nested =
		/\((?:\?[:=!]|\?<[=!])?(?:\\.|\[(?:\\.|[^\]\\])*\]|[^()\\[])*(?:[+*]|\{\d+,\})(?:\\.|\[(?:\\.|[^\]\\])*\]|[^()\\[])*\)(?:[+*]|\{\d+,\})/;
	for (const { name, pattern } of patterns()) {
		assert.doesNotMatch(pattern, nested, name);
	}
});

test('every rule that is named is there, and every rule is used', () => {
	const text = readFileSync(file, 'utf8');
	const used = new Set([...text.matchAll(/"include": "#([^"]+)"/g)].map(([, name]) => name));
	assert.deepEqual([...used].sort(), Object.keys(JSON.parse(text).repository).sort());
});

test('a line is told by its start: nothing of a line of syslog is left to the rules of the next one', () => {
	const [log, after] = tokenize(grammar, [
		'Jul  5 06:52:11 mx1 postfix/smtpd[2459]: 354 go',
		'220 smtp.example.com',
	]);
	assert.ok(log.every(({ scopes }) => scopes[0] === 'meta.line.syslog.mail-log'));
	assert.ok(after.every(({ scopes }) => scopes[0] === 'meta.reply.mail-log'));
});

test('the tokens of a line are the line, whatever it holds', () => {
	const lines = [
		'\u0000',
		'\ud800 lone',
		'Jul  5 06:52:11 mx1 postfix/smtpd[1]: 😀 <',
		'<-  250 \u202e',
		'\t\t',
		' ',
	];
	tokenize(grammar, lines).forEach((tokens, index) => {
		assert.equal(tokens.map(({ text }) => text).join(''), lines[index]);
	});
});

test('every fixture has its snapshot', () => {
	assert.ok(fixtures().length > 0);
	for (const fixture of fixtures()) {
		assert.ok(
			existsSync(`${fixture}.snap`),
			`${basename(fixture)}: run npm run test:grammar and look at what it made`,
		);
	}
});

for (const sample of samples()) {
	test(`no line of samples/${basename(sample)} is left without colour`, () => {
		const lines = readLines(readFileSync(sample, 'utf8'));
		const plain = tokenize(grammar, lines).flatMap((tokens, index) => {
			const isColoured = tokens.some(({ scopes }) =>
				scopes.some((scope) => scope !== 'meta.line.other.mail-log'),
			);
			return lines[index].trim() === '' || isColoured ? [] : [`${index + 1}: ${lines[index]}`];
		});
		assert.deepEqual(plain, []);
	});
}

/** All patterns of the grammar with the names of their rules. */
function patterns() {
	const { repository } = JSON.parse(readFileSync(file, 'utf8'));
	return [repository].flatMap(function collect(rules) {
		return Object.entries(rules).flatMap(([name, rule]) => [
			...['match', 'begin', 'while', 'end'].flatMap((key) =>
				rule[key] ? [{ name, pattern: rule[key] }] : [],
			),
			...(rule.patterns
				? collect(Object.fromEntries(rule.patterns.map((inner, index) => [`${name}.${index}`, inner])))
				: []),
		]);
	});
}
