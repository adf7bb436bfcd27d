import { l10n } from 'vscode';
import type { LanguageServer } from '../languageServer';
import { placeOfCursor } from './activeMailLog';
import { askForExport } from './askWithProgress';
import { exportPicture } from './exportPicture';

/**
 * `Mail Log: Export Message Life…`: the life of the message that the cursor's line is of, or of the first one of its session, as an SVG
 * file, or as text for Mermaid. Secrets are masked in any case; redacted, names and addresses are replaced, too.
 *
 * @param uri the log, when the panel or another extension says so
 * @param message its number in the log, from 0
 */
export async function exportLife(server: LanguageServer, uri?: unknown, message?: unknown): Promise<void> {
	const asked = typeof uri === 'string' && typeof message === 'number' ? { uri, message } : messageOfCursor();
	if (asked) {
		await exportPicture(asked.uri, {
			title: l10n.t('Export Message Life'),
			name: 'message',
			ask: (choice) => askForExport(server, 'mailLogLens/exportLife', { ...asked, ...choice }),
			nothing:
				typeof asked.message === 'number'
					? l10n.t('The log has no such mail any more.')
					: l10n.t('The cursor is not on a line of a message.'),
		});
	}
}

function messageOfCursor() {
	const place = placeOfCursor();
	return place && { uri: place.uri, message: { line: place.position.line } };
}
