import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
	exportReportRequest,
	reportLinesRequest,
	reportRequest,
	type ExportResult,
	type ReportLinesResult,
	type ReportResult,
} from '../src/protocol';
import { connect, open } from './connect';

const uri = 'file:///logs/mail.log';
const older = 'file:///logs/mail.log.1';

/** A mail of which one recipient is unknown, and the next day a refusal. */
const text = `2026-01-05T10:00:00Z mx1 postfix/smtpd[101]: 4F2A1B0C9D: client=mx.example.net[192.0.2.1]
2026-01-05T10:00:00Z mx1 postfix/qmgr[100]: 4F2A1B0C9D: from=<a@example.net>, size=1500, nrcpt=2 (queue active)
2026-01-05T10:00:02Z mx1 postfix/smtp[103]: 4F2A1B0C9D: to=<b@example.com>, relay=mx.example.com[198.51.100.7]:25, delay=2, delays=0.5/0.25/1/0.25, dsn=2.0.0, status=sent (250 2.0.0 Ok)
2026-01-05T10:00:03Z mx1 postfix/smtp[103]: 4F2A1B0C9D: to=<c@example.com>, relay=mx.example.com[198.51.100.7]:25, delay=3, delays=0.5/0.25/2/0.25, dsn=5.1.1, status=bounced (host mx.example.com[198.51.100.7] said: 550 5.1.1 <c@example.com>: User unknown (in reply to RCPT TO command))
2026-01-06T11:00:00Z mx1 postfix/smtpd[101]: NOQUEUE: reject: RCPT from mx.example.net[192.0.2.1]: 550 5.1.1 <x@example.com>: Recipient address rejected: User unknown; from=<a@example.net> to=<x@example.com> proto=ESMTP helo=<mx.example.net>
`;
/** The same mail again, under another queue id, a day before. */
const textBefore = text
	.split('\n')
	.slice(0, 3)
	.map((line) => line.replace('2026-01-05', '2026-01-04').replace('4F2A1B0C9D', '4F2A1B0C00'))
	.join('\n');

const totals = (report: ReportResult | null, ...names: string[]) =>
	names.map((name) => {
		const rows = report?.sections.find(({ id }) => id === 'totals')?.rows;
		return rows?.find((row) => row.name === name)?.values['value'] ?? 0;
	});

test('the report of an open log, and the lines of its figures', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	await open(client, text);
	const report = await client.sendRequest<ReportResult | null>(reportRequest, { uris: [uri] });
	assert.equal(report?.title, 'Mail report');
	assert.deepEqual(report.heading, ['mail.log: 5 lines', '2026-01-05 10:00:00 to 2026-01-06 11:00:00']);
	assert.deepEqual(totals(report, 'received', 'delivered', 'bounced', 'rejected'), [1, 1, 1, 1]);
	const cells = report.sections.flatMap(({ rows }) => rows.flatMap((row) => row.cells));
	assert.ok(cells.some(({ figure }) => figure === 'totals/bounced/value'));
	assert.ok(
		cells.every(({ figure }) => !figure?.startsWith('delays/')),
		'a percentile is no sum of lines',
	);
	const linesOf = (figure: string) =>
		client.sendRequest<ReportLinesResult | null>(reportLinesRequest, { uris: [uri], figure });
	assert.deepEqual(await linesOf('totals/bounced/value'), { lines: [{ uri, line: 3 }], total: 1 });
	assert.deepEqual(await linesOf('recipientDomains/example.com/bounced'), {
		lines: [{ uri, line: 3 }],
		total: 1,
	});
	assert.deepEqual(await linesOf('nothing/of/this'), { lines: [], total: 0 });
});

test('every figure that says so has lines', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	await open(client, text);
	const report = await client.sendRequest<ReportResult | null>(reportRequest, { uris: [uri] });
	const figures = (report?.sections ?? []).flatMap(({ rows }) =>
		rows.flatMap(({ cells }) => cells.flatMap(({ figure }) => figure ?? [])),
	);
	assert.ok(figures.length > 20);
	for (const figure of figures) {
		const found = await client.sendRequest<ReportLinesResult | null>(reportLinesRequest, {
			uris: [uri],
			figure,
		});
		assert.ok(found && found.total > 0, figure);
	}
});

test('a part of the time: by the log’s own clock, its end not included', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	await open(client, text);
	const at = (time: string) => Date.parse(`${time}Z`) / 1000;
	const ask = async (range: object) =>
		totals(await client.sendRequest(reportRequest, { uris: [uri], ...range }), 'delivered', 'rejected');
	assert.deepEqual(await ask({ since: at('2026-01-06T00:00') }), [0, 1]);
	assert.deepEqual(await ask({ until: at('2026-01-06T00:00') }), [1, 0]);
	assert.deepEqual(await ask({ until: at('2026-01-06T11:00') }), [1, 0]);
	assert.deepEqual(await ask({ until: at('2026-01-06T11:00:01') }), [1, 1]);
});

test('several open logs are one report, and lines say which of them they are of', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	await open(client, textBefore, 1, older);
	await open(client, text);
	const uris = [older, uri];
	const report = await client.sendRequest<ReportResult | null>(reportRequest, { uris });
	assert.deepEqual(totals(report, 'received', 'delivered'), [2, 2]);
	assert.equal(report?.heading[0], 'mail.log.1, mail.log: 8 lines');
	assert.deepEqual(await client.sendRequest(reportLinesRequest, { uris, figure: 'totals/delivered/value' }), {
		lines: [
			{ uri: older, line: 2 },
			{ uri, line: 2 },
		],
		total: 2,
	});
});

test('a log that has changed is counted anew, and one that is closed is no longer counted', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	await open(client, text);
	const ask = () => client.sendRequest<ReportResult | null>(reportRequest, { uris: [uri] });
	assert.deepEqual(totals(await ask(), 'rejected'), [1]);
	const [refusal] = text.split('\n').slice(-2);
	await client.sendNotification('textDocument/didChange', {
		textDocument: { uri, version: 2 },
		contentChanges: [
			{
				range: { start: { line: 5, character: 0 }, end: { line: 5, character: 0 } },
				text: `${refusal?.replace('11:00:00Z', '11:00:09Z')}\n`,
			},
		],
	});
	assert.deepEqual(totals(await ask(), 'rejected'), [2]);
	await client.sendNotification('textDocument/didClose', { textDocument: { uri } });
	assert.equal(await ask(), null);
	assert.equal(await client.sendRequest(reportRequest, { uris: [] }), null);
});

test('counting that nobody waits for any more is given up', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	await open(client, text.repeat(40_000));
	const asked = client.sendRequest(reportRequest, { uris: [uri] });
	await client.sendNotification('$/cancelRequest', { id: 1 });
	await assert.rejects(asked, /no longer asked for/);
});

test('exported in the forms of the command line, also without names', async (context) => {
	const { client, close } = await connect(undefined, undefined, 'id');
	context.after(close);
	await open(client, text);
	const ask = async (form: string, redact = false) => {
		const result = await client.sendRequest<ExportResult>(exportReportRequest, { uris: [uri], form, redact });
		return result && 'text' in result ? result.text : '';
	};
	const json = JSON.parse(await ask('json')) as { sections: { totals: { rows: unknown[] } } };
	assert.deepEqual(json.sections.totals.rows[0], { name: 'received', value: 1 });
	assert.match(await ask('markdown'), /^# Laporan/);
	assert.match(await ask('html'), /^<!doctype html>\n<html lang="id">/);
	assert.match(await ask('csv'), /\r\ntotals,received,value,count,1\r\n/);
	for (const form of ['markdown', 'html', 'json', 'csv']) {
		// Markdown escapes the dot.
		assert.match(await ask(form), /example\\?\.com/);
		assert.doesNotMatch(await ask(form, true), /example\\?\.(?:com|net)/, form);
	}
});
