import { l10n, MarkdownString, type Uri } from 'vscode';
import type { TimelineMark } from '../../../server/src/protocol';

/** The commands that a tool tip may run. What a log brings into one stays text. */
const enabledCommands = ['mailLogLens.showSession'];

/** What a mark says when it is pointed at; on a session's first line with what can be done with the session. */
export function toolTip(log: Uri, { line, shape, description }: TimelineMark): MarkdownString {
	const text = new MarkdownString().appendText(description);
	if (shape !== 'session') {
		return text;
	}
	text.isTrusted = { enabledCommands };
	return text.appendMarkdown(
		`\n\n[${l10n.t('Show Session')}](${link('mailLogLens.showSession', log.toString(), line)})`,
	);
}

/** A link that runs a command of ours with arguments. */
function link(command: string, ...args: readonly (string | number)[]): string {
	return `command:${command}?${encodeURIComponent(JSON.stringify(args))}`;
}
