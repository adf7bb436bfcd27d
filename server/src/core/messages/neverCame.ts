import { valueOf, type Kind } from '../event';
import { countersOf } from '../sessions/counters';
import type { MessageLine, MessageSource } from './source';

/** What the queue says of a mail that is in it. */
const queueKinds: ReadonlySet<Kind> = new Set([
	'queue-active',
	'delivery',
	'removed',
	'expired',
	'postsuper',
]);

/**
 * A mail that got its id and never came into the queue. sendmail gives the id before it has a mail: the client may go, or name no
 * recipient. Postfix gives it with the first recipient: the client may be lost before the content is there, or the content refused,
 * which the counters of its session tell: `data=0/1`.
 */
export function neverCame(
	log: MessageSource,
	lines: readonly MessageLine[],
): 'rejected' | 'discarded' | undefined {
	const isGone = lines.some(
		({ event }) =>
			(event.format === 'sendmail' &&
				(event.kind === 'lost-connection' || valueOf(event, 'recipientCount') === '0')) ||
			// 1xVX1C-0000Gi-2W SMTP data timeout (message abandoned) on connection from …
			(event.format === 'exim' &&
				endings.has(event.kind) &&
				!lines.some((at) => at.event.kind === 'arrival')),
	);
	if (isGone) {
		return 'discarded';
	}
	const arrival = lines.find(({ event }) => event.kind === 'client');
	const session = arrival && log.sessionIndexAt(arrival.line);
	if (!arrival || session === undefined || lines.some(({ event }) => queueKinds.has(event.kind))) {
		return undefined;
	}
	const ending = endOfSession(log, session);
	if (ending.isLost && ending.lastMail === arrival.line) {
		return 'discarded';
	}
	const counters = countersOf(ending.lines);
	const accepted = (counters.get('data')?.ok ?? 0) + (counters.get('bdat')?.ok ?? 0);
	const isRefused = (counters.get('data')?.all ?? 0) + (counters.get('bdat')?.all ?? 0) > 0;
	return counters.size > 0 && accepted === 0 ? (isRefused ? 'rejected' : 'discarded') : undefined;
}

/** The last lines of a session, from the last mail on: whether the client was lost, and the counters. */
function endOfSession(
	log: MessageSource,
	session: number,
): {
	readonly lastMail: number | undefined;
	readonly isLost: boolean;
	readonly lines: readonly MessageLine[];
} {
	const lines = log.lastLinesOfSession(session, lastLines).map((line) => ({ line, event: log.event(line) }));
	const lastMail = lines.find(({ event }) => event.kind === 'client')?.line;
	const after = lines.filter(({ line }) => lastMail === undefined || line > lastMail);
	return { lastMail, isLost: after.some(({ event }) => endings.has(event.kind)), lines: after };
}

/** So many lines from the end of a session are looked at, for each mail of it. */
const lastLines = 24;

const endings: ReadonlySet<Kind> = new Set(['lost-connection', 'timeout']);
