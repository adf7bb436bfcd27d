import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareReplies } from '../../src/knowledge/compare';
import { allReplyCodes, replyTextFiles } from '../../src/knowledge/knowledge';
import { escapeMarkdown } from '../../src/knowledge/markdown';
import { comparisonPage, explanationPage } from '../../src/knowledge/pages';

const codes = allReplyCodes().map((entry) => entry.code);

test('every pair can be compared, and every sentence is filled in', () => {
	for (const a of codes) {
		for (const b of codes) {
			const comparison = compareReplies(a, b);
			assert.ok(comparison, `${a} ${b}`);
			assert.ok(comparison.title.includes(a) && comparison.title.includes(b));
			const texts = [
				comparison.inShort,
				...comparison.shared,
				...comparison.whichWhen,
				...comparison.differences.flatMap((row) => [row.aspect, row.a, row.b]),
			];
			for (const text of texts) {
				assert.ok(text.length > 0, `${a} ${b}: an empty text`);
				assert.doesNotMatch(text, /[{}]|undefined/, `${a} ${b}`);
			}
			assert.ok(texts.some((text) => text.includes(a)) && texts.some((text) => text.includes(b)));
		}
	}
});

test('what is shared and what is different is the same in both directions', () => {
	const rows: readonly (readonly [string, string])[] = [
		['220', '235'],
		['450', '550'],
		['354', '571'],
		['111', '250'],
	];
	for (const [a, b] of rows) {
		const there = compareReplies(a, b);
		const back = compareReplies(b, a);
		assert.deepEqual(
			there?.differences.map((row) => [row.a, row.b]),
			back?.differences.map((row) => [row.b, row.a]),
		);
		assert.deepEqual([...(there?.shared ?? [])].sort(), [...(back?.shared ?? [])].sort());
	}
});

test('220 and 235 are told apart', () => {
	const { markdown, title } = comparisonPage('220', '235');
	assert.equal(title, '220 and 235: Service ready / Authentication successful');
	for (const heading of [
		'Description',
		'When you see it',
		'Key differences',
		'When to use which',
		'How to fix',
		'Learn more',
	]) {
		assert.ok(markdown.includes(`## ${heading}\n`), heading);
	}
	assert.match(markdown, /220 is about the server[\s\S]*235 is about you/);
	assert.match(
		markdown,
		/\| \*\*After which command\*\* \| the connection itself[^|]*STARTTLS[^|]*\| AUTH \|/,
	);
	assert.match(markdown, /firewall/);
	assert.match(markdown, /password/);
});

test('a refusal for now and a final one', () => {
	assert.ok(
		compareReplies('450', '550')?.whichWhen.includes(
			'450 is for now and 550 is final: after 450 wait, after 550 change something.',
		),
	);
	assert.ok(
		compareReplies('550', '450')?.whichWhen.includes(
			'450 is for now and 550 is final: after 450 wait, after 550 change something.',
		),
	);
});

test('enhanced codes are compared with each other and with basic codes', () => {
	const pairs: readonly (readonly [a: string, b: string, says: RegExp])[] = [
		['5.1.1', '5.2.1', /5\.1\.1 means “[^”]+”; 5\.2\.1 means/],
		['4.2.2', '5.2.2', /4\.2\.2 is for now and 5\.2\.2 is final/],
		['550', '5.1.1', /5\.1\.1 often stands in a 550 reply/],
		['5.7.515', '5.7.1', /5\.7\.515 means “Security and policy”/],
	];
	for (const [a, b, says] of pairs) {
		const { markdown } = comparisonPage(a, b);
		assert.match(markdown, says);
		assert.doesNotMatch(markdown, /undefined|\{\w+\}|\| {2}\|/, `${a} ${b}`);
	}
});

test('a code that is not in the list is named, not invented', () => {
	assert.equal(compareReplies('220', '999'), undefined);
	const { markdown } = comparisonPage('220', '299');
	assert.match(markdown, /220 Service ready/);
	assert.match(markdown, /`299` is not in our list/);
});

test('every code has a page with the six parts', () => {
	for (const code of codes) {
		const { title, markdown } = explanationPage(code);
		assert.ok(title.startsWith(`${code} `), code);
		for (const heading of ['Description', 'When you see it', 'How to fix', 'Learn more']) {
			assert.ok(markdown.includes(`## ${heading}\n`), `${code} ${heading}`);
		}
		assert.doesNotMatch(markdown, /undefined|\{\w+\}/, code);
	}
	assert.match(explanationPage('5.1.1').markdown, /# 5\.1\.1 No such mailbox/);
	assert.match(explanationPage('5.7.999').markdown, /not in the registry/);
});

test('what a provider says has a page of its own', () => {
	for (const { id, samples } of replyTextFiles().flatMap(({ rules }) => rules)) {
		const { markdown } = explanationPage(id);
		for (const heading of ['Description', 'In its own words', 'How to fix', 'Learn more']) {
			assert.ok(markdown.includes(`## ${heading}\n`), `${id} ${heading}`);
		}
		assert.ok(markdown.includes(`> ${escapeMarkdown(samples[0] ?? '')}`), id);
	}
});

test('a text on a page stays a text', () => {
	const { markdown } = explanationPage(
		'550 [click](command:evil) <img src=x> **bold** `code` $(zap)\n# heading',
	);
	const quoted = markdown.split('\n').find((line) => line.startsWith('> ')) ?? '';
	assert.equal(
		quoted,
		'> 550 \\[click\\]\\(command\\:evil\\) &lt;img src\\=x&gt; \\*\\*bold\\*\\* \\`code\\` \\$\\(zap\\) \\# heading',
	);
	const outsideCode = comparisonPage('[x](command:y)', '<b>').markdown.replace(/`[^`]*`/g, '');
	assert.doesNotMatch(outsideCode, /\]\(command|<b>/);
});
