import { l10n } from 'vscode';
import type { LanguageServer } from '../languageServer';
import { showComparison } from '../views/pages';
import { pickReplyCode } from './pickReplyCode';

/**
 * `Mail Log: Compare Reply Codes…`: two picks; 220 and 235, which started it, are offered first.
 *
 * @param first what to compare, when a link, a key binding or another extension says so
 * @param second with what; picked where it is left out
 */
export async function compareReplyCodes(
	server: LanguageServer,
	first?: unknown,
	second?: unknown,
): Promise<void> {
	const one = codeOf(first);
	const other = codeOf(second);
	const [a, b] = one && other ? [one, other] : await pickCodes(server, one);
	if (a && b) {
		await showComparison(server, a, b);
	}
}

/** A command's argument may be anything. */
function codeOf(argument: unknown): string | undefined {
	return typeof argument === 'string' && /^\d{3}$|^[245]\.\d{1,3}\.\d{1,3}$/.test(argument)
		? argument
		: undefined;
}

async function pickCodes(
	server: LanguageServer,
	given: string | undefined,
): Promise<readonly (string | undefined)[]> {
	const choices = await server.ask('mailLogLens/replyCodes', undefined);
	const codes = choices.filter(({ kind }) => kind !== 'text');
	const first =
		given ??
		(await pickReplyCode({
			title: l10n.t('Compare Reply Codes: the First'),
			step: 1,
			codes: inOrder(codes, ['220', '235']),
		}));
	if (!first) {
		return [];
	}
	const second = await pickReplyCode({
		title: l10n.t('Compare Reply Codes: {0} with …', first),
		step: 2,
		codes: inOrder(codes, ['235', '220']).filter(({ reply }) => reply !== first),
	});
	return [first, second];
}

function inOrder<T extends { readonly reply: string }>(
	codes: readonly T[],
	first: readonly string[],
): readonly T[] {
	const leading = first.flatMap((code) => codes.filter(({ reply }) => reply === code));
	return [...leading, ...codes.filter((entry) => !leading.includes(entry))];
}
