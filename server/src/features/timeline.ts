import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import type { TimelineParams, TimelineResult } from '../protocol';
import { sessionMarks } from './sessionMarks';

/** The stages of the sessions in a range of lines. Only sessions that have a line there are looked at. */
export function timeline(
	log: MailLog,
	{ firstLine, lastLine }: Pick<TimelineParams, 'firstLine' | 'lastLine'>,
	language?: Language,
): TimelineResult {
	const first = Math.max(0, firstLine);
	const last = Math.min(lastLine, log.lineCount - 1);
	const sessions = new Set<number>();
	for (let line = first; line <= last; line++) {
		const index = log.sessionIndexAt(line);
		if (index !== undefined) {
			sessions.add(index);
		}
	}
	return Array.from(sessions, (index) => log.session(index))
		.flatMap((session) => sessionMarks(session, log, { first, last, language }))
		.sort((a, b) => a.line - b.line);
}
