import {
	CancellationTokenSource,
	Disposable,
	languages,
	MarkdownString,
	Range,
	window,
	workspace,
	type DecorationOptions,
	type TextDocument,
	type TextEditor,
	type Uri,
} from 'vscode';
import type { TimelineMark } from '../../../server/src/protocol';
import { linesAround } from '../linesAround';
import type { LanguageServer } from '../languageServer';
import { language, section } from '../names';
import { createStateDecorations, type StateDecoration } from './decorationTypes';
import { textAfterLine, type TimelineDetail } from './looks';

/** Milliseconds after the last scroll, edit or finding before the server is asked. */
const quietTime = 100;

/**
 * Draws the stages of the sessions from 220 to 221 at their lines. Only what is seen and a page around it is ever decorated:
 * one decoration on each of 310,000 lines delays the first hover by 42 s (measured with VS Code 1.139).
 */
export class Timeline implements Disposable {
	readonly #server: LanguageServer;
	readonly #states: readonly StateDecoration[];
	readonly #registrations: Disposable;
	/** What is under way for an editor: waiting to ask, or asking. */
	readonly #pending = new Map<TextEditor, Disposable>();

	constructor(server: LanguageServer, extensionUri: Uri) {
		this.#server = server;
		this.#states = createStateDecorations(extensionUri);
		const changed = (documents: (document: TextDocument) => boolean) =>
			window.visibleTextEditors
				.filter((editor) => documents(editor.document))
				.forEach((editor) => this.#refresh(editor));
		this.#registrations = Disposable.from(
			server.onDidStart(() => changed(() => true)),
			server.onDidConfigure(() => changed(() => true)),
			window.onDidChangeVisibleTextEditors((editors) => {
				[...this.#pending.keys()]
					.filter((editor) => !editors.includes(editor))
					.forEach((editor) => this.#cancel(editor));
				editors.forEach((editor) => this.#refresh(editor));
			}),
			window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#refresh(textEditor)),
			workspace.onDidOpenTextDocument((opened) => changed((document) => document === opened)),
			workspace.onDidChangeTextDocument((event) => changed((document) => document === event.document)),
			// Findings are new where the server has read a document again.
			languages.onDidChangeDiagnostics(({ uris }) => {
				const read = new Set(uris.map(String));
				changed((document) => read.has(document.uri.toString()));
			}),
			workspace.onDidChangeConfiguration((event) =>
				changed((document) => event.affectsConfiguration(`${section}.timeline`, document)),
			),
		);
		changed(() => true);
	}

	dispose(): void {
		this.#registrations.dispose();
		this.#pending.forEach((pending) => pending.dispose());
		this.#states.flatMap(({ icon, words }) => [icon, words]).forEach((type) => type.dispose());
	}

	/** Draws the editor's marks anew, in a moment. What was under way for it is given up. */
	#refresh(editor: TextEditor): void {
		this.#cancel(editor);
		if (editor.document.languageId !== language || detailOf(editor.document) === 'off') {
			this.#decorate(editor, []);
			return;
		}
		const source = new CancellationTokenSource();
		const timer = setTimeout(() => void this.#draw(editor, source), quietTime);
		this.#pending.set(
			editor,
			new Disposable(() => {
				clearTimeout(timer);
				source.cancel();
				source.dispose();
			}),
		);
	}

	#cancel(editor: TextEditor): void {
		this.#pending.get(editor)?.dispose();
		this.#pending.delete(editor);
	}

	async #draw(editor: TextEditor, { token }: CancellationTokenSource): Promise<void> {
		if (!this.#server.isRunning) {
			// Its start draws. To start it is not for us: a server that cannot start would be started with every scroll.
			return;
		}
		const { document } = editor;
		const seen = editor.visibleRanges.map(({ start, end }) => ({ first: start.line, last: end.line }));
		try {
			const answers = await Promise.all(
				linesAround(seen, document.lineCount).map(({ first, last }) =>
					this.#server.ask(
						'mailLogLens/timeline',
						{ uri: document.uri.toString(), firstLine: first, lastLine: last },
						token,
					),
				),
			);
			if (!token.isCancellationRequested) {
				this.#decorate(editor, answers.flat());
			}
		} catch {
			// Cancelled, or the server has just ended: the next change or its next start draws.
		}
	}

	#decorate(editor: TextEditor, marks: readonly TimelineMark[]): void {
		const { document } = editor;
		const detail = detailOf(document);
		for (const { state, icon, words } of this.#states) {
			const drawn = marks.filter((mark) => mark.state === state && mark.line < document.lineCount);
			editor.setDecorations(
				icon,
				drawn.map(({ line }) => new Range(line, 0, line, 0)),
			);
			editor.setDecorations(
				words,
				drawn.map((mark) => wordsAfterLine(document, mark, textAfterLine(state, mark.text, detail))),
			);
		}
	}
}

function detailOf(document: TextDocument): TimelineDetail {
	return workspace.getConfiguration(section, document).get<TimelineDetail>('timeline', 'full');
}

/** At the line's end, so that the hover of what stands in the line is not mixed with the mark's tool tip. */
function wordsAfterLine(
	document: TextDocument,
	{ line, description }: TimelineMark,
	contentText: string,
): DecorationOptions {
	const { end } = document.lineAt(line).range;
	return {
		range: new Range(end, end),
		hoverMessage: new MarkdownString().appendText(description),
		renderOptions: { after: { contentText } },
	};
}
