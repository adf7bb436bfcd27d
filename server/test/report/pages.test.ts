import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvReport } from '../../src/report/csvReport';
import { htmlReport } from '../../src/report/htmlReport';
import { jsonReport } from '../../src/report/jsonReport';
import { markdownReport } from '../../src/report/markdownReport';
import { textReport } from '../../src/report/textReport';
import { languages } from '../../src/knowledge/languages';
import { MailLog } from '../../src/core/mailLog';
import { countWholeLog } from '../../src/report/report';
import { reportForms, writeReport } from '../../src/report/write';
import { reportOf } from './count';

/** Senders, users, hosts and answers that would like to be something else. */
const hostile = `\
Jan  5 10:00:00 mx1 postfix/smtpd[101]: 4F2A1B0C91: client=<img[192.0.2.1], sasl_method=PLAIN, sasl_username=\u001b[31m=cmd|'/c calc'!A1
Jan  5 10:00:00 mx1 postfix/qmgr[100]: 4F2A1B0C91: from=<"><script>alert(1)</script>@example.net>, size=1500, nrcpt=2 (queue active)
Jan  5 10:00:02 mx1 postfix/smtp[103]: 4F2A1B0C91: to=<=1+1@example.com>, relay=mx.example.com[198.51.100.7]:25, delay=2, delays=0.5/0.25/1/0.25, dsn=5.0.0, status=bounced (host mx.example.com[198.51.100.7] said: 550 5.0.0 </td><script>x</script> | [a](command:x) \u202e\u001b[2J (in reply to RCPT TO command))
Jan  5 10:00:02 mx1 postfix/smtpd[103]: warning: <svg onload=x> a|b ${'long'.repeat(200)}
`;

const files = ['mail.log', 'a<b>\u001b[1m.log'];
const titled = { report: reportOf(hostile), files, errors: [{ file: 'c.log', error: 'no such file' }] };

const unseen = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;

test('text fits into 80 columns, and has nothing that a terminal would obey', () => {
	for (const language of languages) {
		const text = textReport({ ...titled, language });
		assert.doesNotMatch(text, unseen);
		assert.deepEqual(
			text.split('\n').filter((line) => line.length > 80),
			[],
		);
	}
});

test('Markdown shows what the log says as text', () => {
	const markdown = markdownReport(titled);
	assert.doesNotMatch(markdown, unseen);
	assert.doesNotMatch(markdown, /<script|<svg|<img|\[a\]\(command/);
	const columns = markdown.split('\n').filter((line) => line.startsWith('|'));
	const ofWarnings = columns.filter((line) => line.includes('longlong'));
	assert.deepEqual(
		ofWarnings.map((line) => line.replaceAll('\\|', '').split('|').length),
		[4],
	);
});

test('a cell of CSV is no formula', () => {
	const cells = [...csvReport(titled)].join('').split('\r\n').slice(1, -1);
	assert.ok(cells.some((line) => line.startsWith(`recipients,'=1+1@example.com,bounced,count,1`)));
	assert.deepEqual(
		cells.filter((line) => /(?:^|,)"?[=+@-]/.test(line)),
		[],
	);
});

test('JSON has a version, and the names as they are', () => {
	const json = JSON.parse([...jsonReport(titled)].join('')) as {
		schema: number;
		files: string[];
		sections: Record<string, { columns: object; rows: { name: string }[]; omitted: number }>;
	};
	assert.equal(json.schema, 1);
	assert.deepEqual(json.files, files);
	assert.deepEqual(json.sections['recipients'], {
		columns: { delivered: 'count', octets: 'octets', deferrals: 'count', bounced: 'count' },
		rows: [{ name: '=1+1@example.com', delivered: 0, octets: 0, deferrals: 0, bounced: 1 }],
		omitted: 0,
	});
});

test('HTML is one page without script and without anything from elsewhere; figures lead to their lines', () => {
	const lines = new Map([
		[
			'recipients/=1+1@example.com/bounced',
			[{ file: 'mail.log', line: 3, text: '</samp><script>x</script>\u001b[2J' }],
		],
	]);
	for (const language of languages) {
		const page = htmlReport({ ...titled, language }, lines);
		assert.doesNotMatch(
			page,
			/<script|<svg onload|<img|\son\w+=|javascript:|\b(?:src|srcset)=|url\(|@import/i,
		);
		assert.doesNotMatch(page, unseen);
		assert.match(
			page,
			/<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'/,
		);
		assert.match(page, /<a id="lines-1-of" href="#lines-1">1<\/a>/);
		assert.match(page, /<section id="lines-1" class="lines">[\s\S]*mail\.log:3[\s\S]*&lt;script&gt;/);
		assert.match(page, new RegExp(`^<!doctype html>\\n<html lang="${language}">`));
		// Every link leads to something in the page.
		for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) {
			assert.ok(page.includes(`id="${target}"`), target);
		}
		const tags = [...page.matchAll(/<(\/?)(table|section|tr|td|th|svg|figure|main|nav|footer)\b/g)];
		const open = (name: string, slash: string) =>
			tags.filter(([, close, tag]) => tag === name && close === slash).length;
		for (const name of ['table', 'section', 'tr', 'td', 'th', 'svg', 'figure', 'main', 'nav', 'footer']) {
			assert.equal(open(name, ''), open(name, '/'), name);
		}
		assert.equal((page.match(/<table>/g) ?? []).length, (page.match(/<caption>/g) ?? []).length);
	}
});

test('a page is made in steps, so that others get their turn', () => {
	const log = MailLog.of(hostile.repeat(50));
	const counted = countWholeLog(log, { step: 10 });
	const source = { log, files, errors: [], placeOf: (line: number) => ({ file: 'mail.log', line }) };
	for (const form of reportForms) {
		const steps = writeReport(form, counted, source, { rows: 10, language: 'en' });
		const read: number[] = [];
		let step = steps.next();
		for (; !step.done; step = steps.next()) {
			read.push(step.value);
		}
		assert.ok(read.length >= (form === 'html' ? log.lineCount / 10 : 5), `${form}: ${read.length} steps`);
		assert.equal(read.at(-1), log.lineCount);
		assert.ok(step.value.includes('4F2A1B0C91') === (form === 'html'), form);
	}
});
