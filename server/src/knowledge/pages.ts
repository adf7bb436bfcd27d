/** Pages to read, as Markdown. Knowledge is trusted; what came in from outside (a code, a text) is escaped here. */
import { compareReplies, fill, type Comparison } from './compare';
import { explainReply } from './explain';
import {
	enhancedCode,
	phrases,
	replyCode,
	replyTextRule,
	replyTextWords,
	source,
	type EnhancedCodeEntry,
	type Language,
	type Phrases,
	type ReplyCodeEntry,
	type Source,
} from './knowledge';
import { codeSpan, escapeMarkdown } from './markdown';

/** The shape of the protocol's `Page`: the title is plain text, the Markdown is ready to be rendered. */
export interface KnowledgePage {
	readonly title: string;
	readonly markdown: string;
}

/** The page for a basic code (`550`), an enhanced code (`5.1.1`), a rule (`google-rate`), or any text that `explainReply` takes. */
export function explanationPage(codeOrText: string, language?: Language): KnowledgePage {
	const asked = codeOrText.trim();
	const words = phrases(language);
	const entry = replyCode(asked, language);
	if (entry) {
		return page(`${entry.code} ${entry.title}`, replyCodeSections(entry, words));
	}
	const enhanced = enhancedCode(asked, language);
	if (enhanced) {
		return enhancedCodePage(enhanced, words);
	}
	return rulePage(asked, words, language) ?? textPage(asked, words, language);
}

/** Two codes side by side. A code that is not in the list is named and its class explained, with what is known of the other. */
export function comparisonPage(a: string, b: string, language?: Language): KnowledgePage {
	const words = phrases(language);
	const comparison = compareReplies(a.trim(), b.trim(), language);
	if (comparison) {
		return page(comparison.title, comparisonSections(comparison, words));
	}
	const parts = [a.trim(), b.trim()].flatMap((code) => {
		const entry = replyCode(code, language) ?? enhancedCode(code, language);
		if (entry) {
			return [`## ${code} ${entry.title}`, 'description' in entry ? entry.description : entry.meaning];
		}
		const category = words.categories[/^[2-5]\d\d$/.test(code) ? code.charAt(0) : '1'] ?? '';
		return [fill(words, 'noSuchCode', { code: codeSpan(code), category })];
	});
	return page(
		`${escapeMarkdown(a.trim())} ${words.sentences['and'] ?? ''} ${escapeMarkdown(b.trim())}`,
		parts,
	);
}

/** A title is made of our own words and of codes, which are escaped where they are not from the list. */
function page(title: string, sections: readonly string[]): KnowledgePage {
	return { title, markdown: [`# ${title}`, ...sections].join('\n\n') + '\n' };
}

function replyCodeSections(entry: ReplyCodeEntry, words: Phrases): readonly string[] {
	const { headings } = words;
	const places = Object.entries(entry.here ?? {}).map(([stage, meaning]) => {
		const name = words.stages[stage as keyof Phrases['stages']]; // the keys of `here` are stages
		return `- **${name}**: ${meaning}`;
	});
	return [
		`**${words.categories[entry.code.charAt(0)] ?? ''}** · ${words.permanence[entry.permanence]} · ${words.standing[entry.standing] ?? ''}`,
		heading(headings['description']),
		entry.description,
		heading(headings['whenYouSeeIt']),
		entry.whenYouSeeIt,
		...(places.length > 0 ? [heading(headings['inPlaces']), places.join('\n')] : []),
		heading(headings['next']),
		entry.next,
		heading(headings['howToFix']),
		`**${headings['client'] ?? ''}**: ${entry.howToFix.client}`,
		`**${headings['server'] ?? ''}**: ${entry.howToFix.server}`,
		...(entry.ifItDidNotCome ? [`**${headings['ifItDidNotCome'] ?? ''}**: ${entry.ifItDidNotCome}`] : []),
		...(entry.enhanced.length > 0
			? [`**${headings['usualEnhanced'] ?? ''}**: ${entry.enhanced.map(codeSpan).join(', ')}`]
			: []),
		...(entry.related.length > 0
			? [`**${headings['related'] ?? ''}**: ${entry.related.map(codeSpan).join(', ')}`]
			: []),
		...learnMore(entry.sources, words),
	];
}

function enhancedCodePage(entry: EnhancedCodeEntry, words: Phrases): KnowledgePage {
	const { headings } = words;
	const classLine = entry.classTitle ? [`**${entry.classTitle}**: ${entry.classMeaning ?? ''}`] : [];
	const unregistered = fill(words, 'notRegistered', { code: codeSpan(entry.code), subject: entry.title });
	return page(`${entry.code} ${entry.title}`, [
		...classLine,
		...(entry.registered ? [] : [unregistered]),
		heading(headings['description']),
		entry.meaning,
		heading(headings['howToFix']),
		entry.action,
		...(entry.basicCodes.length > 0
			? [`**${headings['basicCodes'] ?? ''}**: ${entry.basicCodes.map(codeSpan).join(', ')}`]
			: []),
		...learnMore(entry.sources, words),
	]);
}

/** What a provider or a server says in its own words, for whoever looks it up by name. */
function rulePage(id: string, words: Phrases, language: Language | undefined): KnowledgePage | undefined {
	const found = replyTextRule(id);
	const told = found && replyTextWords(id, language);
	if (!told) {
		return undefined;
	}
	const { headings } = words;
	const { file, rule } = found;
	return page(file.kind === 'general' ? told.title : `${file.name}: ${told.title}`, [
		heading(headings['description']),
		told.meaning,
		[
			`- ${headings['reason'] ?? ''}: ${words.reasons[rule.reason]}`,
			`- ${headings['atFault'] ?? ''}: ${words.atFault[rule.atFault]}`,
		].join('\n'),
		heading(headings['inWords']),
		...rule.samples.slice(0, 1).map((sample) => `> ${escapeMarkdown(sample)}`),
		heading(headings['howToFix']),
		told.fix,
		...learnMore([source(rule.source)], words),
	]);
}

function textPage(text: string, words: Phrases, language: Language | undefined): KnowledgePage {
	const { headings, sentences } = words;
	const { code, enhanced, inReplyTo, reason, atFault, title, meaning, fix, sources, confidence } =
		explainReply(text, { language });
	const facts = [
		...(code
			? [`- ${headings['code'] ?? ''}: ${codeSpan(code)} ${replyCode(code, language)?.title ?? ''}`]
			: []),
		...(enhanced
			? [
					`- ${headings['enhanced'] ?? ''}: ${codeSpan(enhanced)} ${enhancedCode(enhanced, language)?.title ?? ''}`,
				]
			: []),
		...(inReplyTo ? [`- ${headings['afterCommand'] ?? ''}: ${codeSpan(inReplyTo)}`] : []),
		`- ${headings['reason'] ?? ''}: ${words.reasons[reason]}`,
		`- ${headings['atFault'] ?? ''}: ${words.atFault[atFault]}`,
		...(confidence ? [`- ${headings['confidence'] ?? ''}: ${words.confidence[confidence] ?? ''}`] : []),
	];
	const links = sources.map((url) => ({ title: url.replace('https://', ''), url }));
	return page([code ?? enhanced, title].filter(Boolean).join(' ') || (sentences['unknownTitle'] ?? ''), [
		`> ${escapeMarkdown(text)}`,
		heading(headings['description']),
		meaning,
		facts.join('\n'),
		heading(headings['howToFix']),
		fix,
		...learnMore(links, words),
	]);
}

function comparisonSections({ a, b, ...comparison }: Comparison, words: Phrases): readonly string[] {
	const { headings } = words;
	const cell = (text: string) => text.replaceAll('|', '\\|');
	const table = [
		`| | ${a.code} ${cell(a.title)} | ${b.code} ${cell(b.title)} |`,
		'| --- | --- | --- |',
		...comparison.differences.map((row) => `| **${row.aspect}** | ${cell(row.a)} | ${cell(row.b)} |`),
	];
	const both = (tell: (entry: ReplyCodeEntry) => string) =>
		(a.code === b.code ? [a] : [a, b]).map((entry) => `**${entry.code} ${entry.title}**: ${tell(entry)}`);
	return [
		comparison.inShort,
		heading(headings['description']),
		...both((entry) => entry.description),
		heading(headings['whenYouSeeIt']),
		...both((entry) => entry.whenYouSeeIt),
		heading(headings['keyDifferences']),
		table.join('\n'),
		`**${headings['shared'] ?? ''}**: ${comparison.shared.join(' ')}`,
		heading(headings['whichWhen']),
		...comparison.whichWhen,
		heading(headings['howToFix']),
		...both((entry) => entry.ifItDidNotCome ?? entry.howToFix.client),
		...learnMore(comparison.sources, words),
	];
}

function learnMore(sources: readonly Source[], words: Phrases): readonly string[] {
	const links = sources.map(({ title, url }) => `- [${title}](${url})`);
	return links.length > 0 ? [heading(words.headings['learnMore']), links.join('\n')] : [];
}

function heading(text: string | undefined): string {
	return `## ${text ?? ''}`;
}
