import { l10n } from 'vscode';
import type { LanguageServer } from '../languageServer';
import { placeOfCursor } from './activeMailLog';
import { askForExport } from './askWithProgress';
import { exportPicture } from './exportPicture';

/**
 * `Mail Log: Export Session Diagram…`: the sequence diagram of the session under the cursor as an SVG file, or as text for Mermaid.
 * Secrets are masked in any case; redacted, names and addresses are replaced, too.
 *
 * @param uri the log, when the panel or another extension says so
 * @param line any line of the session in it, from 0
 */
export async function exportDiagram(server: LanguageServer, uri?: unknown, line?: unknown): Promise<void> {
	const place =
		typeof uri === 'string' && typeof line === 'number'
			? { uri, position: { line, character: 0 } }
			: placeOfCursor();
	if (place) {
		await exportPicture(place.uri, {
			title: l10n.t('Export Session Diagram'),
			name: 'session',
			ask: (choice) => askForExport(server, 'mailLogLens/exportSession', { ...place, ...choice }),
			nothing: l10n.t('The cursor is not on a line of a session.'),
		});
	}
}
