import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import type { Fault } from './faults';
import { refusalsOf } from './refusals';
import { headOf } from './sessionHead';

/**
 * What a violation amounts to that postscreen noted: information, as it is there for that, and a warning where it then refused the
 * client with `550 5.5.1 Protocol error`.
 */
export function violation(
	session: Session,
	line: number,
	log: MailLog,
): Pick<Fault, 'session' | 'severity' | 'line' | 'explains'> {
	const refused = refusalsOf(session, log).flatMap((refusal) =>
		refusal.text === 'Protocol error' ? refusal.line : [],
	);
	return {
		session: headOf(session),
		severity: refused.length > 0 ? 'warning' : 'information',
		line,
		explains: [line, ...refused],
	};
}
