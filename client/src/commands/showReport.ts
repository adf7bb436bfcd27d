import { Uri } from 'vscode';
import type { ReportPanel } from '../views/reportPanel';
import { requireMailLog } from './activeMailLog';

/**
 * `Mail Log: Show Report`: what happened in the log, in figures.
 *
 * @param uri the log, when a menu or another extension says so
 */
export async function showReport(panel: ReportPanel, uri?: unknown): Promise<void> {
	const log =
		uri instanceof Uri ? uri : typeof uri === 'string' ? Uri.parse(uri) : requireMailLog()?.document.uri;
	if (log) {
		await panel.show(log);
	}
}
