import { l10n, QuickPickItemKind, window, workspace, type QuickPickItem, type TextDocument } from 'vscode';
import type { SessionChoice, SessionPlace } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';

/** What one pick of two shows. */
interface SessionPick {
	readonly title: string;
	/** 1 or 2. */
	readonly step: number;
	/** The log. */
	readonly uri: string;
	/** Where the cursor is, from 0: the session there is preselected. */
	readonly line?: number;
	/** What the picked one is to be compared with: it is left out, and the nearest to it is preselected. */
	readonly with?: SessionPlace;
	/** Whether a session of another log may be picked. */
	readonly offersOtherLogs?: boolean;
}

interface SessionItem extends QuickPickItem {
	/** A heading has none. */
	readonly session?: string;
	readonly isOtherLog?: true;
}

/** Lets the user pick a session. `true`: one of another log is wanted. `undefined` if the user leaves. */
export async function pickSession(
	server: LanguageServer,
	{ title, step, offersOtherLogs = false, ...question }: SessionPick,
): Promise<string | true | undefined> {
	const pick = window.createQuickPick<SessionItem>();
	pick.title = title;
	pick.step = step;
	pick.totalSteps = 2;
	pick.placeholder = l10n.t('A session: its id, host, address or code');
	pick.matchOnDescription = true;
	pick.matchOnDetail = true;
	pick.busy = true;
	const picked = new Promise<string | true | undefined>((resolve) => {
		pick.onDidAccept(() => {
			const [item] = pick.selectedItems;
			resolve(item?.isOtherLog ?? item?.session);
			pick.hide();
		});
		pick.onDidHide(() => {
			resolve(undefined);
			pick.dispose();
		});
	});
	pick.show();
	try {
		const choices = await server.ask('mailLogLens/sessionChoices', question);
		pick.items = [...toItems(choices, question), ...(offersOtherLogs ? otherLogItems() : [])];
		if (pick.items.length === 0) {
			void window.showInformationMessage(l10n.t('There are no two sessions to compare.'));
			pick.hide();
		}
		pick.busy = false;
	} catch (error) {
		pick.hide();
		throw error;
	}
	return picked;
}

/** The items under headings, in the order given: what is preselected, those that failed, the others. */
function toItems(
	choices: readonly SessionChoice[],
	{ with: subject }: Pick<SessionPick, 'with'>,
): SessionItem[] {
	const headings = {
		first: subject ? l10n.t('The nearest to compare with') : l10n.t('The session at the cursor'),
		failed: l10n.t('Sessions that failed'),
		worked: l10n.t('Sessions that worked'),
	};
	const isFirst = (choice: SessionChoice, at: number) => choice.isProposed || (at === 0 && !subject);
	const groupOf = (choice: SessionChoice, at: number) =>
		isFirst(choice, at) ? 'first' : choice.hasFailed ? 'failed' : 'worked';
	return choices.flatMap((choice, at) => {
		const group = groupOf(choice, at);
		const before = choices[at - 1];
		const isNew = !before || groupOf(before, at - 1) !== group;
		return [
			...(isNew ? [heading(headings[group])] : []),
			{
				session: choice.session,
				label: withIcon(choice.hasFailed ? 'error' : 'pass', choice.label),
				description: plain(choice.description),
				detail: plain(choice.detail),
			},
		];
	});
}

function heading(label: string): SessionItem {
	return { label, kind: QuickPickItemKind.Separator };
}

function withIcon(icon: string, words: string): string {
	return `$(${icon}) ${plain(words)}`;
}

/** Words of a log may look like an icon: `$(flame)`. */
function plain(words: string): string {
	return words.replaceAll('$(', '$\u200b(');
}

function otherLogItems(): SessionItem[] {
	return [
		heading(''),
		{
			label: withIcon('files', l10n.t('Another log…')),
			detail: l10n.t('A session of another log that is open'),
			alwaysShow: true,
			isOtherLog: true,
		},
	];
}

/** Lets the user pick one of several logs; the only one is not asked for. */
export async function pickLog(logs: readonly TextDocument[]): Promise<TextDocument | undefined> {
	if (logs.length <= 1) {
		if (logs.length === 0) {
			void window.showInformationMessage(
				l10n.t('Open a mail log first: this command compares its sessions.'),
			);
		}
		return logs[0];
	}
	const items = logs.map((log) => ({
		label: log.uri.path.slice(log.uri.path.lastIndexOf('/') + 1),
		description: workspace.asRelativePath(log.uri),
		log,
	}));
	return (await window.showQuickPick(items, { title: l10n.t('Which log?') }))?.log;
}
