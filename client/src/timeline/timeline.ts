import {
	Disposable,
	Range,
	window,
	workspace,
	type CancellationToken,
	type TextDocument,
	type TextEditor,
} from 'vscode';
import type { TimelineMark } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { section } from '../names';
import type { DecorationTypes } from './decorationTypes';
import { detailOf, isMarked } from './detail';
import { Drawing, Drawings } from './drawings';
import { Latest } from './latest';
import { marksAround } from './marksAround';
import { forVisibleEditors, onDidRead } from './visibleEditors';
import { wordsAfterLine } from './looks';
import { toolTip } from './toolTip';

/** Milliseconds after the last scroll, edit or finding before the server is asked. */
const quietTime = 100;

/**
 * Draws the stages of the sessions from 220 to 221 at their lines. Only what is seen and a page around it is ever decorated:
 * one decoration on each of 310,000 lines delays the first hover by 42 s (measured with VS Code 1.139).
 */
export class Timeline implements Disposable {
	readonly #server: LanguageServer;
	readonly #types: DecorationTypes;
	readonly #registrations: Disposable;
	readonly #latest = new Latest<TextEditor>();
	readonly #drawings = new Drawings();

	constructor(server: LanguageServer, types: DecorationTypes) {
		this.#server = server;
		this.#types = types;
		const changed = forVisibleEditors((editor) => this.#refresh(editor));
		this.#registrations = Disposable.from(
			server.onDidStart(() => changed(() => true)),
			server.onDidConfigure(() => changed(() => true)),
			window.onDidChangeVisibleTextEditors((editors) => {
				this.#latest.keepOnly(editors);
				editors.forEach((editor) => this.#refresh(editor));
			}),
			window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#refresh(textEditor)),
			workspace.onDidOpenTextDocument((opened) => changed((document) => document === opened)),
			workspace.onDidChangeTextDocument((event) => changed((document) => document === event.document)),
			onDidRead(changed),
			workspace.onDidChangeConfiguration((event) =>
				changed((document) => event.affectsConfiguration(`${section}.timeline`, document)),
			),
		);
		changed(() => true);
	}

	dispose(): void {
		this.#registrations.dispose();
		this.#latest.dispose();
	}

	/** Draws the editor's marks anew, in a moment. What was under way for it is given up. */
	#refresh(editor: TextEditor): void {
		if (isMarked(editor.document)) {
			this.#latest.run(editor, quietTime, (token) => this.#draw(editor, token));
		} else {
			this.#latest.cancel(editor);
			this.#drawings.show(editor);
		}
	}

	async #draw(editor: TextEditor, token: CancellationToken): Promise<void> {
		if (!this.#server.isRunning) {
			// Its start draws. To start it is not for us: a server that cannot start would be started with every scroll.
			return;
		}
		const marks = await marksAround(editor, (params) =>
			this.#server.ask('mailLogLens/timeline', params, token),
		);
		if (!token.isCancellationRequested) {
			this.#drawings.show(editor, this.#drawing(editor.document, marks));
		}
	}

	#drawing(document: TextDocument, marks: readonly TimelineMark[]): Drawing {
		const detail = detailOf(document);
		const drawing = new Drawing();
		for (const mark of marks.filter(({ line }) => line < document.lineCount)) {
			drawing.add(this.#types.icon(mark), { range: new Range(mark.line, 0, mark.line, 0) });
			const { end } = document.lineAt(mark.line).range;
			const { before, told, behind } = wordsAfterLine(mark, detail, end.character);
			// At the line's end, so that the hover of what stands in the line is not mixed with the mark's tool tip.
			const range = new Range(end, end);
			const { words } = this.#types;
			drawing.add(words.before, { range, renderOptions: { after: { contentText: before } } });
			drawing.add(words.told[mark.state], {
				range,
				hoverMessage: toolTip(document.uri, mark),
				renderOptions: { after: { contentText: told } },
			});
			drawing.add(words.behind, { range, renderOptions: { after: { contentText: behind } } });
		}
		return drawing;
	}
}
