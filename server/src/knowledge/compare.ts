import {
	enhancedCode,
	phrases,
	replyCode,
	replyPair,
	type EnhancedCodeEntry,
	type Language,
	type Phrases,
	type ReplyCodeEntry,
	type Source,
} from './knowledge';

/** One row of the table of differences. Plain text. */
export interface Difference {
	/** `Category`, in the language asked for. */
	readonly aspect: string;
	readonly a: string;
	readonly b: string;
}

/** Two codes, basic or enhanced, side by side. All texts are Markdown with code spans only, in the language asked for. */
export interface Comparison {
	readonly a: ReplyCodeEntry;
	readonly b: ReplyCodeEntry;
	/** `220 and 235: Service ready / Authentication successful` */
	readonly title: string;
	/** What the two say, in one or two sentences or, for well-known pairs, a paragraph. */
	readonly inShort: string;
	/** What they have in common, a sentence each. */
	readonly shared: readonly string[];
	/** Category, who sends it, after which command, at which stage, ports, permanence, what may follow, whom it is about, where it is defined. */
	readonly differences: readonly Difference[];
	/** Which reading fits which situation, a sentence or paragraph each. */
	readonly whichWhen: readonly string[];
	/** Pages to read, none twice. */
	readonly sources: readonly Source[];
}

/** Compares two codes (`550`, `5.1.1`), in the order given. `undefined` if one of them is not known. */
export function compareReplies(codeA: string, codeB: string, language?: Language): Comparison | undefined {
	const a = entryOf(codeA, language);
	const b = entryOf(codeB, language);
	if (!a || !b) {
		return undefined;
	}
	const words = phrases(language);
	const pair = replyPair(codeA, codeB, language);
	const sources = new Map([...a.sources, ...b.sources].map((source) => [source.url, source]));
	return {
		a,
		b,
		title: fill(words, 'comparisonTitle', { a: a.code, b: b.code, titleA: a.title, titleB: b.title }),
		inShort: pair?.inShort ?? inShort(a, b, words),
		shared: shared(a, b, words),
		differences: differences(a, b, words),
		whichWhen: [...(pair ? [pair.whichWhen] : []), ...whichWhen(a, b, words)],
		sources: [...sources.values()],
	};
}

function entryOf(code: string, language: Language | undefined): ReplyCodeEntry | undefined {
	const enhanced = /^[245]/.test(code) ? enhancedCode(code, language) : undefined;
	return replyCode(code, language) ?? (enhanced && fromEnhanced(enhanced, language));
}

/** An enhanced code as what is known of the basic codes that it stands with. */
function fromEnhanced(enhanced: EnhancedCodeEntry, language: Language | undefined): ReplyCodeEntry {
	const words = phrases(language);
	const { code, title, meaning, action, basicCodes, registered, reason, atFault, sources } = enhanced;
	const isSuccess = code.startsWith('2');
	const permanence = isSuccess ? 'success' : code.startsWith('4') ? 'temporary' : 'permanent';
	const basics = basicCodes
		.filter((basic) => basic.startsWith(code.charAt(0)))
		.flatMap((basic) => replyCode(basic, language) ?? []);
	const union = <T>(of: (entry: ReplyCodeEntry) => readonly T[]) => [...new Set(basics.flatMap(of))];
	return {
		code,
		title,
		gist: meaning,
		useWhen: meaning,
		description: meaning,
		whenYouSeeIt: fill(words, basics.length > 0 ? 'standsBehindCodes' : 'standsBehindCode', {
			code,
			codes: basics.map((basic) => basic.code).join(', '),
		}),
		next: words.sentences[`next.${permanence}`] ?? '',
		howToFix: { client: action, server: action },
		...(isSuccess ? { ifItDidNotCome: action } : {}),
		sentBy: 'server',
		standing: registered ? 'extension' : 'unregistered',
		afterCommands: basics.length > 0 ? union((entry) => entry.afterCommands) : ['any'],
		stages: union((entry) => entry.stages),
		ports: basics.length > 0 ? union((entry) => entry.ports) : [25, 465, 587],
		permanence,
		mayFollow: union((entry) => entry.mayFollow).sort(),
		related: [],
		enhanced: [],
		reason,
		atFault,
		sources,
	};
}

function isEnhanced({ code }: ReplyCodeEntry): boolean {
	return code.includes('.');
}

function inShort(a: ReplyCodeEntry, b: ReplyCodeEntry, words: Phrases): string {
	if (a.code === b.code) {
		return fill(words, 'sameCode', { a: a.code });
	}
	if (isEnhanced(a) || isEnhanced(b)) {
		return fill(words, 'titles', { a: a.code, titleA: a.title, b: b.code, titleB: b.title });
	}
	return fill(words, 'says', { a: a.code, gistA: a.gist, b: b.code, gistB: b.gist });
}

function shared(a: ReplyCodeEntry, b: ReplyCodeEntry, words: Phrases): readonly string[] {
	const sentences: string[] = [];
	const say = (name: string, values: Readonly<Record<string, string>> = {}) =>
		sentences.push(fill(words, name, values));
	const stages = a.stages.filter((stage) => b.stages.includes(stage));
	if (categoryOf(a) === categoryOf(b)) {
		say('sharedCategory', { category: words.categories[categoryOf(a)] ?? '' });
	}
	if (stages.length > 0) {
		say('sharedStages', { stages: stageList(stages, words) });
	}
	if (a.sentBy === b.sentBy) {
		say('sharedSender', { sender: words.sentBy[a.sentBy] ?? '' });
	}
	for (const [first, second] of [[a, b] as const, [b, a] as const]) {
		if (isEnhanced(first) && !isEnhanced(second) && second.enhanced.includes(first.code)) {
			say('standTogether', { enhanced: first.code, code: second.code });
		}
	}
	if (a.reason === b.reason && a.reason !== 'unknown' && a.reason !== 'success') {
		say('sharedReason', { reason: words.reasons[a.reason] });
	}
	if (a.permanence === b.permanence && a.permanence === 'temporary') {
		say('bothTemporary');
	}
	if (a.permanence === b.permanence && a.permanence === 'permanent') {
		say('bothPermanent');
	}
	for (const [first, second] of a.code === b.code ? [] : [[a, b] as const, [b, a] as const]) {
		if (first.mayFollow.includes(second.code)) {
			say('follows', { a: first.code, b: second.code });
		}
	}
	return sentences.length > 0 ? sentences : [fill(words, 'sharesNothing', {})];
}

function differences(a: ReplyCodeEntry, b: ReplyCodeEntry, words: Phrases): readonly Difference[] {
	const { headings } = words;
	const row = (heading: string, tell: (entry: ReplyCodeEntry) => string): Difference => ({
		aspect: headings[heading] ?? heading,
		a: tell(a),
		b: tell(b),
	});
	return [
		row('category', (entry) => words.categories[categoryOf(entry)] ?? ''),
		row('sentBy', (entry) => words.sentBy[entry.sentBy] ?? ''),
		row('afterCommand', (entry) =>
			entry.afterCommands.map((name) => words.commands[name] ?? name).join(', '),
		),
		row('stages', (entry) => stageList(entry.stages, words)),
		row('ports', (entry) => entry.ports.join(', ')),
		row('permanence', (entry) => words.permanence[entry.permanence]),
		row(
			'mayFollow',
			(entry) =>
				entry.mayFollow.join(', ') ||
				(words.sentences[isEnhanced(entry) ? 'followsAsBasic' : 'nothingFollows'] ?? ''),
		),
		row('next', (entry) => entry.next),
		row('reason', (entry) => words.reasons[entry.reason]),
		row('atFault', (entry) => words.atFault[entry.atFault]),
		row('standing', (entry) => words.standing[entry.standing] ?? ''),
	];
}

function whichWhen(a: ReplyCodeEntry, b: ReplyCodeEntry, words: Phrases): readonly string[] {
	const entries = a.code === b.code ? [a] : [a, b];
	const sentences = entries.map((entry) =>
		fill(words, isEnhanced(entry) ? 'useWhenMeaning' : 'useWhen', {
			code: entry.code,
			useWhen: entry.useWhen,
		}),
	);
	const temporary = entries.find((entry) => entry.permanence === 'temporary');
	const permanent = entries.find((entry) => entry.permanence === 'permanent');
	const good = entries.find((entry) => entry.permanence === 'success' || entry.permanence === 'continue');
	const bad = temporary ?? permanent;
	if (temporary && permanent) {
		sentences.push(fill(words, 'oneTemporary', { temporary: temporary.code, permanent: permanent.code }));
	} else if (good && bad && good.stages.some((stage) => bad.stages.includes(stage))) {
		sentences.push(fill(words, 'success', { good: good.code, bad: bad.code }));
	} else if (entries.length > 1 && !a.stages.some((stage) => b.stages.includes(stage))) {
		const values = {
			a: a.code,
			b: b.code,
			stagesA: stageList(a.stages, words),
			stagesB: stageList(b.stages, words),
		};
		sentences.push(fill(words, 'noSharedStage', values));
	}
	return sentences;
}

function categoryOf(entry: ReplyCodeEntry): string {
	return entry.code.charAt(0);
}

/** «the login and the content»; a code that may come nearly everywhere is said to come at any stage. */
function stageList(stages: ReplyCodeEntry['stages'], words: Phrases): string {
	const names = stages.map((stage) => words.stages[stage]);
	const last = names.at(-1) ?? '';
	if (names.length > 12 || names.length === 0) {
		return words.sentences['anyStage'] ?? '';
	}
	return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} ${words.sentences['and'] ?? ''} ${last}`;
}

/** A sentence of `phrases.json` with its `{names}` filled in. */
export function fill(words: Phrases, name: string, values: Readonly<Record<string, string>>): string {
	// Both are sent by {sender}.
	//                 --------
	return (words.sentences[name] ?? '').replace(/\{(\w+)\}/g, (whole, key: string) => values[key] ?? whole);
}
