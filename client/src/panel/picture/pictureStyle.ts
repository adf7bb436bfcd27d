import { pictureStyles, type Ink } from '../../../../server/src/pictures/styles';

/**
 * The colours of the editor's theme. VS Code replaces the first dot of a colour's name only: `mailLogLens.timeline.ok` is
 * `--vscode-mailLogLens-timeline\.ok`.
 */
const inks: Readonly<Record<Ink, string>> = {
	paper: 'var(--vscode-editor-background)',
	raised: 'var(--vscode-editorWidget-background, var(--vscode-editor-background))',
	ink: 'var(--vscode-editor-foreground)',
	dim: 'var(--vscode-descriptionForeground, var(--vscode-editor-foreground))',
	rule: 'var(--vscode-contrastBorder, var(--vscode-editorIndentGuide-activeBackground1, var(--vscode-descriptionForeground)))',
	zone: timeline('ok'),
	ok: timeline('ok'),
	progress: timeline('progress'),
	temporary: timeline('temporary'),
	permanent: timeline('permanent'),
	lost: timeline('lost'),
};

function timeline(state: string): string {
	return `var(--vscode-mailLogLens-timeline\\.${state}, currentColor)`;
}

let isDone = false;

/** Gives the looks of pictures to the page, once. A sheet that is made by a script needs no permission of the page's policy. */
export function stylePictures(): void {
	if (!isDone) {
		isDone = true;
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(pictureStyles('.picture ', (name) => inks[name]));
		document.adoptedStyleSheets.push(sheet);
	}
}
