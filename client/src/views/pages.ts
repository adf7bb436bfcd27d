import { commands, Disposable, EventEmitter, l10n, Uri, window, workspace } from 'vscode';
import type { Page, SessionPlace } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { pageScheme } from '../names';
import { toFileName } from './fileName';

/** What a page answers. It stands in the page's address, so that the page can be made again at any time. */
type Question =
	| { readonly explain: string }
	| { readonly compare: readonly [string, string] }
	| { readonly sessions: readonly [SessionPlace, SessionPlace] };

/** Serves the pages that explain and compare, as Markdown documents of our own scheme. */
export function registerPages(server: LanguageServer): Disposable {
	const changed = new EventEmitter<Uri>();
	return Disposable.from(
		changed,
		workspace.registerTextDocumentContentProvider(pageScheme, {
			onDidChange: changed.event,
			async provideTextDocumentContent(uri) {
				const question = readQuestion(uri);
				return (question && (await ask(server, question)))?.markdown;
			},
		}),
		// Pages that are open are read in the language that has been chosen.
		server.onDidConfigure(() =>
			workspace.textDocuments
				.filter(({ uri }) => uri.scheme === pageScheme)
				.forEach(({ uri }) => changed.fire(uri)),
		),
	);
}

/** Shows what a code, an enhanced code or a reply text means. */
export async function showExplanation(server: LanguageServer, reply: string): Promise<void> {
	await showPage(server, { explain: reply }, l10n.t('Nothing is known about “{0}”.', reply));
}

/** Shows two codes beside each other. */
export async function showComparison(server: LanguageServer, first: string, second: string): Promise<void> {
	await showPage(
		server,
		{ compare: [first, second] },
		l10n.t('{0} and {1} cannot be compared.', first, second),
	);
}

/** Shows two sessions side by side as a page. */
export async function showComparedSessions(
	server: LanguageServer,
	first: SessionPlace,
	second: SessionPlace,
): Promise<void> {
	await showPage(
		server,
		{ sessions: [first, second] },
		l10n.t('{0} and {1} cannot be compared.', first.session, second.session),
	);
}

async function showPage(server: LanguageServer, question: Question, otherwise: string): Promise<void> {
	const page = await ask(server, question);
	if (!page) {
		void window.showInformationMessage(otherwise);
		return;
	}
	const uri = Uri.from({
		scheme: pageScheme,
		path: `/${toFileName(page.title)}.md`,
		query: JSON.stringify(question),
	});
	try {
		await commands.executeCommand('markdown.showPreview', uri);
	} catch {
		// The built-in Markdown extension is switched off: the page is readable without it.
		await window.showTextDocument(await workspace.openTextDocument(uri));
	}
}

async function ask(server: LanguageServer, question: Question): Promise<Page | null> {
	if ('explain' in question) {
		return server.ask('mailLogLens/explain', { text: question.explain });
	}
	if ('compare' in question) {
		const [first, second] = question.compare;
		return server.ask('mailLogLens/compare', { first, second });
	}
	const [first, other] = question.sessions;
	// The server knows the logs while they are open; opening them again costs nothing.
	for (const { uri } of question.sessions) {
		await workspace.openTextDocument(Uri.parse(uri, true));
	}
	const result = await server.ask('mailLogLens/compareSessions', { ...first, other });
	return result && !('problem' in result)
		? { markdown: result.markdown, title: [first, other].map(({ session }) => session).join(' · ') }
		: null;
}

/** The question in an address. Anybody can make an address, so it is looked at closely. */
function readQuestion(uri: Uri): Question | undefined {
	let value: unknown;
	try {
		value = JSON.parse(uri.query);
	} catch {
		return undefined;
	}
	if (typeof value !== 'object' || value === null) {
		return undefined;
	}
	if ('explain' in value && typeof value.explain === 'string') {
		return { explain: value.explain };
	}
	if ('compare' in value && Array.isArray(value.compare)) {
		const [first, second]: unknown[] = value.compare;
		return typeof first === 'string' && typeof second === 'string' ? { compare: [first, second] } : undefined;
	}
	if ('sessions' in value && Array.isArray(value.sessions)) {
		const [first, second] = value.sessions.map(readSessionPlace);
		return first && second ? { sessions: [first, second] } : undefined;
	}
	return undefined;
}

function readSessionPlace(value: unknown): SessionPlace | undefined {
	if (typeof value !== 'object' || value === null || !('uri' in value) || !('session' in value)) {
		return undefined;
	}
	const { uri, session } = value;
	return typeof uri === 'string' && typeof session === 'string' ? { uri, session } : undefined;
}
