import { Disposable, Range, window, workspace, type TextEditor } from 'vscode';
import type { FailuresResult } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { section } from '../names';
import type { DecorationTypes } from './decorationTypes';
import { isMarked } from './detail';
import { Drawing, Drawings } from './drawings';
import { Latest } from './latest';
import { forVisibleEditors, onDidRead } from './visibleEditors';

/** Milliseconds after the last change before the server is asked: it looks at the whole log. */
const quietTime = 500;

/** Marks in the overview ruler where stages failed, in all of the log and by class. */
export class FailureRuler implements Disposable {
	readonly #server: LanguageServer;
	readonly #types: DecorationTypes;
	readonly #latest = new Latest<TextEditor>();
	readonly #drawings = new Drawings();
	readonly #registrations: Disposable;

	constructor(server: LanguageServer, types: DecorationTypes) {
		this.#server = server;
		this.#types = types;
		const changed = forVisibleEditors((editor) => this.#refresh(editor));
		this.#registrations = Disposable.from(
			server.onDidStart(() => changed(() => true)),
			window.onDidChangeVisibleTextEditors((editors) => {
				this.#latest.keepOnly(editors);
				changed(() => true);
			}),
			// The server has then made the sessions that failed.
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

	#refresh(editor: TextEditor): void {
		const { document } = editor;
		if (!isMarked(document)) {
			this.#latest.cancel(editor);
			this.#drawings.show(editor);
			return;
		}
		this.#latest.run(editor, quietTime, async (token) => {
			if (!this.#server.isRunning) {
				return;
			}
			const { version } = document;
			const uri = document.uri.toString();
			const marks = await this.#server.ask('mailLogLens/failures', { uri }, token);
			if (!token.isCancellationRequested && document.version === version) {
				this.#drawings.show(editor, this.#drawing(marks));
			}
		});
	}

	#drawing(marks: FailuresResult): Drawing {
		const drawing = new Drawing();
		for (const { line, state } of marks) {
			drawing.add(this.#types.ruler(state), { range: new Range(line, 0, line, 0) });
		}
		return drawing;
	}
}
