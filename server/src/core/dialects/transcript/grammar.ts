import type { Speaker } from './transcriptLine';

/** One line of a reply (RFC 5321 §4.2): `250-PIPELINING`. */
export interface ReplyLine {
	/** `250` */
	readonly code: string;
	/** No line of this reply follows: a space, or nothing, stands after the code. */
	readonly last: boolean;
	/** The words after the code and its separator: `PIPELINING`. */
	readonly text: string;
}

/** Reads `250-PIPELINING`, `550 5.1.1 …`, `354`, also with a code that no standard knows; undefined for anything else. */
export function readReplyLine(text: string): ReplyLine | undefined {
	// 550-5.7.1 not welcome
	// ^^^^
	const match = /^([1-9]\d\d)(?:([ -])|$)/.exec(text);
	return match?.[1]
		? { code: match[1], last: match[2] !== '-', text: text.slice(match[0].length) }
		: undefined;
}

/** The codes that servers really send (RFC 5321 §4.2.3, its extensions, and common private ones). */
const realCodes = new Set(
	(
		'211 214 220 221 235 250 251 252 253 334 353 354 421 422 430 431 432 441 442 446 447 449 450 451 452 453 454 455 458 459 471 ' +
		'500 501 502 503 504 510 511 512 513 515 517 521 523 525 530 534 535 538 541 550 551 552 553 554 555 556 557 558 559 571'
	).split(' '),
);

/** Whether words behind a mark that could mean something else are a reply. */
export function isRealReply(text: string): boolean {
	return realCodes.has(readReplyLine(text)?.code ?? '');
}

/** Whether a line that stands alone, without any context, can be taken for a reply. */
export function isPlainReply(text: string): boolean {
	return isRealReply(text) && /^...[ -]\s*\S/.test(text);
}

const verbs = new Set(
	(
		'HELO EHLO LHLO MAIL RCPT DATA BDAT RSET VRFY EXPN HELP NOOP QUIT AUTH STARTTLS ETRN TURN ATRN SEND SOML SAML BURL ' +
		'XCLIENT XFORWARD XEXCH50 X-EXPS X-ANONYMOUSTLS XPROXY XPROXYFROM XPROXYTO XSESSIONPARAMS XSHADOW XADR'
	).split(' '),
);

/** The command's verb, in upper case: `MAIL`; empty if the line does not begin with a word. */
export function verbOf(text: string): string {
	// mail from:<a@example.org>
	// ^^^^
	return /^\s*([A-Za-z][A-Za-z0-9-]*)/.exec(text)?.[1]?.toUpperCase() ?? '';
}

/** Whether a client could have said this by RFC 5321 and its extensions. */
export function isKnownCommand(text: string): boolean {
	return verbs.has(verbOf(text));
}

/** Whether a line that stands alone, without any context, can be taken for a command. */
export function isPlainCommand(text: string): boolean {
	return (
		/^(?:HELO|EHLO|LHLO) [^\s"']+\s*$/i.test(text) ||
		/^(?:MAIL FROM|RCPT TO): *<?[^\s<>]*>?(?: |$)/i.test(text) ||
		/^(?:AUTH (?:PLAIN|LOGIN|CRAM-MD5|XOAUTH2|NTLM|DIGEST-MD5)|STARTTLS|EHLO|QUIT|DATA|RSET)(?:\s|$)/.test(
			text,
		)
	);
}

/** Who says these words, by grammar alone; undefined where they could be either's. */
export function speakerOf(text: string): Speaker | undefined {
	if (readReplyLine(text)) {
		return 'server';
	}
	return isKnownCommand(text) ? 'client' : undefined;
}

/** Where the payload of `AUTH PLAIN AGFsaWNl…` begins, as an index into the text; undefined without one. */
export function authPayloadStart(text: string): number | undefined {
	// AUTH LOGIN YWxpY2VAZXhhbXBsZS5jb20=
	// ^^^^^^^^^^^
	const match = /^\s*(?:AUTH|X-EXPS)\s+[\w-]+\s+(?=[^\s=]|=[^\s])/i.exec(text);
	return match ? match[0].length : undefined;
}

/** The octets of UTF-8 that these UTF-16 words take. */
export function octetsOf(text: string): number {
	let octets = 0;
	for (const character of text) {
		const point = character.codePointAt(0) ?? 0;
		octets += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
	}
	return octets;
}
