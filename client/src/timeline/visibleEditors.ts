import { languages, window, type Disposable, type TextDocument, type TextEditor } from 'vscode';

/** Does something again for the editors that are seen and show one of some documents. */
export type Again = (documents: (document: TextDocument) => boolean) => void;

export function forVisibleEditors(refresh: (editor: TextEditor) => void): Again {
	return (documents) =>
		window.visibleTextEditors
			.filter((editor) => documents(editor.document))
			.forEach((editor) => refresh(editor));
}

/** Findings are new where the server has read a document again. */
export function onDidRead(again: Again): Disposable {
	return languages.onDidChangeDiagnostics(({ uris }) => {
		const read = new Set(uris.map(String));
		again((document) => read.has(document.uri.toString()));
	});
}
