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
	doc: `The connection was lost, or nothing came for too long, before QUIT. A warning while mail was on its way (after MAIL and
before the message was accepted) and nothing had been refused, which is reason enough to leave; a hint where the session had got no
further than EHLO, TLS or AUTH. In a transcript, which somebody made because he wants to know, it is always a warning, and so is a
connection that could not be made. In a server's log one that is dropped before it began, after QUIT or after the message was
accepted (port scans, health checks, hurried clients) is nothing. What became of a message in the queue is told by
\`delivery.deferred\` and \`delivery.bounced\`.`,
	start: (log) => ({
		session(session) {
			const finding = lostSession(session, log);
			return finding && !isToldElsewhere(session, log) ? [finding] : [];
		},
	}),
};

const lostSession = remembered((session: Session, log: MailLog): Finding | undefined => {
	const how = lossOf(session);
	const reached = lastStage(session);
	const isObserved = session.role === 'observer';
	if (!how || !reached || refusalsOf(session, log).length > 0) {
		return undefined;
	}
	if (reached.stage === 'quit' || (idle.has(reached.stage) && !isObserved)) {
		return undefined;
	}
	const isUnderWay = underWay.has(reached.stage);
	const line = session.lines.findLast((each) => ends.has(log.event(each).kind)) ?? lineOf(session, reached);
	const peer = peerWords(session.peer) ?? 'the other side';
	return {
		rule: sessionLost.id,
		severity: isUnderWay || isObserved ? 'warning' : 'hint',
		line,
		span: spanOf(log, line),
		title: titles[how],
		message: wordsOf[how](peer, stageWords(reached.stage), isUnderWay),
		...(how === 'unconnected' ? { fix: connectFix } : isUnderWay && { fix }),
		session: session.index,
	};
});

type Loss = 'lost' | 'timeout' | 'unconnected';

function lossOf({ role, outcome, steps }: Session): Loss | undefined {
	const last = steps.at(-1);
	if (role === 'observer' && last?.stage === 'connect' && last.failed) {
		return 'unconnected';
	}
	return outcome === 'lost' || outcome === 'timeout' ? outcome : undefined;
}

const titles: Readonly<Record<Loss, string>> = {
	lost: 'Connection lost',
	timeout: 'Timed out',
	unconnected: 'No connection',
};

const wordsOf: Readonly<Record<Loss, (peer: string, stage: string, isUnderWay: boolean) => string>> = {
	lost: (peer, stage, isUnderWay) =>
		`The connection with ${peer} was lost after ${stage}. ${meaning(isUnderWay)}`,
	timeout: (peer, stage, isUnderWay) =>
		`Nothing came from ${peer} for too long after ${stage}. ${meaning(isUnderWay)}`,
	unconnected: (peer) => `No connection with ${peer} could be made.`,
};

function meaning(isUnderWay: boolean): string {
	return isUnderWay ? 'The message was not accepted in this session.' : 'No mail was under way.';
}

const connectFix =
	'Check host name and port, whether the server is running and listening there, and whether a firewall or a provider that blocks port 25 is in between.';

const fix =
	'See whether the sender tries again. If it happens again with the same host, look for a firewall or a path with a small MTU in between (large messages stop while small ones pass), and for filters that take longer than the other side waits.';

/** The stages of a transaction (RFC 5321 §3.3). */
const underWay: ReadonlySet<string> = new Set(['mail', 'rcpt', 'data', 'content']);

/** Nothing had begun, or all was done. */
const idle: ReadonlySet<string> = new Set(['connect', 'greeting', 'quit', 'reset', 'noop']);

/** The lines that say that it broke off. */
const ends: ReadonlySet<string> = new Set(['lost-connection', 'timeout', 'tls-failed']);

/** How far the session had come. An accepted message ends a transaction, and what comes then is no loss. */
function lastStage({ steps, accepted }: Session): Step | undefined {
	const last = steps.findLast(({ stage }) => stage !== 'disconnect');
	const isAccepted = last?.stage === 'content' && (last.reply?.code.startsWith('2') ?? accepted === true);
	return last && isAccepted ? { ...last, stage: 'quit' } : last;
}

function lineOf({ lines }: Session, { stage, line }: Step): number {
	return stage === 'connect' ? line : (lines.at(-1) ?? line);
}

/** A message in the queue has rules of its own. */
function isToldElsewhere({ role, lines }: Session, log: MailLog): boolean {
	return role === 'client' && lines.some((line) => log.messageIndexAt(line) !== undefined);
}
