import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Location } from 'vscode-languageserver-protocol/node';
import { connect, open } from './connect';
import { sentLog } from './features/logs';
import { placeOf } from './features/place';

const uri = 'file:///logs/mail.log';

const textDocument = {
	definition: {},
	references: {},
	documentHighlight: {},
	selectionRange: {},
};

test('only what a client asks for is offered', async (context) => {
	const plain = await connect();
	context.after(plain.close);
	const able = await connect(textDocument);
	context.after(able.close);
	for (const name of ['definition', 'references', 'documentHighlight', 'selectionRange']) {
		assert.equal(plain.capabilities[`${name}Provider`], undefined, name);
		assert.equal(able.capabilities[`${name}Provider`], true, name);
	}
});

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
