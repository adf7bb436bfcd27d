/**
 * The requests that are ours, beside LSP's own. Client and server both import this file; nothing else is shared.
 * Lines and characters are LSP's: from 0, UTF-16 code units.
 */
import type { Position, Range } from 'vscode-languageserver-types';

/** The schemes of documents that show some lines of logs word for word: they are looked at as logs, but not among all logs. */
export const copySchemes = ['mail-log-session', 'mail-log-follow'] as const;

/**
 * The scheme of documents that show a compressed log of the workspace. The path is that of the file without `.gz`, by which an editor
 * knows the language; the query is the file's name: `mail-log-unpacked:/logs/mail.log.2?mail.log.2.gz`.
 */
export const unpackedScheme = 'mail-log-unpacked';

/** The text of such a document, by its address; `null` where its file is not there, or too long. */
export interface UnpackParams {
	readonly uri: string;
}
export type UnpackResult = { readonly text: string } | null;
export const unpackRequest = 'mailLogLens/unpack';

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

export type Direction = 'next' | 'previous';

/** Where to go from a place. */
export interface NeighbourParams extends PlaceParams {
	/** The first line of a session, an error or warning, or a stage of the session that owns the line. */
	readonly what: 'session' | 'failure' | 'stage';
	readonly direction: Direction;
}
/** The nearest such place behind or before the position, going round at the ends. `null` where there is none. */
export interface Neighbour {
	/** The words of the failure; the whole line of a session or stage. */
	readonly range: Range;
	/** What stands there, plain text. */
	readonly message: string;
}
export const neighbourRequest = 'mailLogLens/neighbour';

/** Something that can take its time, as LSP's requests do: with a token the server tells how far it is. */
export interface WorkDoneParams {
	readonly workDoneToken?: string;
}

/** A session for others to read. */
export interface ExportSessionParams extends PlaceParams, WorkDoneParams {
	/** Its lines, a dialogue of `C:` and `S:` lines, Markdown for a ticket, or its diagram as an SVG file or for Mermaid. */
	readonly form: 'lines' | 'transcript' | 'markdown' | 'svg' | 'mermaid';
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

/** What is followed: a queue id, an address, a Message-ID, a host, as a log writes it. */
export interface FollowParams {
	readonly subject: string;
	/** Of several mails that had the queue id the one of this line (from 0). */
	readonly near?: { readonly uri: string; readonly line: number };
}
/** A line of a log, word for word. */
export interface FollowedLine {
	readonly uri: string;
	/** From 0. */
	readonly line: number;
	readonly text: string;
}
/** All lines of it from all open logs, in the order in which they were written. `null` where no log has a line of it. Plain text. */
export type FollowResult = {
	/** `Message 4jYB5r214Jz6x` */
	readonly title: string;
	/** `3 messages · 2 logs` */
	readonly summary: string;
	readonly lines: readonly FollowedLine[];
	/** What the order of a log's lines rests on, where it is not its clock. */
	readonly clocks: readonly { readonly uri: string; readonly words: string }[];
} | null;
export const followRequest = 'mailLogLens/follow';

/** What can be followed: of a place in a log, and of what has a text in it that is typed. */
export interface FollowChoicesParams {
	readonly place?: PlaceParams;
	readonly typed: string;
}
/** One of them, for a quick pick. Plain text. */
export interface FollowChoice extends FollowParams {
	readonly kind: 'mail' | 'address' | 'messageId' | 'host' | 'ip';
	readonly label: string;
	readonly description?: string;
	readonly detail?: string;
}
export const followChoicesRequest = 'mailLogLens/followChoices';

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

/** The commands that a client has to have for our code actions and code lenses, which write their arguments. */
export const clientCommands = {
	/** A code, a text or a rule's id. */
	explain: 'mailLogLens.explainReplyCode',
	/** A document's URI and a line, from 0. */
	showSession: 'mailLogLens.showSession',
	/** A line and a column of the log in front, from 0: all lines of the message there are shown. */
	follow: 'mailLogLens.followMessage',
	/** The same. */
	showTimeline: 'mailLogLens.showTimeline',
	/** A document's URI and a session's id, `s12`; and the id of the one it is compared with, if that is known. */
	compareSessions: 'mailLogLens.compareSessions',
	/** A text for the clipboard. */
	copy: 'mailLogLens.copyText',
	/** A rule's id and a host, or a rule's id alone: it is switched off for them. */
	hush: 'mailLogLens.hushRule',
	/** A rule's id, a document's URI and a line, from 0: it is switched off for the session there, as long as the log is open. */
	hushSession: 'mailLogLens.hushRuleInSession',
	/** Nothing: the log in front is copied without names and secrets. */
	redact: 'mailLogLens.exportRedactedCopy',
} as const;

/** A session of an open log. */
export interface SessionPlace {
	readonly uri: string;
	/** `s12` */
	readonly session: string;
}

/** Lays two sessions side by side. Without `other` the nearest is taken that worked where this one failed, or the other way round. */
export interface CompareSessionsParams extends SessionPlace {
	readonly other?: SessionPlace;
}

/** One of two sessions that are compared. Plain text, in the user's language. */
export interface ComparedSession extends SessionPlace {
	/** Its first line. */
	readonly line: number;
	/** How the sentences call it: `this one (s12)`. */
	readonly name: string;
	/** `s12 · mx.example.net [192.0.2.1] · rejected` */
	readonly title: string;
	/** When it began, as the log's clock has it, and how long it took; absent where the log has no times. */
	readonly time?: string;
	readonly strip: string;
	readonly hasFailed: boolean;
}

/** What one session has at one stage. Plain text. */
export interface ComparedStage {
	/** The line that shows it, or proves it. */
	readonly line: number;
	/** `RCPT`, as the client said it. */
	readonly label: string;
	/** The client's words, secrets masked. */
	readonly command?: string;
	/** `550 5.1.1 User unknown`; where there is none, what is known of the answer. */
	readonly reply?: string;
	/** `3 s` */
	readonly elapsed?: string;
	readonly state: MarkState;
	/** How many it stands for, where many are alike in a very long session. */
	readonly count: number;
}

/** What both have at a stage; where one of them has nothing, in words why. */
export interface ComparedPair {
	/** `RCPT`, `end of content` */
	readonly stage: string;
	readonly first: ComparedStage | string;
	readonly second: ComparedStage | string;
	readonly differs: boolean;
}

/** Two sessions, what differs in them and what does not. All plain text in the user's language but `markdown`. */
export interface SessionComparison {
	readonly first: ComparedSession;
	readonly second: ComparedSession;
	/** Why the second was taken, where nobody named it: `That one (s9) is the nearest that worked: same client, 12 minutes before.` */
	readonly reason?: string;
	/** What most likely explains a failure first, with the lines that show it. */
	readonly differences: readonly {
		readonly words: string;
		readonly first?: number;
		readonly second?: number;
	}[];
	/** What is the same, and what is not known, in a sentence each. */
	readonly notes: readonly string[];
	readonly stages: readonly ComparedPair[];
	/** All of it as a page. */
	readonly markdown: string;
}
/** The comparison, or why there is none: plain text. `null` where a log is not open or has no such session. */
export type CompareSessionsResult = SessionComparison | { readonly problem: string } | null;
export const compareSessionsRequest = 'mailLogLens/compareSessions';

/** The sessions that can be compared: those that failed first, then those around the line. */
export interface SessionChoicesParams {
	readonly uri: string;
	/** Those near to it come first. */
	readonly line?: number;
	/** The one they are to be compared with: it is left out, and what would be proposed for it comes first. */
	readonly with?: SessionPlace;
}
/** One of them, for a quick pick. Plain text. */
export interface SessionChoice {
	readonly session: string;
	/** Its first line. */
	readonly line: number;
	readonly hasFailed: boolean;
	/** `s12 · mx.example.net [192.0.2.1]` */
	readonly label: string;
	/** Why it is proposed, or how it ended. */
	readonly description: string;
	/** Its strip. */
	readonly detail: string;
	readonly isProposed: boolean;
}
export const sessionChoicesRequest = 'mailLogLens/sessionChoices';
/** A session, by its id (`s1`) or by a line of it. */
export interface SessionDetailParams {
	readonly uri: string;
	readonly session: string | { readonly line: number };
}

/** One of the two who talk. Plain text. */
export interface Party {
	/** `Client`, `Server` */
	readonly title: string;
	/** `mx.example.net`, or as much as the log tells. */
	readonly name?: string;
	/** `192.0.2.1` or `192.0.2.1, port 25` */
	readonly address?: string;
}

/** Why a step failed, and what to do about it. Plain text. */
export interface FailureWords {
	readonly title: string;
	readonly fix?: string;
}

/** What a server answered; plain text, secrets masked. Lines count from 0. */
export interface DetailReply {
	/** Absent where the log writes no code but only that it refused. */
	readonly code?: string;
	readonly enhanced?: string;
	/** The lines of a reply of several are joined by line feeds. */
	readonly text: string;
	readonly line: number;
	/** The last line of it. */
	readonly lastLine: number;
	/** Milliseconds since the session's first line. */
	readonly at?: number;
	/** `Server: 250 2.1.5 Ok, after 12 ms`; one sentence for screen readers. */
	readonly description: string;
}

/** How we know of a step: a line says so, a summary such as `ehlo=1 mail=1` does, or other lines need it. */
export type StepEvidence = 'seen' | 'counted' | 'implied';

/** A command and its answer, or an event between commands. Plain text, secrets masked; lines count from 0. */
export interface DetailStep {
	readonly stage: string;
	readonly state: MarkState;
	/** `RCPT`, `TLS`, `LOST` */
	readonly label: string;
	readonly evidence: StepEvidence;
	/** How we know of it, where no line shows it. */
	readonly evidenceWords?: string;
	/** Where it begins. */
	readonly line: number;
	/** What the client said, or what happened: `RCPT TO:<bob@example.net>`, `TLSv1.3`. */
	readonly words: string;
	/** Milliseconds since the session's first line. */
	readonly at?: number;
	readonly reply?: DetailReply;
	/** Milliseconds since the step before. */
	readonly elapsed?: number;
	/** `the server was silent for 30 s`: why it took so long, where it took a second or more. */
	readonly silence?: { readonly beforeCommand?: string; readonly beforeReply?: string };
	readonly failure?: FailureWords;
	/** `Client: MAIL FROM:<a@example.org>`; one sentence for screen readers. */
	readonly description: string;
}

/** A mail of a session. */
export interface MessageLink {
	readonly queueId: string;
	/** Its number, from 0, for `messageLife`. */
	readonly message: number;
	/** What became of it, in words. */
	readonly end: string;
	readonly state: MarkState;
	/** Its first line, from 0. */
	readonly line: number;
}

/** One session in full, for its diagram. Plain text in the user's language, secrets masked. */
export interface SessionDetail {
	/** `s1` */
	readonly id: string;
	/** `Session s1 · mx.example.net [192.0.2.1] · rejected` */
	readonly title: string;
	readonly outcome: SessionEnding;
	readonly state: MarkState;
	readonly client: Party;
	readonly server: Party;
	/** What is to be known beside the steps: TLS, the login, how long it took. */
	readonly facts: readonly string[];
	/** Its lines in the log, from 0, ascending. */
	readonly lines: readonly number[];
	/** Its beginning, or its end, is not in the log, in words. */
	readonly cut: { readonly start?: string; readonly end?: string };
	readonly steps: readonly DetailStep[];
	readonly messages: readonly MessageLink[];
}
export const sessionDetailRequest = 'mailLogLens/sessionDetail';

/** A mail, by its number or by a line that is about it. */
export interface MessageLifeParams {
	readonly uri: string;
	readonly message: number | { readonly line: number };
}

/** One queue id of a mail's life: a filter that hands a mail back, and a bounce, begin another. */
export interface LifeMail extends MessageLink {
	/** It is the one that was asked for. */
	readonly isAsked: boolean;
	/** The number in `mails` of the one that it was made from. */
	readonly parent?: number;
	readonly sender?: string;
	readonly recipients: readonly {
		readonly address: string;
		/** What became of it, in words. */
		readonly outcome: string;
		readonly state: MarkState;
	}[];
}

/** One thing that happened to a mail. Plain text, secrets masked; lines count from 0. */
export interface LifeItem {
	/** The number in `mails`. */
	readonly mail: number;
	readonly state: MarkState;
	readonly line: number;
	/** Milliseconds since the first thing that happened. */
	readonly at?: number;
	/** In a few words: `deferred · bob@example.net`. */
	readonly title: string;
	/** The words of the log or of the other side. */
	readonly text?: string;
	/** The session on which it happened: `s2`. */
	readonly session?: string;
	/** The number in `mails` of the one that was made here. */
	readonly makes?: number;
	/** `waited 5 min 2 s in the queue` before this, where it was a second or more. */
	readonly wait?: string;
	readonly failure?: FailureWords;
	/** One sentence for screen readers. */
	readonly description: string;
}

/** What one daemon did to a mail, one thing after the other. */
export interface LifeHop {
	/** `postfix/smtp`, `exim` */
	readonly daemon: string;
	/** The host that wrote it. */
	readonly host?: string;
	/** What such a daemon is for, where that is known. */
	readonly meaning?: string;
	readonly items: readonly LifeItem[];
}

/** One mail's life over daemons, hosts and attempts. */
export interface MessageLife {
	/** `Message 4jYB4w0dbLz5c · delivered` */
	readonly title: string;
	readonly facts: readonly string[];
	readonly cut?: string;
	readonly mails: readonly LifeMail[];
	readonly hops: readonly LifeHop[];
}
export const messageLifeRequest = 'mailLogLens/messageLife';

/** What a report is of: open logs, one behind the other as one, and from when to when. */
export interface ReportParams {
	readonly uris: readonly string[];
	/** From this moment on, as the logs' own clock shows it: seconds since 1970 as if it were UTC. */
	readonly since?: number;
	/** Before this moment. */
	readonly until?: number;
}

/** What a figure counts, as `report --format json` names it. */
export interface ReportColumn {
	/** `delivered`; stable. */
	readonly id: string;
	readonly unit: 'count' | 'octets' | 'milliseconds' | 'percent' | 'text';
	readonly title: string;
}

/** A value in words. */
export interface ReportCell {
	readonly words: string;
	/** The name by which its lines are asked for; absent where it is no sum of lines. */
	readonly figure?: string;
}

/** One row: plain text, in the user's language. */
export interface ReportRow {
	/** `example.com`, `received`, `14` (an hour): what the log or the report calls it. */
	readonly name: string;
	readonly title: string;
	/** The values as `report --format json` has them: by column; milliseconds, octets, percent. */
	readonly values: Readonly<Record<string, number | string>>;
	/** One for each column. */
	readonly cells: readonly ReportCell[];
}

/** One table of a report. */
export interface ReportSection {
	/** `totals`; stable. */
	readonly id: string;
	readonly title: string;
	readonly columns: readonly ReportColumn[];
	/** The largest first, where they are named after something in the log. */
	readonly rows: readonly ReportRow[];
	/** `and 12 more`; absent where all rows are there. */
	readonly omitted?: string;
}

/** What happened in logs, in figures. */
export interface ReportResult {
	readonly title: string;
	/** What it is of: files, lines, the time. */
	readonly heading: readonly string[];
	/** What to say where there are no sections. */
	readonly nothing: string;
	/** The first and the last time that counted, as the logs' clock shows it: `2026-01-05 10:00:00`; without a year where nobody knows it. */
	readonly from?: string;
	readonly to?: string;
	readonly sections: readonly ReportSection[];
}
/** `null` where one of the logs is not open. */
export const reportRequest = 'mailLogLens/report';

/** The lines that a figure counts. */
export interface ReportLinesParams extends ReportParams {
	/** `totals/rejected/value` */
	readonly figure: string;
}
/** Some of them at most: the first. Lines count from 0. */
export interface ReportLinesResult {
	readonly lines: readonly { readonly uri: string; readonly line: number }[];
	/** How many there are. */
	readonly total: number;
}
/** `null` where one of the logs is not open. */
export const reportLinesRequest = 'mailLogLens/reportLines';

/** A report for others to read. */
export interface ExportReportParams extends ReportParams {
	readonly form: 'markdown' | 'html' | 'json' | 'csv';
	/** Without names and addresses. */
	readonly redact: boolean;
}
export const exportReportRequest = 'mailLogLens/exportReport';
