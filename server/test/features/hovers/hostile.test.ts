import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { MailLog } from '../../../src/core/mailLog';
import { hover } from '../../../src/features/hover';
import { log, postfix, refusedLog, sentLog, swaksLog } from '../logs';

/** What must not come out of a log as more than text. */
const evil = [
	'[x](command:mailLogLens.explainReplyCode?%5B%22550%22%5D)',
	'![i](http://evil.example/x)',
	'<img/src=x/onerror=alert(1)>',
	'<a/href="command:evil">',
	'`</code>`[y](command:evil)``',
	'$(alert)',
	'\u202egro.elpmaxe\u202c',
	'&#60;b&#62;',
	'http://evil.example/',
	'**b**__i__~~s~~|t|#h',
];

/** Lines of every sort with a text in every place that a stranger can fill. */
function linesWith(text: string): string {
	return log(
		postfix('10:30:00', 'smtpd[1]', `connect from ${text}[192.0.2.9]`),
		postfix(
			'10:30:01',
			'smtpd[1]',
			`NOQUEUE: reject: RCPT from ${text}[192.0.2.9]: 450 4.2.0 <${text}@example.com>: ${text}; from=<${text}@example.org> to=<${text}@example.com> proto=ESMTP helo=<${text}>`,
		),
		postfix(
			'10:30:01',
			'smtpd[1]',
			`warning: ${text}: hostname ${text} does not resolve to address 192.0.2.9`,
		),
		postfix('10:30:01', 'smtpd[1]', `lost connection after ${text} from ${text}[192.0.2.9]`),
		postfix('10:30:02', 'smtpd[1]', `disconnect from ${text}[192.0.2.9] ehlo=1 ${text}=1/2 commands=1/3`),
		postfix('10:30:02', 'postscreen[1]', `PREGREET 9 after 0.1 from [192.0.2.9]:5193: ${text}`),
		postfix('10:30:02', 'cleanup[1]', `4jYB5r214Jz6x: message-id=<${text}@example.com>`),
		postfix(
			'10:30:02',
			'cleanup[1]',
			`4jYB5r214Jz6x: warning: header Subject: =?utf-8?B?${Buffer.from(text).toString('base64')}?= from ${text}; from=<${text}>`,
		),
		postfix(
			'10:30:02',
			'qmgr[1]',
			`4jYB5r214Jz6x: from=<${text}@example.com>, size=900, nrcpt=2 (queue active)`,
		),
		postfix(
			'10:30:03',
			'smtp[1]',
			`4jYB5r214Jz6x: to=<${text}@example.net>, orig_to=<${text}>, relay=${text}[198.51.100.7]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host ${text}[198.51.100.7] said: 550 5.1.1 ${text} (in reply to RCPT TO command))`,
		),
		`2026-11-23 23:55:06 1xVdsI-00009n-0f <= ${text}@example.net H=${text} (${text}) [203.0.113.10] P=${text} X=TLS1.3:${text}:256 CV=no A=${text}:${text} S=440 id=${text}@example.net`,
		`2026-11-23 23:55:07 1xVdsI-00009n-0f ** ${text}@example.net R=${text} T=${text} H=${text} [203.0.113.25]: SMTP error from remote mail server after RCPT TO:<${text}>: 550 5.1.1 ${text}`,
		'=== Trying mx.example.com:587...',
		`<-  220 ${text} ESMTP`,
		` -> EHLO ${text}`,
		`<-  250-${text}`,
		`<-  250 AUTH ${text}`,
		` -> AUTH ${text}`,
		`<-  334 ${Buffer.from(text).toString('base64')}`,
		' -> c2VjcmV0',
		`<** 535 5.7.8 ${text}`,
		` -> MAIL FROM:<${text}>`,
		`<** 550 5.1.1 ${text}`,
	);
}

/** A hover without its code spans, in which Markdown means nothing. */
function outsideCode(markdown: string): string {
	return markdown.replace(/(?<!`)(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, '');
}

test('no text of a log becomes a link, a command, HTML, an icon or a direction mark', () => {
	for (const text of evil) {
		const mailLog = MailLog.of(linesWith(text));
		for (let line = 0; line < mailLog.lineCount; line++) {
			for (let character = 0; character < mailLog.text(line).length; character += 3) {
				const found = hover(mailLog, { position: { line, character }, commandLinks: true });
				const markdown = (found?.contents as { readonly value: string } | undefined)?.value ?? '';
				const where = `line ${String(line + 1)}, ${String(character)}: ${markdown}`;
				const plain = outsideCode(markdown);
				assert.doesNotMatch(
					plain,
					/evil\.example|command:evil|<img|<a\b|(?<!\\)\$\(|https?:\/\/evil|(?<!\\)~~|\*\*b\*\*|__i__|&#/i,
					where,
				);
				assert.doesNotMatch(markdown, /[\u202a-\u202e\u2066-\u2069]/, where);
				for (const [, title = '', address = ''] of plain.matchAll(/\[([^\]]{0,99})\]\(([^)]*)\)/g)) {
					assert.match(
						address,
						/^https:\/\/[\w.-]+\/|^command:mailLogLens\.(?:compare|explain)ReplyCodes?\?%5B%22[\d.]+%22|^command:mailLogLens\.followMessage\?%5B\d+%2C\d+%5D$/,
						`${title} ${where}`,
					);
				}
			}
		}
	}
});

test('every place of a line gives a hover or none, and each is short', () => {
	const samples = readdirSync('samples').filter(
		(name) => statSync(`samples/${name}`).isFile() && !name.endsWith('.md'),
	);
	const texts = [
		refusedLog,
		sentLog,
		swaksLog,
		...samples.map((name) => readFileSync(`samples/${name}`, 'utf8')),
	];
	for (const text of texts) {
		const mailLog = MailLog.of(text);
		for (let line = 0; line < Math.min(60, mailLog.lineCount); line++) {
			for (const { index } of mailLog.text(line).matchAll(/\w+/g)) {
				const found = hover(mailLog, {
					position: { line, character: index },
					commandLinks: true,
					language: 'id',
				});
				const markdown = (found?.contents as { readonly value: string } | undefined)?.value ?? '';
				assert.ok(!/\{\w+\}|undefined|NaN/.test(outsideCode(markdown)), markdown);
				const paragraphs = markdown.replace(/\]\([^()\s]*\)/g, ']').replaceAll('\\', '');
				assert.ok(paragraphs.length < 1200, markdown);
			}
		}
	}
});
