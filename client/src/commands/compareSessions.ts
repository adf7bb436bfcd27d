import { l10n, window, workspace, type TextDocument } from 'vscode';
import type { SessionPlace } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import { language } from '../names';
import { showComparedSessions } from '../views/pages';
import { activeMailLog } from './activeMailLog';
import { pickLog, pickSession } from './pickSession';

/**
 * `Mail Log: Compare Sessions…`: two picks, those that failed before the others; what is like the first is preselected as the second.
 *
 * @param uri the log, when a code lens, a code action or another extension says so
 * @param session a session of it: `s12`
 * @param other the one it is compared with; the nearest that worked, or that failed, where it is left out
 */
export async function compareSessions(
	server: LanguageServer,
	uri?: unknown,
	session?: unknown,
	other?: unknown,
): Promise<void> {
	if (typeof uri !== 'string' || !isSession(session)) {
		await pickBoth(server);
		return;
	}
	const first = { uri, session };
	const second = isSession(other) ? { uri, session: other } : await nearest(server, first);
	if (second) {
		await showComparedSessions(server, first, second);
	}
}

/** A command's argument may be anything. */
function isSession(argument: unknown): argument is string {
	return typeof argument === 'string' && /^s[1-9]\d{0,8}$/.test(argument);
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

async function pickBoth(server: LanguageServer): Promise<void> {
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
	if (first && second) {
		await showComparedSessions(server, first, second);
	}
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
