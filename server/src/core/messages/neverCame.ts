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
			event.format === 'sendmail' &&
			(event.kind === 'lost-connection' || valueOf(event, 'recipientCount') === '0'),
	);
	if (isGone) {
		return 'discarded';
	}
	const arrival = lines.find(({ event }) => event.kind === 'client');
	const session = arrival && log.sessionIndexAt(arrival.line);
	if (!arrival || session === undefined || lines.some(({ event }) => queueKinds.has(event.kind))) {
		return undefined;
	}
	const after = log
		.linesOfSession(session)
		.filter((line) => line > arrival.line)
		.map((line) => ({ line, event: log.event(line) }));
	const ending = after.findLast(({ event }) => endings.has(event.kind));
	if (ending && !after.some(({ event }) => event.kind === 'client')) {
		return 'discarded';
	}
	const counters = countersOf(after);
	const accepted = (counters.get('data')?.ok ?? 0) + (counters.get('bdat')?.ok ?? 0);
	const isRefused = (counters.get('data')?.all ?? 0) + (counters.get('bdat')?.all ?? 0) > 0;
	return counters.size > 0 && accepted === 0 ? (isRefused ? 'rejected' : 'discarded') : undefined;
}

const endings: ReadonlySet<Kind> = new Set(['lost-connection', 'timeout']);
