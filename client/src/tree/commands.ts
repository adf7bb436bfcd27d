import { commands, Disposable, type ExtensionContext } from 'vscode';
import type { PlaceParams } from '../../../server/src/protocol';
import { compareSessions } from '../commands/compareSessions';
import { copySession } from '../commands/copySession';
import { showSession } from '../commands/showSession';
import { showTimeline } from '../commands/showTimeline';
import type { LanguageServer } from '../languageServer';
import type { SessionDocuments } from '../views/sessionDocuments';
import type { SessionPanel } from '../views/sessionPanel';
import type { SessionNode } from './nodes';
import { SessionTree } from './sessionTree';

/** Makes the view of the session tree, with its commands: those of its title, and those of a session's context menu. */
export function registerSessionTree(
	server: LanguageServer,
	sessions: SessionDocuments,
	panel: SessionPanel,
	context: ExtensionContext,
): Disposable {
	const tree = new SessionTree(server, context.globalState);
	return Disposable.from(
		tree,
		commands.registerCommand('mailLogLens.groupSessionsByOutcome', () => tree.groupBy('outcome')),
		commands.registerCommand('mailLogLens.groupSessionsByHost', () => tree.groupBy('host')),
		commands.registerCommand('mailLogLens.groupSessionsByTime', () => tree.groupBy('time')),
		commands.registerCommand('mailLogLens.groupSessionsByMessage', () => tree.groupBy('message')),
		commands.registerCommand('mailLogLens.filterSessions', () => tree.filter()),
		commands.registerCommand('mailLogLens.clearSessionFilter', () => tree.setFilter('')),
		commands.registerCommand('mailLogLens.refreshSessions', () => tree.refresh()),
		commands.registerCommand('mailLogLens.stopReadingSessions', () => tree.stop()),
		commands.registerCommand('mailLogLens.tree.showMore', (key: string) => tree.showMore(key)),
		commands.registerCommand('mailLogLens.tree.showSession', ({ log, row }: SessionNode) =>
			showSession(server, sessions, log.toString(), row.line),
		),
		commands.registerCommand('mailLogLens.tree.showTimeline', ({ log, row }: SessionNode) =>
			showTimeline(panel, log.toString(), row.line),
		),
		commands.registerCommand('mailLogLens.tree.compareSession', ({ log, row }: SessionNode) =>
			compareSessions(server, panel, log.toString(), row.id),
		),
		commands.registerCommand('mailLogLens.tree.copySession', (node: SessionNode) =>
			copySession(server, false, placeOf(node)),
		),
		commands.registerCommand('mailLogLens.tree.copySessionRedacted', (node: SessionNode) =>
			copySession(server, true, placeOf(node)),
		),
	);
}

function placeOf({ log, row }: SessionNode): PlaceParams {
	return { uri: log.toString(), position: { line: row.line, character: 0 } };
}
