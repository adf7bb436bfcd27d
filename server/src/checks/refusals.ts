import { valueOf, type LineEvent } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Reply, Session, Stage, Step } from '../core/model';
import { notedWords } from './noted';
import { remembered } from './remembered';
import { headOf, type SessionHead } from './sessionHead';

/** A command that was refused (a 4yz or 5yz reply, or a server's note that it refused), in the light of its session. */
export interface Refusal {
	readonly session: SessionHead;
	readonly step: Step;
	readonly stage: Stage;
	/** Where it stands, from 0. */
	readonly line: number;
	/** `550`; absent where the log does not show it, as Exim's does not. */
	readonly code?: string;
	/** `5.1.1` */
	readonly enhanced?: string;
	/** Its words, without codes. */
	readonly text: string;
	/** For now: 4yz. */
	readonly temporary: boolean;
	/** The address that RCPT named; absent where another command was answered. */
	readonly recipient?: string;
	/** The address that MAIL named, as far as the log tells; empty for a bounce. */
	readonly sender?: string;
	/** Not the last word: the client tried again, or another way, in the same session and got through. */
	readonly overcome: boolean;
	/** Those that only follow from this one, such as 503 to a DATA that has no recipient left. */
	readonly consequences: readonly Said[];
}

/** The words of a refusal. */
export type Said = Pick<Refusal, 'line' | 'code' | 'enhanced' | 'text' | 'temporary'>;

/** The refusals of a session, in its order. Those that only follow from another are named there. */
export const refusalsOf = remembered((session: Session, log: MailLog): readonly Refusal[] => {
	const refusals: (Refusal & { consequences: Said[] })[] = [];
	const granted = lastGranted(session);
	// Of several recipients in one line the first counts: it comes last here.
	const answers = new Map(
		session.recipients.map((each) => [answerKey(each), each.address] as const).reverse(),
	);
	let transaction: Transaction = { accepted: 0 };
	session.steps.forEach((step, at) => {
		transaction = afterCommand(transaction, step);
		const said = saidNo(session, step, log);
		if (!said) {
			transaction.accepted += step.stage === 'rcpt' ? 1 : 0;
			return;
		}
		const cause = transaction.refusal;
		if (cause && followsFrom(cause, step.stage, said, transaction)) {
			cause.consequences.push(said);
			return;
		}
		const refusal = {
			session: headOf(session),
			step,
			stage: step.stage,
			...said,
			...namesIn(step, answers, transaction, log.event(said.line)),
			overcome: (granted.get(wishOf(step) ?? '') ?? -1) > at,
			consequences: [],
		};
		refusals.push(refusal);
		if (transactionStages.has(step.stage)) {
			transaction.refusal ??= refusal;
		}
	});
	return refusals;
});

/** The words with which a step was refused; `undefined` if it was not. */
export function saidNo(
	{ role }: Session,
	{ stage, line, reply, failed, evidence }: Step,
	log: MailLog,
): Said | undefined {
	if (reply) {
		return isRefusal(reply) ? { ...reply, temporary: reply.code.startsWith('4') } : undefined;
	}
	// A handshake or a connection that broke off is no refusal, nor is what only a counter tells (data=0/1); a client's log always
	// shows what it was told.
	if (
		!failed ||
		evidence !== 'seen' ||
		role !== 'server' ||
		stage === 'connect' ||
		stage === 'tls' ||
		stage === 'disconnect'
	) {
		return undefined;
	}
	const event = log.event(line);
	// Postfix notes commands that are no commands, and talk before the greeting, without saying what it answered.
	if (stage === 'other' && event.format !== 'exim') {
		return undefined;
	}
	const enhanced = valueOf(event, 'enhanced');
	return {
		line,
		...(enhanced !== undefined && { enhanced }),
		text: notedWords(event),
		temporary: event.temporary === true || enhanced?.startsWith('4') === true,
	};
}

/** 4yz and 5yz. */
export function isRefusal({ code }: Pick<Reply, 'code'>): boolean {
	return code.startsWith('4') || code.startsWith('5');
}

/** What MAIL began. */
interface Transaction {
	sender?: string;
	/** Recipients that were not refused. */
	accepted: number;
	/** The first refusal in it. */
	refusal?: Refusal & { consequences: Said[] };
}

const transactionStages: ReadonlySet<string> = new Set(['mail', 'rcpt', 'data', 'content']);

function afterCommand(transaction: Transaction, { stage, command }: Step): Transaction {
	if (stage === 'mail') {
		const sender = addressIn(command);
		return { accepted: 0, ...(sender !== undefined && { sender }) };
	}
	return stage === 'reset' || stage === 'hello' ? { accepted: 0 } : transaction;
}

/**
 * A client that pipelines (RFC 2920 §3.1) has sent RCPT and DATA before it learns that MAIL, or every RCPT, was refused: the
 * answers to them say nothing new. Nor does Exim's refusal of a recipient for a sender of which it has said why it does not verify.
 */
function followsFrom(cause: Refusal, stage: Stage, { code, text }: Said, { accepted }: Transaction): boolean {
	if (stage === 'rcpt' && cause.stage === 'mail') {
		return code === '503' || /^sender verify/i.test(text);
	}
	if (accepted > 0 || (stage !== 'data' && stage !== 'content')) {
		return false;
	}
	// "DATA" valid RCPT command must precede DATA
	return code === undefined
		? /\bvalid RCPT command must precede\b/i.test(text)
		: code === '503' || code === '554';
}

function namesIn(
	{ stage, command, reply, line }: Step,
	answers: ReadonlyMap<string, string>,
	transaction: Transaction,
	event: LineEvent,
): Pick<Refusal, 'recipient' | 'sender'> {
	const answered = answers.get(answerKey({ line: reply?.line ?? line, code: reply?.code }));
	const recipient = stage === 'rcpt' ? (addressIn(command) ?? answered ?? valueOf(event, 'to')) : undefined;
	const named = stage === 'mail' ? addressIn(command) : transaction.sender;
	const sender = named ?? valueOf(event, 'from');
	return {
		...(recipient !== undefined && { recipient }),
		...(sender !== undefined && { sender }),
	};
}

/** Which answer to RCPT it is. */
function answerKey({
	line,
	code = '',
}: {
	readonly line: number;
	readonly code?: string | undefined;
}): string {
	return `${line} ${code}`;
}

//   MAIL FROM:<a@example.org> SIZE=1    RCPT TO:<b@example.com>
//              ^^^^^^^^^^^^^                      ^^^^^^^^^^^^^
const addressInCommand = /^[A-Za-z ]{4,12}:\s{0,4}<?([^<>\s]{0,320})>?/;

/** The address that MAIL or RCPT names; empty for the sender of a bounce. */
export function addressIn(command: string | undefined): string | undefined {
	return command === undefined ? undefined : addressInCommand.exec(command)?.[1];
}

/** What a step asked for, where a later one of its session may get the same; what got it has the same key. */
function wishOf({ stage, command }: Step): string | undefined {
	switch (stage) {
		case 'hello':
			return stage;
		case 'starttls':
			return 'tls';
		case 'mail':
		case 'rcpt': {
			const address = addressIn(command);
			return command === undefined ? undefined : address === undefined ? stage : `${stage} ${address}`;
		}
		default:
			return undefined;
	}
}

/** By `wishOf`: the place of the last step of a session that got it. TLS is there when the handshake is over. */
function lastGranted({ steps }: Session): ReadonlyMap<string, number> {
	const last = new Map<string, number>();
	for (const [at, step] of steps.entries()) {
		const isTls = step.stage === 'tls' && !step.failed;
		const wish = isTls ? 'tls' : step.stage !== 'starttls' && isGranted(step) ? wishOf(step) : undefined;
		if (wish !== undefined) {
			last.set(wish, at);
		}
	}
	return last;
}

function isGranted({ reply, failed }: Step): boolean {
	return !failed && reply?.code.startsWith('2') === true;
}
