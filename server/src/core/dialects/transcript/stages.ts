import type { Stage } from '../../model';

/** The stage that a verb belongs to; `other` is a command we do not know. */
export function stageOfVerb(verb: string): Stage {
	return stages.get(verb) ?? 'other';
}

const stages: ReadonlyMap<string, Stage> = new Map<string, Stage>([
	['HELO', 'hello'],
	['EHLO', 'hello'],
	['LHLO', 'hello'],
	['STARTTLS', 'starttls'],
	['X-ANONYMOUSTLS', 'starttls'],
	['AUTH', 'auth'],
	['X-EXPS', 'auth'],
	['MAIL', 'mail'],
	['SEND', 'mail'],
	['SOML', 'mail'],
	['SAML', 'mail'],
	['RCPT', 'rcpt'],
	['DATA', 'data'],
	['BDAT', 'data'],
	['RSET', 'reset'],
	['VRFY', 'verify'],
	['EXPN', 'verify'],
	['NOOP', 'noop'],
	['HELP', 'help'],
	['ETRN', 'etrn'],
	['XCLIENT', 'xclient'],
	['XFORWARD', 'xclient'],
	['XPROXY', 'xclient'],
	['XPROXYFROM', 'xclient'],
	['QUIT', 'quit'],
]);

/** Replies that only one command has: those that wait before it stay without an answer. */
export function stageMeantBy(code: string): Stage | undefined {
	return meant.get(code);
}

const meant: ReadonlyMap<string, Stage> = new Map<string, Stage>([
	['220', 'starttls'],
	['235', 'auth'],
	['334', 'auth'],
	['354', 'data'],
	['221', 'quit'],
]);

/**
 * What a reply most likely answers whose command the log does not show.
 * @param before The stage of the last step; undefined for the first reply of a conversation.
 */
export function stageOfUnasked(code: string, before: Stage | undefined): Stage {
	if (before === undefined) {
		return /^(?:220|4..|5..)$/.test(code) ? 'greeting' : (meant.get(code) ?? 'hello');
	}
	if (code === '421') {
		return 'disconnect';
	}
	if (code === '500' && before !== 'data') {
		// The command was none that the server knows (RFC 5321 §4.2.2).
		return 'other';
	}
	if (code.startsWith('5')) {
		return before === 'data' ? 'content' : (next.get(before) ?? before);
	}
	return meant.get(code) ?? next.get(before) ?? 'other';
}

/** In a log of replies alone: what usually comes after what. */
const next: ReadonlyMap<Stage, Stage> = new Map<Stage, Stage>([
	['connect', 'greeting'],
	['greeting', 'hello'],
	['hello', 'mail'],
	['starttls', 'hello'],
	['tls', 'hello'],
	['auth', 'mail'],
	['mail', 'rcpt'],
	['rcpt', 'rcpt'],
	['data', 'content'],
	['content', 'mail'],
	['reset', 'mail'],
]);
