/**
 * Recognises the words of a reply by the rules of `data/reply-texts/`. No regular expression comes from the data: a rule is a
 * list of words, searched for as they are, so the cost is linear in the text whatever a log holds.
 */
import { replyTextFiles, type ReplyTextFile, type ReplyTextRule } from './knowledge';

/** What a rule may ask of a reply besides its words. */
export interface RecognisableReply {
	readonly code?: string;
	readonly enhanced?: string;
	readonly words: string;
	readonly inReplyTo?: string;
	/** The name of the host that said it. */
	readonly host?: string | undefined;
	/** What that host greeted with. */
	readonly greeting?: string | undefined;
}

/** What was recognised: by whose words, by which of them, or both. */
export interface Recognised {
	/** Who speaks. Absent where neither host, nor greeting, nor words tell. */
	readonly speaker?: ReplyTextFile;
	/** The first rule that takes the reply. */
	readonly rule?: ReplyTextRule;
	/** The file that the rule is in. */
	readonly file?: ReplyTextFile;
}

/** So many characters of other words may stand where a rule has `*`. */
const gap = 60;

/** A phrase of a rule, cut at its `*`; each part with a blank on both sides, so that whole words are found. `^` is the beginning of the words. */
export type Phrase = readonly string[];

interface PreparedRule {
	readonly rule: ReplyTextRule;
	readonly says?: readonly Phrase[];
	readonly butNot: readonly Phrase[];
}

interface PreparedFile {
	readonly file: ReplyTextFile;
	readonly signs: readonly Phrase[];
	readonly rules: readonly PreparedRule[];
}

let preparedFiles: readonly PreparedFile[] | undefined;

/**
 * Whose words a reply has, and which rule takes it. Who speaks is told by the host, else by its greeting, else by signs in the
 * text. Then the speaker's own rules are tried first, and those of other providers not at all.
 */
export function recognise(reply: RecognisableReply): Recognised {
	preparedFiles ??= replyTextFiles().map(prepare);
	const words = plainWords(reply.words);
	const speaker = speakerOf(preparedFiles, reply, words);
	const isOthers = (each: PreparedFile) => speaker && isParty(speaker) && isParty(each);
	const tried = speaker
		? [speaker, ...preparedFiles.filter((each) => each !== speaker && !isOthers(each))]
		: preparedFiles;
	const known = speaker ? { speaker: speaker.file } : {};
	for (const prepared of tried) {
		const found = prepared.rules.find(
			(each) => (prepared === speaker || !each.rule.onlyTheirs) && takes(each, reply, words),
		);
		if (found) {
			return { ...known, rule: found.rule, file: prepared.file };
		}
	}
	return known;
}

/**
 * The domain by which a host is known as somebody's whose words are known; `undefined` for all others, so that what is said of a reply
 * can be kept for all of them.
 */
export function knownDomain(host: string): string | undefined {
	domains ??= new Set(replyTextFiles().flatMap(({ hosts }) => hosts));
	const name = host.toLowerCase().replace(/\.$/, '');
	for (let at = 0; at >= 0;) {
		const domain = name.slice(at);
		if (domains.has(domain)) {
			return domain;
		}
		const dot = name.indexOf('.', at);
		at = dot < 0 ? -1 : dot + 1;
	}
	return undefined;
}

let domains: ReadonlySet<string> | undefined;

/** Whose a host is that is known by its domain: `Google`. */
export function hostOwner(host: string): string | undefined {
	const domain = knownDomain(host);
	return domain === undefined
		? undefined
		: replyTextFiles().find(({ hosts }) => hosts.includes(domain))?.name;
}

/** One that receives mail in its own name. Software and lists of addresses speak through others. */
function isParty({ file: { kind } }: PreparedFile): boolean {
	return kind === 'provider' || kind === 'filter';
}

function prepare(file: ReplyTextFile): PreparedFile {
	return {
		file,
		signs: file.signs.map(toPhrase),
		rules: file.rules.map((rule) => ({
			rule,
			...(rule.says ? { says: rule.says.map(toPhrase) } : {}),
			butNot: (rule.butNot ?? []).map(toPhrase),
		})),
	};
}

function speakerOf(
	files: readonly PreparedFile[],
	{ host, greeting }: RecognisableReply,
	words: string,
): PreparedFile | undefined {
	const name = `.${(host ?? '').toLowerCase().replace(/\.$/, '')}`;
	const greets = greeting === undefined ? '' : plainWords(greeting);
	const hasSign = (text: string) => (each: PreparedFile) => each.signs.some((sign) => contains(text, sign));
	return (
		files.find(({ file }) => file.hosts.some((domain) => name.endsWith(`.${domain}`))) ??
		files.find(hasSign(greets)) ??
		files.find(hasSign(words))
	);
}

function takes({ rule, says, butNot }: PreparedRule, reply: RecognisableReply, words: string): boolean {
	const { codes, inReplyTo, withoutCode } = rule;
	return (
		!(withoutCode && reply.code) &&
		(!codes || codes.some((code) => hasCode(reply, code))) &&
		(!inReplyTo || (reply.inReplyTo !== undefined && inReplyTo.includes(reply.inReplyTo))) &&
		(!says || says.some((phrase) => contains(words, phrase))) &&
		!butNot.some((phrase) => contains(words, phrase))
	);
}

/** `5` and `53` stand for all codes that begin so, `5.7` for all of its details, `5.7.606-649` for a range of them. */
function hasCode({ code = '', enhanced = '' }: RecognisableReply, wanted: string): boolean {
	// 5.7.606-649
	// --- --- ---
	const [, subject, first, last] = /^([245]\.\d{1,3})\.(\d{1,3})-(\d{1,3})$/.exec(wanted) ?? [];
	if (subject !== undefined) {
		const detail = enhanced.startsWith(`${subject}.`) ? Number(enhanced.slice(subject.length + 1)) : NaN;
		return Number(first) <= detail && detail <= Number(last);
	}
	return wanted.includes('.')
		? `${enhanced}.`.startsWith(`${wanted}.`)
		: code.startsWith(wanted) || enhanced.startsWith(`${wanted}.`);
}

export function toPhrase(text: string): Phrase {
	return text.split(' * ').map((part) => (part.startsWith('^') ? `^ ${part.slice(1)} ` : ` ${part} `));
}

/**
 * Lower case without accents, one blank between words and around all, no punctuation, apostrophes dropped (`doesn't` is
 * `doesnt`), no mail addresses: what people are called must not decide why their mail was refused.
 */
export function plainWords(text: string): string {
	const words = withoutAccents(text.toLowerCase())
		.replace(/['’`]/g, '')
		.split(/[\s<>()[\]",;:]+/)
		.filter((piece) => !piece.includes('@'))
		.join(' ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
	return ` ${words} `;
}

/** `boîte` and `boite` are the same word. */
function withoutAccents(text: string): string {
	return /[^\0-\x7f]/.test(text) ? text.normalize('NFD').replace(/\p{M}/gu, '') : text;
}

/** Whether `words` (from `plainWords`) hold the parts in their order, with at most 60 characters of other words in between. */
export function contains(words: string, [first = '', ...rest]: Phrase): boolean {
	const isBeginning = first.startsWith('^');
	const wanted = isBeginning ? first.slice(1) : first;
	for (let at = words.indexOf(wanted); at >= 0; at = words.indexOf(wanted, at + 1)) {
		let end = at + wanted.length - 1;
		if (isBeginning && at > 0) {
			return false;
		}
		const follows = rest.every((part) => {
			const place = words.slice(end, end + gap + part.length).indexOf(part);
			end += place + part.length - 1;
			return place >= 0;
		});
		if (follows) {
			return true;
		}
	}
	return false;
}
