import type { MailLog } from '../core/mailLog';
import type { Session } from '../core/model';
import { valueOf } from '../core/event';
import { remembered } from './remembered';

/** One line of a dialogue, as the log shows it. */
export interface Utterance {
	/** From 0. */
	readonly line: number;
	/** `content`: of a message · `tool`: no line of the dialogue, but of the program that shows it. */
	readonly who: 'client' | 'server' | 'content' | 'tool';
	/** The words; a line of the log that holds several lines of the dialogue has line feeds here. */
	readonly text: string;
	/** What a client answers to a 334, or the rest of a line that was wrapped: it is not looked at by itself. */
	readonly isPiece: boolean;
	/** Behind BDAT: a chunk has no lines. */
	readonly isChunk: boolean;
}

/** What was said in a session, where the log shows it: a transcript, or a server's log that has the dialogue. Else nothing. */
export const dialogueOf = remembered((session: Session, log: MailLog): readonly Utterance[] =>
	session.role === 'observer'
		? session.lines.flatMap((line) => transcribed(line, log))
		: session.lines.flatMap((line) => logged(line, log)),
);

/** Whether the log shows what was said: commands, and what was answered. */
export function hasDialogue(session: Session, log: MailLog): boolean {
	return session.role === 'observer' || session.lines.some((line) => log.kindAt(line) === 'command');
}

function transcribed(line: number, log: MailLog): Utterance[] {
	const entry = log.transcriptLine(line);
	if (!entry) {
		return [];
	}
	const { kind, text, wrapped, secret, state } = entry;
	const who = { command: 'client', reply: 'server', data: 'content', info: 'tool' } as const;
	return [
		{
			line,
			who: who[kind],
			text,
			isPiece: wrapped === true || secret === true,
			isChunk: state.mode === 'chunk' || (kind === 'data' && state.mode === 'dialogue'),
		},
	];
}

/** A line of Postfix with -v. */
function logged(line: number, log: MailLog): Utterance[] {
	const kind = log.kindAt(line);
	const text = kind === 'command' || kind === 'reply' ? valueOf(log.event(line), 'text') : undefined;
	return text === undefined
		? []
		: [{ line, who: kind === 'command' ? 'client' : 'server', text, isPiece: false, isChunk: false }];
}
