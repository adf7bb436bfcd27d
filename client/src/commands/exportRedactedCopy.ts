import { l10n, window, workspace } from 'vscode';
import type { LanguageServer } from '../languageServer';
import { language } from '../names';
import { requireMailLog } from './activeMailLog';
import { askWithProgress } from './askWithProgress';

/** `Mail Log: Export Redacted Copy`: the log in front without names and secrets, as a new document that is not saved. */
export async function exportRedactedCopy(server: LanguageServer): Promise<void> {
	const editor = requireMailLog();
	if (!editor) {
		return;
	}
	const uri = editor.document.uri.toString();
	const title = l10n.t('Making a copy without names and secrets…');
	const result = await askWithProgress(server, title, 'mailLogLens/redact', { uri });
	if (result && 'problem' in result) {
		void window.showErrorMessage(result.problem);
	} else if (result) {
		await window.showTextDocument(await workspace.openTextDocument({ language, content: result.text }));
	}
}
