import type { MarkState } from './timeline';

/** The session that owns the line, all its lines without those of others. `null` where the line belongs to none. */
export interface SessionText {
	/** `s1` */
	readonly id: string;
	/** A title in one line: `Session s1 · mx.example.net [192.0.2.1] · rejected`. Plain text. */
	readonly title: string;
	/** The session's lines, word for word, and where they stand in the log (from 0). */
	readonly lines: readonly { readonly line: number; readonly text: string }[];
}
export const sessionRequest = 'mailLogLens/session';

/** How a session ended, as `analyze` names it. */
export type SessionEnd = 'completed' | 'rejected' | 'lost' | 'timeout' | 'aborted' | 'open';

/** The same for whoever sees it. `mixed`: completed, although something in it failed that was not made up for. */
export type SessionEnding = SessionEnd | 'mixed';

/** What a session was busy with, for the waterfall. `waiting`: neither side said anything between two transactions, or before the end. */
export type Phase = 'connect' | 'greeting' | 'hello' | 'tls' | 'auth' | 'envelope' | 'data' | 'waiting';

/** A stretch of a session's time. Stretches of one session follow each other; together they are its duration. */
export interface PhaseSpan {
	readonly phase: Phase;
	/** Milliseconds; of a session without times, how many steps. */
	readonly duration: number;
	/** Absent where nothing in it failed. */
	readonly state?: 'temporary' | 'permanent' | 'lost';
}

/** A session in a list of all: plain text, words in the user's language, secrets masked. */
export interface SessionRow {
	/** `s1`. Ids are in the order of the log's lines. */
	readonly id: string;
	/** Its first line. */
	readonly line: number;
	/** How many lines of the log are its. */
	readonly lineCount: number;
	/** Milliseconds since 1970; absent where the log has no times. */
	readonly start?: number;
	/** Minutes east of UTC of the clock that wrote the log; absent where nothing tells, and `start` is that clock's time read as UTC. */
	readonly offset?: number;
	/** Milliseconds. */
	readonly duration?: number;
	/** The other side: `mx.example.net [192.0.2.1]`. */
	readonly peer?: string;
	/** The program or the layout that wrote it: `postfix/smtpd`, `swaks`. */
	readonly writer: string;
	readonly outcome: SessionEnding;
	/** The outcome in words. */
	readonly outcomeWords: string;
	/** How grave the gravest thing in it is. */
	readonly state: MarkState;
	/** `220 · EHLO · TLS · 235 · MAIL · ✗ RCPT 550` */
	readonly strip: string;
	/** The stages that were reached, each once. */
	readonly stages: readonly string[];
	/** The replies' codes, basic and enhanced, each once: `550`, `5.1.1`. */
	readonly codes: readonly string[];
	/** The last word of what failed: `550 5.1.1 User unknown`. Absent where nothing did. */
	readonly failure?: string;
	/** The queue ids of its mails. */
	readonly messages: readonly string[];
	readonly phases: readonly PhaseSpan[];
}

/** Some of a log's sessions. Asked for piece by piece: a log can have very many. */
export interface SessionsParams {
	readonly uri: string;
	/** The number of the first that is wanted, from 0. */
	readonly from: number;
	/** How many are looked at. */
	readonly count: number;
	/** The version of a list that is known already: only what is new since is given. */
	readonly known?: number;
}
export interface SessionsResult {
	/** The log's version when it was read; a piece with another version belongs to another text. */
	readonly version: number;
	/** How many sessions the log has. */
	readonly total: number;
	readonly rows: readonly SessionRow[];
}
export const sessionsRequest = 'mailLogLens/sessions';
