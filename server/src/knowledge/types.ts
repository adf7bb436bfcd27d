import type { Stage } from '../core/model';
import type englishSentences from './data/en/sentences.json';

/** A language tag: `en`, `id`, `pt-BR`. Without it, or where a language lacks something, English is given. */
export type Language = string;

/** Why a reply said what it said. The list is part of the command line's contract. */
export type Reason =
	| 'recipient'
	| 'sender'
	| 'reputation'
	| 'authentication' // SPF, DKIM, DMARC
	| 'policy'
	| 'credentials' // SASL
	| 'content'
	| 'size'
	| 'rate'
	| 'greylist'
	| 'quota'
	| 'domain' // DNS
	| 'network'
	| 'tls'
	| 'protocol'
	| 'system'
	| 'success'
	| 'unknown';

/** On whose side the cause lies. */
export type AtFault =
	'recipient' | 'sender' | 'sending-host' | 'receiving-host' | 'network' | 'nobody' | 'unknown';

/** What a code's first digit says. `continue`: 3yz, the server waits for more. */
export type Permanence = 'success' | 'continue' | 'temporary' | 'permanent';

/** Where something is specified or documented. */
export interface Source {
	/** `RFC 5321 §4.2.3` */
	readonly title: string;
	readonly url: string;
}

/** What the data files write for a source: `RFC 5321 §4.2.3`, or a title of `data/sources.json`. */
export type SourceName = string;

/** What is known of a basic code in any language: one entry of `data/reply-codes.json`. */
export interface ReplyCodeFacts {
	/** `550` */
	readonly code: string;
	/** A server, or the sending program itself, which reports what no server said (`111`, `441`). */
	readonly sentBy: 'server' | 'sending-software';
	/** Defined by a standard, by an extension or the registry, by one that is obsolete, or seen in the wild only. */
	readonly standing: 'standard' | 'extension' | 'obsolete' | 'unregistered';
	/** The commands it may answer (RFC 5321 §4.3.2): `RCPT`; `connect`, `end-of-data`, `any`, or `none` for no command at all. */
	readonly afterCommands: readonly string[];
	readonly stages: readonly Stage[];
	/** TCP ports, the likeliest first where that matters. */
	readonly ports: readonly number[];
	readonly permanence: Permanence;
	/** Codes of the replies that may come next in the same session; none where the session ends. */
	readonly mayFollow: readonly string[];
	/** Its neighbours: codes it is compared with or mistaken for, the likeliest first. */
	readonly related: readonly string[];
	/** Enhanced codes that usually stand with it. */
	readonly enhanced: readonly string[];
	readonly reason: Reason;
	readonly atFault: AtFault;
	readonly sources: readonly SourceName[];
}

/** What is said of a basic code in one language. Markdown, code spans only. */
export interface ReplyCodeWords {
	readonly title: string;
	/** Completes «550 says that …». */
	readonly gist: string;
	/** Completes «Look at 550 when …». */
	readonly useWhen: string;
	readonly description: string;
	readonly whenYouSeeIt: string;
	/** What the client does next, or what becomes of the mail. */
	readonly next: string;
	readonly howToFix: { readonly client: string; readonly server: string };
	/** For successes: what to check when something else came. */
	readonly ifItDidNotCome?: string;
	/** What it means at one stage. */
	readonly here?: Partial<Readonly<Record<Stage, string>>>;
}

/** Facts and words of a basic code. */
export type ReplyCodeEntry = Omit<ReplyCodeFacts, 'sources'> &
	ReplyCodeWords & { readonly sources: readonly Source[] };

/** `data/enhanced-codes.json`: the IANA registry of RFC 5248. */
export interface EnhancedCodeFacts {
	readonly classes: readonly {
		readonly class: string;
		readonly permanence: Permanence;
		readonly sources: readonly SourceName[];
	}[];
	readonly subjects: readonly {
		readonly subject: string;
		readonly reason: Reason;
		readonly atFault: AtFault;
		readonly sources: readonly SourceName[];
	}[];
	/** Ranges without a registered meaning, and who uses them. */
	readonly providers: readonly {
		readonly who: string;
		/** `5.7.606-649` */
		readonly codes: readonly string[];
		readonly source: SourceName;
	}[];
	readonly codes: readonly {
		/** `X.7.1` */
		readonly code: string;
		/** The classes it makes sense in: `5`. */
		readonly classes: readonly string[];
		/** The basic codes that it usually stands with. */
		readonly basicCodes: readonly string[];
		readonly reason: Reason;
		readonly atFault: AtFault;
		readonly sources: readonly SourceName[];
	}[];
}

/** The words for the registry in one language, keyed by `4`, `X.7` and `X.7.1`. */
export interface EnhancedCodeWords {
	readonly classes: Readonly<Record<string, { readonly title: string; readonly meaning: string }>>;
	readonly subjects: Readonly<Record<string, MeaningAndAction>>;
	readonly codes: Readonly<Record<string, MeaningAndAction>>;
}

/** What it means, and what an administrator or sender does. */
export interface MeaningAndAction {
	readonly title: string;
	readonly meaning: string;
	readonly action: string;
}

/** Facts and words of an enhanced code. */
export interface EnhancedCodeEntry extends MeaningAndAction {
	/** As asked for: `5.7.1`. */
	readonly code: string;
	/** The registry has it; otherwise only its subject is explained. */
	readonly registered: boolean;
	/** Who is known to use this code, which the registry lacks, with a meaning of its own: `Microsoft`. */
	readonly providerDefined?: readonly string[];
	readonly classTitle?: string;
	readonly classMeaning?: string;
	readonly basicCodes: readonly string[];
	readonly reason: Reason;
	readonly atFault: AtFault;
	readonly sources: readonly Source[];
}

/** Whose words a file's rules know, and how one knows that they speak: one file of `data/reply-texts/`. */
export interface ReplyTextFile {
	/** `google`; the file's name. */
	readonly id: string;
	/** `Google` */
	readonly name: string;
	/** Who receives mail, who filters it for others, who lists addresses, a mail server's software, or what many say. */
	readonly kind: 'provider' | 'filter' | 'blocklist' | 'software' | 'general';
	/** Domains of its mail servers, as relays are called: `google.com` stands for `alt1.gmail-smtp-in.l.google.com`, too. */
	readonly hosts: readonly string[];
	/** Words that only it says, in a greeting or a reply, whoever is asked: `gsmtp`. Written as in `says`. */
	readonly signs: readonly string[];
	readonly rules: readonly ReplyTextRule[];
}

/** One way to recognise the words of a reply. `replyTextRules.ts` says how it is matched. */
export interface ReplyTextRule {
	/** Also the key of its words: `mailbox-full`. Beginning with the file's id, unless that is `general`. */
	readonly id: string;
	/** Any of these is enough: whole words in lower case without punctuation, `*` for a few words in between. Without it the codes decide. */
	readonly says?: readonly string[];
	/** None of these may be there. */
	readonly butNot?: readonly string[];
	/** Only in replies with one of these codes: `4`, `535`, `5.7`, `5.7.515`, `5.7.606-649`. */
	readonly codes?: readonly string[];
	/** Only in the answer to one of these commands. */
	readonly inReplyTo?: readonly string[];
	/** Only where the text holds no reply code: words of the sending program itself. */
	readonly withoutCode?: boolean;
	/** Only where it is known who speaks, by host or sign: the words alone could be anybody's. */
	readonly onlyTheirs?: boolean;
	readonly reason: Reason;
	readonly atFault: AtFault;
	/** Texts that the rule takes, and no rule before it. The product keeps the first, to show it. */
	readonly samples: readonly string[];
	readonly source: SourceName;
}

/** What is told about a recognised text. */
export interface ReplyTextWords {
	readonly title: string;
	readonly meaning: string;
	readonly fix: string;
	/** What to do besides, or to know, where the reply is one for now: 4yz. */
	readonly forNow?: string;
	/** The same where it is final: 5yz. */
	readonly forGood?: string;
}

/** Two codes side by side in a person's words: an entry of `data/en/reply-pairs.json`. */
export interface ReplyPair {
	readonly codes: readonly [string, string];
	/** What they share and what sets them apart, in a few sentences. */
	readonly inShort: string;
	/** How to know which of the two one is looking at, and what that means. */
	readonly whichWhen: string;
}

/** The name of a sentence about a log: `session.mark`. `say.ts` says how they are filled in. */
export type SentenceKey = keyof typeof englishSentences;

/** What a term is a word of. Each kind is a file `data/terms/KIND.json` and, for its words, `data/en/terms/KIND.json`. */
export type TermKind =
	| 'dnsbl'
	| 'ehlo-keyword'
	| 'sasl-mechanism'
	| 'daemon'
	| 'lost-connection'
	| 'log-field'
	| 'exim-flag'
	| 'exim-field'
	| 'exim-error'
	| 'tls-version'
	| 'tls-cipher'
	| 'tls-verdict'
	| 'postscreen'
	| 'probe'
	| 'warning'
	| 'command'
	| 'header';

/** A file of `data/terms/`. */
export interface TermFile<Facts extends TermFacts | SourceName = TermFacts | SourceName> {
	/** Of every term here that names none of its own. */
	readonly sources: readonly SourceName[];
	/**
	 * By the name as it stands in logs: `STARTTLS`, `<=`; also the key of its words. Where there is no more to say than one source,
	 * that stands in place of the facts.
	 */
	readonly terms: Readonly<Record<string, Facts>>;
}

/** What is known of a term in any language. */
export interface TermFacts {
	/** Other names of the same. */
	readonly also?: readonly string[];
	readonly sources?: readonly SourceName[];
}

/** A warning is known by its words, as the rules of replies are. The product has no samples of them. */
export interface WarningFacts extends TermFacts {
	readonly says: readonly string[];
	readonly butNot?: readonly string[];
	readonly samples: readonly string[];
}

/** A list of addresses or domains that is asked by DNS, by its zone. */
export interface DnsblFacts extends TermFacts {
	readonly operator: string;
	/** `true`, or the month if it is known: `2024-06`. */
	readonly closed?: string | true;
	/** It answers every question with a listing, so whoever still asks it refuses all mail. */
	readonly wildcard?: true;
	/** Addresses, if nothing is said. */
	readonly lists?: 'domains' | 'both';
	/** It lists who is good. */
	readonly allows?: true;
	/** Pages to look a name or address up (`{address}` stands for it), and to have it removed. */
	readonly lookup?: string;
	readonly removal?: string;
	/** Answers that are no listing: the question was refused, or the host is praised. `127.255.255.*` */
	readonly notListed?: readonly string[];
	/** The last number of an answer adds up reasons. */
	readonly bits?: true;
	/** Another zone, of which this is a part: its answers and pages are the same. */
	readonly partOf?: string;
}

/** What is said of a term in one language: its title, what it means, what to do about it. Markdown, code spans only. */
export type TermWords = readonly [title: string, meaning: string, action?: string];

/** What the answers of lists say, by zone; answers are written `127.0.0.2`, `127.0.0.4-7`, `127.0.*.0` or, with `bits`, `8`. */
export type DnsblAnswers = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Facts and words of a list. */
export interface Dnsbl extends Term {
	readonly operator: string;
	readonly standing: 'active' | 'closed';
	/** `2024-06` */
	readonly closed?: string;
	/** It answers every question with a listing. */
	readonly wildcard: boolean;
	readonly lists: 'addresses' | 'domains' | 'both';
	/** It lists who is good. */
	readonly allows: boolean;
	/** Where to look up; `{address}`, if it is there, stands for the address or domain. */
	readonly lookup?: string;
	readonly removal?: string;
}

/** What an answer of a list says. */
export interface DnsblReturn {
	readonly meaning: string;
	/** `false`: the question was refused, or the host is praised. */
	readonly listed: boolean;
}

/** What the name of a cipher suite says. */
export interface TlsCipher extends Term {
	/** Who gets the certificate's key later cannot read the session. */
	readonly forwardSecrecy: boolean;
	readonly strength: 'good' | 'old' | 'broken';
}

/** Facts and words of a term. */
export interface Term {
	readonly kind: TermKind;
	readonly name: string;
	readonly title: string;
	readonly meaning: string;
	/** What to do about it. */
	readonly action?: string;
	readonly sources: readonly Source[];
}

/** `data/en/phrases.json`: headings, names and sentence patterns; `{a}` is filled in. */
export interface Phrases {
	readonly headings: Readonly<Record<string, string>>;
	readonly categories: Readonly<Record<string, string>>;
	readonly permanence: Readonly<Record<Permanence, string>>;
	readonly standing: Readonly<Record<string, string>>;
	readonly sentBy: Readonly<Record<string, string>>;
	readonly commands: Readonly<Record<string, string>>;
	readonly stages: Readonly<Record<Stage, string>>;
	readonly reasons: Readonly<Record<Reason, string>>;
	readonly atFault: Readonly<Record<AtFault, string>>;
	readonly confidence: Readonly<Record<string, string>>;
	readonly sentences: Readonly<Record<string, string>>;
}
