import { readConversation } from './dialects/transcript/conversation';
import type { TranscriptLine } from './dialects/transcript/transcriptLine';
import { sessionCut } from './cut';
import { valueOf, type Kind, type LineEvent } from './event';
import type { Session } from './model';
import { dovecotSession } from './sessions/dovecot';
import { counterDisagreements } from './sessions/counters';
import { withDialogue } from './sessions/dialogue';
import type { SessionLine } from './sessions/draft';
import { eximClientSession, eximServerSession } from './sessions/exim';
import { opensmtpdClientSession, opensmtpdServerSession } from './sessions/opensmtpd';
import { postfixClientSession } from './sessions/postfixClient';
import { postfixServerSession } from './sessions/postfixServer';
import { postscreenSession } from './sessions/postscreen';
import { sendmailClientSession, sendmailServerSession } from './sessions/sendmail';

/** What a session is made from: the lines of the log. */
export interface SessionSource {
	linesOfSession(index: number): readonly number[];
	event(line: number): LineEvent;
	transcriptLine(line: number): TranscriptLine | undefined;
	messageIndexAt(line: number): number | undefined;
	linesOfMessage(index: number): readonly number[];
	hasKind(message: number, kinds: ReadonlySet<Kind>): boolean;
	/** Whether the line is of a session in which the log's writer is the client, as far as its row tells. */
	isClientSide(line: number): boolean;
}

/** Puts a session together from its lines: its stages from 220 to 221, who, how secured, how it ended. */
export function buildSession(log: SessionSource, index: number): Session {
	const session = readSession(log, index);
	const { cut } = sessionCut(session);
	return cut ? { ...session, cut } : session;
}

function readSession(log: SessionSource, index: number): Session {
	const lines: SessionLine[] = log.linesOfSession(index).map((line) => ({ line, event: log.event(line) }));
	const first = lines[0]?.event;
	return first?.format === 'transcript' && first.program === undefined
		? transcriptSession(log, index, lines)
		: withDialogue(serverSession(log, index, lines), lines);
}

/** A session of a mail server's own log. */
function serverSession(log: SessionSource, index: number, lines: readonly SessionLine[]): Session {
	const first = lines[0]?.event;
	if (first?.format === 'exim') {
		const isOutbound =
			lines.every(({ event }) => event.fields.some(({ name }) => name === 'flag') || isDelivering(event)) &&
			!lines.some(isInbound);
		return isOutbound || first.kind === 'connect-failed'
			? eximClientSession(index, lines)
			: eximServerSession(index, lines);
	}
	if (first?.format === 'sendmail') {
		const isOutbound = lines.some(({ line }) => log.isClientSide(line));
		return isOutbound ? sendmailClientSession(index, lines) : sendmailServerSession(index, lines);
	}
	if (first?.format === 'opensmtpd') {
		// `smtp …` is a client's session, `mta …` our own.
		const isOutbound = lines.some(({ line }) => log.isClientSide(line));
		return isOutbound ? opensmtpdClientSession(index, lines) : opensmtpdServerSession(index, lines);
	}
	if (first?.format === 'dovecot') {
		return dovecotSession(index, lines);
	}
	if (first?.program === 'postscreen') {
		return postscreenSession(index, lines);
	}
	if (first?.program === 'smtp' || first?.program === 'lmtp') {
		return postfixClientSession(index, lines);
	}
	const disagreements = counterDisagreements(lines);
	const clientLines = linesOfClients(lines);
	return {
		...postfixServerSession(index, disconnectLast(lines), (queueId) =>
			isQueued(log, clientLines.get(queueId)),
		),
		lines: lines.map(({ line }) => line),
		...(disagreements.length > 0 ? { countersDisagree: disagreements } : {}),
	};
}

/** Lines may stand in another order than they were written; nothing comes after the client has gone. */
function disconnectLast(lines: readonly SessionLine[]): readonly SessionLine[] {
	const at = lines.findLastIndex(({ event }) => event.kind === 'disconnect');
	const last = lines[at];
	return last && at < lines.length - 1 ? [...lines.slice(0, at), ...lines.slice(at + 1), last] : lines;
}

function isInbound({ event }: SessionLine): boolean {
	return event.kind === 'arrival' || event.kind === 'fake-reject';
}

/** By queue id: the first line that says whose mail it is, `4jYBJb1fYhz60: client=…`. */
function linesOfClients(lines: readonly SessionLine[]): ReadonlyMap<string, SessionLine> {
	const found = new Map<string, SessionLine>();
	for (const at of lines) {
		for (const { name, value } of at.event.kind === 'client' ? at.event.fields : []) {
			if ((name === 'queueId' || name === 'otherQueueId') && !found.has(value)) {
				found.set(value, at);
			}
		}
	}
	return found;
}

/** A mail is in the queue when the queue manager has spoken of it, or a header check or milter has put it on hold or thrown it away. */
function isQueued(log: SessionSource, own: SessionLine | undefined): boolean {
	const message = own && log.messageIndexAt(own.line);
	return (
		message !== undefined &&
		(log.hasKind(message, queueKinds) ||
			(log.hasKind(message, actionKinds) &&
				log
					.linesOfMessage(message)
					.some((line) => /^(?:hold|discard)$/.test(valueOf(log.event(line), 'action') ?? ''))))
	);
}

const actionKinds: ReadonlySet<Kind> = new Set(['header-action', 'milter']);

/** What Exim says of a message while it tries the next server: the line has its id, as a client's line before the arrival has none. */
function isDelivering(event: LineEvent): boolean {
	return deliveringKinds.has(event.kind) && event.fields.some(({ name }) => name === 'queueId');
}

const deliveringKinds: ReadonlySet<Kind> = new Set([
	'connect-failed',
	'remote-reply',
	'tls-failed',
	'tls-unverified',
	'sasl-failed',
]);

const queueKinds: ReadonlySet<Kind> = new Set(['queue-active', 'delivery', 'removed', 'expired']);

function transcriptSession(log: SessionSource, index: number, lines: readonly SessionLine[]): Session {
	const entries = lines.flatMap(({ line, event: { time } }) => {
		const entry = log.transcriptLine(line);
		return entry ? [{ line, entry, ...(time ? { time } : {}) }] : [];
	});
	return { index, role: 'observer', lines: lines.map(({ line }) => line), ...readConversation(entries) };
}
