import {
	EventEmitter,
	languages,
	Uri,
	window,
	workspace,
	type Disposable,
	type TextDocumentContentProvider,
} from 'vscode';
import type { SessionText } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { language, sessionScheme } from '../names';
import { toFileName } from './fileName';
import type { OriginalLines } from './originalLines';

/** Where a session's document comes from: a line of a log. It stands in the document's address. */
interface Origin {
	readonly log: Uri;
	/** From 0. */
	readonly line: number;
}

/** The documents that show the lines of one session word for word, each with the number it has in the log. */
export class SessionDocuments implements TextDocumentContentProvider, Disposable {
	readonly #server: LanguageServer;
	readonly #originals: OriginalLines;
	readonly #changed = new EventEmitter<Uri>();
	readonly #registration: Disposable;
	readonly onDidChange = this.#changed.event;

	constructor(server: LanguageServer, originals: OriginalLines) {
		this.#server = server;
		this.#originals = originals;
		this.#registration = workspace.registerTextDocumentContentProvider(sessionScheme, this);
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
		await window.showTextDocument(document, { preview: false });
	}

	/** @inheritdoc */
	async provideTextDocumentContent(uri: Uri): Promise<string | undefined> {
		const origin = readOrigin(uri);
		if (!origin) {
			return undefined;
		}
		const { log } = origin;
		// The server knows the log while it is open; opening it again costs nothing.
		await workspace.openTextDocument(log);
		const session = await this.#server.ask('mailLogLens/session', {
			uri: log.toString(),
			position: { line: origin.line, character: 0 },
		});
		this.#originals.set(
			uri,
			(session?.lines ?? []).map(({ line }) => ({ log, line, label: String(line + 1) })),
		);
		return session?.lines.map(({ text }) => text).join('\n');
	}

	dispose(): void {
		this.#registration.dispose();
		this.#changed.dispose();
	}
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
