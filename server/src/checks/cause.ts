import type { Stage } from '../core/model';
import { explainReply, type Explanation } from '../knowledge/explain';
import { replyCode, type Language } from '../knowledge/knowledge';
import { knownDomain } from '../knowledge/replyTextRules';
import type { Said } from '../knowledge/say';
import type { Speaker } from './speaker';
import { plainText } from './words';

/** Why something was refused. Plain text. */
export interface Cause {
	/** `No such mailbox` */
	readonly title: Said;
	/** What to do about it. */
	readonly fix: Said;
	/** The same for everything with the same cause. */
	readonly key: string;
	readonly reason: Explanation['reason'];
}

/** A reply, or the words of a log where no server replied. */
interface Words {
	readonly code?: string;
	readonly enhanced?: string;
	readonly text?: string;
}

/** Whose log it is that shows the reply, and who said it. */
interface CauseOptions extends Speaker {
	readonly side?: 'client' | 'server';
}

/** The words of a reply that are quoted: UTF-16 columns. */
const longestQuote = 160;

/**
 * The cause of a refusal, for the side whose log it is: a server's administrator does something else about it than a client's.
 * @param inReplyTo The stage that was refused, or the command as a mail log names it.
 */
export function causeOf(
	words: Words,
	inReplyTo?: Stage | string,
	{ side = 'client', host, greeting }: CauseOptions = {},
): Cause {
	const { code } = words;
	const text = replyText(words, inReplyTo);
	const speaker = { greeting, host: host === undefined ? undefined : knownDomain(host) };
	const { title, reason } = explained(text, speaker);
	return {
		title: (language) => withoutMarkup(explained(text, speaker, language).title),
		fix: (language) => {
			const { fix, confidence } = explained(text, speaker, language);
			const entry = side === 'server' && code ? replyCode(code, language) : undefined;
			return withoutMarkup(confidence === 'code' && entry ? entry.howToFix.server : fix);
		},
		key: title,
		reason,
	};
}

/** Explanations of texts that came lately: a log says the same to one address after the other. */
const known = new Map<string, Explanation>();
const knownLimit = 500;

/** Explains a reply; which addresses and hosts of nobody in particular it names makes no difference. */
function explained(text: string, { host, greeting }: Speaker, language?: Language): Explanation {
	const words = withoutNames(text);
	const key = [words, host, greeting, language].join('\n');
	let explanation = known.get(key);
	if (!explanation) {
		explanation = explainReply(words, { host, greeting, language });
		if (known.size >= knownLimit) {
			known.clear();
		}
		known.set(key, explanation);
	}
	return explanation;
}

function withoutNames(text: string): string {
	return (
		text
			// <nobody@example.com>
			.replace(/<[^<>@\s]{1,64}@[^<>@\s]{1,255}>/g, '<>')
			// mx.example.com[198.51.100.7]
			// ---------------
			.replace(/(?<![\w.-])[\w.-]{1,255}(?=\[)/g, (host) => knownDomain(host) ?? 'host.example')
			// 198.51.100.7, and not 127.0.0.2, by which a list says why
			.replace(/\b(?!127\.)\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g, '192.0.2.1')
	);
}

/** A reply as one text, with the command it answers the way Postfix names it, which is what `explainReply` reads. */
export function replyText({ code, enhanced, text }: Words, inReplyTo?: Stage | string): string {
	const command = inReplyTo === undefined ? undefined : (commands[inReplyTo] ?? inReplyTo);
	return [code, enhanced, text?.replace(/\s+/g, ' '), command && `(in reply to ${command} command)`]
		.filter(Boolean)
		.join(' ');
}

const commands: Readonly<Record<string, string>> = {
	connect: 'initial connection',
	greeting: 'initial connection',
	hello: 'EHLO',
	starttls: 'STARTTLS',
	auth: 'AUTH',
	mail: 'MAIL FROM',
	rcpt: 'RCPT TO',
	data: 'DATA',
	content: 'end of DATA',
	'end-of-data': 'end of DATA',
	verify: 'VRFY',
	reset: 'RSET',
	xclient: 'XCLIENT',
	quit: 'QUIT',
};

/** The words of a reply as a quotation: ` “User unknown”`; nothing where there are none. */
export function quoted(text: string | undefined): string {
	const plain = plainText(text ?? '', longestQuote);
	return plain ? ` “${plain}”` : '';
}

/** Our own Markdown has code spans only. */
function withoutMarkup(markdown: string): string {
	return markdown.replaceAll('`', '');
}
