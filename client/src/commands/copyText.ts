import { env, l10n, window } from 'vscode';

/** How long the status bar says that something was copied, in milliseconds. */
const shownFor = 5000;

/** Copies a text, which a code action brings. It is only copied: nothing is run. */
export async function copyText(text?: unknown): Promise<void> {
	if (typeof text === 'string') {
		await env.clipboard.writeText(text);
		window.setStatusBarMessage(l10n.t('Copied: {0}', text), shownFor);
	}
}
