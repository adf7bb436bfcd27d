import {
	Disposable,
	OverviewRulerLane,
	Range,
	ThemeColor,
	window,
	workspace,
	type TextDocument,
	type TextEditor,
} from 'vscode';
import type { SessionLines } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { language, section } from '../names';
import { Drawing, Drawings } from './drawings';
import { Latest } from './latest';
import { forVisibleEditors } from './visibleEditors';

/** Milliseconds after the cursor's last move, or the last edit, before the server is asked. */
const quietTime = 60;

const thread = new ThemeColor('mailLogLens.session.border');

/**
 * Shows the session under the cursor among the lines of others: its own lines have a border and a background, and a thin thread runs
 * along those between. A run of lines is one decoration, however long it is.
 */
export class SessionHighlight implements Disposable {
	readonly #server: LanguageServer;
	readonly #latest = new Latest<TextEditor>();
	readonly #drawings = new Drawings();
	readonly #own = window.createTextEditorDecorationType({
		isWholeLine: true,
		backgroundColor: new ThemeColor('mailLogLens.session.background'),
		borderStyle: 'solid',
		borderWidth: '0 0 0 2px',
		borderColor: thread,
		overviewRulerColor: thread,
		overviewRulerLane: OverviewRulerLane.Center,
	});
	readonly #between = window.createTextEditorDecorationType({
		isWholeLine: true,
		borderStyle: 'dotted',
		borderWidth: '0 0 0 1px',
		borderColor: thread,
	});
	readonly #registrations: Disposable;

	constructor(server: LanguageServer) {
		this.#server = server;
		const changed = forVisibleEditors((editor) => this.#refresh(editor));
		this.#registrations = Disposable.from(
			server.onDidStart(() => changed(() => true)),
			window.onDidChangeVisibleTextEditors((editors) => {
				this.#latest.keepOnly(editors);
				changed(() => true);
			}),
			window.onDidChangeTextEditorSelection(({ textEditor }) => this.#refresh(textEditor)),
			workspace.onDidChangeTextDocument((event) => changed((document) => document === event.document)),
			workspace.onDidChangeConfiguration((event) =>
				changed((document) => event.affectsConfiguration(`${section}.highlightSession`, document)),
			),
		);
		changed(() => true);
	}

	dispose(): void {
		this.#registrations.dispose();
		this.#latest.dispose();
		this.#own.dispose();
		this.#between.dispose();
	}

	#refresh(editor: TextEditor): void {
		const { document } = editor;
		if (document.languageId !== language || !isWanted(document)) {
			this.#latest.cancel(editor);
			this.#drawings.show(editor);
			return;
		}
		this.#latest.run(editor, quietTime, async (token) => {
			if (!this.#server.isRunning) {
				return;
			}
			const { version } = document;
			const place = { uri: document.uri.toString(), position: editor.selection.active };
			const session = await this.#server.ask('mailLogLens/sessionLines', place, token);
			if (!token.isCancellationRequested && document.version === version) {
				this.#drawings.show(editor, session ? this.#drawing(session) : undefined);
			}
		});
	}

	#drawing({ runs }: SessionLines): Drawing {
		const drawing = new Drawing();
		runs.forEach(([first, last], at) => {
			drawing.add(this.#own, { range: new Range(first, 0, last, 0) });
			const next = runs[at + 1]?.[0];
			if (next !== undefined) {
				drawing.add(this.#between, { range: new Range(last + 1, 0, next - 1, 0) });
			}
		});
		return drawing;
	}
}

function isWanted(document: TextDocument): boolean {
	return workspace.getConfiguration(section, document).get<boolean>('highlightSession', true);
}
