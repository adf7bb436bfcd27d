import {
	MarkdownString,
	Uri,
	window,
	workspace,
	type CancellationToken,
	type ExtensionContext,
	type Hover,
} from 'vscode';
import {
	LanguageClient,
	State,
	TransportKind,
	WorkDoneProgress,
	type LanguageClientOptions,
} from 'vscode-languageclient/node';
import { language, section } from './names';
import type { Requests } from './requests';

/** What connects us to the server's process, running or not. */
export interface Connection {
	isRunning(): boolean;
	/** Starts the server unless it runs. */
	start(): Promise<void>;
	/** Ends the server if it runs. */
	stop(): Promise<void>;
	ask<R extends keyof Requests>(
		request: R,
		params: Requests[R]['params'],
		token?: CancellationToken,
		report?: (percentage: number) => void,
	): Promise<Requests[R]['result']>;
}

/** What the rest of the extension is told about the server. */
export interface ServerEvents {
	/** It has started: the first time, after a restart, and after a crash. */
	started(): void;
	/** It has been told of changed settings. */
	configured(): void;
}

/**
 * Makes the language client, whose server is a process of its own. This file is a bundle of its own, too: it is loaded with the
 * first mail log.
 */
export function createLanguageClient(context: ExtensionContext, events: ServerEvents): Connection {
	const client = new LanguageClient(
		section,
		'Mail Log Lens',
		serverOptions(context),
		clientOptions(context, events),
	);
	context.subscriptions.push(
		client.onDidChangeState(({ newState }) => {
			if (newState === State.Running) {
				events.started();
			}
		}),
	);
	return {
		isRunning: () => client.state === State.Running,
		start: () => client.start(),
		stop: async () => {
			if (client.state === State.Starting) {
				await client.start().catch(() => undefined);
			}
			if (client.state === State.Running) {
				await client.stop();
			}
		},
		ask: async (request, params, token, report) => {
			// A token that is not there would be sent as a second parameter, in the place of the one that the server makes.
			const send = (sent: typeof params): Promise<Requests[typeof request]['result']> =>
				token ? client.sendRequest(request, sent, token) : client.sendRequest(request, sent);
			if (!report) {
				return send(params);
			}
			const workDoneToken = crypto.randomUUID();
			const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, (told) => {
				if (told.kind === 'report') {
					report(told.percentage ?? 0);
				}
			});
			try {
				return await send({ ...params, workDoneToken } as typeof params);
			} finally {
				listening.dispose();
			}
		},
	};
}

function serverOptions(context: ExtensionContext) {
	const module = Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
	const transport = TransportKind.ipc;
	return {
		run: { module, transport },
		debug: { module, transport, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
	};
}

function clientOptions(context: ExtensionContext, events: ServerEvents): LanguageClientOptions {
	const outputChannel = window.createOutputChannel('Mail Log Lens', { log: true });
	context.subscriptions.push(outputChannel);
	return {
		// Any scheme: files, untitled documents, remote and virtual workspaces, and the sessions that we show.
		documentSelector: [{ language }],
		initializationOptions: { ...workspace.getConfiguration(section), commandLinks: true },
		synchronize: { configurationSection: section },
		middleware: {
			provideHover: async (document, position, token, next) =>
				withLinks(await next(document, position, token)),
			workspace: {
				didChangeConfiguration: async (sections, next) => {
					await next(sections);
					events.configured();
				},
			},
		},
		outputChannel,
	};
}

/** The commands that a link in our hovers may run. Whatever else a log brings into one stays text. */
const enabledCommands = [
	'mailLogLens.compareReplyCodes',
	'mailLogLens.explainReplyCode',
	'mailLogLens.followMessage',
];

/** Lets the links of our own hovers run their commands, and no others. */
function withLinks(hover: Hover | null | undefined): Hover | null | undefined {
	for (const content of hover?.contents ?? []) {
		if (content instanceof MarkdownString) {
			content.isTrusted = { enabledCommands };
		}
	}
	return hover;
}
