import { l10n, window, type QuickPickItem } from 'vscode';
import type { ExportSessionParams, PlaceParams } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { cursorPlace, requireMailLog } from './activeMailLog';
import { deliver, pickTarget, type Delivery } from './deliver';

/** In which form, and whether names are left out. */
type Choice = Pick<ExportSessionParams, 'redact'> & { readonly form: 'svg' | 'mermaid' };

const files: Readonly<Record<Choice['form'], Pick<Delivery, 'fileName' | 'filters' | 'language'>>> = {
	svg: { fileName: 'session.svg', filters: { SVG: ['svg'] }, language: 'xml' },
	mermaid: { fileName: 'session.mmd', filters: { Mermaid: ['mmd', 'mermaid'] }, language: 'plaintext' },
};

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
	const title = l10n.t('Export Session Diagram');
	const target = choice && (await pickTarget(title));
	if (!place || !choice || !target) {
		return;
	}
	const result = await server.ask('mailLogLens/exportSession', { ...place, ...choice });
	if (result === null) {
		void window.showInformationMessage(l10n.t('The cursor is not on a line of a session.'));
	} else if ('problem' in result) {
		void window.showErrorMessage(result.problem);
	} else {
		await deliver(target, { text: result.text, log: place.uri, ...files[choice.form] }, title);
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
