import { PassThrough } from 'node:stream';
import {
	createProtocolConnection,
	StreamMessageReader,
	StreamMessageWriter,
	type ClientCapabilities,
	type ProtocolConnection,
	type PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol/node';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../src/server';

/** Long enough for two notifications in a row, short enough for a test: milliseconds. */
const pause = 30;

/** What each of today's editors can show. */
const usual: ClientCapabilities['textDocument'] = {
	hover: { contentFormat: ['markdown', 'plaintext'] },
	codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
	documentSymbol: { hierarchicalDocumentSymbolSupport: true },
};

/** A client and the real server, in this process, over two streams. One that is `bare` can do no more than what is said of it. */
export async function connect(
	textDocument: ClientCapabilities['textDocument'] = {},
	initializationOptions: unknown = undefined,
	locale = 'en',
	{
		folder,
		isBare = false,
		...others
	}: ClientCapabilities & { readonly folder?: string; readonly isBare?: boolean } = {},
) {
	const [toServer, toClient] = [new PassThrough(), new PassThrough()];
	startServer(
		createConnection(
			ProposedFeatures.all,
			new StreamMessageReader(toServer),
			new StreamMessageWriter(toClient),
		),
		{ pause, root: 'file:///package' },
	);
	const client = createProtocolConnection(
		new StreamMessageReader(toClient),
		new StreamMessageWriter(toServer),
	);
	const published: PublishDiagnosticsParams[] = [];
	const waiting: (() => void)[] = [];
	client.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
		published.push(params);
		waiting.splice(0).forEach((resolve) => resolve());
	});
	client.listen();
	const { capabilities } = await client.sendRequest<{ capabilities: Record<string, unknown> }>('initialize', {
		processId: null,
		rootUri: folder ?? null,
		capabilities: isBare ? others : { workspace: {}, ...others, textDocument: { ...usual, ...textDocument } },
		initializationOptions,
		locale,
	});
	await client.sendNotification('initialized', {});
	return {
		client,
		capabilities,
		published,
		/** The next findings that the server sends by itself. */
		async nextPublished(): Promise<PublishDiagnosticsParams> {
			const { length } = published;
			while (published.length === length) {
				await new Promise<void>((resolve) => waiting.push(resolve));
			}
			return published.at(-1) as PublishDiagnosticsParams; // one has just come
		},
		async close(): Promise<void> {
			await client.sendRequest('shutdown');
			client.dispose();
			toServer.destroy();
			toClient.destroy();
		},
	};
}

/** Opens a document as an editor does. */
export async function open(
	client: ProtocolConnection,
	text: string,
	version = 1,
	uri = 'file:///logs/mail.log',
): Promise<void> {
	await client.sendNotification('textDocument/didOpen', {
		textDocument: { uri, languageId: 'mail-log', version, text },
	});
}
