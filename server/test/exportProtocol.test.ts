import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CancellationTokenSource, WorkDoneProgress } from 'vscode-languageserver-protocol/node';
import { exportSessionRequest, redactRequest, sessionRequest, type ExportResult } from '../src/protocol';
import { connect, open } from './connect';

const uri = 'file:///logs/mail.log';

/** So many refusals of different people that a copy of them takes a while. */
function largeLog(sessions: number): string {
	return Array.from({ length: sessions }, (_, number) => {
		const host = `host${number}.example.net[198.51.100.${number % 250}]`;
		return [
			`Nov 23 10:30:00 mx1 postfix/smtpd[${number + 100}]: connect from ${host}`,
			`Nov 23 10:30:00 mx1 postfix/smtpd[${number + 100}]: NOQUEUE: reject: RCPT from ${host}: 550 5.1.1 <person${number}@example.com>: Recipient address rejected: User unknown; from=<sender${number}@example.org> to=<person${number}@example.com> proto=ESMTP helo=<x>`,
			`Nov 23 10:30:00 mx1 postfix/smtpd[${number + 100}]: disconnect from ${host} ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4\n`,
		].join('\n');
	}).join('');
}

test('a redacted copy says how far it is, and lets other requests in between', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	await open(client, largeLog(500));
	const told: number[] = [];
	client.onProgress(WorkDoneProgress.type, 'token', (value) => {
		if (value.kind === 'report') {
			told.push(value.percentage ?? 0);
		}
	});
	let isCopied = false;
	const copying = client
		.sendRequest<ExportResult>(redactRequest, { uri, workDoneToken: 'token' })
		.then((result) => {
			isCopied = true;
			return result;
		});
	await client.sendRequest(sessionRequest, { uri, position: { line: 0, character: 0 } });
	assert.equal(isCopied, false);
	const result = await copying;
	assert.ok(result && 'text' in result);
	assert.equal(result.text.split('\n').length, 1500);
	assert.doesNotMatch(result.text, /person1|sender1/);
	assert.ok(told.length > 10);
	assert.deepEqual(
		told,
		[...new Set(told)].sort((a, b) => a - b),
	);
});

test('nobody waits for a copy that is no longer wanted, or whose log has changed', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	await open(client, largeLog(500));
	const { token, cancel } = cancelling();
	const copying = client.sendRequest(redactRequest, { uri }, token);
	cancel();
	await assert.rejects(copying, /no longer asked for/);
	const again = client.sendRequest(redactRequest, { uri });
	await client.sendNotification('textDocument/didChange', {
		textDocument: { uri, version: 2 },
		contentChanges: [{ text: 'another log' }],
	});
	await assert.rejects(again, /a log has changed/);
});

function cancelling() {
	const source = new CancellationTokenSource();
	return { token: source.token, cancel: () => source.cancel() };
}

test('the second session that is copied has the names of the first, and the log is not read again for it', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	await open(client, largeLog(200));
	const copied = async (workDoneToken: string) => {
		const told: unknown[] = [];
		client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => void told.push(value));
		const result = await client.sendRequest<ExportResult>(exportSessionRequest, {
			uri,
			position: { line: 300, character: 0 },
			form: 'lines',
			redact: true,
			workDoneToken,
		});
		assert.ok(result && 'text' in result);
		return { text: result.text, steps: told.length };
	};
	const first = await copied('first');
	const second = await copied('second');
	assert.equal(second.text, first.text);
	assert.doesNotMatch(first.text, /person|sender|example\.net\[/);
	assert.ok(first.steps > 10);
	assert.equal(second.steps, 0);
	await client.sendNotification('textDocument/didChange', {
		textDocument: { uri, version: 2 },
		contentChanges: [
			{ range: { start: { line: 0, character: 0 }, end: { line: 3, character: 0 } }, text: '' },
		],
	});
	assert.ok((await copied('third')).steps > 10);
});
