// Logs that are no plain syslog and no plain transcript, recognised by their content and read as they are.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogFolder } from './logFolder';
import { inWorkbench } from './scenario';

const transcripts = 'server/test/core/dialects/transcript/fixtures';
const files: Readonly<Record<string, string>> = {
	'journal.log': readFileSync('server/test/core/text/envelopes/json.log', 'utf8'),
	'exchange.log': readFileSync(join(transcripts, 'exchange-receive-interleaved.txt'), 'utf8'),
	'verbose.log': readFileSync(join(transcripts, 'postfix-v-smtpd.txt'), 'utf8'),
	'from-the-forum.txt': [
		'[quote="postmaster"]',
		'> 220 mx1.example.com ESMTP Postfix',
		'> EHLO client.example.org',
		'> 250 mx1.example.com',
		'> MAIL FROM:&lt;a@example.org&gt;',
		'> 250 2.1.0 Ok',
		'> RCPT TO:&lt;rabbit@example.com&gt;',
		'> 550 5.1.1 &lt;rabbit@example.com&gt;: Recipient address rejected',
		'> QUIT',
		'> 221 2.0.0 Bye',
		'[/quote]',
	].join('\n'),
	'reject.log': [
		'2026-01-05 10:00:00 1xVX0Y-00008E-0N H=mx.example.org [203.0.113.40]:4411 F=<a@example.org> rejected after DATA: spam',
		'Envelope-from: <a@example.org>',
		'Envelope-to: <b@example.com>',
		'P Received: from mx.example.org ([203.0.113.40]:4411)',
		'F From: a@example.org',
		'I Message-Id: <1@example.org>',
		'',
	].join('\n'),
};

const folder = new LogFolder();
for (const [name, text] of Object.entries(files)) {
	folder.add(name, text);
}
const scenario = inWorkbench(folder, 'journal.log');

scenario('entries of the journal, one JSON object a line, are a session', async (workbench) => {
	await workbench.wordsAfter(1, /^\(220 · EHLO · MAIL · RCPT · 354 · 250 · 221\) — 7 s$/);
	await workbench.screenshot('formats-journal');
});

scenario('conversations that a protocol log of Exchange mixes are told apart', async (workbench) => {
	await workbench.openFile(folder.file('exchange.log'));
	await workbench.wordsAfter(folder.lineOf('exchange.log', /08DA4F7C11473A60,1,.*220 /), /GREETING 220/);
	await workbench.screenshot('formats-exchange');
});

scenario('what Postfix logs with -v is a dialogue', async (workbench) => {
	await workbench.openFile(folder.file('verbose.log'));
	const greeting = folder.lineOf('verbose.log', />.*: 220 /);
	await workbench.goTo(greeting);
	await workbench.wordsAfter(greeting, /GREETING 220/);
	await workbench.screenshot('formats-verbose');
});

scenario('a transcript that was pasted from a forum', async (workbench) => {
	await workbench.openFile(folder.file('from-the-forum.txt'));
	await workbench.wordsAfter(8, /✗ RCPT 550 5\.1\.1/);
	await workbench.screenshot('formats-forum');
});

scenario('an entry of Exim’s reject log, with its headers', async (workbench) => {
	await workbench.openFile(folder.file('reject.log'));
	await workbench.wordsAfter(1, /✗ /);
	await workbench.screenshot('formats-reject');
});
