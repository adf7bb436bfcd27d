import { l10n, QuickPickItemKind, window, type QuickPick, type QuickPickItem } from 'vscode';
import type { ReplyChoice } from '../../../server/src/protocol';
import type { LanguageServer } from '../languageServer';

/** What one pick of two shows. */
interface CodePick {
	readonly title: string;
	/** 1 or 2. */
	readonly step: number;
	/** In the order they are offered; the first is preselected. */
	readonly codes: readonly ReplyChoice[];
}

interface ReplyItem extends QuickPickItem {
	/** The code, the name of a text, or what was typed. A heading has none. */
	readonly reply?: string;
}

/** Lets the user pick a code. `undefined` if the user leaves. */
export async function pickReplyCode({ title, step, codes }: CodePick): Promise<string | undefined> {
	const pick = newPick(title);
	pick.step = step;
	pick.totalSteps = 2;
	pick.items = toItems(codes);
	return pickedReply(pick);
}

/** Lets the user pick a code, or type any code or reply text. `undefined` if the user leaves. */
export async function pickReply(server: LanguageServer): Promise<string | undefined> {
	const pick = newPick(l10n.t('Explain Reply Code'));
	let codes: readonly ReplyItem[] = [];
	const offer = () => (pick.items = [...codes, ...typedItem(pick.value.trim(), codes)]);
	pick.onDidChangeValue(offer);
	pick.busy = true;
	const picked = pickedReply(pick);
	try {
		codes = toItems(await server.ask('mailLogLens/replyCodes', undefined));
		offer();
		pick.busy = false;
	} catch (error) {
		pick.hide();
		throw error;
	}
	return picked;
}

function newPick(title: string): QuickPick<ReplyItem> {
	const pick = window.createQuickPick<ReplyItem>();
	pick.title = title;
	pick.placeholder = l10n.t('A reply code such as 550 or 5.1.1, or words such as “mailbox full”');
	pick.matchOnDescription = true;
	pick.matchOnDetail = true;
	return pick;
}

/** The items under a heading for each kind, in the order given. */
function toItems(choices: readonly ReplyChoice[]): ReplyItem[] {
	const headings = {
		code: l10n.t('Reply codes'),
		enhanced: l10n.t('Enhanced status codes'),
		text: l10n.t('What providers and servers say'),
	};
	return choices.flatMap((choice, at) => [
		...(choices[at - 1]?.kind === choice.kind
			? []
			: [{ label: headings[choice.kind], kind: QuickPickItemKind.Separator }]),
		toItem(choice),
	]);
}

function toItem({ reply, label, description, detail }: ReplyChoice): ReplyItem {
	return { reply, label, ...(description === undefined ? {} : { description }), detail };
}

/**
 * What was typed, as a last item that no filter hides; nothing while it is a code of the list.
 * Its label does not repeat the text: VS Code puts items whose label matches before those whose description does.
 */
function typedItem(text: string, codes: readonly ReplyItem[]): readonly ReplyItem[] {
	if (!text || codes.some((item) => item.reply === text)) {
		return [];
	}
	return [{ reply: text, label: l10n.t('Explain What Is Typed Here'), alwaysShow: true }];
}

/** Shows the pick until an item is accepted or the user leaves. */
function pickedReply(pick: QuickPick<ReplyItem>): Promise<string | undefined> {
	return new Promise((resolve) => {
		pick.onDidAccept(() => {
			resolve(pick.selectedItems[0]?.reply);
			pick.hide();
		});
		pick.onDidHide(() => {
			resolve(undefined);
			pick.dispose();
		});
		pick.show();
	});
}
