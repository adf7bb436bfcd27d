import {
	commands,
	Disposable,
	l10n,
	languages,
	Location,
	MarkdownString,
	Position,
	Range,
	Selection,
	TextEditorRevealType,
	ThemeColor,
	Uri,
	window,
	workspace,
	type DecorationOptions,
	type DefinitionProvider,
	type TextDocument,
	type TextEditor,
} from 'vscode';
import { copySchemes } from '../../../server/src/protocol';
import { linesAround } from '../linesAround';

/** Where a line of a copy stands. */
export interface OriginalLine {
	readonly log: Uri;
	/** From 0. */
	readonly line: number;
	/** What stands in front of it: its number, with the name of its log where there are several. Plain text. */
	readonly label: string;
	/** What there is to say of its place. Plain text. */
	readonly note?: string;
}

/**
 * The lines that documents of ours show word for word, and where each stands: its number is drawn in front of it, and its definition is
 * the place itself.
 */
export class OriginalLines implements Disposable, DefinitionProvider {
	/** By the document's address. */
	readonly #lines = new Map<string, readonly OriginalLine[]>();
	readonly #labelType = window.createTextEditorDecorationType({
		before: { color: new ThemeColor('editorLineNumber.foreground'), margin: '0 1ch 0 0' },
	});
	readonly #registrations: Disposable;

	constructor() {
		this.#registrations = Disposable.from(
			window.onDidChangeVisibleTextEditors((editors) => editors.forEach((editor) => this.draw(editor))),
			window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.draw(textEditor)),
			workspace.onDidChangeTextDocument(({ document }) => {
				window.visibleTextEditors
					.filter((editor) => editor.document === document)
					.forEach((editor) => this.draw(editor));
			}),
			workspace.onDidCloseTextDocument((document) => {
				if (document.isClosed) {
					this.#lines.delete(document.uri.toString());
				}
			}),
			languages.registerDefinitionProvider(
				copySchemes.map((scheme) => ({ scheme })),
				this,
			),
			commands.registerCommand('mailLogLens.goToOriginalLine', () => this.#goToOriginal()),
		);
	}

	/** Says where the lines of a document stand. */
	set(document: Uri, lines: readonly OriginalLine[]): void {
		this.#lines.set(document.toString(), lines);
	}

	/** Where a line of a document (from 0) stands. */
	find(document: TextDocument, line: number): OriginalLine | undefined {
		return this.#lines.get(document.uri.toString())?.[line];
	}

	/** @inheritdoc */
	provideDefinition(document: TextDocument, { line, character }: Position): Location | undefined {
		const original = this.find(document, line);
		return original && new Location(original.log, new Position(original.line, character));
	}

	/** Draws the numbers in front of the lines that an editor shows. */
	draw(editor: TextEditor): void {
		const lines = this.#lines.get(editor.document.uri.toString());
		if (!lines) {
			return;
		}
		const width = lines.reduce((longest, { label }) => Math.max(longest, label.length), 0);
		const decorations: DecorationOptions[] = [];
		for (const { first, last } of linesAround(visibleLines(editor), editor.document.lineCount)) {
			for (let line = first; line <= last; line++) {
				const original = lines[line];
				if (original) {
					decorations.push(decoration(line, original, width));
				}
			}
		}
		editor.setDecorations(this.#labelType, decorations);
	}

	dispose(): void {
		this.#registrations.dispose();
		this.#labelType.dispose();
	}

	/** `Mail Log: Go to Original Line` */
	async #goToOriginal(): Promise<void> {
		const editor = window.activeTextEditor;
		const cursor = editor?.selection.active;
		const original = editor && cursor && this.find(editor.document, cursor.line);
		if (!original || !cursor) {
			void window.showInformationMessage(
				l10n.t('This line is no copy: the command works in the lines of a session or of a followed message.'),
			);
			return;
		}
		const shown = await window.showTextDocument(await workspace.openTextDocument(original.log));
		const place = new Position(original.line, cursor.character);
		shown.selection = new Selection(place, place);
		shown.revealRange(new Range(place, place), TextEditorRevealType.InCenterIfOutsideViewport);
	}
}

function decoration(line: number, { label, note }: OriginalLine, width: number): DecorationOptions {
	const contentText = `${label.padStart(width, '\u00a0')} │`;
	return {
		range: new Range(line, 0, line, 0),
		renderOptions: { before: { contentText } },
		...(note !== undefined && { hoverMessage: new MarkdownString().appendText(note) }),
	};
}

function visibleLines(editor: TextEditor) {
	return editor.visibleRanges.map(({ start, end }) => ({ first: start.line, last: end.line }));
}
