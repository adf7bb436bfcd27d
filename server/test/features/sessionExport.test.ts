import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { sessionExport } from '../../src/features/sessionExport';
import { originalsIn, secretsIn, tells } from '../redaction/originals';

const text = [
	'S: 220 mx.example.net ESMTP',
	'C: EHLO pc.example.org',
	'S: 250-mx.example.net',
	'S: 250 AUTH PLAIN',
	'C: AUTH PLAIN AGFsaWNlAHMzY3IzdC1QYXNz',
	'S: 235 2.7.0 ok',
	'C: MAIL FROM:<alice@example.org>',
	'S: 250 2.1.0 ok',
	'C: RCPT TO:<bob@example.net>',
	'S: 550 5.1.1 no such user | nobody',
	'C: QUIT',
	'S: 221 2.0.0 bye',
].join('\n');

test('a session as a dialogue', () => {
	const log = MailLog.of(text);
	assert.equal(
		sessionExport(log, 0, { form: 'transcript', redact: false }),
		`${text.replace('AGFsaWNlAHMzY3IzdC1QYXNz', '****')}\n`,
	);
});

test('a session as a dialogue, redacted', () => {
	const told = sessionExport(MailLog.of(text), 0, { form: 'transcript', redact: true });
	assert.match(told, /^S: 220 mx1\.domain1\.example ESMTP\nC: EHLO host1\.domain2\.example\n/);
	assert.match(told, /C: RCPT TO:<user2@domain1\.example>\nS: 550 5\.1\.1 no such user \| nobody\n/);
});

test('a session for a ticket', () => {
	const told = sessionExport(MailLog.of(text), 0, { form: 'markdown', redact: false });
	assert.match(told, /^## Session · s1 · /);
	assert.match(told, /^- Login: PLAIN\\, (?:\S+ )?ok$/m);
	assert.match(
		told,
		/^\| 9 \| RCPT \| `RCPT TO:<bob@example\.net>` \| `550 5\.1\.1 no such user \\\| nobody` \|/m,
	);
	assert.match(told, /^- \*\*\w+\*\* line 10: /m);
	assert.doesNotMatch(told, /AGFsaWNl/);
});

const fixtures = 'server/test/core/dialects/transcript/fixtures';
const files = [
	...readdirSync(fixtures)
		.filter((file) => file.endsWith('.txt'))
		.map((file) => `${fixtures}/${file}`),
	'samples/postfix.log',
	'samples/exim-mainlog',
	'samples/swaks.txt',
];

for (const file of files) {
	test(`${file}: an export that is redacted tells nothing, one that is not no secret`, () => {
		const content = readFileSync(file, 'utf8');
		const log = MailLog.of(content);
		// What a server asks with is shown where nothing is to be hidden.
		const secrets = [...secretsIn(content)].filter(
			(secret) => !atob(secret.replace(/[^\w+/=]/g, '')).startsWith('<'),
		);
		const originals = [...originalsIn(content)];
		for (let index = 0; index < Math.min(3, log.sessionCount); index++) {
			for (const form of ['transcript', 'markdown', 'svg', 'mermaid'] as const) {
				const open = sessionExport(log, index, { form, redact: false });
				assert.deepEqual(
					secrets.filter((secret) => open.includes(secret)),
					[],
				);
				const hidden = sessionExport(log, index, { form, redact: true }).toLowerCase();
				assert.deepEqual(
					originals.filter((original) => tells(shown(hidden), original)),
					[],
				);
			}
		}
	});
}

/** An export without the signs of its form: what Markdown, Mermaid and SVG write for a sign. */
function shown(text: string): string {
	return text
		.replaceAll('\\', '')
		.replace(/<style>[^<]*<\/style>|<[^<>]*>/g, '\n')
		.replace(/#(\d+);/g, (_code, number: string) => String.fromCodePoint(Number(number)))
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&');
}
