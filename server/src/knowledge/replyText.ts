/**
 * Reads one reply out of a text: the reply itself, or what a mail program wrote about it. Knows the forms, not what they mean.
 */

/** A reply as far as the text shows it. */
export interface ReplyText {
	/** A well-formed SMTP reply (RFC 5321 §4.2) stands in the text. */
	readonly valid: boolean;
	/** `550` */
	readonly code?: string;
	/** `5.1.1` */
	readonly enhanced?: string;
	/** The words of the reply without its codes, lines joined by a space; without a reply, the whole text. */
	readonly words: string;
	/** The command that was answered: connect EHLO HELO STARTTLS AUTH MAIL RCPT DATA end-of-data XFORWARD … */
	readonly inReplyTo?: string;
	/** The host that said it, where a mail program names it before the reply: `mx.example.com`. */
	readonly host?: string;
}

/** More of a text is not looked at: 16,384 UTF-16 code units. */
const longest = 16_384;

/** Reads a text of any form. Takes anything and always returns. */
export function readReplyText(text: string): ReplyText {
	const input = text.slice(0, longest);
	const inReplyTo = findCommand(input);
	const host = findHost(input);
	const told = { ...(inReplyTo ? { inReplyTo } : {}), ...(host ? { host } : {}) };
	const lines = input.replace(/\r?\n$/, '').split(/\r?\n/);
	const unfolded = unfold(lines);
	const reply = readLines(unfolded);
	if (reply) {
		return { ...reply, ...told };
	}
	const start = findReply(input);
	if (start !== undefined) {
		const inner = readLines(unfold([withoutComment(input.slice(start).replace(/\s+/g, ' ').trim())]));
		if (inner) {
			const before = readEnhanced(input.slice(0, start));
			return { ...inner, ...(before ? { enhanced: before } : {}), ...told };
		}
	}
	const enhanced = readEnhanced(input);
	// 550: No such user   (550) No such user
	// ---                  ---
	const [, code] = /^[(["']?([45]\d\d)[:,)\]] /.exec(input) ?? [];
	return {
		valid: false,
		...(code ? { code } : {}),
		...(enhanced ? { enhanced } : {}),
		words: input.trim(),
		...told,
	};
}

/** One log line may hold a reply of several: with `\n` spelled out, or put together with blanks (`550-5.7.1 a 550 5.7.1 b`). */
function unfold(lines: readonly string[]): readonly string[] {
	if (lines.length !== 1) {
		return lines;
	}
	const line = lines[0] ?? '';
	// 550-5.7.1 first\n550 5.7.1 last
	//                -----
	const spelled = line.split(/(?:\\r)?\\n(?=\d{3}[ -]|$)/);
	if (spelled.length > 1) {
		return spelled.at(-1) === '' ? spelled.slice(0, -1) : spelled;
	}
	const code = line.slice(0, 3);
	if (!/^\d{3}$/.test(code) || line[3] !== '-') {
		return lines;
	}
	const parts: string[] = [];
	let from = 0;
	for (let at = line.indexOf(` ${code}`, 4); at >= 0; at = line.indexOf(` ${code}`, at + 4)) {
		const mark = line[at + 4];
		if (mark === '-' || mark === ' ' || mark === undefined) {
			parts.push(line.slice(from, at));
			from = at + 1;
			if (mark !== '-') {
				break;
			}
		}
	}
	return [...parts, line.slice(from)];
}

/** Reads lines that are a reply from their first character on; `undefined` if they do not begin with three digits. */
function readLines(lines: readonly string[]): Omit<ReplyText, 'inReplyTo' | 'host'> | undefined {
	// 550-5.7.1 …
	// ----
	const first = /^(\d{3})(?=[ -]|$)/.exec(lines[0] ?? '');
	const code = first?.[1];
	if (!code) {
		return undefined;
	}
	const contents = lines.map((line) => (line.startsWith(code) ? line.slice(4) : line));
	const enhanced =
		contents.map(readLeadingEnhanced).find((found) => found) ?? readEnhanced(contents.join(' '));
	const words = contents.map((content) => withoutEnhanced(content.trim())).join(' ');
	return {
		valid: isWellFormed(lines, code),
		...(/^[1-5]/.test(code) ? { code } : {}),
		...(enhanced ? { enhanced } : {}),
		words: withoutComment(words).trim(),
	};
}

/**
 * RFC 5321 §4.2: the same code on every line, its first digit 2 to 5, then a hyphen on all lines but the last, which has a blank
 * or nothing. The text is printable, with tabs. §4.1.1.1: only the greeting text in the first line of an EHLO reply may hold
 * control characters. UTF-8 is let through (RFC 6531 §3.7.4.2).
 */
function isWellFormed(lines: readonly string[], code: string): boolean {
	return (
		code >= '200' &&
		code <= '599' &&
		lines.every((line, at) => {
			const mark = line[3];
			const isLast = at === lines.length - 1;
			const greets = code === '250' && at === 0;
			return (
				line.startsWith(code) &&
				(isLast ? mark === ' ' || mark === undefined : mark === '-') &&
				!(greets ? /[\0\r\n]/ : /[\0-\x08\x0a-\x1f\x7f]/).test(line)
			);
		})
	);
}

/** Where a reply begins inside a text about it (0-based); `undefined` if there is none. */
function findReply(text: string): number | undefined {
	// An exit status of a program (RFC 3464 §2.3.6 names the kinds): X-Unix; 255
	if (/^x-unix;/i.test(text)) {
		return undefined;
	}
	// said: 550 5.1.1 …   smtp; 550 …   #550 5.2.3 …   error 550-'5.7.1 …   (250 OK)   <421 4.4.2 …>   error code 550
	//       ----                ----      ----             ---                                                      ---
	for (const found of text.matchAll(/\b([2-5][0-9]{2})(?=[ -]|$)/gm)) {
		const before = text.slice(Math.max(0, found.index - 3), found.index);
		const after = text.slice(found.index + 3, found.index + 5);
		if (
			found.index === 0 ||
			/(?:[:;>=] ?|: {2}|; {2}|[#("'<]|[\r\n]\s?)$/.test(before) ||
			/^-['"]/.test(after) ||
			(found[0] >= '400' && isNamedCode(text.slice(Math.max(0, found.index - 9), found.index)))
		) {
			return found.index;
		}
		if (readLeadingEnhanced(text.slice(found.index + 4, found.index + 20))) {
			return found.index;
		}
	}
	return undefined;
}

/** `SMTP error 550`, `response code 550`. */
function isNamedCode(before: string): boolean {
	return /(?:error|code|reply|response) $/i.test(before);
}

const enhancedForm = /^\s*[[(#'"-]{0,3}([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)/;

/** `5.1.1` at the beginning, also as `#5.1.1`, `(5.1.1)`. */
function readLeadingEnhanced(text: string): string | undefined {
	return enhancedForm.exec(text)?.[1];
}

/** The first enhanced code that stands by itself anywhere: `(#5.7.1)`, `dsn=5.1.1`. */
function readEnhanced(text: string): string | undefined {
	// … rcpthosts (#5.7.1)
	//              -----
	for (const found of text.matchAll(/(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d]|\.\d)/g)) {
		return found[0];
	}
	return undefined;
}

function withoutEnhanced(text: string): string {
	return text.replace(enhancedForm, '').trimStart();
}

/** Postfix adds the command in parentheses; it is no part of the reply. */
function withoutComment(text: string): string {
	const at = text.lastIndexOf('(in reply to ');
	return at < 0 ? text : text.slice(0, at).trimEnd();
}

/** The host of which Postfix, Exim and sendmail say what it said. */
function findHost(text: string): string | undefined {
	// host mx.example.com[192.0.2.1] said: …   host mx.example.com [192.0.2.1]: …   ... while talking to mx.example.com.:
	//      --------------                           --------------                                       --------------
	const [, host, talkingTo] =
		/\bhost ([\w.-]{1,255}?)\.?[ ]?\[|\bwhile talking to ([\w.-]{1,255}?)\.?:/.exec(text) ?? [];
	return host ?? talkingTo;
}

/** What a mail program writes before a command's name: Postfix's `in reply to`, `while sending`; Exim's `after`; sendmail's `>>>`. */
const introductions = [
	'in reply to ',
	'while sending ',
	'after ',
	'in response to ',
	'during ',
	'>>> ',
	'in: ',
	'while ',
];

/** The names of commands as they stand after one of the introductions, the longer of two before the shorter. */
const commandNames: readonly (readonly [name: string, command: string])[] = [
	['pipelined end of data', 'end-of-data'],
	['end of data', 'end-of-data'],
	['end-of-data', 'end-of-data'],
	['final dot', 'end-of-data'],
	['message body', 'end-of-data'],
	['sending data block', 'end-of-data'],
	['pipelined sending data block', 'end-of-data'],
	['initial connection', 'connect'],
	['receiving the initial server greeting', 'connect'],
	['client greeting', 'connect'],
	['performing the ehlo handshake', 'EHLO'],
	['performing the helo handshake', 'HELO'],
	['performing the lhlo handshake', 'LHLO'],
	['pipelined mail', 'MAIL'],
	['pipelined rcpt', 'RCPT'],
	['pipelined data', 'DATA'],
	['mail from', 'MAIL'],
	['mail', 'MAIL'],
	['rcpt to', 'RCPT'],
	['rcpt', 'RCPT'],
	['ehlo', 'EHLO'],
	['helo', 'HELO'],
	['lhlo', 'LHLO'],
	['starttls', 'STARTTLS'],
	['auth', 'AUTH'],
	['data', 'DATA'],
	['bdat', 'BDAT'],
	['xforward', 'XFORWARD'],
	['xclient', 'XCLIENT'],
	['vrfy', 'VRFY'],
	['rset', 'RSET'],
	['quit', 'QUIT'],
];

/** The command in the words of Postfix, Exim, sendmail and their like; `undefined` where no words say so. */
function findCommand(text: string): string | undefined {
	const lower = text.toLowerCase().replace(/\s+/g, ' ');
	for (const introduction of introductions) {
		for (let at = lower.indexOf(introduction); at >= 0; at = lower.indexOf(introduction, at + 1)) {
			const follows = lower.slice(at + introduction.length, at + introduction.length + 48);
			const isWord = at === 0 || !/[a-z]/.test(lower[at - 1] ?? '');
			const command = commandNames.find(
				([name]) => follows.startsWith(name) && !/^[a-z]/.test(follows.slice(name.length)),
			);
			if (isWord && command) {
				return command[1];
			}
		}
	}
	if (
		/^(?:host |connect to )[^ ]+ (?:refused to talk to me|\[)/.test(lower) ||
		lower.startsWith('connect to ')
	) {
		return 'connect';
	}
	const rejected = refusalOf.exec(text)?.[1];
	if (rejected !== undefined) {
		return refusedCommands[rejected] ?? rejected.slice(0, 4);
	}
	// … in RCPT TO    (DATA)    [RCPT_TO]
	//      -------     ----      -------
	const named = /(?:\bin |\(|\[)(rcpt|mail|data|ehlo|helo|starttls|auth)(?=[_ )\]]|$)/.exec(lower)?.[1];
	return named?.toUpperCase() ?? sentences.find(([phrase]) => lower.includes(phrase))?.[1];
}

/** Logs of Postfix and Exim, sendmail's `during client …`; in capitals, so that «rejected data» is no DATA. */
// NOQUEUE: reject: RCPT from …   rejected MAIL <a@example.com>: …   Sent: RCPT TO:<…>   (Server rejected MAIL FROM address)
//                  ----                   ----                           ----                             ----
const refusalOf =
	/\b(?:reject|reject_warning|[Rr]ejected|[Rr]efused|[Ss]ent|[Dd]uring(?: client)?|[Rr]esponse to|[Rr]eply to):?\s{1,8}(END-OF-MESSAGE|CONNECT|EHLO|HELO|LHLO|STARTTLS|AUTH|MAIL|RCPT|DATA 354|DATA status|DATA|VRFY)\b/;
const refusedCommands: Readonly<Record<string, string>> = {
	'END-OF-MESSAGE': 'end-of-data',
	'DATA status': 'end-of-data',
	CONNECT: 'connect',
	STARTTLS: 'STARTTLS',
};

/** Sentences of qmail-remote and Postfix that say at which command it was refused. */
const sentences: readonly (readonly [phrase: string, command: string])[] = [
	[' but greeting failed', 'connect'],
	[' but my name was rejected', 'HELO'],
	[' but sender was rejected', 'MAIL'],
	[' does not like recipient', 'RCPT'],
	[' failed on data command', 'DATA'],
	[' failed after i sent the message', 'end-of-data'],
	['sasl authentication failed;', 'AUTH'],
	['cannot start tls', 'STARTTLS'],
];
