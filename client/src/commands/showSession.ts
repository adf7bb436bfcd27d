import { l10n, Uri, window } from 'vscode';
import type { LanguageServer } from '../languageServer';
import type { SessionDocuments } from '../views/sessionDocuments';
import { placeOfCursor } from './activeMailLog';

/**
 * `Mail Log: Show Session`: the lines of the session under the cursor, without those of the others.
 *
 * @param uri the log, when a code action or another extension says so
 * @param line any line of the session in it, from 0
 */
export async function showSession(
	server: LanguageServer,
	sessions: SessionDocuments,
	uri?: unknown,
	line?: unknown,
): Promise<void> {
	const place =
		typeof uri === 'string' && typeof line === 'number'
			? { uri, position: { line, character: 0 } }
			: placeOfCursor();
	if (!place) {
		return;
	}
	const session = await server.ask('mailLogLens/session', place);
	if (session) {
		await sessions.show(Uri.parse(place.uri), session);
	} else {
		void window.showInformationMessage(l10n.t('The cursor is not on a line of a session.'));
	}
}
