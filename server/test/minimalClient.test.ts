// What a client can be given and asked. One that says nothing of itself pulls no findings, shows no Markdown and no trees, has no
// commands of ours, and answers no request.
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import {
	SymbolKind,
	type ClientCapabilities,
	type Command,
	type Hover,
	type Location,
	type MessageConnection,
	type ShowMessageParams,
	type SymbolInformation,
} from 'vscode-languageserver-protocol/node';
import { connect, open } from './connect';
import { refusedLog, sentLog } from './features/logs';
import { placeOf } from './features/place';

const uri = 'file:///logs/mail.log';
const textDocument = { uri };

/** Connects as a client that can do just what is said. Whatever the server asks or tells it is noted, but for findings. */
async function connectBare(context: TestContext, able: ClientCapabilities = {}) {
	const connected = await connect({}, undefined, 'en', { isBare: true, ...able });
	context.after(connected.close);
	const asked: string[] = [];
	const messages: string[] = [];
	const { client } = connected;
	client.onNotification(
		'window/showMessage',
		({ message }: ShowMessageParams) => void messages.push(message),
	);
	// Whatever else comes. A protocol connection is a message connection, but does not say that it takes these handlers.
	const all = client as unknown as MessageConnection;
	all.onNotification((method) => void asked.push(method));
	all.onRequest((method) => {
		asked.push(method);
		throw new Error(`this client does not know ${method}`);
	});
	return { ...connected, asked, messages };
}

test('a hover is plain text for a client that does not ask for Markdown first', async (context) => {
	const ask = async (able: ClientCapabilities): Promise<Hover['contents']> => {
		const { client } = await connectBare(context, able);
		await open(client, refusedLog);
		const place = { textDocument, position: placeOf(refusedLog, '550') };
		return (await client.sendRequest<Hover>('textDocument/hover', place)).contents;
	};
	const plain = JSON.stringify(await ask({}));
	assert.match(
		plain,
		/"plaintext".*"550 Mailbox unavailable · 5\.1\.1 No such mailbox\\n\\nSession s1 · RCPT/,
	);
	assert.match(plain, /recipient nobody@example\.com · sender a_b@example\.org/);
	assert.match(plain, /RFC 5321 §4\.2\.3 <https:/);
	assert.doesNotMatch(plain, /\*\*|\]\(|`|\\\\/);
	const other = await ask({ textDocument: { hover: { contentFormat: ['plaintext', 'markdown'] } } });
	assert.equal(JSON.stringify(other), plain);
	const markdown = await ask({ textDocument: { hover: { contentFormat: ['markdown', 'plaintext'] } } });
	assert.match(JSON.stringify(markdown), /"markdown".*\*\*550\*\*/);
});

test('columns are those of UTF-16, whatever else a client could count', async (context) => {
	const { client, capabilities, nextPublished } = await connectBare(context, {
		general: { positionEncodings: ['utf-8', 'utf-32', 'utf-16'] },
	});
	assert.equal(capabilities['positionEncoding'], 'utf-16');
	// Four octets and two code units; two octets and one.
	const log = refusedLog.replace('mx1 postfix/smtpd[2214]: NOQUEUE', 'mx📬é postfix/smtpd[2214]: NOQUEUE');
	await open(client, log);
	const [finding] = (await nextPublished()).diagnostics;
	assert.deepEqual(finding?.range.start, placeOf(log, '550'));
});

test('findings are sent; actions are bare commands, which the server runs itself', async (context) => {
	const { client, capabilities, nextPublished, messages, asked } = await connectBare(context);
	await open(client, refusedLog);
	const { diagnostics } = await nextPublished();
	assert.equal(capabilities['diagnosticProvider'], undefined);
	const [finding] = diagnostics;
	assert.ok(finding);
	const commands = await client.sendRequest<Command[]>('textDocument/codeAction', {
		textDocument,
		range: finding.range,
		context: { diagnostics },
	});
	assert.ok(commands.length >= 4);
	const known = (capabilities['executeCommandProvider'] as { commands: string[] }).commands;
	for (const { title, command, arguments: args } of commands) {
		assert.ok(known.includes(command), `${title} runs ${command}`);
		const [shown, published] = [messages.length, nextPublished()];
		await client.sendRequest('workspace/executeCommand', { command, arguments: args });
		if (/^Hush|^Switch/.test(title)) {
			assert.deepEqual((await published).diagnostics, [], title);
			await client.sendNotification('workspace/didChangeConfiguration', { settings: {} });
		} else {
			assert.equal(messages.length, shown + 1, title);
		}
	}
	assert.deepEqual(asked, []);
});

test('an outline is a list, of kinds that LSP had from the beginning', async (context) => {
	const { client } = await connectBare(context);
	await open(client, sentLog);
	const outline = await client.sendRequest<SymbolInformation[]>('textDocument/documentSymbol', {
		textDocument,
	});
	assert.deepEqual(
		outline.map(({ name, kind, containerName }) => [name, kind, containerName]),
		[
			['4jYB5r214Jz6x · deferred', SymbolKind.Package, undefined],
			['nobody@example.net', SymbolKind.Field, '4jYB5r214Jz6x · deferred'],
			['c@example.edu', SymbolKind.Field, '4jYB5r214Jz6x · deferred'],
			['s1 · mx.example.net [198.51.100.7] · with failures', SymbolKind.Function, undefined],
		],
	);
	const found = await client.sendRequest<SymbolInformation[]>('workspace/symbol', { query: '4jYB5r2' });
	assert.deepEqual(
		found.map(({ name, kind }) => [name, kind]),
		[['4jYB5r214Jz6x', SymbolKind.Function]],
	);
});

test('what a client asks for is answered, though it has not said that it knows it', async (context) => {
	const { client, asked } = await connectBare(context);
	await open(client, sentLog);
	const place = { textDocument, position: placeOf(sentLog, '4jYB5r214Jz6x', 'deferred') };
	const begin = await client.sendRequest<Location[]>('textDocument/definition', place);
	assert.deepEqual(
		begin.map(({ range }) => range.start.line),
		[0],
	);
	for (const [method, params] of [
		['references', { ...place, context: { includeDeclaration: true } }],
		['documentHighlight', place],
		['prepareCallHierarchy', place],
		['documentLink', { textDocument }],
		['foldingRange', { textDocument }],
		['selectionRange', { textDocument, positions: [place.position] }],
		['codeLens', { textDocument }],
		[
			'inlayHint',
			{ textDocument, range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } } },
		],
	] as const) {
		const answer = await client.sendRequest<unknown[]>(`textDocument/${method}`, params);
		assert.ok(Array.isArray(answer), method);
	}
	await client.sendNotification('workspace/didChangeConfiguration', { settings: {} });
	assert.deepEqual(asked, []);
});

test('a client that refuses what it is asked keeps its server', async (context) => {
	const { client, nextPublished, asked } = await connectBare(context, {
		workspace: { codeLens: { refreshSupport: true }, inlayHint: { refreshSupport: true } },
	});
	await open(client, refusedLog);
	await nextPublished();
	await client.sendNotification('workspace/didChangeConfiguration', {
		settings: { checks: { 'reply.rejected': 'off' } },
	});
	assert.deepEqual((await nextPublished()).diagnostics, []);
	assert.deepEqual(asked, ['workspace/codeLens/refresh', 'workspace/inlayHint/refresh']);
});
