import type { Position } from 'vscode-languageserver-types';
import { peerWords, sessionId } from '../checks/words';
import type { MailLog } from '../core/mailLog';
import type { Language } from '../knowledge/knowledge';
import { say } from '../knowledge/say';
import type { SessionText } from '../protocol';
import { endingWords } from './outcome';

/** The session that owns the line under the cursor. `null` where the line belongs to none. */
export function sessionText(
	log: MailLog,
	{ position, language }: { position: Position; language?: Language },
): SessionText | null {
	const session = log.sessionAt(position.line);
	if (!session) {
		return null;
	}
	const id = sessionId(session.index);
	return {
		id,
		title: [
			say('session', { session: id })(language),
			peerWords(session.peer),
			endingWords(session, log)(language),
		]
			.filter(Boolean)
			.join(' · '),
		lines: session.lines.map((line) => ({ line, text: log.text(line) })),
	};
}
