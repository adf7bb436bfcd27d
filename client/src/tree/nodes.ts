import {
	l10n,
	MarkdownString,
	Range,
	ThemeColor,
	ThemeIcon,
	TreeItem,
	TreeItemCollapsibleState,
	type TextDocumentShowOptions,
	type Uri,
} from 'vscode';
import { escapeMarkdown } from '../../../server/src/knowledge/markdown';
import { looks } from '../timeline/looks';
import { type Group, type Grouping } from './groups';
import { dateAndTime, timeOfDay } from './times';
import { isFailing, type TreeRow } from './treeRow';

/** What the tree is made of. */
export type Node = GroupNode | SessionNode | MoreNode;

export interface GroupNode {
	readonly kind: 'group';
	readonly log: Uri;
	readonly grouping: Grouping;
	readonly group: Group;
	/** A filter leaves few groups: they are open from the beginning, so that what it has found is seen. */
	readonly isFiltered: boolean;
}

/** A session below a group. It may stand below several. */
export interface SessionNode {
	readonly kind: 'session';
	readonly log: Uri;
	readonly parent: GroupNode;
	readonly row: TreeRow;
}

/** Stands for what is not shown yet. */
export interface MoreNode {
	readonly kind: 'more';
	readonly log: Uri;
	/** Below which group; absent at the top. */
	readonly parent?: GroupNode;
	readonly count: number;
}

/** How a node is drawn. What it says of a log is plain text. */
export function toTreeItem(node: Node): TreeItem {
	return node.kind === 'group'
		? groupItem(node)
		: node.kind === 'session'
			? sessionItem(node)
			: moreItem(node);
}

function groupItem({ log, grouping, group, isFiltered }: GroupNode): TreeItem {
	const { key, rows, failing } = group;
	const label = groupLabel(group, grouping);
	const { Collapsed, Expanded } = TreeItemCollapsibleState;
	const item = new TreeItem(label, isFiltered ? Expanded : Collapsed);
	item.id = `${log.toString()}#${key}${isFiltered ? '#filtered' : ''}`;
	item.description = failing < rows.length ? failureCount(rows.length, failing) : sessionCount(rows.length);
	item.iconPath = groupIcon(group, grouping);
	item.tooltip = `${label}\n${item.description}`;
	item.contextValue = 'group';
	const told = `${label}, ${item.description}`;
	item.accessibilityInformation = { label: told };
	return item;
}

/** The words for what the sessions of a group have in common. */
function groupLabel(group: Group, grouping: Grouping): string {
	if (group.label !== undefined) {
		return group.label;
	}
	const without: Readonly<Record<Grouping, string>> = {
		outcome: l10n.t('Other'),
		host: l10n.t('No host named'),
		time: l10n.t('No time'),
		message: l10n.t('No message'),
	};
	return without[grouping];
}

/** How many sessions there are, and how many of them failed if any did. */
export function failureCount(count: number, failing: number): string {
	return failing > 0 ? l10n.t('{0}, {1} failed', sessionCount(count), failing) : sessionCount(count);
}

export function sessionCount(count: number): string {
	return count === 1 ? l10n.t('1 session') : l10n.t('{0} sessions', count);
}

const groupIcons = { host: 'server', time: 'clock', message: 'mail' } as const;

function groupIcon({ rows, failing }: Group, grouping: Grouping): ThemeIcon {
	const [first] = rows;
	if (grouping === 'outcome' && first) {
		return stateIcon(first);
	}
	const icon = grouping === 'outcome' ? 'circle-outline' : groupIcons[grouping];
	return failing > 0 ? new ThemeIcon(icon, new ThemeColor(looks.permanent.color)) : new ThemeIcon(icon);
}

/** A shape for each state, so that it can be told without its colour. */
const stateIcons: Readonly<Record<TreeRow['state'], string>> = {
	ok: 'pass',
	progress: 'circle-large-outline',
	missing: 'circle-large-outline',
	temporary: 'warning',
	permanent: 'error',
	lost: 'debug-disconnect',
};

function stateIcon({ state }: TreeRow): ThemeIcon {
	return new ThemeIcon(stateIcons[state], new ThemeColor(looks[state].color));
}

function sessionItem({ log, parent, row }: SessionNode): TreeItem {
	const name = parent.grouping === 'host' ? undefined : row.peer;
	const said = row.failure ?? row.strip;
	const item = new TreeItem(name ?? row.id);
	item.id = `${log.toString()}#${parent.group.key}#${row.id}`;
	item.description = [timeOfDay(row), said].filter(Boolean).join(' · ');
	item.iconPath = stateIcon(row);
	item.contextValue = 'session';
	item.command = {
		command: 'vscode.open',
		title: l10n.t('Go to Session'),
		arguments: [
			log,
			{
				selection: new Range(row.line, 0, row.line, 0),
				preserveFocus: true,
			} satisfies TextDocumentShowOptions,
		],
	};
	item.accessibilityInformation = { label: spoken(row) };
	return item;
}

/** A session in one sentence, for those who hear it. */
function spoken(row: TreeRow): string {
	const parts = [
		l10n.t('Session {0}', row.id),
		row.peer,
		isFailing(row) ? l10n.t('failed') : undefined,
		row.outcomeWords,
		row.failure,
		dateAndTime(row),
		l10n.t('line {0}', row.line + 1),
	];
	return parts.filter(Boolean).join(', ');
}

/** What the pointer shows of a session. What comes from the log stands in a block of code: no link is made of it. */
export function sessionTooltip({ row }: SessionNode): MarkdownString {
	const lines = [row.peer, row.strip, row.failure, row.messages.join(' ')].filter(Boolean);
	const words = [
		l10n.t('Session {0}', row.id),
		row.outcomeWords,
		dateAndTime(row),
		l10n.t('line {0}', row.line + 1),
		row.lineCount === 1 ? l10n.t('1 line') : l10n.t('{0} lines', row.lineCount),
	].filter(Boolean);
	return new MarkdownString(escapeMarkdown(words.join(' · '))).appendCodeblock(lines.join('\n'), 'text');
}

function moreItem({ log, parent, count }: MoreNode): TreeItem {
	const item = new TreeItem(l10n.t('{0} more…', count));
	item.id = `${log.toString()}#${parent?.group.key ?? ''}#more`;
	item.iconPath = new ThemeIcon('ellipsis');
	item.contextValue = 'more';
	item.command = {
		command: 'mailLogLens.tree.showMore',
		title: l10n.t('Show More'),
		arguments: [parent?.group.key ?? ''],
	};
	return item;
}
