import {
	Disposable,
	EventEmitter,
	languages,
	Range,
	ThemeColor,
	Uri,
	window,
	workspace,
	type DecorationOptions,
	type TextDocumentContentProvider,
	type TextEditor,
} from 'vscode';
import type { SessionText } from '../../../server/src/protocol';
import { linesAround } from '../linesAround';
import type { LanguageServer } from '../languageServer';
import { language, sessionScheme } from '../names';
import { toFileName } from './fileName';

/** Where a session's document comes from: a line of a log. It stands in the document's address. */
interface Origin {
	readonly log: Uri;
	/** From 0. */
	readonly line: number;
}

/** The documents that show the lines of one session word for word, each with the number it has in the log. */
export class SessionDocuments implements TextDocumentContentProvider, Disposable {
	readonly #server: LanguageServer;
	/** The lines' numbers in the log, from 0, by the document's address. */
	readonly #numbers = new Map<string, readonly number[]>();
	readonly #changed = new EventEmitter<Uri>();
	readonly #numberType = window.createTextEditorDecorationType({
		before: { color: new ThemeColor('editorLineNumber.foreground'), margin: '0 1ch 0 0' },
	});
	readonly #registrations: Disposable;
	readonly onDidChange = this.#changed.event;

	constructor(server: LanguageServer) {
		this.#server = server;
		this.#registrations = Disposable.from(
			workspace.registerTextDocumentContentProvider(sessionScheme, this),
			window.onDidChangeVisibleTextEditors((editors) => editors.forEach((editor) => this.#draw(editor))),
			window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.#draw(textEditor)),
			workspace.onDidChangeTextDocument(({ document }) => {
				window.visibleTextEditors
					.filter((editor) => editor.document === document)
					.forEach((editor) => this.#draw(editor));
			}),
			workspace.onDidCloseTextDocument((document) => {
				if (document.isClosed) {
					this.#numbers.delete(document.uri.toString());
				}
			}),
		);
	}

	/** Opens the session of a log in an editor of its own, or shows it again with the lines it has now. */
	async show(log: Uri, session: SessionText): Promise<void> {
		const origin = { log: log.toString(), line: session.lines[0]?.line ?? 0 };
		const uri = Uri.from({
			scheme: sessionScheme,
			path: `/${toFileName(session.title)}`,
			query: JSON.stringify(origin),
		});
		this.#changed.fire(uri);
		const document = await workspace.openTextDocument(uri);
		if (document.languageId !== language) {
			await languages.setTextDocumentLanguage(document, language);
		}
		this.#draw(await window.showTextDocument(document, { preview: false }));
	}

	/** @inheritdoc */
	async provideTextDocumentContent(uri: Uri): Promise<string | undefined> {
		const origin = readOrigin(uri);
		if (!origin) {
			return undefined;
		}
		// The server knows the log while it is open; opening it again costs nothing.
		await workspace.openTextDocument(origin.log);
		const session = await this.#server.ask('mailLogLens/session', {
			uri: origin.log.toString(),
			position: { line: origin.line, character: 0 },
		});
		this.#numbers.set(
			uri.toString(),
			(session?.lines ?? []).map(({ line }) => line),
		);
		return session?.lines.map(({ text }) => text).join('\n');
	}

	dispose(): void {
		this.#registrations.dispose();
		this.#numberType.dispose();
		this.#changed.dispose();
	}

	#draw(editor: TextEditor): void {
		const numbers = this.#numbers.get(editor.document.uri.toString());
		if (!numbers) {
			return;
		}
		const width = String((numbers.at(-1) ?? 0) + 1).length;
		const decorations: DecorationOptions[] = [];
		for (const { first, last } of linesAround(visibleLines(editor), editor.document.lineCount)) {
			for (let line = first; line <= last; line++) {
				const number = numbers[line];
				if (number !== undefined) {
					const contentText = `${String(number + 1).padStart(width, '\u00a0')} │`;
					decorations.push({
						range: new Range(line, 0, line, 0),
						renderOptions: { before: { contentText } },
					});
				}
			}
		}
		editor.setDecorations(this.#numberType, decorations);
	}
}

function visibleLines(editor: TextEditor) {
	return editor.visibleRanges.map(({ start, end }) => ({ first: start.line, last: end.line }));
}

/** The origin in an address. Anybody can make an address, so it is looked at closely. */
function readOrigin(uri: Uri): Origin | undefined {
	let value: unknown;
	try {
		value = JSON.parse(uri.query);
	} catch {
		return undefined;
	}
	if (typeof value !== 'object' || value === null || !('log' in value) || !('line' in value)) {
		return undefined;
	}
	const { log, line } = value;
	return typeof log === 'string' && typeof line === 'number' && Number.isInteger(line) && line >= 0
		? { log: Uri.parse(log, true), line }
		: undefined;
}
