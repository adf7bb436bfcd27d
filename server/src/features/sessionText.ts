import type { Position } from 'vscode-languageserver-types';
import { peerWords, sessionId } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { SessionText } from '../protocol';

/** The session that owns the line under the cursor. `null` where the line belongs to none. */
export function sessionText(log: MailLog, { position }: { readonly position: Position }): SessionText | null {
	const session = log.sessionAt(position.line);
	if (!session) {
		return null;
	}
	const id = sessionId(session.index);
	return {
		id,
		title: [`Session ${id}`, peerWords(session.peer), session.outcome].filter(Boolean).join(' · '),
		lines: session.lines.map((line) => ({ line, text: log.text(line) })),
	};
}
