/**
 * The requests that are ours, beside LSP's own. Client and server both import this file; nothing else is shared.
 * Lines and characters are LSP's: from 0, UTF-16 code units.
 */
import type { Position, Range } from 'vscode-languageserver-types';

/** The schemes of documents that show some lines of logs word for word: they are looked at as logs, but not among all logs. */
export const copySchemes = ['mail-log-session', 'mail-log-follow'] as const;

/** The stages of the sessions in a range of lines, for the timeline's marks. Asked again when the visible range moves. */
export interface TimelineParams {
	readonly uri: string;
	/** First and last visible line, inclusive. */
	readonly firstLine: number;
	readonly lastLine: number;
}

/** How a mark is drawn. `missing`: no line shows the stage, a counter or a later line proves it. */
export type MarkState = 'ok' | 'progress' | 'missing' | 'temporary' | 'permanent' | 'lost';

/**
 * The shape of a mark: `session` on a session's first line; for a stage `talk` (connect, greeting, hello), `lock` (TLS), `key` (AUTH),
 * `envelope` (MAIL, RCPT), `content` (DATA and what follows), `end` (QUIT, disconnect), `command` (all others).
 */
export type MarkShape = 'session' | 'talk' | 'lock' | 'key' | 'envelope' | 'content' | 'end' | 'command';

/** One mark: what the timeline has to say at one line. */
export interface TimelineMark {
	readonly line: number;
	/** The session's id as the command line prints it: `s1`. */
	readonly session: string;
	readonly shape: MarkShape;
	readonly state: MarkState;
	/** No line shows it: a counter or a later line proves it. Always so where the state is `missing`. */
	readonly isHollow?: true;
	/** What stands after the line: `AUTH 235 · 12 ms`; with the strip of the whole session on its first line. */
	readonly text: string;
	/** One sentence for the tool tip and screen readers. Plain text. */
	readonly description: string;
}
export type TimelineResult = readonly TimelineMark[];
export const timelineRequest = 'mailLogLens/timeline';

/** Where stages failed in the whole log, for the overview ruler. */
export interface FailuresParams {
	readonly uri: string;
}
/** A line at which a stage failed, and how grave the gravest of them is. */
export interface FailureMark {
	readonly line: number;
	readonly state: 'temporary' | 'permanent' | 'lost';
}
/** In the order of the lines. No more than a ruler can show: of neighbours in a large log one stands for all. */
export type FailuresResult = readonly FailureMark[];
export const failuresRequest = 'mailLogLens/failures';

/** Where a session stands among the lines of others. `null` where the line belongs to none, or the log has no other session. */
export interface SessionLines {
	/** `s1` */
	readonly id: string;
	/** Its first and its last line. */
	readonly first: number;
	readonly last: number;
	/** Its lines in runs that no other line interrupts: first and last of each, ascending. Of very many those nearest to the place. */
	readonly runs: readonly (readonly [first: number, last: number])[];
}
export const sessionLinesRequest = 'mailLogLens/sessionLines';

/** A place in a document. */
export interface PlaceParams {
	readonly uri: string;
	readonly position: Position;
}

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

/** The next failure after the position, going round at the end. `null` where the log has none. */
export interface FailurePlace {
	readonly range: Range;
	/** The finding's words, plain text. */
	readonly message: string;
}
export const nextFailureRequest = 'mailLogLens/nextFailure';

/** Something that can take its time, as LSP's requests do: with a token the server tells how far it is. */
export interface WorkDoneParams {
	readonly workDoneToken?: string;
}

/** A session for others to read. */
export interface ExportSessionParams extends PlaceParams, WorkDoneParams {
	/** Its lines, a dialogue of `C:` and `S:` lines, or Markdown for a ticket. */
	readonly form: 'lines' | 'transcript' | 'markdown';
	/** Without names and addresses, too; secrets are masked in any case. */
	readonly redact: boolean;
}
/** A text that may leave the editor, or why there is none: plain text. `null` where the line belongs to no session. */
export type ExportResult = { readonly text: string } | { readonly problem: string } | null;
export const exportSessionRequest = 'mailLogLens/exportSession';

/** A copy of a log without names and secrets, line for line. */
export interface RedactParams extends WorkDoneParams {
	readonly uri: string;
}
export const redactRequest = 'mailLogLens/redact';

/** The command that tries a session again with swaks, without a password. */
export const swaksRequest = 'mailLogLens/swaks';

/** Switches a rule off for the session that owns a line, as long as the log is open. */
export interface HushParams extends PlaceParams {
	/** `reply.rejected` */
	readonly rule: string;
}
export const hushSessionRequest = 'mailLogLens/hushSession';

/** What is under the cursor that can be explained: a code, or a whole reply text. `null` where there is nothing. */
export interface ReplyAtCursor {
	/** `550`, `5.1.1` */
	readonly code: string;
}
export const replyAtRequest = 'mailLogLens/replyAt';

/** One of the things that can be explained, for a quick pick. Plain text. */
export interface ReplyChoice {
	/** A basic code, an enhanced code, or what a provider or a server says in its own words. */
	readonly kind: 'code' | 'enhanced' | 'text';
	/** What to ask `explain` for: `550`, `5.1.1`, `google-rate`. */
	readonly reply: string;
	readonly label: string;
	readonly description?: string;
	readonly detail: string;
}
export const replyCodesRequest = 'mailLogLens/replyCodes';

/** A page to read. */
export interface Page {
	readonly title: string;
	/** Markdown; what came from a log is escaped. */
	readonly markdown: string;
}

/** Explains a code, an enhanced code or a reply text. */
export interface ExplainParams {
	readonly text: string;
}
export const explainRequest = 'mailLogLens/explain';

/** Compares two codes. */
export interface CompareParams {
	readonly first: string;
	readonly second: string;
}
export const compareRequest = 'mailLogLens/compare';

/** How a session ended, as `analyze` names it. */
export type SessionEnd = 'completed' | 'rejected' | 'lost' | 'timeout' | 'aborted' | 'open';

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
	readonly outcome: SessionEnd;
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
	readonly count: number;
}
export interface SessionsResult {
	/** The log's version when it was read; a piece with another version belongs to another text. */
	readonly version: number;
	/** How many sessions the log has. */
	readonly total: number;
	readonly rows: readonly SessionRow[];
}
export const sessionsRequest = 'mailLogLens/sessions';
