import { l10n, window, workspace, type TextDocument } from 'vscode';
import type { SessionPlace } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { language } from '../names';
import type { SessionPanel } from '../views/sessionPanel';
import { activeMailLog } from './activeMailLog';
import { pickLog, pickSession } from './pickSession';

/**
 * `Mail Log: Compare Sessions…`: two picks, those that failed before the others; what is like the first is preselected as the second.
 *
 * @param uri the log, when a code lens, a code action or another extension says so
 * @param session a session of it: `s12`
 * @param other the one it is compared with: `s9`, or a session of another log; the nearest that worked, or that failed, where it is
 * left out; the user picks one where it is `null`
 */
export async function compareSessions(
	server: LanguageServer,
	panel: SessionPanel,
	uri?: unknown,
	session?: unknown,
	other?: unknown,
): Promise<void> {
	if (typeof uri !== 'string' || !isSession(session)) {
		await pickBoth(server, panel);
		return;
	}
	const first = { uri, session };
	const named = isSession(other) ? { uri, session: other } : readPlace(other);
	const second = named ?? (other === null ? await pickOther(server, first) : await nearest(server, first));
	await show(server, panel, first, second);
}

/** A command's argument may be anything. */
function isSession(argument: unknown): argument is string {
	return typeof argument === 'string' && /^s[1-9]\d{0,8}$/.test(argument);
}

/** A session of any log, if that is what a command was given. */
function readPlace(argument: unknown): SessionPlace | undefined {
	if (typeof argument !== 'object' || argument === null || !('uri' in argument) || !('session' in argument)) {
		return undefined;
	}
	const { uri, session } = argument;
	return typeof uri === 'string' && isSession(session) ? { uri, session } : undefined;
}

/** Shows two sessions side by side, as far as both are there. */
async function show(
	server: LanguageServer,
	panel: SessionPanel,
	first: SessionPlace | undefined,
	second: SessionPlace | undefined,
): Promise<void> {
	const result =
		first && second && (await server.ask('mailLogLens/compareSessions', { ...first, other: second }));
	if (result && 'first' in result) {
		await panel.compare(result.first, result.second, result.first.line);
	} else if (result === null) {
		void window.showInformationMessage(l10n.t('{0} is not in this log any more.', first?.session ?? ''));
	}
}

/** The session that another is best compared with; where there is none, the user is told, and picks one. */
async function nearest(server: LanguageServer, first: SessionPlace): Promise<SessionPlace | undefined> {
	const result = await server.ask('mailLogLens/compareSessions', first);
	if (result === null) {
		void window.showInformationMessage(l10n.t('{0} is not in this log any more.', first.session));
		return undefined;
	}
	if ('problem' in result) {
		void window.showInformationMessage(result.problem);
		return pickOther(server, first);
	}
	return result.second;
}

async function pickBoth(server: LanguageServer, panel: SessionPanel): Promise<void> {
	const editor = activeMailLog();
	const log = editor?.document ?? (await pickLog(openLogs()));
	if (!log) {
		return;
	}
	const uri = log.uri.toString();
	const session = await pickSession(server, {
		title: l10n.t('Compare Sessions: the First'),
		step: 1,
		...{ uri, line: editor?.selection.active.line ?? 0 },
	});
	const first = typeof session === 'string' ? { uri, session } : undefined;
	const second = first && (await pickOther(server, first));
	await show(server, panel, first, second);
}

/** Lets the user pick what a session is compared with, of its own log or of another that is open. */
export async function pickOther(
	server: LanguageServer,
	first: SessionPlace,
): Promise<SessionPlace | undefined> {
	const title = l10n.t('Compare Sessions: {0} with …', first.session);
	const others = openLogs().filter((log) => log.uri.toString() !== first.uri);
	const picked = await pickSession(server, {
		...{ title, step: 2, uri: first.uri, with: first },
		offersOtherLogs: others.length > 0,
	});
	if (typeof picked === 'string') {
		return { uri: first.uri, session: picked };
	}
	const log = picked && (await pickLog(others));
	if (!log) {
		return undefined;
	}
	const uri = log.uri.toString();
	const session = await pickSession(server, { title, step: 2, uri, line: 0 });
	return typeof session === 'string' ? { uri, session } : undefined;
}

/** The mail logs that are open, whether one sees them or not. */
function openLogs(): readonly TextDocument[] {
	return workspace.textDocuments.filter(
		({ languageId, uri }) => languageId === language && uri.scheme !== 'mail-log-session',
	);
}
