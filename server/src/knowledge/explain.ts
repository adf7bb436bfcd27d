import type { Stage } from '../core/model';
import {
	enhancedCode,
	meaningHere,
	phrases,
	replyCode,
	replyTextWords,
	source,
	type AtFault,
	type EnhancedCodeEntry,
	type Language,
	type Permanence,
	type Reason,
	type ReplyCodeEntry,
} from './knowledge';
import { readReplyText, type ReplyText } from './replyText';
import { recognise, type Recognised } from './replyTextRules';

/** What one reply means: the command line's `explain`, field by field (contract: «Reply texts on their own»). */
export interface Explanation {
	/** A well-formed SMTP reply (RFC 5321 §4.2) stands in the text. */
	readonly valid: boolean;
	readonly code?: string;
	readonly enhanced?: string;
	readonly severity?: Permanence;
	/** connect EHLO STARTTLS AUTH MAIL RCPT DATA end-of-data … */
	readonly inReplyTo?: string;
	readonly reason: Reason;
	readonly atFault: AtFault;
	readonly title: string;
	readonly meaning: string;
	readonly fix: string;
	/** Addresses of pages. */
	readonly sources: readonly string[];
	/** Whose server or service spoke, if that is known: `google`. */
	readonly provider?: string;
	/** What decided: a provider's own words, general words, the enhanced code, the basic code. Absent where nothing did. */
	readonly confidence?: 'provider' | 'text' | 'enhanced' | 'code';
}

/** The part of an explanation that one piece of evidence decides. */
type Verdict = Pick<Explanation, 'reason' | 'atFault' | 'title' | 'meaning' | 'fix' | 'confidence'>;

/** What is known beside the text of a reply. */
export interface ExplainOptions {
	readonly language?: Language | undefined;
	/** The host that replied. */
	readonly host?: string | undefined;
	/** The text of its 220. */
	readonly greeting?: string | undefined;
}

/**
 * Explains a text: a bare code (`550`), an enhanced code (`5.1.1`), a reply of one or several lines (ended by LF or CR LF, spelled
 * `\n`, or put on one line), or what a mail program wrote about one. Takes any text; what is not known is `unknown`.
 */
export function explainReply(text: string, { language, host, greeting }: ExplainOptions = {}): Explanation {
	const read = readReplyText(text);
	const reply = { ...read, ...(host ? { host } : {}), greeting };
	const entry = reply.code ? replyCode(reply.code, language) : undefined;
	const enhanced = reply.enhanced ? enhancedCode(reply.enhanced, language) : undefined;
	const recognised = isFailure(reply) ? recognise(reply) : {};
	const provider = providerOf(recognised);
	const severity = severityOf(reply);
	const ofText = byText(recognised, severity, language);
	const ofEnhanced = byEnhanced(reply, enhanced);
	const ofCode = byCode(reply, entry, language);
	// A 2yz or 3yz says best by itself what it is: 235, not the «security» of its 2.7.0.
	const verdict =
		ofText ?? (entry && !isFailure(reply) ? ofCode : (ofEnhanced ?? ofCode)) ?? nothing(language);
	const { valid, code, inReplyTo } = reply;
	const sources = [
		...(recognised.rule ? [source(recognised.rule.source)] : []),
		...(enhanced?.sources ?? []),
		...(entry?.sources ?? []),
	];
	return {
		valid,
		...(code ? { code } : {}),
		...(reply.enhanced ? { enhanced: reply.enhanced } : {}),
		...(severity ? { severity } : {}),
		...(inReplyTo ? { inReplyTo } : {}),
		...verdict,
		sources: [...new Set(sources.map(({ url }) => url))].slice(0, 4),
		...(provider ? { provider } : {}),
	};
}

/** 2yz and 3yz say what they say; only the words of a refusal, or of a text without a code, are searched for a cause. */
function isFailure({ code, enhanced }: ReplyText): boolean {
	return !/^[23]/.test(code ?? enhanced ?? '');
}

/**
 * Where both tell of a failure, the enhanced code's class goes before the basic code's: `554 4.4.7` was given up although trying
 * again might have helped. What a 2yz or 3yz accepted is accepted, whatever its enhanced code says.
 */
function severityOf({ code, enhanced }: ReplyText): Permanence | undefined {
	const classes: Readonly<Record<string, Permanence>> = {
		2: 'success',
		3: 'continue',
		4: 'temporary',
		5: 'permanent',
	};
	const decides = /^[23]/.test(code ?? '') ? code : (enhanced ?? code);
	return classes[(decides ?? '').charAt(0)];
}

/** The speaker, or who else's own words they are; no software, and not what everybody says. */
function providerOf({ speaker, file }: Recognised): string | undefined {
	const named = [file, speaker].find((each) => each && each.kind !== 'software' && each.kind !== 'general');
	return named?.id;
}

function byText(
	{ rule, file }: Recognised,
	severity: Permanence | undefined,
	language: Language | undefined,
): Verdict | undefined {
	const words = rule && replyTextWords(rule.id, language);
	if (!words) {
		return undefined;
	}
	const { title, meaning, forNow, forGood } = words;
	const half = severity === 'temporary' ? forNow : severity === 'permanent' ? forGood : undefined;
	const fix = [words.fix, half].filter(Boolean).join(' ');
	const confidence = file?.kind === 'software' || file?.kind === 'general' ? 'text' : 'provider';
	return { reason: rule.reason, atFault: rule.atFault, title, meaning, fix, confidence };
}

function byEnhanced(reply: ReplyText, enhanced: EnhancedCodeEntry | undefined): Verdict | undefined {
	// X.0.0 and an unregistered detail say less than the basic code.
	if (!enhanced || (reply.code && (enhanced.reason === 'unknown' || !enhanced.registered))) {
		return undefined;
	}
	const { title, meaning, action, atFault } = enhanced;
	// X.1.0 and the like are about whichever address was given.
	const reason = enhanced.reason === 'recipient' && reply.inReplyTo === 'MAIL' ? 'sender' : enhanced.reason;
	return { reason, atFault, title, meaning, fix: action, confidence: 'enhanced' };
}

function byCode(
	reply: ReplyText,
	entry: ReplyCodeEntry | undefined,
	language: Language | undefined,
): Verdict | undefined {
	if (!reply.code) {
		return undefined;
	}
	if (!entry) {
		const { categories, sentences } = phrases(language);
		const title = categories[reply.code.charAt(0)] ?? '';
		const meaning = sentences['unknownCode'] ?? '';
		const fix = sentences['unknownFix'] ?? '';
		const isSuccess = /^[23]/.test(reply.code);
		const reason = isSuccess ? 'success' : 'unknown';
		return { reason, atFault: isSuccess ? 'nobody' : 'unknown', title, meaning, fix, confidence: 'code' };
	}
	const stage = stageOf(reply.inReplyTo);
	return {
		...blame(entry, stage),
		title: entry.title,
		meaning: (stage && meaningHere(entry.code, stage, language)) ?? entry.description,
		fix: entry.howToFix.client,
		confidence: 'code',
	};
}

/** A bare 550 is about whatever was just given: the client at the greeting, the sender at MAIL, the message after the dot. */
function blame(entry: ReplyCodeEntry, stage: Stage | undefined): Pick<Explanation, 'reason' | 'atFault'> {
	const { reason, atFault, code } = entry;
	if (!['450', '550', '553', '554'].includes(code)) {
		return { reason, atFault };
	}
	switch (stage) {
		case 'greeting':
		case 'hello':
			return { reason: 'reputation', atFault: 'sending-host' };
		case 'mail':
			return { reason: 'sender', atFault: 'sender' };
		case 'data':
		case 'content':
			return { reason: 'policy', atFault: 'unknown' };
		default:
			return { reason, atFault };
	}
}

function nothing(language: Language | undefined): Verdict {
	const { sentences } = phrases(language);
	return {
		reason: 'unknown',
		atFault: 'unknown',
		title: sentences['unknownTitle'] ?? '',
		meaning: sentences['unknownText'] ?? '',
		fix: sentences['unknownFix'] ?? '',
	};
}

const stages: Readonly<Record<string, Stage>> = {
	connect: 'greeting',
	EHLO: 'hello',
	HELO: 'hello',
	LHLO: 'hello',
	STARTTLS: 'starttls',
	AUTH: 'auth',
	MAIL: 'mail',
	RCPT: 'rcpt',
	DATA: 'data',
	BDAT: 'data',
	'end-of-data': 'content',
	VRFY: 'verify',
	ETRN: 'etrn',
	RSET: 'reset',
	QUIT: 'quit',
	XCLIENT: 'xclient',
};

/** The stage in which a command is answered. */
function stageOf(command: string | undefined): Stage | undefined {
	return command === undefined ? undefined : stages[command];
}
