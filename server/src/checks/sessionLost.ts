import type { MailLog } from '../core/mailLog';
import type { Session, Step } from '../core/model';
import { say, type Said } from '../knowledge/say';
import type { Check } from './check';
import type { Finding } from './finding';
import { spanOf } from './places';
import { refusalsOf } from './refusals';
import { remembered } from './remembered';
import { notSmtpFaults } from './protocolNotSmtp';
import { pipeliningFaults } from './protocolPipelining';
import { greetingFaults } from './sessionNoGreeting';
import { spanWords } from './spanWords';
import { tlsFailureOf } from './tlsFailures';
import { peerWords, stageWords } from './words';

export const sessionLost: Check = {
	id: 'session.lost',
	severity: 'warning',
	doc: `The connection was lost, or nothing came for too long, before QUIT. A warning while mail was on its way (after MAIL and
before the message was accepted) and nothing had been refused, which is reason enough to leave; a hint where the session had got no
further than EHLO, TLS or AUTH. In a transcript, which somebody made because he wants to know, it is always a warning, and so is a
connection that could not be made. In a server's log one that is dropped before it began, after QUIT or after the message was
accepted (port scans, health checks, hurried clients) is nothing. What became of a message in the queue is told by
\`delivery.deferred\` and \`delivery.bounced\`, a TLS handshake that broke off by \`tls.failed\`, a server
that never greeted by \`session.noGreeting\`, and in a server's log a client that did not wait for answers by \`protocol.pipelining\`.`,
	example: `Nov 23 10:30:00 mx1 postfix/smtpd[2214]: connect from mx.example.org[192.0.2.9]
Nov 23 10:30:01 mx1 postfix/smtpd[2214]: 4jYB5r214Jz6x: client=mx.example.org[192.0.2.9]
Nov 23 10:35:01 mx1 postfix/smtpd[2214]: timeout after DATA (2048 bytes) from mx.example.org[192.0.2.9]
Nov 23 10:35:01 mx1 postfix/smtpd[2214]: disconnect from mx.example.org[192.0.2.9] ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4`,
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
	if (!how || !reached || refusalsOf(session, log).length > 0 || tlsFailureOf(session, log)) {
		return undefined;
	}
	if (reached.stage === 'quit' || (idle.has(reached.stage) && !isObserved)) {
		return undefined;
	}
	const isUnderWay = underWay.has(reached.stage);
	const line = session.lines.findLast((each) => ends.has(log.event(each).kind)) ?? lineOf(session, reached);
	return {
		rule: sessionLost.id,
		severity: isUnderWay || isObserved ? 'warning' : 'hint',
		line,
		span: spanOf(log, line),
		title: say(`lost.${how}.title`),
		message: say(`lost.${how}`, {
			peer: peerWords(session.peer) ?? say('lost.otherSide'),
			stage: (language) => stageWords(reached.stage, language),
			span: how === 'timeout' ? silence(session, line, log) : undefined,
			meaning: say(isUnderWay ? 'lost.underWay' : 'lost.idle'),
		}),
		...(how === 'unconnected' ? { fix: say('lost.connectFix') } : isUnderWay && { fix: say('lost.fix') }),
		session: session.index,
	};
});

/** How long before a line the last one of its session was written; nothing where a clock does not tell. */
function silence({ lines }: Session, line: number, log: MailLog): Said | undefined {
	const before = lines.findLast((each) => each < line && log.event(each).time);
	const [from, to] = [before, line].map((at) => (at === undefined ? undefined : log.event(at).time?.epoch));
	const span = (to ?? 0) - (from ?? to ?? 0);
	return span >= 1000 ? say('lost.timeout.span', { span: spanWords(span) }) : undefined;
}

type Loss = 'lost' | 'timeout' | 'unconnected';

function lossOf({ role, outcome, steps }: Session): Loss | undefined {
	const last = steps.findLast(({ stage }) => stage !== 'disconnect');
	if (role === 'observer' && last?.stage === 'connect' && last.failed) {
		return 'unconnected';
	}
	return outcome === 'lost' || outcome === 'timeout' ? outcome : undefined;
}

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

/** A message in the queue has rules of its own, and so has a server that does not greet. */
function isToldElsewhere(session: Session, log: MailLog): boolean {
	const isQueued =
		session.role === 'client' && session.lines.some((line) => log.messageIndexAt(line) !== undefined);
	// Who does not wait for answers goes away without one, too.
	const isHasty = session.role === 'server' && pipeliningFaults(session, log).length > 0;
	const isOther = notSmtpFaults(session, log).length > 0;
	return isQueued || isHasty || isOther || greetingFaults(session, log).length > 0;
}
