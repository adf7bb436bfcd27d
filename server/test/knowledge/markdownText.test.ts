import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markdownText } from '../../src/knowledge/markdownText';

const rows: readonly (readonly [name: string, markdown: string, text: string])[] = [
	['headings are underlined', '# A reply\n\n## When\n', 'A reply\n=======\n\nWhen\n----\n'],
	[
		'paragraphs are wrapped',
		'One two three four five six seven eight\nnine ten.',
		'One two three four five six seven eight\nnine ten.\n',
	],
	[
		'items hang',
		'- one two three four five six seven eight nine\n- ten',
		'- one two three four five six seven\n  eight nine\n- ten\n',
	],
	['two spaces break a line', 'one  \ntwo\nthree  \nfour', 'one\ntwo three\nfour\n'],
	['numbers stay', '1. one\n2. two', '1. one\n2. two\n'],
	['marks go', '**Strong**, *weak*, `code`', 'Strong, weak, code\n'],
	['code spans stay word for word', '`*.example.com` `a_b_` `\\*`', '*.example.com a_b_ \\*\n'],
	['a code span may hold backticks', '`` a`b `` and \\`c', 'a`b and `c\n'],
	['names keep their underscores', 'smtpd_tls_auth_only is _on_', 'smtpd_tls_auth_only is on\n'],
	['escapes are taken back', '550 \\*no\\* \\[x\\] &lt;a@example.com&gt;', '550 *no* [x] <a@example.com>\n'],
	[
		'links show their address',
		'[RFC 5321](https://example.org/5321)',
		'RFC 5321 <https://example.org/5321>\n',
	],
	['control characters show', 'a\u001b[31mb\u202ec', 'a\\x1b[31mb\\u202ec\n'],
	[
		'tables stand in columns',
		'| | 220 | 235 |\n|---|---|---|\n| From | server | server |',
		[
			'      220               235',
			'----  ----------------  ----------------',
			'From  server            server',
			'',
		].join('\n'),
	],
	[
		'long cells are wrapped',
		'| | 220 | 235 |\n|---|---|---|\n| Means | the service is ready now | authentication went well |\n| By | a | b |',
		[
			'       220              235',
			'-----  ---------------  ---------------',
			'Means  the service is   authentication',
			'       ready now        went well',
			'',
			'By     a                b',
			'',
		].join('\n'),
	],
];

for (const [name, markdown, text] of rows) {
	test(name, () => assert.equal(markdownText(markdown, 40), text));
}
