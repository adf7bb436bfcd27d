import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { say, type Said } from '../knowledge/say';
import type { SessionEnding } from '../protocol';
import { isFailing, sessionState } from './stepState';

/** How a session ended; one that was completed although something in it failed is told from one where nothing did. */
export function endingOf(session: Session, log: MailLog): SessionEnding {
	const isMixed = session.outcome === 'completed' && isFailing(sessionState(session, log));
	return isMixed ? 'mixed' : session.outcome;
}

/** The same in words: `with failures`. */
export function endingWords(session: Session, log: MailLog): Said {
	return say(`outcome.${endingOf(session, log)}`);
}
