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
import { testCommands } from './testCommands';

/** As many commands to test with are offered for a finding. */
const testsOffered = 6;

/** What can be done about our findings at a place. */
export function codeActions(
	log: MailLog,
	{ uri, diagnostics, language }: { uri: string; diagnostics: readonly Diagnostic[]; language?: Language },
): CodeAction[] {
	return diagnostics
		.filter(({ code }) => checks.some(({ id }) => id === code))
		.filter(({ range }) => range.start.line < log.lineCount)
		.flatMap((diagnostic) => actionsFor(log, uri, diagnostic, language));
}

function actionsFor(
	log: MailLog,
	uri: string,
	diagnostic: Diagnostic,
	language: Language | undefined,
): CodeAction[] {
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
	const host = hostAt(log, line);
	return [
		...(rule === secretInText.id ? [action(say('action.redact')(language), clientCommands.redact)] : []),
		...(code ? [action(say('action.explain', { code })(language), clientCommands.explain, reply)] : []),
		...(id
			? [action(say('action.showSession', { session: id })(language), clientCommands.showSession, uri, line)]
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
