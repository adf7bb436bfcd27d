import type { MailLog } from '../core/mailLog';
import type { RecipientReply, Reply, Session, Step } from '../core/model';
import { lineNumber, mailAddress, present, projectPeer, sessionId } from './reportParts';
import { isoTime } from './time';

/** A session as the contract writes it. */
export function projectSession(log: MailLog, session: Session): object {
	const related = log.relatedSessions(session.index).map(sessionId);
	const start = isoTime(session.start);
	const end = isoTime(session.end);
	const { tls, auth } = session;
	return {
		id: sessionId(session.index),
		role: session.role,
		software: present(session.software),
		program: present(session.program),
		peer: projectPeer(session.peer),
		lines: session.lines.map(lineNumber),
		start: start?.time,
		end: end?.time,
		inferred: start?.inferred ?? end?.inferred,
		steps: session.steps.map(projectStep),
		tls: tls && { version: present(tls.version), cipher: present(tls.cipher) },
		auth: auth && { mechanism: present(auth.mechanism), user: present(auth.user), ok: auth.ok },
		recipients: session.recipients.map(projectRecipient),
		queueIds: session.queueIds,
		accepted: session.accepted,
		outcome: session.outcome,
		// What of it is not in the log: start, end, both.
		cut: session.cut,
		// Verbs of which lines show more than the counters of the last line tell.
		countersDisagree: session.countersDisagree,
		// Sessions of the same conversation: postscreen's tests and smtpd, before and behind a filter.
		related: related.length > 0 ? related : undefined,
	};
}

function projectStep(step: Step): object {
	return {
		stage: step.stage,
		line: lineNumber(step.line),
		// A client may send an empty line; that is a command too.
		command: step.command,
		continuation: step.continuation,
		reply: step.reply && projectReply(step.reply),
		elapsed: step.elapsed,
		evidence: step.evidence,
	};
}

function projectReply({ code, enhanced, text, line, lines }: Reply): object {
	return { code, enhanced, text: present(text), line: lineNumber(line), lines };
}

function projectRecipient({ address, code, enhanced, line }: RecipientReply): object {
	return { address: mailAddress(address), code, enhanced, line: lineNumber(line) };
}
