import type { DecorationOptions, TextEditor, TextEditorDecorationType } from 'vscode';

/** The decorations of an editor by their types. */
export class Drawing extends Map<TextEditorDecorationType, DecorationOptions[]> {
	add(type: TextEditorDecorationType, decoration: DecorationOptions): void {
		const known = this.get(type);
		if (known) {
			known.push(decoration);
		} else {
			this.set(type, [decoration]);
		}
	}
}

/** What each editor shows at present, so that types it no longer has are taken away, and those of others are not touched. */
export class Drawings {
	readonly #shown = new WeakMap<TextEditor, Drawing>();

	/** Shows a drawing in an editor in place of the one that it had. */
	show(editor: TextEditor, drawing = new Drawing()): void {
		for (const type of this.#shown.get(editor)?.keys() ?? []) {
			if (!drawing.has(type)) {
				editor.setDecorations(type, []);
			}
		}
		drawing.forEach((decorations, type) => editor.setDecorations(type, decorations));
		this.#shown.set(editor, drawing);
	}
}
