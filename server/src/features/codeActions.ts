import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver-types';
import { checks } from '../checks/all';
import { secretInText } from '../checks/secretInText';
import { hostAt } from '../checks/hush';
import { codeWords, peerWords, plainText, sessionId } from '../checks/words';
import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import { say } from '../knowledge/say';
import { clientCommands } from '../protocol';
import { failureOf } from './comparison/failure';
import type { Proposal } from './comparison/nearest';
import { testCommands } from './testCommands';

/** As many commands to test with are offered for a finding. */
const testsOffered = 6;

/** What code actions are made of. */
interface Asked {
	readonly uri: string;
	readonly diagnostics: readonly Diagnostic[];
	readonly language?: Language | undefined;
	/** The session that worked where one failed, by their numbers from 0. */
	readonly proposals?: ReadonlyMap<number, Proposal>;
}

/** The sessions that failed among those that diagnostics tell of, by their numbers from 0. */
export function failedSessions(log: MailLog, diagnostics: readonly Diagnostic[]): number[] {
	const sessions = ours(log, diagnostics).flatMap(({ range }) => log.sessionAt(range.start.line) ?? []);
	return [...new Set(sessions)].filter((session) => failureOf(session, log)).map(({ index }) => index);
}

function ours(log: MailLog, diagnostics: readonly Diagnostic[]): Diagnostic[] {
	return diagnostics
		.filter(({ code }) => checks.some(({ id }) => id === code))
		.filter(({ range }) => range.start.line < log.lineCount);
}

/** What can be done about our findings at a place. */
export function codeActions(log: MailLog, asked: Asked): CodeAction[] {
	return ours(log, asked.diagnostics).flatMap((diagnostic) => actionsFor(log, diagnostic, asked));
}

function actionsFor(log: MailLog, diagnostic: Diagnostic, { uri, language, proposals }: Asked): CodeAction[] {
	const { line } = diagnostic.range.start;
	const rule = String(diagnostic.code);
	const action = (title: string, command: string, ...args: readonly unknown[]): CodeAction => ({
		title,
		kind: CodeActionKind.QuickFix,
		diagnostics: [diagnostic],
		command: { title, command, arguments: [...args] },
	});
	const event = log.event(line);
	const code = codeWords({ code: valueOf(event, 'code'), enhanced: valueOf(event, 'enhanced') });
	const reply = [code, plainText(valueOf(event, 'text') ?? '', 400)].filter(Boolean).join(' ');
	const session = log.sessionAt(line);
	const id = session && sessionId(session.index);
	const message = log.messageIndexAt(line);
	const proposal = session && proposals?.get(session.index);
	const host = hostAt(log, line);
	return [
		...(rule === secretInText.id ? [action(say('action.redact')(language), clientCommands.redact)] : []),
		...(code ? [action(say('action.explain', { code })(language), clientCommands.explain, reply)] : []),
		...(id
			? [action(say('action.showSession', { session: id })(language), clientCommands.showSession, uri, line)]
			: []),
		...(message === undefined
			? []
			: [
					action(
						say('action.follow', { id: log.queueId(message) })(language),
						...[clientCommands.follow, line, 0],
					),
				]),
		...(id && proposal
			? [
					action(
						say('action.compare', { session: sessionId(proposal.index), why: proposal.why })(language),
						clientCommands.compareSessions,
						...[uri, id, sessionId(proposal.index)],
					),
				]
			: []),
		...testCommands(log, line)
			.slice(0, testsOffered)
			.map(({ title, command }) =>
				action(say('action.copyTest', { title })(language), clientCommands.copy, command),
			),
		...(id
			? [
					action(
						say('action.hushSession', { rule, session: id })(language),
						clientCommands.hushSession,
						...[rule, uri, line],
					),
				]
			: []),
		...(host
			? [
					action(
						say('action.hushHost', { rule, host: peerWords(host) })(language),
						clientCommands.hush,
						...[rule, host.address ?? host.name],
					),
				]
			: []),
		action(say('action.hushRule', { rule })(language), clientCommands.hush, rule),
	];
}
