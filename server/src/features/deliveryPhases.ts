import { valueOf } from '../core/event';
import { grouped } from '../core/grouped';
import type { MailLog } from '../core/mailLog';
import { delaysOf } from '../core/messages/deliveries';
import type { Session } from '../core/model';
import type { PhaseSpan } from '../protocol';
import { failingSteps, gravest, lineOf, type FailingState } from './stepState';

/** When a session began, and what it was busy with since: milliseconds. */
export interface SessionTimes {
	readonly start: number;
	readonly phases: readonly PhaseSpan[];
}

/**
 * The times of a session of Postfix's client, which logs a mail when all is over: `delays=a/b/c/d` says that c seconds went into
 * connecting (with EHLO and TLS) and d into the mail. `undefined` where no line says so.
 */
export function deliveryPhases(session: Session, log: MailLog): SessionTimes | undefined {
	const phases: PhaseSpan[] = [];
	let [start, now] = [Infinity, -Infinity];
	for (const { end, connect, transmit, state } of attempts(session, log)) {
		const begin = end - connect - transmit;
		if (now > -Infinity && begin > now) {
			phases.push({ phase: 'waiting', duration: begin - now });
		}
		const failed = state && { state };
		if (connect > 0 || transmit === 0) {
			phases.push({ phase: 'connect', duration: connect, ...(transmit === 0 && failed) });
		}
		if (transmit > 0) {
			phases.push({ phase: 'data', duration: transmit, ...failed });
		}
		start = Math.min(start, begin);
		now = Math.max(now, end);
	}
	// A clock that counts seconds does not know the moment more exactly.
	const isExact = (session.end?.epoch ?? 0) % 1000 !== 0;
	return now > -Infinity ? { start: isExact ? start : Math.floor(start / 1000) * 1000, phases } : undefined;
}

/** A mail that was given to the other side, with all its recipients. Milliseconds. */
interface Attempt {
	readonly end: number;
	readonly connect: number;
	readonly transmit: number;
	readonly state?: FailingState | undefined;
}

/** Each recipient has a line of its own, and all lines of a mail have the same delays. */
function attempts(session: Session, log: MailLog): Iterable<Attempt> {
	const failing = grouped(failingSteps(session, log), ({ step }) => lineOf(step));
	const found = new Map<string, Attempt>();
	for (const line of session.role === 'client' ? session.lines : []) {
		const event = log.event(line);
		const text = valueOf(event, 'delays');
		const delays = delaysOf(text);
		if (!delays || !event.time) {
			continue;
		}
		const { connect, transmit } = delays;
		const key = `${valueOf(event, 'queueId') ?? ''} ${text ?? ''}`;
		const here = (failing.get(line) ?? []).map(({ state }) => state);
		const before = found.get(key)?.state;
		const state = gravest(before ? [before, ...here] : here);
		found.set(key, { end: event.time.epoch, connect, transmit, state });
	}
	return found.values();
}
