import type { SessionEnding } from './sessions';
import type { MarkState } from './timeline';

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
