import { env, Uri, type Webview } from 'vscode';

/** Where the page's script and style are: the only files that it may load. */
export function panelFiles(extensionUri: Uri): Uri {
	return Uri.joinPath(extensionUri, 'dist');
}

/**
 * A panel's page without anything on it: what is there comes in messages. It may load nothing but its own script and style.
 * @param bundle the name of both
 */
export function panelPage(
	webview: Webview,
	extensionUri: Uri,
	title: string,
	bundle: 'panel' | 'report' = 'panel',
): string {
	const nonce = crypto.randomUUID();
	const address = (file: string) =>
		webview.asWebviewUri(Uri.joinPath(panelFiles(extensionUri), file)).toString();
	return `<!DOCTYPE html>
<html lang="${escapeHtml(env.language)}">
<head>
	<meta charset="utf-8">
	<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<title>${escapeHtml(title)}</title>
	<link rel="stylesheet" nonce="${nonce}" href="${address(`${bundle}.css`)}">
</head>
<body>
	<main></main>
	<script nonce="${nonce}" src="${address(`${bundle}.js`)}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
