import { commands, workspace, type Disposable, type ExtensionContext, type TextDocument } from 'vscode';
import { compareReplyCodes } from './commands/compareReplyCodes';
import { compareSessions } from './commands/compareSessions';
import { copyAsSwaks, copySession } from './commands/copySession';
import { copyText } from './commands/copyText';
import { explainReplyCode } from './commands/explainReplyCode';
import { exportDiagram } from './commands/exportDiagram';
import { exportLife } from './commands/exportLife';
import { exportRedactedCopy } from './commands/exportRedactedCopy';
import { getStarted } from './commands/getStarted';
import { goToNeighbour } from './commands/goToNeighbour';
import { followMessage } from './commands/followMessage';
import { hushRule, hushRuleInSession } from './commands/hushRule';
import { openSampleLog } from './commands/openSampleLog';
import { restartServer } from './commands/restartServer';
import { showReport } from './commands/showReport';
import { showSession } from './commands/showSession';
import { showTimeline } from './commands/showTimeline';
import { detectMailLogs } from './detect';
import { LanguageServer } from './languageServer';
import { language } from './names';
import { DecorationTypes } from './timeline/decorationTypes';
import { FailureRuler } from './timeline/failureRuler';
import { SessionHighlight } from './timeline/sessionHighlight';
import { Timeline } from './timeline/timeline';
import { registerSessionTree } from './tree/commands';
import { registerPages } from './views/pages';
import { ReportPanel } from './views/reportPanel';
import { registerSamples } from './views/samples';
import { FollowDocuments } from './views/followDocuments';
import { OriginalLines } from './views/originalLines';
import { SessionDocuments } from './views/sessionDocuments';
import { SessionPanel } from './views/sessionPanel';
import { registerUnpackedLogs } from './views/unpackedLogs';

let server: LanguageServer | undefined;

export function activate(context: ExtensionContext): void {
	const started = new LanguageServer(async (events) =>
		(await import('./languageClient')).createLanguageClient(context, events),
	);
	server = started;
	const originals = new OriginalLines();
	const sessions = new SessionDocuments(started, originals);
	const followed = new FollowDocuments(started, originals);
	const types = new DecorationTypes();
	const panel = new SessionPanel(started, context.extensionUri);
	const report = new ReportPanel(started, context.extensionUri);
	context.subscriptions.push(
		started,
		originals,
		sessions,
		followed,
		panel,
		report,
		registerPages(started),
		registerSamples(context.extensionUri),
		registerUnpackedLogs(started),
		commands.registerCommand('mailLogLens.explainReplyCode', (text?: unknown) =>
			explainReplyCode(started, text),
		),
		commands.registerCommand('mailLogLens.compareReplyCodes', (first?: unknown, second?: unknown) =>
			compareReplyCodes(started, first, second),
		),
		commands.registerCommand(
			'mailLogLens.compareSessions',
			(uri?: unknown, session?: unknown, other?: unknown) =>
				compareSessions(started, panel, uri, session, other),
		),
		commands.registerCommand('mailLogLens.showSession', (uri?: unknown, line?: unknown) =>
			showSession(started, sessions, uri, line),
		),
		commands.registerCommand('mailLogLens.showTimeline', (uri?: unknown, line?: unknown) =>
			showTimeline(panel, uri, line),
		),
		commands.registerCommand('mailLogLens.showReport', (uri?: unknown) => showReport(report, uri)),
		commands.registerCommand('mailLogLens.followMessage', (line?: unknown, character?: unknown) =>
			followMessage(started, followed, line, character),
		),
		commands.registerCommand('mailLogLens.copySession', () => copySession(started, false)),
		commands.registerCommand('mailLogLens.copySessionRedacted', () => copySession(started, true)),
		commands.registerCommand('mailLogLens.copyAsSwaks', () => copyAsSwaks(started)),
		commands.registerCommand('mailLogLens.exportDiagram', (uri?: unknown, line?: unknown) =>
			exportDiagram(started, uri, line),
		),
		commands.registerCommand('mailLogLens.exportLife', (uri?: unknown, message?: unknown) =>
			exportLife(started, uri, message),
		),
		commands.registerCommand('mailLogLens.exportRedactedCopy', () => exportRedactedCopy(started)),
		commands.registerCommand('mailLogLens.copyText', copyText),
		commands.registerCommand('mailLogLens.hushRule', hushRule),
		commands.registerCommand(
			'mailLogLens.hushRuleInSession',
			(rule?: unknown, uri?: unknown, line?: unknown) => hushRuleInSession(started, rule, uri, line),
		),
		commands.registerCommand('mailLogLens.goToNextFailure', () => goToNeighbour(started, 'failure', 'next')),
		commands.registerCommand('mailLogLens.goToPreviousFailure', () =>
			goToNeighbour(started, 'failure', 'previous'),
		),
		commands.registerCommand('mailLogLens.goToNextSession', () => goToNeighbour(started, 'session', 'next')),
		commands.registerCommand('mailLogLens.goToPreviousSession', () =>
			goToNeighbour(started, 'session', 'previous'),
		),
		commands.registerCommand('mailLogLens.goToNextStage', () => goToNeighbour(started, 'stage', 'next')),
		commands.registerCommand('mailLogLens.goToPreviousStage', () =>
			goToNeighbour(started, 'stage', 'previous'),
		),
		commands.registerCommand('mailLogLens.restartServer', () => restartServer(started)),
		types,
		new Timeline(started, types),
		new FailureRuler(started, types),
		new SessionHighlight(started),
		commands.registerCommand('mailLogLens.openSampleLog', (shown?: unknown) => openSampleLog(started, shown)),
		commands.registerCommand('mailLogLens.getStarted', () => getStarted(context)),
		registerSessionTree(started, sessions, panel, context),
		startWithMailLogs(started),
		detectMailLogs(),
	);
}

export async function deactivate(): Promise<void> {
	await server?.stop();
}

/** Starts the server with the first mail log that is opened. */
function startWithMailLogs(server: LanguageServer): Disposable {
	function onOpen(document: TextDocument): void {
		if (document.languageId === language) {
			// The language client has told the user why it could not start; the next mail log tries again.
			server.start().catch(() => undefined);
		}
	}
	workspace.textDocuments.forEach(onOpen);
	return workspace.onDidOpenTextDocument(onOpen);
}
