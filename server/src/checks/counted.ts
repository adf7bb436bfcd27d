import { valueOf } from '../core/event';
import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { countersOf, type Counters } from '../core/sessions/counters';
import { remembered } from './remembered';

/** A command that was refused because another had not come, as Postfix's counters prove: no line tells of it. */
export interface Uncounted {
	readonly verb: string;
	/** The one that should have come before. */
	readonly needs: 'EHLO' | 'MAIL' | 'RCPT';
	/** The line of the counters, from 0. */
	readonly line: number;
}

/**
 * What is missing in `disconnect from … mail=0/1 rcpt=0/1 commands=0/2`: Postfix logs no 503. Nothing where a line tells of a refusal, or
 * of a violation.
 */
export const uncounted = remembered((session: Session, log: MailLog): readonly Uncounted[] => {
	const line = session.lines.at(-1);
	if (session.role !== 'server' || session.software !== 'postfix' || line === undefined) {
		return [];
	}
	const event = log.event(line);
	if (event.kind !== 'disconnect' || valueOf(event, 'counters') === undefined || session.beginningMissing) {
		return [];
	}
	if (session.lines.some((each) => telling.has(log.kindAt(each) ?? ''))) {
		return [];
	}
	return missingIn(countersOf([{ line, event }])).map((missing) => ({ ...missing, line }));
});

/** Lines of these kinds show what was wrong. */
const telling: ReadonlySet<string> = new Set([
	'reject',
	'milter',
	'proxy',
	'pipelining',
	'protocol-error',
	'dropped',
	'command',
]);

function missingIn(counters: Counters): Omit<Uncounted, 'line'>[] {
	const has = (verb: string) => (counters.get(verb)?.all ?? 0) > 0;
	const hasOnlyFailed = (verb: string) => has(verb) && counters.get(verb)?.ok === 0;
	const first = (['mail', 'auth', 'rcpt', 'data', 'bdat'] as const).find(hasOnlyFailed);
	if (first === undefined) {
		return [];
	}
	const verb = first.toUpperCase();
	if (first === 'mail' || first === 'auth') {
		return has('ehlo') || has('helo') || has('lhlo') ? [] : [{ verb, needs: 'EHLO' }];
	}
	if (!has('mail')) {
		return [{ verb, needs: 'MAIL' }];
	}
	return first !== 'rcpt' && !has('rcpt') ? [{ verb, needs: 'RCPT' }] : [];
}
