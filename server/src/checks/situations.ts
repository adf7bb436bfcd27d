import type { MailLog } from '../core/mailLog';
import { verbOf } from '../core/dialects/transcript/grammar';
import type { Session, Stage, Step } from '../core/model';
import { hasDialogue } from './dialogue';
import { remembered } from './remembered';

/** A command of a dialogue, in the light of what was said before it. */
export interface Situation {
	readonly step: Step;
	readonly command: string;
	/** In upper case: `MAIL`. */
	readonly verb: string;
	readonly before: State;
	/** The same command, or another of its stage, was granted later in the session. */
	readonly isOvercome: boolean;
}

/** How far a conversation has come (RFC 5321 §4.1.4). */
export interface State {
	/** The log shows all commands since the greeting. */
	readonly isWhole: boolean;
	/** The log shows whether a transaction is open: all commands since the greeting, or the last EHLO. */
	readonly isMailKnown: boolean;
	/** The last EHLO, HELO or LHLO that was not refused, since TLS. */
	readonly hello?: string;
	/** One was tried. */
	readonly hasTriedHello: boolean;
	/** The extensions that the answer to it offers, by keyword, with their parameters; absent where the log does not tell. */
	readonly offered?: ReadonlyMap<string, string>;
	readonly isSecure: boolean;
	/** TLS is new: what was said before it counts no more (RFC 3207 §4.2). */
	readonly isFreshTls: boolean;
	readonly isAuthenticated: boolean;
	/** The MAIL of the open transaction. */
	readonly mail?: { readonly command: string; readonly isAccepted: boolean };
	/** What ended the last transaction before its content came: RSET, or another EHLO. */
	readonly forgotBy?: string;
	/** Of the open transaction. */
	readonly recipients: { readonly sent: number; readonly accepted: number };
}

const beginning: State = {
	isWhole: false,
	isMailKnown: false,
	hasTriedHello: false,
	isSecure: false,
	isFreshTls: false,
	isAuthenticated: false,
	recipients: { sent: 0, accepted: 0 },
};

/** The commands of a session whose dialogue the log shows, in the order of their answers. Nothing where it does not. */
export const situationsOf = remembered((session: Session, log: MailLog): readonly Situation[] => {
	const situations: Situation[] = [];
	if (!hasDialogue(session, log)) {
		return situations;
	}
	/** Where a command of each stage was granted last. */
	const granted = new Map<Stage, number>();
	session.steps.forEach(({ stage, reply }, at) => {
		if (/^[23]/.test(reply?.code ?? '')) {
			granted.set(stage, at);
		}
	});
	let state = beginning;
	session.steps.forEach((step, at) => {
		const { command, continuation } = step;
		if (command !== undefined && !continuation) {
			situations.push({
				step,
				command,
				verb: verbOf(command),
				before: state,
				isOvercome: (granted.get(step.stage) ?? -1) > at,
			});
		}
		state = afterStep(state, step);
	});
	return situations;
});

/** Finds the MAIL before a line; the lines have to be asked for in ascending order. */
export function mailBefore(situations: readonly Situation[]): (line: number) => Situation | undefined {
	const mails = situations.filter(({ verb }) => verb === 'MAIL');
	let next = 0;
	return (line) => {
		for (let mail = mails[next]; mail && mail.step.line < line; mail = mails[next]) {
			next++;
		}
		return mails[next - 1];
	};
}

function afterStep(state: State, step: Step): State {
	const { stage, command, reply, failed } = step;
	const code = reply?.code ?? '';
	switch (stage) {
		case 'greeting':
			return { ...beginning, isSecure: state.isSecure, isWhole: code === '220', isMailKnown: true };
		case 'hello':
			return { ...afterHello(state, step), isWhole: state.isWhole && command !== undefined };
		case 'starttls':
			return code === '220'
				? { ...withoutHello(state), hasTriedHello: false, isSecure: true, isFreshTls: true }
				: state;
		case 'tls':
			return failed ? { ...state, isFreshTls: false, isWhole: false } : { ...state, isSecure: true };
		case 'auth':
			return { ...state, isAuthenticated: state.isAuthenticated || code === '235' };
		case 'xclient':
			return code.startsWith('2') ? { ...beginning, isSecure: state.isSecure } : state;
		case 'connect':
		case 'disconnect':
			return state;
		case 'mail':
		case 'rcpt':
		case 'data':
		case 'content':
		case 'reset':
			return afterTransactionStep(state, step);
		default:
			// A reply to something that the log does not show.
			return command === undefined && reply ? { ...state, isWhole: false, isMailKnown: false } : state;
	}
}

function afterHello(state: State, { command, reply }: Step): State {
	const isRefused = /^[45]/.test(reply?.code ?? '');
	if (isRefused) {
		return { ...state, hasTriedHello: true };
	}
	const verb = verbOf(command ?? '');
	const { offered: _offered, ...rest } = state;
	const offered = verb === 'HELO' ? new Map<string, string>() : offeredIn(reply?.text ?? '');
	return {
		...withoutTransaction(rest, state.mail?.isAccepted ? verb : undefined),
		isMailKnown: command !== undefined,
		hello: verb,
		hasTriedHello: true,
		isFreshTls: false,
		...(offered && { offered }),
	};
}

/** What the lines behind the first offer; a reply of one line may be a part of it only. */
function offeredIn(text: string): ReadonlyMap<string, string> | undefined {
	const [, ...lines] = text.split('\n');
	const offers = lines.map((line): [string, string] => {
		// SIZE 10240000  |  AUTH=LOGIN PLAIN
		// ----              ----
		const keyword = /^[\w-]{1,40}/.exec(line.trim())?.[0] ?? '';
		return [
			keyword.toUpperCase(),
			line
				.trim()
				.slice(keyword.length + 1)
				.trim(),
		];
	});
	if (offers.length === 0) {
		return undefined;
	}
	const offered = new Map<string, string>();
	for (const [keyword, rest] of offers) {
		offered.set(keyword, [offered.get(keyword), rest].filter(Boolean).join(' '));
	}
	return offered;
}

function withoutHello({ hello: _hello, offered: _offered, ...rest }: State): State {
	return withoutTransaction(rest);
}

function withoutTransaction(state: State, forgotBy?: string): State {
	const { mail: _mail, forgotBy: _forgotBy, ...rest } = state;
	return { ...rest, recipients: beginning.recipients, ...(forgotBy !== undefined && { forgotBy }) };
}

function afterTransactionStep(state: State, { stage, command, reply }: Step): State {
	const code = reply?.code ?? '';
	const isRefused = /^[45]/.test(code);
	const isShown = command !== undefined || stage === 'content';
	const seen = {
		...state,
		isWhole: state.isWhole && isShown,
		isMailKnown: state.isMailKnown && isShown,
	};
	const { sent, accepted } = state.recipients;
	switch (stage) {
		case 'mail':
			return isRefused && state.mail
				? seen
				: {
						...withoutTransaction(seen),
						mail: { command: command ?? '', isAccepted: code.startsWith('2') },
					};
		case 'rcpt':
			return {
				...seen,
				recipients: { sent: sent + 1, accepted: accepted + (isRefused ? 0 : 1) },
			};
		case 'data':
			// Whether a refused DATA ends the transaction is the server's choice.
			return /\sLAST\s*$/i.test(command ?? '')
				? withoutTransaction(seen)
				: isRefused && state.mail
					? { ...seen, mail: { ...state.mail, isAccepted: false } }
					: seen;
		case 'reset':
			return withoutTransaction(seen, state.mail?.isAccepted ? 'RSET' : undefined);
		default:
			// LMTP answers once for each recipient.
			return withoutTransaction(seen);
	}
}
