import { sessionId } from '../../checks/words';
import type { MailLog } from '../../core/mailLog';
import { say } from '../../knowledge/say';
import { align, type Pair } from './alignment';
import type { Side } from './difference';
import { factsOf } from './facts';
import { failureOf } from './failure';
import { offeredIn } from './offered';
import { turnsOf } from './turns';

/** One of the two sessions, as a request names it. */
export interface Compared {
	readonly log: MailLog;
	/** From 0. */
	readonly index: number;
	/** The name of its log, where the other is of another. */
	readonly logName?: string;
}

/** The two sessions, and how their stages belong to each other. */
export interface Beside {
	readonly first: Side;
	readonly second: Side;
	readonly pairs: readonly Pair[];
}

/** Lays two sessions side by side. */
export function beside(one: Compared, other: Compared): Beside {
	const first = sideOf(one, 'comparison.this');
	const second = sideOf(other, 'comparison.that');
	return { first, second, pairs: align(first.turns, second.turns) };
}

function sideOf(compared: Compared, key: 'comparison.this' | 'comparison.that'): Side {
	const { log, index } = compared;
	const session = log.session(index);
	const turns = turnsOf(session, log);
	const failure = failureOf(session, log, turns);
	const offered = offeredIn(session);
	return {
		log,
		session,
		name: say(key, { session: idWords(compared) }),
		turns,
		facts: factsOf(session, log),
		...(offered && { offered }),
		...(failure && { failure }),
	};
}

/** `s12`, `s12, mail.log.1` */
export function idWords({ index, logName }: Pick<Compared, 'index' | 'logName'>): string {
	return [sessionId(index), logName].filter(Boolean).join(', ');
}
