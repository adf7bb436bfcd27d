import {
	Disposable,
	EventEmitter,
	l10n,
	languages,
	Uri,
	window,
	workspace,
	type TextDocumentContentProvider,
} from 'vscode';
import type { FollowParams, FollowResult } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { followScheme, language } from '../names';
import { toFileName } from './fileName';
import type { OriginalLine, OriginalLines } from './originalLines';

/** Milliseconds after the last change of a log before what was followed is looked for again. */
const pause = 400;

/** Milliseconds that a summary stays in the status bar. */
const announcementTime = 10_000;

/**
 * The documents that show all lines of a followed message word for word, in the order in which they were written, each with its log and
 * number. They are made anew while logs change.
 */
export class FollowDocuments implements TextDocumentContentProvider, Disposable {
	readonly #server: LanguageServer;
	readonly #originals: OriginalLines;
	readonly #changed = new EventEmitter<Uri>();
	readonly #registrations: Disposable;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly onDidChange = this.#changed.event;

	constructor(server: LanguageServer, originals: OriginalLines) {
		this.#server = server;
		this.#originals = originals;
		this.#registrations = Disposable.from(
			workspace.registerTextDocumentContentProvider(followScheme, this),
			workspace.onDidChangeTextDocument(({ document }) => this.#onChange(document.languageId, document.uri)),
			workspace.onDidOpenTextDocument((document) => this.#onChange(document.languageId, document.uri)),
			workspace.onDidCloseTextDocument((document) => this.#onChange(document.languageId, document.uri)),
		);
	}

	/** Opens all lines of what is followed in an editor of its own, or shows them again as they are now. */
	async show(params: FollowParams): Promise<void> {
		const followed = await this.#server.ask('mailLogLens/follow', params);
		if (!followed) {
			void window.showInformationMessage(l10n.t('No open log has a line of “{0}”.', params.subject));
			return;
		}
		const uri = Uri.from({
			scheme: followScheme,
			path: `/${toFileName(followed.title)}`,
			query: JSON.stringify(params),
		});
		this.#changed.fire(uri);
		const document = await workspace.openTextDocument(uri);
		if (document.languageId !== language) {
			await languages.setTextDocumentLanguage(document, language);
		}
		await window.showTextDocument(document, { preview: false });
		window.setStatusBarMessage(followed.summary.replaceAll('$(', '$\u200b('), announcementTime);
	}

	/** @inheritdoc */
	async provideTextDocumentContent(uri: Uri): Promise<string | undefined> {
		const params = readParams(uri);
		if (!params) {
			return undefined;
		}
		const followed = await this.#server.ask('mailLogLens/follow', params);
		this.#originals.set(uri, toOriginals(followed));
		return followed?.lines.map(({ text }) => text).join('\n') ?? '';
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#registrations.dispose();
		this.#changed.dispose();
	}

	/** A log has changed, or has come or gone: what is followed in it may have, too. */
	#onChange(languageId: string, { scheme }: Uri): void {
		if (languageId !== language || scheme === followScheme) {
			return;
		}
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			workspace.textDocuments
				.filter(({ uri }) => uri.scheme === followScheme)
				.forEach(({ uri }) => this.#changed.fire(uri));
		}, pause);
	}
}

/** Each line with its number, and with the name of its log where there are several. */
function toOriginals(followed: FollowResult): OriginalLine[] {
	const lines = followed?.lines ?? [];
	const clocks = new Map(followed?.clocks.map(({ uri, words }) => [uri, words]));
	const isOfSeveral = new Set(lines.map(({ uri }) => uri)).size > 1;
	return lines.map(({ uri, line }) => {
		const log = Uri.parse(uri, true);
		const name = log.path.slice(log.path.lastIndexOf('/') + 1);
		const clock = clocks.get(uri);
		return {
			log,
			line,
			label: isOfSeveral ? `${name}:${line + 1}` : String(line + 1),
			note: [l10n.t('{0}, line {1}', name, line + 1), clock].filter(Boolean).join(' · '),
		};
	});
}

/** What a document follows, as its address says. Anybody can make an address, so it is looked at closely. */
function readParams(uri: Uri): FollowParams | undefined {
	let value: unknown;
	try {
		value = JSON.parse(uri.query);
	} catch {
		return undefined;
	}
	if (typeof value !== 'object' || value === null || !('subject' in value)) {
		return undefined;
	}
	const { subject } = value;
	const near = 'near' in value ? readNear(value.near) : undefined;
	return typeof subject === 'string' && subject !== '' ? { subject, ...(near && { near }) } : undefined;
}

function readNear(value: unknown): FollowParams['near'] {
	if (typeof value !== 'object' || value === null || !('uri' in value) || !('line' in value)) {
		return undefined;
	}
	const { uri, line } = value;
	return typeof uri === 'string' && typeof line === 'number' && Number.isInteger(line) && line >= 0
		? { uri, line }
		: undefined;
}
