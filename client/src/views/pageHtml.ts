import { env, Uri, workspace } from 'vscode';

/** The pages that there are, each named as its script and style in `dist/`. */
export type Bundle = 'panel' | 'report';

/**
 * A panel's page with all that it needs, so that nothing has to be loaded for it, and nothing may: its script, its style, and its
 * words. What it shows comes in messages.
 */
export async function pageHtml(
	extensionUri: Uri,
	bundle: Bundle,
	{ title, words }: { readonly title: string; readonly words: object },
): Promise<string> {
	const [script, style] = await Promise.all([
		textOf(extensionUri, `${bundle}.js`),
		textOf(extensionUri, `${bundle}.css`),
	]);
	const nonce = crypto.randomUUID();
	return `<!DOCTYPE html>
<html lang="${escapeHtml(env.language)}">
<head>
	<meta charset="utf-8">
	<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<title>${escapeHtml(title)}</title>
	<style nonce="${nonce}">${style}</style>
</head>
<body>
	<main data-words="${escapeHtml(JSON.stringify(words))}"></main>
	<script nonce="${nonce}">${script}</script>
</body>
</html>`;
}

const texts = new Map<string, Promise<string>>();

/** A file of ours, read once. The build has taken care that nothing in it ends the element that it stands in. */
async function textOf(extensionUri: Uri, file: string): Promise<string> {
	const known = texts.get(file);
	if (known) {
		return await known;
	}
	const read = readText(Uri.joinPath(extensionUri, 'dist', file));
	texts.set(file, read);
	return await read;
}

async function readText(uri: Uri): Promise<string> {
	return new TextDecoder().decode(await workspace.fs.readFile(uri));
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
