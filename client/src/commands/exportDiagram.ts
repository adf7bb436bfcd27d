import { l10n, window, type QuickPickItem } from 'vscode';
import type { ExportResult, ExportSessionParams, PlaceParams } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { cursorPlace, requireMailLog } from './activeMailLog';
import { deliver, pickTarget, type Delivery } from './deliver';

/** In which form, and whether names are left out. */
type Choice = Pick<ExportSessionParams, 'redact'> & { readonly form: 'svg' | 'mermaid' };

/** What files of a form are like. */
const forms: Readonly<
	Record<Choice['form'], Pick<Delivery, 'filters' | 'language'> & { readonly end: string }>
> = {
	svg: { end: 'svg', filters: { SVG: ['svg'] }, language: 'xml' },
	mermaid: { end: 'mmd', filters: { Mermaid: ['mmd', 'mermaid'] }, language: 'plaintext' },
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
	if (place) {
		await exportPicture(place.uri, {
			title: l10n.t('Export Session Diagram'),
			name: 'session',
			ask: (choice) => server.ask('mailLogLens/exportSession', { ...place, ...choice }),
			nothing: l10n.t('The cursor is not on a line of a session.'),
		});
	}
}

/** The same of the life of a mail, as the panel shows it. @param message its number in the log, from 0 */
export async function exportLife(server: LanguageServer, uri: string, message: number): Promise<void> {
	await exportPicture(uri, {
		title: l10n.t('Export Message Life'),
		name: 'message',
		ask: (choice) => server.ask('mailLogLens/exportLife', { uri, message, ...choice }),
		nothing: l10n.t('The log has no such mail any more.'),
	});
}

/** A picture that is asked for, and what is said about it. */
interface Picture {
	readonly title: string;
	/** Of its file, without the end. */
	readonly name: string;
	readonly ask: (choice: Choice) => Promise<ExportResult>;
	/** What is said when there is none. */
	readonly nothing: string;
}

async function exportPicture(log: string, { title, name, ask, nothing }: Picture): Promise<void> {
	const choice = await pickForm(title);
	const target = choice && (await pickTarget(title));
	if (!choice || !target) {
		return;
	}
	const result = await ask(choice);
	if (result === null) {
		void window.showInformationMessage(nothing);
	} else if ('problem' in result) {
		void window.showErrorMessage(result.problem);
	} else {
		const { end, ...form } = forms[choice.form];
		await deliver(target, { text: result.text, log, fileName: `${name}.${end}`, ...form }, title);
	}
}

function placeOfCursor(): PlaceParams | undefined {
	const editor = requireMailLog();
	return editor && cursorPlace(editor);
}

async function pickForm(title: string): Promise<Choice | undefined> {
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
		title,
		placeHolder: l10n.t('In which form?'),
	});
	return picked && { form: picked.form, redact: picked.redact };
}
