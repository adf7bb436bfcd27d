import { l10n, window, type QuickPickItem } from 'vscode';
import type { ExportResult, ExportSessionParams } from '../../../server/src/protocol';
import { deliver, pickTarget, type Delivery } from './deliver';

/** In which form, and whether names are left out. */
export type Choice = Pick<ExportSessionParams, 'redact'> & { readonly form: 'svg' | 'mermaid' };

/** What files of a form are like. */
const forms: Readonly<
	Record<Choice['form'], Pick<Delivery, 'filters' | 'language'> & { readonly end: string }>
> = {
	svg: { end: 'svg', filters: { SVG: ['svg'] }, language: 'xml' },
	mermaid: { end: 'mmd', filters: { Mermaid: ['mmd', 'mermaid'] }, language: 'plaintext' },
};

/** A picture that is asked for, and what is said about it. */
export interface Picture {
	readonly title: string;
	/** Of its file, without the end. */
	readonly name: string;
	/** `undefined` where the user gave up. */
	readonly ask: (choice: Choice) => Promise<ExportResult | undefined>;
	/** What is said when there is none. */
	readonly nothing: string;
}

/** Asks in which form a picture should go where, and gives it there. @param log the log that it is made of */
export async function exportPicture(log: string, { title, name, ask, nothing }: Picture): Promise<void> {
	const choice = await pickForm(title);
	const target = choice && (await pickTarget(title));
	if (!choice || !target) {
		return;
	}
	const result = await ask(choice);
	if (result === undefined) {
		return;
	}
	if (result === null) {
		void window.showInformationMessage(nothing);
	} else if ('problem' in result) {
		void window.showErrorMessage(result.problem);
	} else {
		const { end, ...form } = forms[choice.form];
		await deliver(target, { text: result.text, log, fileName: `${name}.${end}`, ...form }, title);
	}
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
