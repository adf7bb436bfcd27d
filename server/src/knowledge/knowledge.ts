/**
 * What is known about replies, read from `data/`: the only importer of that folder. Facts (numbers, names of commands, sources)
 * are apart from words, so that a language is one folder more (`data/id/…`) and what a language lacks is taken from English.
 * Each file is evaluated at its first use, never at start-up.
 */
import type { Stage } from '../core/model';
import { languages } from './languages';
import type {
	DnsblAnswers,
	DnsblFacts,
	EnhancedCodeEntry,
	Language,
	Phrases,
	ReplyCodeEntry,
	ReplyPair,
	ReplyTextFile,
	ReplyTextRule,
	ReplyTextWords,
	SentenceKey,
	Source,
	SourceName,
	Term,
	TermFile,
	TermKind,
	WarningFacts,
} from './types';

export type * from './types';

/** The words of one language; what a language leaves out is taken from English, which is complete. */
type English = typeof import('./data/en');
type Words = Partial<Omit<English, 'terms'>> & { readonly terms?: Partial<English['terms']> };

// `require` of modules of their own: `esbuild.mjs` makes bundles of them beside the one that asks, which are loaded here.
const facts = once(() => require('./data/facts') as typeof import('./data/facts'));
const english = once(() => require('./data/en') as typeof import('./data/en'));
const indonesian = once(() => require('./data/id') as typeof import('./data/id'));

const wordsByLanguage: Readonly<Record<(typeof languages)[number], () => Words>> = {
	en: english,
	id: indonesian,
};

const replyCodeFacts = once(
	() =>
		new Map(
			facts()
				.replyCodes()
				.map((each) => [each.code, each]),
		),
);
const enhancedCodeFacts = once(
	() =>
		new Map(
			facts()
				.enhancedCodes()
				.codes.map((each) => [each.code, each]),
		),
);

/** What is known of a basic code such as `550`; `undefined` for one that nobody has described. */
export function replyCode(code: string, language?: Language): ReplyCodeEntry | undefined {
	const found = replyCodeFacts().get(code);
	if (!found) {
		return undefined;
	}
	// Every line of a transcript asks for one of some dozens.
	const key = `${code} ${language ?? ''}`;
	const known = madeReplyCodes.get(key);
	if (known) {
		return known;
	}
	const words = wordsOf(language).replyCodes?.()[code] ?? english().replyCodes()[code];
	const made = words && { ...found, ...words, sources: found.sources.map(source) };
	if (made) {
		madeReplyCodes.set(key, made);
	}
	return made;
}

/** By code and language. */
const madeReplyCodes = new Map<string, ReplyCodeEntry>();

/** All basic codes, in the order of their numbers. */
export function allReplyCodes(language?: Language): readonly ReplyCodeEntry[] {
	return [...replyCodeFacts().keys()].flatMap((code) => replyCode(code, language) ?? []);
}

/** What a basic code means at one stage of a session, in one to three sentences; `undefined` where nothing special is known. */
export function meaningHere(code: string, stage: Stage, language?: Language): string | undefined {
	return wordsOf(language).replyCodes?.()[code]?.here?.[stage] ?? english().replyCodes()[code]?.here?.[stage];
}

/**
 * What is known of an enhanced code. `5.7.1` is looked up as `X.7.1`, because RFC 3463 defines the details for all classes
 * at once, then by its subject `X.7`. `undefined` where class or subject do not exist.
 */
export function enhancedCode(code: string, language?: Language): EnhancedCodeEntry | undefined {
	// 5.7.1
	// - - -
	const [, classDigit = '', subject = '', detail = ''] = /^([245X])\.(\d{1,3})\.(\d{1,3})$/.exec(code) ?? [];
	const name = `X.${subject}.${detail}`;
	const registered = enhancedCodeFacts().get(name);
	const ofSubject = facts()
		.enhancedCodes()
		.subjects.find((each) => each.subject === `X.${subject}`);
	const words = { ...english().enhancedCodes(), ...wordsOf(language).enhancedCodes?.() };
	const found = registered ?? ofSubject;
	const said = registered ? words.codes[name] : words.subjects[`X.${subject}`];
	if (!found || !said) {
		return undefined;
	}
	const classWords = words.classes[classDigit];
	const providers = registered
		? []
		: facts()
				.enhancedCodes()
				.providers.filter(({ codes }) => codes.some((range) => isInRange(code, range)));
	return {
		code,
		registered: registered !== undefined,
		...(providers.length > 0 ? { providerDefined: providers.map(({ who }) => who) } : {}),
		...(classWords ? { classTitle: classWords.title, classMeaning: classWords.meaning } : {}),
		...said,
		basicCodes: registered?.basicCodes ?? [],
		reason: classDigit === '2' ? 'success' : found.reason,
		atFault: classDigit === '2' ? 'nobody' : found.atFault,
		sources: [...found.sources, ...providers.map((each) => each.source)].map(source),
	};
}

/** Whether a code is one of `4.7.500-699`, or of all classes: `X.7.40`. */
function isInRange(code: string, range: string): boolean {
	const [digit, subject, detail] = code.split('.');
	const [rangeDigit, rangeSubject, rangeDetail = ''] = range.split('.');
	const [first, last = first] = rangeDetail.split('-').map(Number);
	return (
		(rangeDigit === 'X' || digit === rangeDigit) &&
		subject === rangeSubject &&
		Number(first) <= Number(detail) &&
		Number(detail) <= Number(last)
	);
}

/** All registered enhanced codes with the classes they occur in: `5.1.1`, `4.1.1`, … in the registry's order. */
export function allEnhancedCodes(language?: Language): readonly EnhancedCodeEntry[] {
	return [...enhancedCodeFacts().values()].flatMap(({ code, classes }) =>
		classes.flatMap((digit) => enhancedCode(code.replace('X', digit), language) ?? []),
	);
}

/** Who says what in replies, in the order in which the rules are tried. */
export function replyTextFiles(): readonly ReplyTextFile[] {
	return facts().replyTexts();
}

const rulesById = once(
	() =>
		new Map(
			facts()
				.replyTexts()
				.flatMap((file) => file.rules.map((rule) => [rule.id, { file, rule }])),
		),
);

/** The rule of that name, and the file it is in. */
export function replyTextRule(
	id: string,
): { readonly file: ReplyTextFile; readonly rule: ReplyTextRule } | undefined {
	return rulesById().get(id);
}

const englishReplyTexts = once(() => english().replyTexts());

/** What to tell about a reply whose words a rule has recognised. */
export function replyTextWords(id: string, language?: Language): ReplyTextWords | undefined {
	return wordsOf(language).replyTexts?.()[id] ?? englishReplyTexts()[id];
}

/** A kind's names, the other ones too, each with the name that has the words. */
const termNames = new Map<TermKind, ReadonlyMap<string, string>>();

/** What is known of a word that stands in logs; small and capital letters are the same unless two terms differ by them alone. */
export function term(kind: TermKind, name: string, language?: Language): Term | undefined {
	const { sources, terms } = termFile(kind);
	const names = termNames.get(kind) ?? namesOf(terms);
	termNames.set(kind, names);
	const found = names.get(name) ?? names.get(name.toLowerCase());
	const words =
		found === undefined
			? undefined
			: (wordsOf(language).terms?.[kind]?.()[found] ?? english().terms[kind]()[found]);
	if (found === undefined || !words) {
		return undefined;
	}
	const [title, meaning, action] = words;
	const known = terms[found] ?? {};
	return {
		kind,
		name: found,
		title,
		meaning,
		...(action === undefined ? {} : { action }),
		sources: (typeof known === 'string' ? [known] : (known.sources ?? sources)).map(source),
	};
}

/** All terms of a kind, in the order of their file. */
export function allTerms(kind: TermKind, language?: Language): readonly Term[] {
	return Object.keys(termFile(kind).terms).flatMap((name) => term(kind, name, language) ?? []);
}

/** What is known of a kind's terms in any language. */
export function termFile(kind: 'dnsbl'): TermFile<DnsblFacts>;
export function termFile(kind: 'warning'): TermFile<WarningFacts>;
export function termFile(kind: TermKind): TermFile;
export function termFile(kind: TermKind): TermFile {
	return facts().terms[kind]();
}

/** What the answers of a list say, by its zone. */
export function dnsblAnswers(zone: string, language?: Language): DnsblAnswers[string] | undefined {
	return wordsOf(language).dnsblAnswers?.()[zone] ?? english().dnsblAnswers()[zone];
}

function namesOf(terms: TermFile['terms']): ReadonlyMap<string, string> {
	const names = Object.entries(terms).flatMap(([name, known]) =>
		[name, ...((typeof known === 'string' ? undefined : known.also) ?? [])].map(
			(each) => [each, name] as const,
		),
	);
	return new Map([...names.map(([each, name]) => [each.toLowerCase(), name] as const), ...names]);
}

/** What a person would say about these two codes side by side; `undefined` where nobody has written it down. */
export function replyPair(a: string, b: string, language?: Language): ReplyPair | undefined {
	const isPair = (pair: ReplyPair) => pair.codes.includes(a) && pair.codes.includes(b);
	return a === b
		? undefined
		: (wordsOf(language).replyPairs?.().find(isPair) ?? english().replyPairs().find(isPair));
}

/** Headings, names and sentence patterns of the pages. */
export function phrases(language?: Language): Phrases {
	return { ...english().phrases(), ...wordsOf(language).phrases?.() };
}

/** A sentence about a log, with its `{names}` open. */
export function sentence(key: SentenceKey, language?: Language): string {
	return wordsOf(language).sentences?.()[key] ?? english().sentences()[key];
}

/** A sentence pattern of the hovers, or one that they share with the findings: `{name}` is filled in by who asks. Empty for a key that is not there. */
export function hoverSentence(key: string, language?: Language): string {
	const { hover, sentences } = wordsOf(language);
	const shared = (all: Readonly<Record<string, string>> | undefined) => all?.[key];
	return (
		hover?.()[key] ?? shared(sentences?.()) ?? english().hover()[key] ?? shared(english().sentences()) ?? ''
	);
}

/** Which form of a noun goes with a number. */
export function formOf(count: number): 'one' | 'many' {
	return count === 1 ? 'one' : 'many';
}

/**
 * Title and address of a source as the data files name it: an RFC, with or without its section, has its address by its number,
 * a manual page of Postfix by its name; the others are listed in `data/sources.json`. The address is empty for a name that is not there.
 */
export function source(name: SourceName): Source {
	// RFC 5321 §4.2.3
	//     ----  -----
	const [, number, section] = /^RFC (\d+)(?: §([\d.]+))?$/.exec(name) ?? [];
	if (number !== undefined) {
		const place = section === undefined ? '' : `#section-${section}`;
		return { title: name, url: `https://www.rfc-editor.org/rfc/rfc${number}${place}` };
	}
	// Postfix smtpd(8)
	//         ----- -
	const [, page, part] = /^Postfix ([a-z_-]+)\((\d)\)$/.exec(name) ?? [];
	const manual = page === undefined ? undefined : `https://www.postfix.org/${page}.${part}.html`;
	return { title: name, url: manual ?? facts().sources()[name] ?? '' };
}

/** `pt-BR` is looked up as `pt`. An unknown language has no words of its own. */
function wordsOf(language: Language = 'en'): Words {
	const [spoken] = language.toLowerCase().split(/[-_]/, 1);
	const known = languages.find((each) => each === spoken);
	return known ? wordsByLanguage[known]() : {};
}

function once<T>(read: () => T): () => T {
	let value: { readonly it: T } | undefined;
	return () => (value ??= { it: read() }).it;
}
