import { peerWords, sessionId } from '../../checks/words';
import type { MailLog } from '../../core/mailLog';
import type { Session } from '../../core/model';
import { escapeMarkdown } from '../../knowledge/markdown';
import { endingOf } from '../outcome';
import { strip } from '../strip';
import { clockWords } from './clockWords';
import { cutWords } from './cutWords';
import type { Answer, Pointed } from './pointed';
import { proofWords } from './proofWords';
import type { Say } from './say';

/** The session of a line in a few lines: who, how it ended, its stages, why this line is of it, what proves its time. Nothing over the time and host before what the line says, nor over mail content. */
export function sessionHover({ log, line, character, event, text, say }: Pointed): Answer | undefined {
	const session = log.sessionAt(line);
	if (!session || session.steps.length === 0) {
		return undefined;
	}
	if (event.kind === 'data' || character < event.start || character >= text.length) {
		return undefined;
	}
	return {
		sections: [
			sessionWords(session, log, say),
			escapeMarkdown(strip(session, log)),
			proofWords(log.proofOf(line).session, say),
			clockWords(log, line, say),
		],
	};
}

/** `**Session s1** · from mx.example.net [192.0.2.1] · TLSv1.3 · PLAIN · completed`. Markdown. */
export function sessionWords(session: Session, log: MailLog, say: Say): string {
	const { index, role, peer, tls, auth, cut } = session;
	const who = peerWords(peer);
	const mechanism = auth && (auth.mechanism ?? 'AUTH');
	return [
		`**${say('place.session', { id: sessionId(index) })}**`,
		who && say(role === 'server' ? 'session.from' : 'place.to', { peer: who }),
		tls && escapeMarkdown(tls.version ?? 'TLS'),
		mechanism && say(auth.ok ? 'session.login' : 'session.noLogin', { mechanism }),
		say(`outcome.${endingOf(session, log)}`),
		cutWords(cut, say),
	]
		.filter(Boolean)
		.join(' · ');
}
