import { env, l10n, Uri, window, workspace, type QuickPickItem } from 'vscode';
import type { ExportSessionParams, PlaceParams } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { cursorPlace, requireMailLog } from './activeMailLog';

/** In which form, and whether names are left out. */
type Choice = Pick<ExportSessionParams, 'redact'> & { readonly form: 'svg' | 'mermaid' };

type Target = 'save' | 'open' | 'copy';

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
	const choice = place && (await pickForm());
	const target = choice && (await pickTarget());
	if (!place || !choice || !target) {
		return;
	}
	const result = await server.ask('mailLogLens/exportSession', { ...place, ...choice });
	if (result === null) {
		void window.showInformationMessage(l10n.t('The cursor is not on a line of a session.'));
	} else if ('problem' in result) {
		void window.showErrorMessage(result.problem);
	} else {
		await deliver[target](result.text, choice, place);
	}
}

function placeOfCursor(): PlaceParams | undefined {
	const editor = requireMailLog();
	return editor && cursorPlace(editor);
}

async function pickForm(): Promise<Choice | undefined> {
	const redacted = l10n.t('without names and addresses');
	const items: readonly (QuickPickItem & Choice)[] = [
		{ form: 'svg', redact: false, label: l10n.t('SVG'), description: l10n.t('a picture for any browser') },
		{ form: 'svg', redact: true, label: l10n.t('SVG, redacted'), description: redacted },
		{
			form: 'mermaid',
			redact: false,
			label: l10n.t('Mermaid'),
			description: l10n.t('text for wikis and tickets'),
		},
		{ form: 'mermaid', redact: true, label: l10n.t('Mermaid, redacted'), description: redacted },
	];
	const picked = await window.showQuickPick(items, {
		title: l10n.t('Export Session Diagram'),
		placeHolder: l10n.t('In which form?'),
	});
	return picked && { form: picked.form, redact: picked.redact };
}

async function pickTarget(): Promise<Target | undefined> {
	const items: readonly (QuickPickItem & { readonly target: Target })[] = [
		{ target: 'save', label: l10n.t('Save as a file…') },
		{ target: 'open', label: l10n.t('Open as a new document') },
		{ target: 'copy', label: l10n.t('Copy') },
	];
	return (await window.showQuickPick(items, { title: l10n.t('Export Session Diagram') }))?.target;
}

/** What is done with the text. */
const deliver: Readonly<Record<Target, (text: string, choice: Choice, place: PlaceParams) => Promise<void>>> =
	{
		async save(text, { form }, { uri }) {
			const isSvg = form === 'svg';
			const file = await window.showSaveDialog({
				...besideLog(uri, isSvg ? 'session.svg' : 'session.mmd'),
				filters: isSvg ? { SVG: ['svg'] } : { Mermaid: ['mmd', 'mermaid'] },
				title: l10n.t('Export Session Diagram'),
			});
			if (file) {
				await workspace.fs.writeFile(file, new TextEncoder().encode(text));
			}
		},
		async open(text, { form }) {
			const document = await workspace.openTextDocument({
				language: form === 'svg' ? 'xml' : 'plaintext',
				content: text,
			});
			await window.showTextDocument(document);
		},
		async copy(text) {
			await env.clipboard.writeText(text);
			void window.showInformationMessage(l10n.t('Copied: {0} lines', text.trimEnd().split('\n').length));
		},
	};

/** A name in the folder of the log, if it lies in one. */
function besideLog(uri: string, name: string): { readonly defaultUri?: Uri } {
	const log = Uri.parse(uri);
	return log.scheme === 'untitled' ? {} : { defaultUri: Uri.joinPath(log, '..', name) };
}
