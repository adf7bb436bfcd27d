import { addressWords, peerWords, plainText, sessionId, stageWords } from '../../checks/words';
import { valueOf } from '../../core/event';
import type { MailLog } from '../../core/mailLog';
import type { Delivery, Session, Stage, Step } from '../../core/model';
import type { Pointed } from './pointed';
import { toMarkdown } from './say';

/** Where in the life of a mail a reply stands. */
export interface PlaceOfReply {
	readonly session?: Session;
	readonly role?: Session['role'];
	readonly stage?: Stage;
	/** The command as a mail log names it, where no session tells the stage: `RCPT`. */
	readonly command?: string;
	/** The client's words, secrets masked. */
	readonly commandText?: string;
	/** `PLAIN` */
	readonly mechanism?: string;
	readonly recipient?: string;
	readonly sender?: string;
	/** The words of the reply without its codes. */
	readonly text: string;
	/** Who said it, or to whom it was said. */
	readonly peer?: string;
	readonly delivery?: Delivery;
}

/** What the log tells about the reply that a line shows. */
export function placeOfReply(log: MailLog, line: number): PlaceOfReply {
	const event = log.event(line);
	const session = log.sessionAt(line);
	const step = session && stepAt(session, line);
	const delivery = log.messageAt(line)?.deliveries.find((each) => each.line === line);
	const command = valueOf(event, 'phase') ?? delivery?.inReplyTo;
	const recipient = delivery?.recipient ?? valueOf(event, 'to') ?? recipientAt(session, line);
	const sender = valueOf(event, 'from');
	const peer = peerWords(session?.peer ?? delivery?.relay);
	const mechanism = session && step?.stage === 'auth' ? mechanismOf(session, step) : undefined;
	const commandText = step?.continuation ? undefined : step?.command;
	return {
		text: step?.reply?.text ?? valueOf(event, 'text') ?? '',
		...(session && { session, role: session.role }),
		...(step && { stage: step.stage }),
		...(command !== undefined && { command }),
		...(commandText !== undefined && { commandText }),
		...(mechanism !== undefined && { mechanism }),
		...(recipient !== undefined && { recipient }),
		...(sender !== undefined && { sender }),
		...(peer !== undefined && { peer }),
		...(delivery && { delivery }),
	};
}

/** The step whose reply stands on the line, or on it and those before it. */
function stepAt({ steps, lines }: Session, line: number): Step | undefined {
	const exact = steps.findLast(({ reply }) => reply?.line === line);
	if (exact) {
		return exact;
	}
	const at = lines.indexOf(line);
	return (
		steps.find(({ reply }) => {
			const first = reply ? lines.indexOf(reply.line) : -1;
			return reply && first >= 0 && at >= first && at < first + reply.lines;
		}) ?? steps.findLast((step) => step.line === line && step.evidence === 'seen')
	);
}

function recipientAt(session: Session | undefined, line: number): string | undefined {
	return session?.recipients.find((each) => each.line === line)?.address;
}

/** The mechanism of the AUTH that a step belongs to: a session may try several. */
function mechanismOf({ steps, auth }: Session, step: Step): string | undefined {
	const begin = steps
		.slice(0, steps.indexOf(step) + 1)
		.findLast((each) => each.stage === 'auth' && !each.continuation);
	return /^AUTH\s{1,4}([\w-]{1,20})/i.exec(begin?.command ?? '')?.[1]?.toUpperCase() ?? auth?.mechanism;
}

/** The place in one line of Markdown: `Session s1 · RCPT · to mx.example.com [198.51.100.7] · recipient nobody@example.com`. */
export function placeWords(
	place: PlaceOfReply,
	{ say, language }: Pick<Pointed, 'say' | 'language'>,
): string {
	const { session, role, stage, command, commandText, mechanism, recipient, sender, peer, delivery } = place;
	const stageName = stage && stageWords(stage, language);
	const isNamed = Boolean(recipient) || stage === 'auth' || commandText === stageName;
	return [
		session && say('place.session', { id: sessionId(session.index) }),
		stageName ?? (command && toMarkdown(plainText(command, 40))),
		mechanism && say('place.mechanism', { mechanism }),
		peer && say(role === 'server' ? 'place.to' : 'place.by', { peer }),
		delivery && say('place.attempt', { status: { markdown: say(`status.${delivery.status}`) } }),
		commandText && !isNamed && toMarkdown({ code: plainText(commandText, 80) }),
		recipient === undefined ? '' : say('place.recipient', { address: { code: addressWords(recipient) } }),
		sender === undefined || stage === 'hello'
			? ''
			: say('place.sender', { address: { code: addressWords(sender) } }),
	]
		.filter(Boolean)
		.join(' · ');
}
