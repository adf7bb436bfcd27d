import { l10n, window, type TextEditor } from 'vscode';
import type { PlaceParams } from '../../../server/src/protocol';
import { language } from '../names';

/** The editor that has, or last had, the focus, if it shows a mail log. */
export function activeMailLog(): TextEditor | undefined {
	const editor = window.activeTextEditor;
	return editor?.document.languageId === language ? editor : undefined;
}

/** The same, and the user is told if it does not. */
export function requireMailLog(): TextEditor | undefined {
	const editor = activeMailLog();
	if (!editor) {
		void window.showInformationMessage(
			l10n.t('Open a mail log first: this command looks at the line of the cursor.'),
		);
	}
	return editor;
}

/** Where the cursor is, as our requests say it. */
export function cursorPlace(editor: TextEditor): PlaceParams {
	const { line, character } = editor.selection.active;
	return { uri: editor.document.uri.toString(), position: { line, character } };
}

/** Where the cursor is, and the user is told if it is in no mail log. */
export function placeOfCursor(): PlaceParams | undefined {
	const editor = requireMailLog();
	return editor && cursorPlace(editor);
}
