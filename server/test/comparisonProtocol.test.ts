import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodeAction, ShowMessageParams } from 'vscode-languageserver-protocol/node';
import {
	compareSessionsRequest,
	sessionChoicesRequest,
	type CompareSessionsResult,
	type SessionChoice,
} from '../src/protocol';
import { connect, open } from './connect';

const uri = 'file:///logs/mail.log';

/** A refused recipient of a client, and twelve minutes before a mail of it that was taken. */
const text = `Nov 23 10:18:00 mx1 postfix/smtpd[2214]: connect from mx.example.org[192.0.2.9]
Nov 23 10:18:00 mx1 postfix/smtpd[2214]: 4jYB4w0dbLz5c: client=mx.example.org[192.0.2.9]
Nov 23 10:18:00 mx1 postfix/smtpd[2214]: disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5
Nov 23 10:30:00 mx1 postfix/smtpd[2215]: connect from mx.example.org[192.0.2.9]
Nov 23 10:30:00 mx1 postfix/smtpd[2215]: NOQUEUE: reject: RCPT from mx.example.org[192.0.2.9]: 550 5.1.1 <nobody@example.com>: Recipient address rejected: User unknown in local recipient table; from=<a@example.org> to=<nobody@example.com> proto=ESMTP helo=<mx.example.org>
Nov 23 10:30:00 mx1 postfix/smtpd[2215]: disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4
`;
const atRefusal = { start: { line: 4, character: 0 }, end: { line: 4, character: 9 } };

test('a session is compared with the nearest that worked, with the one that is named, and with one of another log', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	await open(client, text);
	const other = 'file:///logs/mail.log.1';
	await client.sendNotification('textDocument/didOpen', {
		textDocument: { uri: other, languageId: 'mail-log', version: 1, text },
	});
	const ask = (params: object) =>
		client.sendRequest<CompareSessionsResult>(compareSessionsRequest, { uri, session: 's2', ...params });
	const told = (result: CompareSessionsResult) =>
		result && !('problem' in result)
			? [result.first.session, result.second.session, result.reason ?? '', result.differences[0]?.words]
			: result;
	const reply = (one: string, second: string) =>
		`RCPT: this one (${one}) got 550 5.1.1 “<nobody@example.com>: Recipient address rejected: User unknown in local recipient table”; that one (${second}) got through.`;
	assert.deepEqual(told(await ask({})), [
		...['s2', 's1', 'That one (s1) is the nearest that worked: same client, 12 minutes before.'],
		reply('s2', 's1'),
	]);
	assert.deepEqual(told(await ask({ other: { uri, session: 's1' } })), told(await ask({})));
	assert.deepEqual(told(await ask({ other: { uri: other, session: 's1' } })), [
		...['s2', 's1', ''],
		reply('s2, mail.log', 's1, mail.log.1'),
	]);
	for (const gone of [{ session: 's3' }, { session: 'x' }, { uri: 'file:///gone' }]) {
		assert.equal(await ask(gone), null, JSON.stringify(gone));
	}
});

test('where nothing can be proposed, the answer says so', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	await open(client, text.split('\n').slice(3).join('\n'));
	assert.deepEqual(await client.sendRequest(compareSessionsRequest, { uri, session: 's1' }), {
		problem: 'No session like s1 that worked was found in this log.',
	});
});

test('sessions to choose from', async (context) => {
	const { client, close } = await connect();
	context.after(close);
	await open(client, text);
	const ask = async (params: object) =>
		(await client.sendRequest<SessionChoice[]>(sessionChoicesRequest, { uri, ...params })).map(
			({ session, description }) => `${session} ${description}`,
		);
	assert.deepEqual(await ask({ line: 4 }), ['s2 with failures', 's1 completed']);
	assert.deepEqual(await ask({ with: { uri, session: 's2' } }), ['s1 same client, 12 minutes before']);
	assert.deepEqual(await ask({ uri: 'file:///gone' }), []);
});

test('the lightbulb of an editor without commands of ours compares in a message', async (context) => {
	const { client, nextPublished, close } = await connect();
	context.after(close);
	const messages: string[] = [];
	client.onNotification(
		'window/showMessage',
		({ message }: ShowMessageParams) => void messages.push(message),
	);
	await open(client, text);
	const { diagnostics } = await nextPublished();
	const actions = await client.sendRequest<CodeAction[]>('textDocument/codeAction', {
		...{ textDocument: { uri }, range: atRefusal },
		context: { diagnostics },
	});
	const action = actions.find(({ title }) => title.startsWith('Compare'));
	assert.equal(action?.title, 'Compare with a session that worked (s1, same client, 12 minutes before)');
	assert.deepEqual(action?.command?.arguments, [uri, 's2', 's1']);
	await client.sendRequest('workspace/executeCommand', action?.command);
	assert.match(
		messages.join('\n'),
		/^s2 · s1\nRCPT: this one \(s2\) got 550 5\.1\.1 .*\nThis one \(s2\) did not get to DATA/,
	);
});

test('nothing is offered where no session worked', async (context) => {
	const { client, nextPublished, close } = await connect();
	context.after(close);
	await open(client, text.split('\n').slice(3).join('\n'));
	const { diagnostics } = await nextPublished();
	assert.equal(diagnostics.length, 1);
	const actions = await client.sendRequest<CodeAction[]>('textDocument/codeAction', {
		...{ textDocument: { uri }, range: atRefusal },
		context: { diagnostics },
	});
	assert.ok(actions.length > 0 && !actions.some(({ title }) => title.startsWith('Compare')));
});
