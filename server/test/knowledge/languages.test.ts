import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { compareReplies } from '../../src/knowledge/compare';
import * as english from '../../src/knowledge/data/en';
import * as indonesian from '../../src/knowledge/data/id';
import { allEnhancedCodes, allReplyCodes, phrases, replyCode } from '../../src/knowledge/knowledge';
import { languages } from '../../src/knowledge/languages';
import { comparisonPage, explanationPage } from '../../src/knowledge/pages';

const translations = { id: indonesian };
const files = ['replyCodes', 'enhancedCodes', 'replyPairs', 'phrases', 'sentences', 'hover'] as const;

/** Every text below a value, by its path: `550.here.mail`, `220 and 235.inShort`. */
function textsOf(value: unknown, path: readonly string[] = []): Map<string, unknown> {
	if (typeof value !== 'object' || value === null) {
		return new Map([[path.join('.'), value]]);
	}
	const entries = Object.entries(value).flatMap(([key, part]) => {
		const isPair = typeof part === 'object' && part !== null && 'codes' in part && Array.isArray(part.codes);
		return [...textsOf(part, [...path, isPair ? part.codes.join(' and ') : key])];
	});
	return new Map(entries);
}

/** What of a text is the same in every language: `code spans`, {names}, reply codes. */
const constant: readonly (readonly [name: string, pattern: RegExp])[] = [
	['code spans', /`[^`]*`/g],
	['placeholders', /\{\w+\}/g],
	['codes', /\b[1-5]\d\d\b|\b[245X]\.\d{1,3}\.\d{1,3}\b/g],
];

/** Words that no other language of ours has. */
const englishWord = /\b(?:the|and|of|is|are|with|not|for|which)\b/i;

/** A hover's sentences are Markdown: what is important in them is strong, and they have links. */
function withoutEmphasis(text: string): string {
	return text.replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1').replaceAll('**', '');
}

function withoutCode(text: string): string {
	return text.replace(/`[^`]*`/g, 'x');
}

test('a language is a folder and a module of the data', () => {
	const inData = readdirSync('server/src/knowledge/data').filter((name) => /^[a-z]{2}(?:\.ts)?$/.test(name));
	assert.deepEqual(
		inData.sort(),
		languages.flatMap((language) => [language, `${language}.ts`]),
	);
	assert.deepEqual(['en', ...Object.keys(translations)], languages);
});

for (const [language, words] of Object.entries(translations)) {
	for (const file of files) {
		test(`${language}: ${file} lacks nothing that English has, and has nothing else`, () => {
			const original = textsOf(english[file]());
			const translated = textsOf(words[file]());
			const without = (these: ReadonlyMap<string, unknown>, those: ReadonlyMap<string, unknown>) =>
				[...these.keys()].filter((path) => !those.has(path));
			assert.deepEqual(without(original, translated), [], 'missing');
			assert.deepEqual(without(translated, original), [], 'superfluous');
		});

		test(`${language}: ${file} is translated, and keeps code spans, placeholders and codes`, () => {
			const translated = textsOf(words[file]());
			for (const [path, original] of textsOf(english[file]())) {
				const text = translated.get(path);
				assert.ok(typeof text === 'string' && typeof original === 'string', `${path} is a text`);
				assert.ok(text.trim() === text.replaceAll('  ', ' ') && text.length > 0, `${path} is tidy`);
				if (file !== 'sentences') {
					assert.doesNotMatch(
						withoutCode(file === 'hover' ? withoutEmphasis(text) : text),
						/[`*_[\]<>|#]/,
						`${path}: code spans are the only Markdown`,
					);
				}
				assert.doesNotMatch(withoutCode(text), englishWord, path);
				for (const [name, pattern] of constant) {
					const named = (where: string) => [...new Set(where.match(pattern) ?? [])].sort();
					assert.deepEqual(named(text), named(original), `${path}: ${name}`);
				}
			}
		});
	}

	test(`${language}: what servers say is explained with the same code spans and codes`, () => {
		const original = textsOf(english.replyTexts());
		for (const [path, text] of textsOf(words.replyTexts())) {
			const inEnglish = original.get(path);
			assert.ok(
				typeof text === 'string' && typeof inEnglish === 'string',
				`${path} is a text of English, too`,
			);
			assert.doesNotMatch(withoutCode(text), /[`*_[\]<>|#]|  /, `${path}: code spans are the only Markdown`);
			assert.doesNotMatch(withoutCode(text), englishWord, path);
			for (const [name, pattern] of constant) {
				const named = (where: string) => [...new Set(where.match(pattern) ?? [])].sort();
				assert.deepEqual(named(text), named(inEnglish), `${path}: ${name}`);
			}
		}
	});

	test(`${language}: every pair of codes is compared, with nothing left open and nothing in English`, () => {
		const codes = [...allReplyCodes(), ...allEnhancedCodes().filter(({ code }) => code.startsWith('4.7'))];
		for (const { code: a } of codes) {
			for (const { code: b } of codes) {
				const comparison = compareReplies(a, b, language);
				assert.ok(comparison, `${a} ${b}`);
				const texts = [
					comparison.title,
					comparison.inShort,
					...comparison.shared,
					...comparison.whichWhen,
					...comparison.differences.flatMap((row) => [row.aspect, row.a, row.b]),
				];
				for (const text of texts) {
					assert.ok(text.length > 0, `${a} ${b}: an empty text`);
					assert.doesNotMatch(text, /[{}]|undefined/, `${a} ${b}`);
					assert.doesNotMatch(withoutCode(text), englishWord, `${a} ${b}`);
				}
			}
		}
	});

	test(`${language}: every page has the headings of its language, and none of English`, () => {
		const ours = new Set(Object.values(phrases(language).headings));
		const theirs = Object.values(phrases('en').headings).filter((heading) => !ours.has(heading));
		const codes = [...allReplyCodes(), ...allEnhancedCodes()].map(({ code }) => code);
		const pages = [
			...codes.map((code) => explanationPage(code, language)),
			...codes.map((code) => comparisonPage('220', code, language)),
			comparisonPage('220', '299', language),
			explanationPage('5.7.999', language),
			explanationPage('nothing that anybody knows', language),
		];
		for (const { title, markdown } of pages) {
			const headings = Array.from(
				markdown.matchAll(/^#{2} (.+)$|\*\*(.+?)\*\*/gm),
				([, heading, label = '']) => heading ?? label,
			);
			assert.deepEqual(
				headings.filter((heading) => theirs.includes(heading)),
				[],
				title,
			);
			assert.doesNotMatch(markdown, /undefined|\{\w+\}/, title);
		}
	});
}

test('Indonesian has the headings of the reference page', () => {
	const { markdown, title } = comparisonPage('220', '235', 'id-ID');
	assert.equal(title, '220 dan 235: Layanan siap / Autentikasi berhasil');
	assert.deepEqual(
		Array.from(markdown.matchAll(/^## (.+)$/gm), ([, heading]) => heading),
		[
			'Deskripsi',
			'Ketika Anda Melihatnya',
			'Perbedaan Utama',
			'Kapan Menggunakan Yang Mana',
			'Cara Memperbaiki',
			'Pelajari Lebih Lanjut',
		],
	);
});

test('in Indonesian, too, 220 and 235 say what the reference page says', () => {
	const ready = replyCode('220', 'id');
	const login = replyCode('235', 'id');
	assert.match(ready?.whenYouSeeIt ?? '', /25.*587.*465.*STARTTLS/);
	assert.match(ready?.ifItDidNotCome ?? '', /berjalan[^]*port[^]*firewall/);
	assert.match(login?.whenYouSeeIt ?? '', /AUTH.*587.*465.*25/);
	assert.match(login?.ifItDidNotCome ?? '', /nama pengguna, kata sandi[^]*mekanisme/);
});
