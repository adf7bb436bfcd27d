import { l10n, QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import type { FollowChoice, FollowParams } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';
import type { FollowDocuments } from '../views/followDocuments';
import { activeMailLog, cursorPlace } from './activeMailLog';

/** Milliseconds that typing has to rest before the logs are searched. */
const pause = 150;

interface FollowItem extends QuickPickItem {
	/** Absent for a heading. */
	readonly follow?: FollowParams;
}

/**
 * `Mail Log: Follow Message…`: all lines of a message from all open logs. What the cursor's line names is offered first; whatever is
 * typed is looked for in the logs.
 *
 * @param line the line of the log in front (from 0) whose message is followed at once, when a link or a code action says so
 * @param character where on it, in UTF-16 code units from 0
 */
export async function followMessage(
	server: LanguageServer,
	documents: FollowDocuments,
	line?: unknown,
	character?: unknown,
): Promise<void> {
	const params =
		typeof line === 'number' && typeof character === 'number'
			? await choiceAt(server, line, character)
			: await pickMessage(server);
	if (params) {
		await documents.show(params);
	}
}

/** What is named at a place of the log in front. */
async function choiceAt(
	server: LanguageServer,
	line: number,
	character: number,
): Promise<FollowParams | undefined> {
	const editor = activeMailLog();
	const uri = editor?.document.uri.toString();
	const [first] = uri
		? await server.ask('mailLogLens/followChoices', {
				place: { uri, position: { line, character } },
				typed: '',
			})
		: [];
	if (!first) {
		void window.showInformationMessage(l10n.t('This line names no message.'));
	}
	return first && toParams(first);
}

/** Lets the user pick what is near the cursor or found in the logs, or type anything. */
function pickMessage(server: LanguageServer): Promise<FollowParams | undefined> {
	const editor = activeMailLog();
	const place = editor && cursorPlace(editor);
	const pick = window.createQuickPick<FollowItem>();
	pick.title = l10n.t('Follow Message');
	pick.placeholder = l10n.t('A queue id, an address, a Message-ID or a host, or a part of one');
	pick.matchOnDescription = true;
	pick.matchOnDetail = true;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let asked = 0;
	const offer = async () => {
		const mine = ++asked;
		const typed = pick.value.trim();
		pick.busy = true;
		const choices = await server.ask('mailLogLens/followChoices', { ...(place && { place }), typed });
		if (mine === asked) {
			pick.items = [...toItems(choices), ...typedItem(typed)];
			pick.busy = false;
		}
	};
	return new Promise((resolve, reject) => {
		const ask = () => {
			offer().catch((error: unknown) => {
				pick.hide();
				reject(error instanceof Error ? error : new Error(String(error)));
			});
		};
		pick.onDidChangeValue(() => {
			clearTimeout(timer);
			timer = setTimeout(ask, pause);
		});
		pick.onDidAccept(() => {
			resolve(pick.selectedItems[0]?.follow);
			pick.hide();
		});
		pick.onDidHide(() => {
			clearTimeout(timer);
			asked++;
			resolve(undefined);
			pick.dispose();
		});
		pick.show();
		ask();
	});
}

/** The items under a heading for each kind, in the order given. */
function toItems(choices: readonly FollowChoice[]): FollowItem[] {
	const headings = {
		mail: l10n.t('Messages'),
		address: l10n.t('Addresses'),
		messageId: l10n.t('Message-IDs'),
		host: l10n.t('Hosts'),
		ip: l10n.t('IP addresses'),
	};
	return (Object.keys(headings) as (keyof typeof headings)[]).flatMap((kind) => {
		const own = choices.filter((choice) => choice.kind === kind);
		return own.length === 0
			? []
			: [{ label: headings[kind], kind: QuickPickItemKind.Separator }, ...own.map(toItem)];
	});
}

function toItem(choice: FollowChoice): FollowItem {
	const { label, description, detail } = choice;
	return {
		follow: toParams(choice),
		label: withoutIcons(label),
		...(description !== undefined && { description: withoutIcons(description) }),
		...(detail !== undefined && { detail: withoutIcons(detail) }),
	};
}

function toParams({ subject, near }: FollowChoice): FollowParams {
	return { subject, ...(near && { near }) };
}

/** What was typed, as a last item that no filter hides. */
function typedItem(text: string): readonly FollowItem[] {
	return text === ''
		? []
		: [{ follow: { subject: text }, label: l10n.t('Follow What Is Typed Here'), alwaysShow: true }];
}

/** A quick pick draws `$(name)` as an icon, and these words are of a log. */
function withoutIcons(text: string): string {
	return text.replaceAll('$(', '$\u200b(');
}
