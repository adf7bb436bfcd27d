import type { MailLog } from '../core/mailLog';

/** The session that a line is of; for a line of no session that on which its mail came in, if it did. No line is read. */
export function ownerOf(log: MailLog, line: number): number | undefined {
	const session = log.sessionIndexAt(line);
	if (session !== undefined) {
		return session;
	}
	const message = log.messageIndexAt(line);
	return message === undefined ? undefined : log.arrivalSession(message);
}
