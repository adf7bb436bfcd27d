import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Reply, Session, Step } from '../core/model';
import { remembered } from './remembered';

/** A reply that says no (4yz or 5yz), in the light of its session. */
export interface Refusal {
	readonly session: Session;
	readonly step: Step;
	readonly reply: Reply;
	/** The address that RCPT named; absent where another command was answered. */
	readonly recipient?: string;
	/** The address that MAIL named, as far as the log tells; empty for a bounce. */
	readonly sender?: string;
	/** Not the last word: the client tried again, or another way, in the same session and got through. */
	readonly overcome: boolean;
	/** The replies that only follow from this one, such as 503 to a DATA that has no recipient left. */
	readonly consequences: readonly Reply[];
}

/** The refusals of a session, in its order. Those that only follow from another are named there. */
export const refusalsOf = remembered((session: Session, log: MailLog): readonly Refusal[] => {
	const refusals: (Refusal & { consequences: Reply[] })[] = [];
	let transaction: Transaction = { accepted: 0 };
	session.steps.forEach((step, at) => {
		transaction = afterCommand(transaction, step);
		const { reply } = step;
		if (!reply || !isRefusal(reply)) {
			transaction.accepted += step.stage === 'rcpt' && reply ? 1 : 0;
			return;
		}
		const cause = transaction.refusal;
		if (cause && followsFrom(cause, step, transaction)) {
			cause.consequences.push(reply);
			return;
		}
		const refusal = {
			session,
			step,
			reply,
			...namesIn(session, step, transaction, log),
			overcome: isOvercome(session, at),
			consequences: [],
		};
		refusals.push(refusal);
		if (transactionStages.has(step.stage)) {
			transaction.refusal ??= refusal;
		}
	});
	return refusals;
});

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
	refusal?: Refusal & { consequences: Reply[] };
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
 * answers to them say nothing new.
 */
function followsFrom(cause: Refusal, { stage, reply }: Step, { accepted }: Transaction): boolean {
	if (accepted > 0) {
		return false;
	}
	return (
		(stage === 'rcpt' && reply?.code === '503' && cause.step.stage === 'mail') ||
		((stage === 'data' || stage === 'content') && (reply?.code === '503' || reply?.code === '554'))
	);
}

function namesIn(
	session: Session,
	{ stage, command, reply }: Step,
	transaction: Transaction,
	log: MailLog,
): { recipient?: string; sender?: string } {
	const event = reply && log.event(reply.line);
	const answer = session.recipients.find(({ line, code }) => line === reply?.line && code === reply.code);
	const recipient =
		stage === 'rcpt' ? (addressIn(command) ?? answer?.address ?? (event && valueOf(event, 'to'))) : undefined;
	const sender =
		stage === 'mail'
			? (addressIn(command) ?? (event && valueOf(event, 'from')))
			: (transaction.sender ?? (event && valueOf(event, 'from')));
	return {
		...(recipient !== undefined && { recipient }),
		...(sender !== undefined && { sender }),
	};
}

//   MAIL FROM:<a@example.org> SIZE=1    RCPT TO:<b@example.com>
//              ^^^^^^^^^^^^^                      ^^^^^^^^^^^^^
const addressInCommand = /^[A-Za-z ]{4,12}:\s{0,4}<?([^<>\s]{0,320})>?/;

function addressIn(command: string | undefined): string | undefined {
	return command === undefined ? undefined : addressInCommand.exec(command)?.[1];
}

/** Whether a later step of the session got what this one was refused. */
function isOvercome({ steps }: Session, at: number): boolean {
	const refused = steps[at];
	if (!refused) {
		return false;
	}
	const later = steps.slice(at + 1);
	switch (refused.stage) {
		case 'hello':
			return later.some((step) => step.stage === 'hello' && isGranted(step));
		case 'starttls':
			return later.some((step) => step.stage === 'tls' && !step.failed);
		case 'mail':
		case 'rcpt':
			return (
				refused.command !== undefined &&
				later.some(
					(step) =>
						step.stage === refused.stage &&
						isGranted(step) &&
						addressIn(step.command) === addressIn(refused.command),
				)
			);
		default:
			return false;
	}
}

function isGranted({ reply }: Step): boolean {
	return reply !== undefined && reply.code.startsWith('2');
}
