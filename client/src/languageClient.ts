import { Uri, window, workspace, type CancellationToken, type ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind, type LanguageClientOptions } from 'vscode-languageclient/node';
import { language, section } from './names';
import type { Requests } from './requests';

/** A server that runs, or is being restarted after a crash. */
export interface RunningServer {
	ask<R extends keyof Requests>(
		request: R,
		params: Requests[R]['params'],
		token?: CancellationToken,
	): Promise<Requests[R]['result']>;
	restart(): Promise<void>;
	stop(): Promise<void>;
}

/** Starts the language server in a process of its own. A bundle of its own too: loaded with the first mail log. */
export async function startLanguageClient(context: ExtensionContext): Promise<RunningServer> {
	const module = Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
	const outputChannel = window.createOutputChannel('Mail Log Lens', { log: true });
	context.subscriptions.push(outputChannel);
	const options: LanguageClientOptions = {
		// Any scheme: files, untitled documents, remote and virtual workspaces, and the sessions that we show.
		documentSelector: [{ language }],
		initializationOptions: workspace.getConfiguration(section),
		synchronize: { configurationSection: section },
		outputChannel,
	};
	const client = new LanguageClient(
		section,
		'Mail Log Lens',
		{
			run: { module, transport: TransportKind.ipc },
			debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
		},
		options,
	);
	await client.start();
	return {
		ask: (request, params, token) => client.sendRequest(request, params, token),
		restart: () => client.restart(),
		stop: () => client.stop(),
	};
}
