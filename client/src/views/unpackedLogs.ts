import { Disposable, l10n, languages, workspace, type TextDocument } from 'vscode';
import { unpackedScheme } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { language } from '../names';

/** Serves compressed logs of the workspace, to which a symbol leads, as documents that cannot be written to. */
export function registerUnpackedLogs(server: LanguageServer): Disposable {
	return Disposable.from(
		workspace.registerTextDocumentContentProvider(unpackedScheme, {
			async provideTextDocumentContent(uri) {
				const unpacked = await server.ask('mailLogLens/unpack', { uri: uri.toString() });
				if (!unpacked) {
					throw new Error(l10n.t('{0} cannot be read any more.', uri.path));
				}
				return unpacked.text;
			},
		}),
		workspace.onDidOpenTextDocument((document) => void isMailLog(document)),
	);
}

/** Whatever the file is called, the server has found that it is one. */
async function isMailLog(document: TextDocument): Promise<void> {
	if (document.uri.scheme === unpackedScheme && document.languageId !== language) {
		await languages.setTextDocumentLanguage(document, language);
	}
}
