import { Uri } from 'vscode';
import type { SessionPanel } from '../views/sessionPanel';
import { requireMailLog } from './activeMailLog';

/**
 * `Mail Log: Show Session Timeline`: all sessions of the log, with the one under the cursor selected.
 *
 * @param uri the log, when a code lens or another extension says so
 * @param line any line of the session in it, from 0
 */
export async function showTimeline(panel: SessionPanel, uri?: unknown, line?: unknown): Promise<void> {
	if (typeof uri === 'string' && typeof line === 'number') {
		await panel.show(Uri.parse(uri), line);
		return;
	}
	const editor = requireMailLog();
	if (editor) {
		await panel.show(editor.document.uri, editor.selection.active.line);
	}
}
