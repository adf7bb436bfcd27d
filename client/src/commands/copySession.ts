import { env, l10n, window, type QuickPickItem } from 'vscode';
import type { ExportResult, ExportSessionParams } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { placeOfCursor } from './activeMailLog';
import { askForExport } from './askWithProgress';

type Form = ExportSessionParams['form'];

/**
 * `Mail Log: Copy Session…` and `Copy Session Redacted…`: the session under the cursor, in the form that is picked. Secrets are masked
 * in both; redacted, names and addresses are replaced, too.
 *
 * @param place any place of the session, when it is not the cursor's
 */
export async function copySession(
	server: LanguageServer,
	redact: boolean,
	place = placeOfCursor(),
): Promise<void> {
	const form = place && (await pickForm(redact));
	if (place && form) {
		const result = await askForExport(server, 'mailLogLens/exportSession', { ...place, form, redact });
		if (result !== undefined) {
			await copy(result);
		}
	}
}

/** `Mail Log: Copy as swaks Command`: the command that tries the session under the cursor again. It is not run. */
export async function copyAsSwaks(server: LanguageServer): Promise<void> {
	const place = placeOfCursor();
	if (place) {
		await copy(await server.ask('mailLogLens/swaks', place));
	}
}

async function pickForm(redact: boolean): Promise<Form | undefined> {
	const items: readonly (QuickPickItem & { readonly form: Form })[] = [
		{ form: 'lines', label: l10n.t('Lines'), description: l10n.t('as the log has them') },
		{ form: 'transcript', label: l10n.t('Transcript'), description: l10n.t('what client and server said') },
		{ form: 'markdown', label: l10n.t('Markdown'), description: l10n.t('for a ticket') },
	];
	const title = redact ? l10n.t('Copy Session Redacted') : l10n.t('Copy Session');
	return (await window.showQuickPick(items, { title, placeHolder: l10n.t('In which form?') }))?.form;
}

async function copy(result: ExportResult): Promise<void> {
	if (result === null) {
		void window.showInformationMessage(l10n.t('The cursor is not on a line of a session.'));
	} else if ('problem' in result) {
		void window.showErrorMessage(result.problem);
	} else {
		await env.clipboard.writeText(result.text);
		const lines = result.text.trimEnd().split('\n').length;
		void window.showInformationMessage(
			lines === 1 ? l10n.t('Copied: {0}', result.text.trimEnd()) : l10n.t('Copied: {0} lines', lines),
		);
	}
}
