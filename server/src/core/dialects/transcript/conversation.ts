import type { LineTime } from '../../event';
import type { Peer, Session, SessionOutcome, Step } from '../../model';
import { readHappening, readLapse, readSurroundings, type Surroundings } from './surroundings';
import { Talk } from './talk';
import type { TranscriptLine } from './transcriptLine';

/** One line of a conversation, with its 0-based number in the log. */
export interface NumberedEntry {
	readonly line: number;
	readonly entry: TranscriptLine;
	readonly time?: LineTime;
}

/** What the lines of one conversation tell about it. Its line numbers are the log's, 0-based. */
export type Conversation = Pick<Session, 'steps' | 'recipients' | 'queueIds' | 'outcome' | 'software'> &
	Partial<Pick<Session, 'tls' | 'auth' | 'accepted' | 'peer' | 'start' | 'end'>>;

/** Reads the lines of one conversation, in their order: which reply answers which command, and what came of it. */
export function readConversation(lines: readonly NumberedEntry[]): Conversation {
	const talk = new Talk();
	const seen = new Set<string>();
	for (const { line, entry, time } of lines) {
		const happening = entry.kind === 'info' ? happeningOf(entry) : undefined;
		if (happening && !seen.has(happening.stage + String(happening.failed))) {
			seen.add(happening.stage + String(happening.failed));
			talk.happen(happening.stage, line, happening.failed, time);
		}
		if (entry.kind === 'info') {
			talk.wait(readLapse(entry.text));
		}
		talk.hear(line, entry, time);
	}
	const steps = failureInPlace(talk.finish());
	const surroundings = readSurroundings(lines.map(({ entry }) => entry));
	return withoutAbsent({
		software: layoutOf(lines),
		steps,
		recipients: talk.recipients,
		queueIds: queueIdsOf(steps),
		outcome: outcomeOf(steps, surroundings),
		tls: tlsOf(steps, surroundings),
		auth: authOf(steps, surroundings),
		accepted: acceptedOf(steps),
		peer: surroundings.peer ?? peerOf(lines),
		start: lines.find(({ time }) => time)?.time,
		end: lines.findLast(({ time }) => time)?.time,
	});
}

/**
 * A failure of TLS that stands before the greeting belongs behind the STARTTLS that was granted: what a tool prints to standard error may
 * come before the dialogue that it had still to write.
 */
function failureInPlace(steps: readonly Step[]): readonly Step[] {
	const at = steps.findIndex(({ stage, failed }) => stage === 'tls' && failed);
	const greeting = steps.findIndex(({ stage }) => stage === 'greeting');
	const granted = steps.findLastIndex(({ stage, reply }) => stage === 'starttls' && reply?.code === '220');
	const failure = steps[at];
	if (!failure || at > greeting || at > granted) {
		return steps;
	}
	return [...steps.slice(0, at), ...steps.slice(at + 1, granted + 1), failure, ...steps.slice(granted + 1)];
}

/** A protocol log has lines for the beginning and the end of a connection. */
function happeningOf({ text, connection, begins, state }: TranscriptLine): ReturnType<typeof readHappening> {
	const told = readHappening(text);
	if (told || connection === undefined) {
		return told;
	}
	const stage = begins ? 'connect' : state.mode === 'closed' ? 'disconnect' : undefined;
	return stage && { stage, failed: false };
}

/** The other side, where each line names it. */
function peerOf(lines: readonly NumberedEntry[]): Peer | undefined {
	const remote = lines.find(({ entry }) => entry.remote !== undefined)?.entry.remote;
	// 192.0.2.1:52144  |  [2001:db8::1]:52144  |  192.0.2.1
	const match = /^\[?([0-9A-Fa-f.:]+?)\]?(?::(\d{1,5}))?$/.exec(remote ?? '');
	return match?.[1]
		? { address: match[1], ...(match[2] === undefined ? {} : { port: Number(match[2]) }) }
		: undefined;
}

type Optional = 'tls' | 'auth' | 'accepted' | 'peer' | 'start' | 'end';

/** Absent knowledge is an absent key. */
function withoutAbsent(
	found: Omit<Conversation, Optional> & { readonly [Key in Optional]: Conversation[Key] | undefined },
): Conversation {
	const { tls, auth, accepted, peer, start, end, ...always } = found;
	return {
		...always,
		...(tls ? { tls } : {}),
		...(auth ? { auth } : {}),
		...(accepted === undefined ? {} : { accepted }),
		...(peer ? { peer } : {}),
		...(start ? { start } : {}),
		...(end ? { end } : {}),
	};
}

/** The layout of most lines of the dialogue. */
function layoutOf(lines: readonly NumberedEntry[]): string {
	const said = lines.filter(({ entry }) => entry.speaker !== undefined);
	const counts = new Map<string, number>();
	for (const { entry } of said.length > 0 ? said : lines) {
		counts.set(entry.layout, (counts.get(entry.layout) ?? 0) + 1);
	}
	return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), ['raw', 0] as const)[0];
}

/** TLS is up when the tool says so, or when STARTTLS got 220 and nobody says that the handshake failed. */
function tlsOf(steps: readonly Step[], surroundings: Surroundings): Session['tls'] {
	const isGranted = steps.some(({ stage, reply }) => stage === 'starttls' && reply?.code === '220');
	return surroundings.tls ?? (isGranted && !surroundings.tlsFailed ? {} : undefined);
}

function authOf(steps: readonly Step[], surroundings: Surroundings): Session['auth'] {
	const rounds = steps.filter(({ stage }) => stage === 'auth');
	if (!rounds.some(({ reply }) => reply)) {
		return surroundings.auth;
	}
	const opening = rounds.findLast(({ command, continuation }) => command !== undefined && !continuation);
	// AUTH PLAIN ****
	//      ^^^^^
	const mechanism = /^\s*AUTH\s+([\w-]+)/i.exec(opening?.command ?? '')?.[1]?.toUpperCase();
	return {
		...(mechanism === undefined ? {} : { mechanism }),
		...(surroundings.user === undefined ? {} : { user: surroundings.user }),
		ok: rounds.some(({ reply }) => reply?.code === '235'),
	};
}

/** A reply to a message: to its final dot, or to a BDAT chunk (RFC 3030 §2). */
function isContent({ stage, command }: Step): boolean {
	return stage === 'content' || /^\s*BDAT\s/i.test(command ?? '');
}

function isAccepted(step: Step): boolean {
	const isLast = step.stage === 'content' || /\sLAST\s*$/i.test(step.command ?? '');
	return isLast && (step.reply?.code.startsWith('2') ?? false);
}

/** Whether the last message was accepted, by any recipient; undefined where no message was begun. */
function acceptedOf(steps: readonly Step[]): boolean | undefined {
	const contents = steps.filter(isContent);
	const from = steps.findLastIndex(({ stage }) => stage === 'mail');
	if (contents.length > 0) {
		const last = steps.slice(Math.max(0, from)).filter(isContent);
		return (last.length > 0 ? last : contents.slice(-1)).some(isAccepted);
	}
	return from >= 0 && steps[from]?.reply ? false : undefined;
}

/** The ids under which messages were accepted, in order: `Ok: queued as 4jYBXX28bxz5R`, `OK id=1xVX9d-00003d-2a`. */
function queueIdsOf(steps: readonly Step[]): readonly string[] {
	return steps.filter(isContent).flatMap(({ reply }) => {
		// Ok: queued as 4jYBXX28bxz5R
		//               ^^^^^^^^^^^^^
		const id = reply?.code.startsWith('2')
			? /\b(?:queued as |id=)(<?[\w-]+>?)/.exec(reply.text)?.[1]
			: undefined;
		return id === undefined ? [] : [id];
	});
}

function outcomeOf(steps: readonly Step[], surroundings: Surroundings): SessionOutcome {
	if (steps.some(({ stage }) => stage === 'quit')) {
		return 'completed';
	}
	if (surroundings.end === 'timeout') {
		return 'timeout';
	}
	const code = steps.findLast(({ reply }) => reply)?.reply?.code ?? '';
	const isLastWord = steps.findLast(({ stage }) => stage !== 'disconnect')?.reply !== undefined;
	const isRefusal =
		code === '421' || code.startsWith('5') || (code.startsWith('4') && surroundings.end !== undefined);
	return isRefusal && (isLastWord || code === '421') ? 'rejected' : (surroundings.end ?? 'open');
}
