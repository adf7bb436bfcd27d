import { l10n } from 'vscode';
import type { LanguageServer } from '../languageServer';
import { showComparison } from '../views/pages';
import { pickReplyCode } from './pickReplyCode';

/** `Mail Log: Compare Reply Codes…`: two picks; 220 and 235, which started it, are offered first. */
export async function compareReplyCodes(server: LanguageServer): Promise<void> {
	const choices = await server.ask('mailLogLens/replyCodes', undefined);
	const codes = choices.filter(({ kind }) => kind !== 'text');
	const first = await pickReplyCode({
		title: l10n.t('Compare Reply Codes: the First'),
		step: 1,
		codes: inOrder(codes, ['220', '235']),
	});
	if (!first) {
		return;
	}
	const second = await pickReplyCode({
		title: l10n.t('Compare Reply Codes: {0} with …', first),
		step: 2,
		codes: inOrder(codes, ['235', '220']).filter(({ reply }) => reply !== first),
	});
	if (second) {
		await showComparison(server, first, second);
	}
}

function inOrder<T extends { readonly reply: string }>(
	codes: readonly T[],
	first: readonly string[],
): readonly T[] {
	const leading = first.flatMap((code) => codes.filter(({ reply }) => reply === code));
	return [...leading, ...codes.filter((entry) => !leading.includes(entry))];
}
