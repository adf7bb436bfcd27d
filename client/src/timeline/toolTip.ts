import { l10n, MarkdownString, type Uri } from 'vscode';
import { escapeMarkdown } from '../../../server/src/knowledge/markdown';
import type { TimelineMark } from '../../../server/src/protocol';
import { sessionScheme } from '../names';

/** The commands that a tool tip may run. What a log brings into one stays text. */
const enabledCommands = [
	'mailLogLens.showSession',
	'mailLogLens.showTimeline',
	'mailLogLens.compareSessions',
];

/** What a mark says when it is pointed at; on a session's first line with what can be done with the session. */
export function toolTip(log: Uri, { line, session, shape, description }: TimelineMark): MarkdownString {
	const text = new MarkdownString(escapeMarkdown(description));
	if (shape !== 'session') {
		return text;
	}
	text.isTrusted = { enabledCommands };
	const uri = log.toString();
	const isCopy = log.scheme === sessionScheme;
	const links = [
		...(isCopy ? [] : [link(l10n.t('Show Session'), 'mailLogLens.showSession', uri, line)]),
		link(l10n.t('Timeline'), 'mailLogLens.showTimeline', uri, line),
		...(isCopy ? [] : [link(l10n.t('Compare…'), 'mailLogLens.compareSessions', uri, session)]),
	];
	return text.appendMarkdown(`\n\n${links.join(' · ')}`);
}

/** A link that runs a command of ours with arguments. */
function link(title: string, command: string, ...args: readonly (string | number)[]): string {
	return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`;
}
