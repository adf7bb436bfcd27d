import { readConversation, type NumberedEntry } from '../dialects/transcript/conversation';
import { initialState } from '../dialects/transcript/initialState';
import { readSaid } from '../dialects/transcript/words';
import type { Layout } from '../dialects/transcript/layout';
import type { Speaker } from '../dialects/transcript/transcriptLine';
import { valueOf } from '../event';
import type { Session, Step } from '../model';
import type { SessionLine } from './draft';

/** A mail server's session in which it also logged the dialogue (Postfix with -v): its steps are those of the dialogue. */
export function withDialogue(session: Session, lines: readonly SessionLine[]): Session {
	const entries = dialogueOf(lines);
	if (entries.length === 0) {
		return session;
	}
	const { steps, recipients, accepted, auth, tls, outcome } = readConversation(entries);
	const isEnded = session.outcome !== 'open';
	return {
		...session,
		steps: inOrder([...session.steps.filter(isEvent), ...steps]),
		recipients,
		...(session.tls || !tls ? {} : { tls }),
		...(auth ? { auth: { ...auth, ...session.auth, ok: auth.ok } } : {}),
		...(accepted === undefined ? {} : { accepted }),
		outcome: isEnded ? session.outcome : outcome,
	};
}

/** What happens between the lines of the dialogue, and no line of it shows. */
function isEvent({ stage, evidence }: Step): boolean {
	return evidence === 'seen' && (stage === 'connect' || stage === 'tls' || stage === 'disconnect');
}

/** Steps of a dialogue stand in the order of their replies already: an event comes before the first that begins after it. */
function inOrder(steps: readonly Step[]): readonly Step[] {
	return [...steps].sort((one, other) => one.line - other.line);
}

/** Postfix's: it shows no content. */
const layout: Layout = { name: 'postfix-v', hidesContent: true, samples: [] };

function dialogueOf(lines: readonly SessionLine[]): readonly NumberedEntry[] {
	const entries: NumberedEntry[] = [];
	let state = initialState;
	for (const { line, event } of lines) {
		const speaker = valueOf(event, 'speaker');
		const entry =
			event.format === 'transcript' && speaker !== undefined
				? readSaid(speaker as Speaker, valueOf(event, 'text') ?? '', layout, state)
				: undefined;
		if (entry) {
			state = entry.state;
			entries.push({ line, entry, ...(event.time ? { time: event.time } : {}) });
		}
	}
	return entries;
}
