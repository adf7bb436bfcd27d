import {
	commands,
	Disposable,
	EventEmitter,
	InlayHint,
	l10n,
	languages,
	Location,
	MarkdownString,
	Position,
	Range,
	Selection,
	TextEditorRevealType,
	Uri,
	window,
	workspace,
	type DefinitionProvider,
	type InlayHintsProvider,
	type TextDocument,
} from 'vscode';
import { escapeMarkdown } from '../../../server/src/knowledge/markdown';
import { copySchemes } from '../../../server/src/protocol';

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
 * the place itself. The numbers are inlay hints, which wrapping counts as it counts text.
 */
export class OriginalLines implements Disposable, DefinitionProvider, InlayHintsProvider {
	/** By the document's address. */
	readonly #lines = new Map<string, readonly OriginalLine[]>();
	readonly #changed = new EventEmitter<void>();
	readonly onDidChangeInlayHints = this.#changed.event;
	readonly #registrations: Disposable;

	constructor() {
		const copies = copySchemes.map((scheme) => ({ scheme }));
		this.#registrations = Disposable.from(
			workspace.onDidCloseTextDocument((document) => {
				if (document.isClosed) {
					this.#lines.delete(document.uri.toString());
				}
			}),
			languages.registerDefinitionProvider(copies, this),
			languages.registerInlayHintsProvider(copies, this),
			commands.registerCommand('mailLogLens.goToOriginalLine', () => this.#goToOriginal()),
		);
	}

	/** Says where the lines of a document stand. */
	set(document: Uri, lines: readonly OriginalLine[]): void {
		this.#lines.set(document.toString(), lines);
		this.#changed.fire();
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

	/** @inheritdoc */
	provideInlayHints({ uri }: TextDocument, { start, end }: Range): InlayHint[] {
		const lines = this.#lines.get(uri.toString()) ?? [];
		const width = lines.reduce((longest, { label }) => Math.max(longest, label.length), 0);
		return lines
			.slice(start.line, end.line + 1)
			.map((original, at) => hint(start.line + at, original, width));
	}

	dispose(): void {
		this.#registrations.dispose();
		this.#changed.dispose();
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

function hint(line: number, { label, note }: OriginalLine, width: number): InlayHint {
	const drawn = new InlayHint(new Position(line, 0), `${label.padStart(width, '\u00a0')} │`);
	drawn.paddingRight = true;
	if (note !== undefined) {
		drawn.tooltip = new MarkdownString(escapeMarkdown(note));
	}
	return drawn;
}
