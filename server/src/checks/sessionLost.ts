import type { MailLog } from '../core/mailLog';
import type { Session, Step } from '../core/model';
import type { Check } from './check';
import type { Finding } from './finding';
import { spanOf } from './places';
import { refusalsOf } from './refusals';
import { remembered } from './remembered';
import { peerWords, stageWords } from './words';

export const sessionLost: Check = {
	id: 'session.lost',
	severity: 'warning',
	doc: `The connection was lost, or nothing came for too long, before QUIT. A warning only while mail was on its way (after MAIL
and before the message was accepted) and nothing had been refused, which is reason enough to leave; a hint where the
session had got no further than EHLO, TLS or AUTH. A connection that is dropped before it began, after QUIT or after the message was
accepted (port scans, health checks, hurried clients) is nothing, nor is one that another attempt made good.`,
	*find(log) {
		for (const session of log.sessions()) {
			const finding = lostSession(session, log);
			if (finding && !isToldElsewhere(session, log)) {
				yield finding;
			}
		}
	},
};

const lostSession = remembered((session: Session, log: MailLog): Finding | undefined => {
	if (session.outcome !== 'lost' && session.outcome !== 'timeout') {
		return undefined;
	}
	const reached = lastStage(session);
	if (!reached || idle.has(reached.stage) || refusalsOf(session, log).length > 0) {
		return undefined;
	}
	const isUnderWay = underWay.has(reached.stage);
	const line = session.lines.findLast((each) => ends.has(log.event(each).kind)) ?? session.lines.at(-1) ?? 0;
	const peer = peerWords(session.peer) ?? 'the other side';
	const how =
		session.outcome === 'timeout'
			? `Nothing came from ${peer} for too long`
			: `The connection with ${peer} was lost`;
	const meaning = isUnderWay ? 'The message was not accepted in this session.' : 'No mail was under way.';
	return {
		rule: sessionLost.id,
		severity: isUnderWay ? 'warning' : 'hint',
		line,
		span: spanOf(log, line),
		title: session.outcome === 'timeout' ? 'Timed out' : 'Connection lost',
		message: `${how} after ${stageWords(reached.stage)}. ${meaning}`,
		...(isUnderWay && { fix }),
		session: session.index,
	};
});

const fix =
	'See whether the sender tries again. If it happens again with the same host, look for a firewall or a path with a small MTU in between (large messages stop while small ones pass), and for filters that take longer than the other side waits.';

/** The stages of a transaction (RFC 5321 §3.3). */
const underWay: ReadonlySet<string> = new Set(['mail', 'rcpt', 'data', 'content']);

/** Nothing had begun, or all was done. */
const idle: ReadonlySet<string> = new Set(['connect', 'greeting', 'quit', 'reset', 'noop']);

/** The lines that say that it broke off. */
const ends: ReadonlySet<string> = new Set(['lost-connection', 'timeout', 'tls-failed']);

/** How far the session had come. An accepted message ends a transaction as RSET does, which is told by its stage. */
function lastStage({ steps, accepted }: Session): Pick<Step, 'stage'> | undefined {
	const last = steps.findLast(({ stage }) => stage !== 'disconnect');
	const isAccepted = last?.stage === 'content' && (last.reply?.code.startsWith('2') ?? accepted === true);
	return isAccepted ? { stage: 'quit' } : last;
}

/** The delivery that went on this connection says what became of the mail. */
function isToldElsewhere(session: Session, log: MailLog): boolean {
	return (
		session.role === 'client' &&
		session.queueIds.some((id) =>
			log
				.messagesById(id)
				.some((message) => message.deliveries.some((delivery) => delivery.session === session.index)),
		)
	);
}
