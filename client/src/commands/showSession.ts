import { l10n, window } from 'vscode';
import type { LanguageServer } from '../languageServer';
import type { SessionDocuments } from '../views/sessionDocuments';
import { cursorPlace, requireMailLog } from './activeMailLog';

/** `Mail Log: Show Session`: the lines of the session under the cursor, without those of the others. */
export async function showSession(server: LanguageServer, sessions: SessionDocuments): Promise<void> {
	const editor = requireMailLog();
	if (!editor) {
		return;
	}
	const session = await server.ask('mailLogLens/session', cursorPlace(editor));
	if (session) {
		await sessions.show(editor.document.uri, session);
	} else {
		void window.showInformationMessage(l10n.t('The cursor is not on a line of a session.'));
	}
}
