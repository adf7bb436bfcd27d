import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import type { Fault } from './faults';
import { refusalsOf } from './refusals';
import { remembered } from './remembered';
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
	const refused = protocolErrors(session, log);
	return {
		session: headOf(session),
		severity: refused.length > 0 ? 'warning' : 'information',
		line,
		explains: refused,
	};
}

/** The lines, from 0, of a session in which a client was refused with these words. */
const protocolErrors = remembered((session: Session, log: MailLog): readonly number[] =>
	refusalsOf(session, log).flatMap(({ text, line }) => (text === 'Protocol error' ? line : [])),
);
