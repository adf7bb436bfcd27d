import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MailLog } from '../../src/core/mailLog';
import { redactedSession, sessionExport, type ExportForm } from '../../src/features/sessionExport';
import { Redaction } from '../../src/redaction/redaction';
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

function redactedExport(log: MailLog, index: number, form: ExportForm): string {
	const redaction = Redaction.of(log);
	redaction.check();
	return redactedSession(log, index, form, redaction);
}

test('a session as a dialogue', () => {
	const log = MailLog.of(text);
	assert.equal(sessionExport(log, 0, 'transcript'), `${text.replace('AGFsaWNlAHMzY3IzdC1QYXNz', '****')}\n`);
});

test('a session as a dialogue, redacted', () => {
	const told = redactedExport(MailLog.of(text), 0, 'transcript');
	assert.match(told, /^S: 220 mx1\.domain1\.example ESMTP\nC: EHLO host1\.domain2\.example\n/);
	assert.match(told, /C: RCPT TO:<user2@domain1\.example>\nS: 550 5\.1\.1 no such user \| nobody\n/);
});

test('a session for a ticket', () => {
	const told = sessionExport(MailLog.of(text), 0, 'markdown');
	assert.match(told, /^## Session s1 · /);
	assert.match(told, /^- Login: PLAIN\\, (?:\S+ )?✓$/m);
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
				const open = sessionExport(log, index, form);
				assert.deepEqual(
					secrets.filter((secret) => open.includes(secret)),
					[],
				);
				const hidden = redactedExport(log, index, form).toLowerCase();
				assert.deepEqual(
					originals.filter((original) => tells(shown(hidden), original)),
					[],
				);
			}
		}
	});
}

test('the session of a redacted copy is told as the copy tells it: the same names, lines and times', () => {
	for (const file of files) {
		const log = MailLog.of(readFileSync(file, 'utf8'));
		const redaction = Redaction.of(log);
		redaction.check();
		const copy = redaction.copy();
		for (let index = 0; index < Math.min(3, log.sessionCount); index++) {
			for (const form of ['lines', 'transcript'] as const) {
				assert.equal(redactedSession(log, index, form, redaction), sessionExport(copy, index, form), file);
			}
			const facts = (text: string) =>
				text.split('\n').filter((line) => /^(?:##|- Began|- Lines|\|)/.test(line));
			assert.deepEqual(
				facts(redactedSession(log, index, 'markdown', redaction)),
				facts(sessionExport(copy, index, 'markdown')),
				file,
			);
		}
	}
});

test('a ticket has the headings of its language', () => {
	const told = sessionExport(MailLog.of(text), 0, 'markdown', 'id');
	assert.match(told, /^## Sesi s1 · /);
	assert.match(told, /^\| Baris \| Tahap \| Perintah \| Balasan \| Setelah \| Bukti \|$/m);
	assert.match(told, /^- Ditulis oleh: /m);
	assert.doesNotMatch(told, /Session|Written|Stage|\bline\b/);
});

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
