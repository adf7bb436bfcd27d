import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeSpan, escapeMarkdown } from '../../src/knowledge/markdown';

test('nothing in a text becomes Markdown', () => {
	const rows: readonly (readonly [text: string, escaped: string])[] = [
		['plain words 550', 'plain words 550'],
		['[a](b)', '\\[a\\]\\(b\\)'],
		['![a](b)', '\\!\\[a\\]\\(b\\)'],
		['<b>&amp;', '&lt;b&gt;&amp;amp\\;'],
		['1. one', '1\\. one'],
		['    code', 'code'],
		['a\r\n# b', 'a \\# b'],
		['a|b', 'a\\|b'],
		['\\`', '\\\\\\`'],
		['$(zap)', '\\$\\(zap\\)'],
		['nul \0 escape \u001b[31m', 'nul ␀ escape ␛\\[31m'],
		['\u202eright to left\u202c \u200b', '⟨U\\+202E⟩right to left⟨U\\+202C⟩ ⟨U\\+200B⟩'],
		['c1 \u009b and \ud800 alone', 'c1 ⟨U\\+009B⟩ and ⟨U\\+D800⟩ alone'],
		['Grüße 邮件', 'Grüße 邮件'],
	];
	for (const [text, escaped] of rows) {
		assert.equal(escapeMarkdown(text), escaped);
	}
});

test('no address becomes a link, in renderers that look for them behind the escapes, too', () => {
	const rows: readonly (readonly [text: string, escaped: string])[] = [
		['a@example.com', '`a@example.com`'],
		['from <a_b@example.com>: no.', 'from &lt;`a_b@example.com`&gt;\\: no\\.'],
		['“c@example.com”, (d@example.com).', '“`c@example.com`”\\, \\(`d@example.com`\\)\\.'],
		['see https://example.com/x?y=1.', 'see `https://example.com/x?y=1`\\.'],
		['//example.com', '`//example.com`'],
		['mailto:a@example.com', '`mailto:a@example.com`'],
		['www.example.com', '`www.example.com`'],
		['a|b@example.com|c', 'a\\|`b@example.com`\\|c'],
		['`a@example.com`', '\\``a@example.com`\\`'],
		['mx.example.com: 25', 'mx\\.example\\.com\\: 25'],
	];
	for (const [text, escaped] of rows) {
		assert.equal(escapeMarkdown(text), escaped);
	}
});

test('every ASCII punctuation character is escaped, and escaping loses no visible character', () => {
	for (let code = 0x20; code < 0x7f; code += 1) {
		const character = String.fromCharCode(code);
		const escaped = escapeMarkdown(`x${character}`).slice(1).replace(/^x@`$/, '\\@');
		const isPlain = /[ 0-9A-Za-z]/.test(character);
		const shown = escaped.replace(/^\\/, '').replace('&lt;', '<').replace('&gt;', '>').replace('&amp;', '&');
		assert.equal(character === '\\' ? escaped : shown, character === '\\' ? '\\\\' : character);
		assert.equal(escaped === character, isPlain, character);
	}
});

test('a code span cannot be left', () => {
	assert.equal(codeSpan('550 5.1.1'), '`550 5.1.1`');
	assert.equal(codeSpan('a`b'), '`` a`b ``');
	assert.equal(codeSpan('``'), '``` `` ```');
	assert.equal(codeSpan(''), '`  `');
	assert.equal(codeSpan('a\nb\u202e'), '`a b⟨U+202E⟩`');
});
