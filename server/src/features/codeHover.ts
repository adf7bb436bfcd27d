import { replyText } from '../checks/cause';
import { speakerOf } from '../checks/speaker';
import { fieldOf, valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import { explainReply } from '../knowledge/explain';
import {
	enhancedCode,
	meaningHere,
	phrases,
	replyCode,
	type Language,
	type ReplyCodeEntry,
	type Source,
} from '../knowledge/knowledge';
import { escapeMarkdown } from '../knowledge/markdown';
import type { CodeAt } from './codeAt';
import { placeOfReply, placeWords, type PlaceOfReply } from './placeOfReply';

/** So many sources are named: a hover is small. */
const sourcesShown = 3;

/** What a code means in its place, what to do about it, when one sees it, and where it is specified. Markdown. */
export function codeHover(log: MailLog, line: number, { field, event }: CodeAt, language?: Language): string {
	const code = field.name === 'code' ? field.value : (valueOf(event, 'code') ?? '');
	const enhancedField = field.name === 'code' ? fieldOf(event, 'enhanced') : field;
	const place = placeOfReply(log, line);
	const entry = replyCode(code, language);
	const enhanced = enhancedField && enhancedCode(enhancedField.value, language);
	const { headings, categories, sentences } = phrases(language);
	const title = [
		code && `**${escapeMarkdown(code)}** ${entry?.title ?? categories[code.charAt(0)] ?? ''}`,
		enhancedField &&
			// A detail of 0 is “something else about it” (RFC 3463 §3.1), which adds nothing to the title of the code.
			!(enhancedField !== field && enhancedField.value.endsWith('.0')) &&
			`**${escapeMarkdown(enhancedField.value)}** ${enhanced?.title ?? ''}`,
	].filter(Boolean);
	const words = {
		...(code && { code }),
		...(enhancedField && { enhanced: enhancedField.value }),
		text: place.text,
	};
	const cause = explainReply(replyText(words, place.stage ?? place.command), {
		language,
		...(place.session ? speakerOf(place.session) : { host: place.delivery?.relay?.name }),
	});
	const isRefusal = /^[45]/.test(code || (enhancedField?.value ?? ''));
	// The words say more than the code does: then one's own side is enough of what the code has to say.
	const isOwnWords = cause.confidence === 'text' || cause.confidence === 'provider';
	const here = (place.stage && code && meaningHere(code, place.stage, language)) ?? entry?.description;
	const whatToDo =
		isRefusal && (isOwnWords || !entry) ? [`**${headings['whatToDo'] ?? ''}** ${cause.fix}`] : [];
	return [
		(field.name === 'code' ? title : title.reverse()).join(' · '),
		placeWords(place),
		...(isRefusal && isOwnWords ? [`**${cause.title}.** ${cause.meaning}`] : []),
		...(enhanced && isRefusal && !isOwnWords ? [enhanced.meaning] : []),
		here ?? (enhanced ? '' : (sentences['unknownCode'] ?? '')),
		...whatToDo,
		...(entry
			? howToFix(entry, place, isRefusal, headings).slice(0, isOwnWords ? 1 : 2)
			: enhanced
				? [enhanced.action]
				: []),
		entry ? `**${headings['whenYouSeeIt'] ?? ''}** ${entry.whenYouSeeIt}` : '',
		links([
			...(field.name === 'code' ? [] : (enhanced?.sources ?? [])),
			...(entry?.sources ?? []),
			...(enhanced?.sources ?? []),
		]),
	]
		.filter(Boolean)
		.join('\n\n');
}

/** For a refusal both sides, one's own first; for a success what to look at where it does not come. */
function howToFix(
	{ howToFix: { client, server }, ifItDidNotCome }: ReplyCodeEntry,
	{ role }: PlaceOfReply,
	isRefusal: boolean,
	headings: Readonly<Record<string, string>>,
): string[] {
	const sides = [`**${headings['client'] ?? ''}** ${client}`, `**${headings['server'] ?? ''}** ${server}`];
	if (isRefusal) {
		return role === 'server' ? sides.reverse() : sides;
	}
	return ifItDidNotCome ? [`**${headings['ifItDidNotCome'] ?? ''}** ${ifItDidNotCome}`] : sides;
}

function links(sources: readonly Source[]): string {
	const byUrl = new Map(sources.map((source) => [source.url, source]));
	return Array.from(byUrl.values())
		.slice(0, sourcesShown)
		.map(({ title, url }) => `[${title}](${url})`)
		.join(' · ');
}
