import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type {
	CallHierarchyIncomingCall,
	CallHierarchyItem,
	Location,
	SymbolInformation,
} from 'vscode-languageserver-protocol/node';
import { followChoicesRequest, followRequest, type FollowChoice, type FollowResult } from '../src/protocol';
import { connect, open } from './connect';
import { refusedLog, sentLog, swaksLog } from './features/logs';
import { placeOf } from './features/place';
import { mx1Log, mx2Log } from './tracing/hosts';

const uri = 'file:///logs/mail.log';

const textDocument = {
	definition: {},
	references: {},
	documentHighlight: {},
	selectionRange: {},
	callHierarchy: {},
	documentLink: {},
};

test('references are found in all logs that are open, but not twice in a copy of some of their lines', async (context) => {
	const { client, close } = await connect(textDocument);
	context.after(close);
	const others = ['file:///logs/mail.log.1', 'mail-log-session:/s1?x', 'mail-log-follow:/m1?x'];
	for (const each of [uri, ...others]) {
		await open(client, sentLog, 1, each);
	}
	const find = async (each: string) => {
		const found = await client.sendRequest<Location[]>('textDocument/references', {
			textDocument: { uri: each },
			position: placeOf(sentLog, 'm2@'),
			context: { includeDeclaration: true },
		});
		return found.map((location) => location.uri);
	};
	assert.deepEqual(await find(uri), [uri, 'file:///logs/mail.log.1']);
	assert.deepEqual(await find('mail-log-follow:/m1?x'), ['mail-log-follow:/m1?x']);
	assert.deepEqual(await find('file:///gone'), []);
});

test('places are answered, also where there is nothing', async (context) => {
	const { client, close } = await connect(textDocument);
	context.after(close);
	await open(client, sentLog);
	await open(client, '', 1, 'file:///empty.log');
	const position = placeOf(sentLog, '4jYB5r214Jz6x', 'deferred');
	for (const at of [position, { line: 0, character: 0 }, { line: 99_999, character: 99_999 }]) {
		for (const document of [uri, 'file:///empty.log', 'file:///gone']) {
			const place = { textDocument: { uri: document }, position: at };
			const isThere = at === position && document === uri;
			const begin = await client.sendRequest<Location[]>('textDocument/definition', place);
			assert.equal(begin.length, isThere ? 1 : 0);
			const highlights = await client.sendRequest<unknown[]>('textDocument/documentHighlight', place);
			assert.equal(highlights.length, isThere ? 5 : 0);
			await client.sendRequest('textDocument/selectionRange', {
				textDocument: { uri: document },
				positions: [at],
			});
		}
	}
});

test('symbols are those of open logs and of the mail logs in the workspace, by what is in a file', async (context) => {
	const folder = mkdtempSync(join(tmpdir(), 'mail-log-lens-'));
	context.after(() => rmSync(folder, { recursive: true, force: true }));
	mkdirSync(join(folder, 'old'));
	writeFileSync(join(folder, 'old', 'mail.log.1'), mx1Log);
	writeFileSync(join(folder, 'notes.txt'), 'the mail 4jYB5r214Jz6x was lost\n'.repeat(20));
	writeFileSync(join(folder, 'binary.log'), `${mx1Log}\0`);
	const { client, close } = await connect(textDocument, undefined, 'en', {
		folder: pathToFileURL(folder).href,
		workspace: { symbol: {} },
	});
	context.after(close);
	await open(client, mx2Log);
	const find = async (query: string) => {
		const found = await client.sendRequest<SymbolInformation[]>('workspace/symbol', { query });
		return found.map(
			({ name, location }) => `${name} ${location.uri.slice(location.uri.lastIndexOf('/') + 1)}`,
		);
	};
	assert.deepEqual(await find('4jYB5r2'), ['4jYB5r214Jz6x mail.log.1']);
	assert.deepEqual(await find('4jYB5s0'), ['4jYB5s0bBcz7y mail.log', '4jYB5s0bBcz7y mail.log.1']);
	appendFileSync(join(folder, 'old', 'mail.log.1'), mx1Log.replaceAll('4jYB5r214Jz6x', '4jYB5r314Jz6x'));
	assert.deepEqual(await find('4jYB5r3'), ['4jYB5r314Jz6x mail.log.1']);
	assert.deepEqual(await find(''), []);
});

test('the way of a mail, its links and all its lines are asked over the connection', async (context) => {
	const { client, close } = await connect(textDocument);
	context.after(close);
	const other = 'file:///logs/mx2.log';
	await open(client, mx1Log);
	await open(client, mx2Log, 1, other);
	const place = { textDocument: { uri: other }, position: placeOf(mx2Log, '4jYB5s0bBcz7y', 'local[23]') };
	const [item] = await client.sendRequest<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', place);
	assert.ok(item);
	const calls = await client.sendRequest<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', {
		item,
	});
	assert.deepEqual(
		calls.map(({ from }) => from.uri),
		[uri],
	);
	const links = await client.sendRequest<unknown[]>('textDocument/documentLink', { textDocument: { uri } });
	assert.ok(links.length > 0);
	const followed = await client.sendRequest<FollowResult>(followRequest, { subject: 'm1@example.org' });
	assert.equal(followed?.lines.length, 20);
	const choices = await client.sendRequest<FollowChoice[]>(followChoicesRequest, { typed: '4jYB' });
	assert.deepEqual(
		choices.map(({ kind }) => kind),
		['mail', 'mail', 'mail', 'messageId'],
	);
	assert.equal(await client.sendRequest(followRequest, { subject: 'nobody@example.org' }), null);
});

test('what takes long is answered although a log grows meanwhile', async (context) => {
	const { client, close } = await connect(textDocument);
	context.after(close);
	const lines = swaksLog.repeat(500);
	const end = { line: lines.split('\n').length - 1, character: 0 };
	await open(client, lines + refusedLog);
	const asked = client.sendRequest<unknown[]>('textDocument/documentLink', { textDocument: { uri } });
	await client.sendNotification('textDocument/didChange', {
		textDocument: { uri, version: 2 },
		contentChanges: [{ range: { start: end, end }, text: refusedLog }],
	});
	assert.equal((await asked).length, 4);
});

for (const [title, isShown] of [
	['is shown to a client that shows such things', true],
	['is not asked for twice where a client refuses it, and the answer comes all the same', false],
] as const) {
	test(`how far the reading of logs is ${title}`, async (context) => {
		const folder = mkdtempSync(join(tmpdir(), 'mail-log-lens-progress-'));
		context.after(() => rmSync(folder, { recursive: true }));
		writeFileSync(join(folder, 'mail.log'), mx1Log);
		writeFileSync(join(folder, 'mail.log.1'), mx1Log);
		const { client, close } = await connect(textDocument, undefined, 'en', {
			folder: pathToFileURL(folder).href,
			window: { workDoneProgress: true },
		});
		context.after(close);
		let asked = 0;
		const told: unknown[] = [];
		client.onRequest('window/workDoneProgress/create', () => {
			asked++;
			if (!isShown) {
				throw new Error('no');
			}
		});
		client.onNotification('$/progress', ({ value }: { readonly value: { readonly kind: string } }) => {
			told.push(value.kind);
		});
		const found = await client.sendRequest<SymbolInformation[]>('workspace/symbol', { query: '4jYB5r2' });
		assert.equal(found.length, 2);
		// Another request is answered behind all that was sent before.
		await client.sendRequest('textDocument/documentLink', { textDocument: { uri } });
		assert.equal(asked, 1);
		assert.deepEqual(told, isShown ? ['begin', 'report', 'report', 'end'] : []);
	});
}
