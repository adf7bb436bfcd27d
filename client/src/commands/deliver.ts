import { env, l10n, Uri, window, workspace, type QuickPickItem } from 'vscode';

/** A text that leaves us. */
export interface Delivery {
	readonly text: string;
	/** The name that is proposed for a file: `session.svg`. */
	readonly fileName: string;
	/** What the file dialog calls such files, and how their names end: `{ SVG: ['svg'] }`. */
	readonly filters: Readonly<Record<string, readonly string[]>>;
	/** The language of a new document: `xml`. */
	readonly language: string;
	/** The log that it was made of. */
	readonly log: string;
}

export type Target = 'save' | 'open' | 'copy';

/** Asks where a text should go; `undefined` where the user changed their mind. */
export async function pickTarget(title: string): Promise<Target | undefined> {
	const items: readonly (QuickPickItem & { readonly target: Target })[] = [
		{ target: 'save', label: l10n.t('Save as a file…') },
		{ target: 'open', label: l10n.t('Open as a new document') },
		{ target: 'copy', label: l10n.t('Copy') },
	];
	return (await window.showQuickPick(items, { title }))?.target;
}

/** Puts a text where the user wants it. */
export async function deliver(target: Target, { text, ...about }: Delivery, title: string): Promise<void> {
	switch (target) {
		case 'save': {
			const filters = Object.fromEntries(
				Object.entries(about.filters).map(([name, ends]) => [name, [...ends]]),
			);
			const file = await window.showSaveDialog({ ...besideLog(about), filters, title });
			if (file) {
				await workspace.fs.writeFile(file, new TextEncoder().encode(text));
			}
			break;
		}
		case 'open':
			await window.showTextDocument(
				await workspace.openTextDocument({ language: about.language, content: text }),
			);
			break;
		case 'copy':
			await env.clipboard.writeText(text);
			void window.showInformationMessage(l10n.t('Copied: {0} lines', text.trimEnd().split('\n').length));
	}
}

/** A name in the folder of the log, if it lies in one. */
function besideLog({ log, fileName }: Pick<Delivery, 'log' | 'fileName'>): { readonly defaultUri?: Uri } {
	const uri = Uri.parse(log);
	return uri.scheme === 'untitled' ? {} : { defaultUri: Uri.joinPath(uri, '..', fileName) };
}
