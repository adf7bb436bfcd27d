import type { Format, LineTime } from './event';

/** The stages of the timeline from 220 to 221. */
export type Stage =
	| 'connect'
	| 'greeting'
	| 'hello'
	| 'starttls'
	| 'tls'
	| 'auth'
	| 'mail'
	| 'rcpt'
	| 'data'
	| 'content'
	| 'reset'
	| 'verify'
	| 'noop'
	| 'help'
	| 'etrn'
	| 'xclient'
	| 'quit'
	| 'disconnect'
	| 'other';

/** How we know of a step: a line says so, a summary such as `ehlo=1 mail=1` says so, or other lines need it. */
export type Evidence = 'seen' | 'counted' | 'implied';

/** A server's reply (RFC 5321 §4.2). */
export interface Reply {
	/** Three digits: `550`. */
	readonly code: string;
	/** RFC 3463: `5.1.1`. */
	readonly enhanced?: string;
	/** The words after the codes; the lines of a multi-line reply are joined by line feeds. */
	readonly text: string;
	/** Where the reply begins, 0-based. */
	readonly line: number;
	/** How many lines of the log it takes. */
	readonly lines: number;
}

/** One stage of a session: a command and its reply, or an event between commands. */
export interface Step {
	readonly stage: Stage;
	/** Where it starts, 0-based. For a step that no line shows: the line that proves it. */
	readonly line: number;
	/** The client's words, secrets masked; absent where the log does not show them. */
	readonly command?: string;
	/** A later client line of an AUTH exchange. */
	readonly continuation?: true;
	readonly reply?: Reply;
	/** Milliseconds since the previous step's end, where the log has times. */
	readonly elapsed?: number;
	readonly evidence: Evidence;
	/** The step failed although no reply shows it: a TLS handshake that broke off, a connection lost here. */
	readonly failed?: true;
}

/** The other side of a conversation. */
export interface Peer {
	readonly name?: string;
	readonly address?: string;
	readonly port?: number;
}

/** How a session ended. `open`: the log ends first. */
export type SessionOutcome = 'completed' | 'rejected' | 'lost' | 'timeout' | 'aborted' | 'open';

/** The answer to one RCPT. */
export interface RecipientReply {
	readonly address: string;
	readonly code: string;
	readonly enhanced?: string;
	/** 0-based. */
	readonly line: number;
}

/** One SMTP or LMTP conversation. */
export interface Session {
	/** Its place among the log's sessions, from 0. The contract's id is `s1` for 0. */
	readonly index: number;
	/** What the log's writer was: server (inbound), client (outbound); a transcript has an observer. */
	readonly role: 'server' | 'client' | 'observer';
	/** The format that wrote it: `postfix`; for a transcript the tool's layout: `swaks`. */
	readonly software: string;
	readonly program?: string;
	readonly peer?: Peer;
	/** 0-based, ascending. */
	readonly lines: readonly number[];
	readonly start?: LineTime;
	readonly end?: LineTime;
	readonly steps: readonly Step[];
	readonly tls?: { readonly version?: string; readonly cipher?: string };
	readonly auth?: { readonly mechanism?: string; readonly user?: string; readonly ok: boolean };
	readonly recipients: readonly RecipientReply[];
	readonly queueIds: readonly string[];
	/** The last message's content was accepted; absent where the log does not tell. */
	readonly accepted?: boolean;
	readonly outcome: SessionOutcome;
	/** The log begins after the session did. */
	readonly beginningMissing?: true;
	/** What of the session is not in the log, where its program always writes it. */
	readonly cut?: Cut;
	/** Commands of which the log shows more than the counters of the session's last line tell. */
	readonly countersDisagree?: readonly CounterDisagreement[];
}

/** Which end of a session or a message is not in the log. */
export type Cut = 'start' | 'end' | 'both';

/** A verb of `disconnect from … rcpt=1/3`, how often it was used by that line, and how often lines show it. */
export interface CounterDisagreement {
	readonly verb: string;
	readonly counted: number;
	readonly seen: number;
}

/** What became of one attempt. */
export type DeliveryStatus =
	'sent' | 'deferred' | 'bounced' | 'expired' | 'discarded' | 'held' | 'undeliverable' | 'deliverable';

/**
 * What became of a recipient; `queued`: nobody has tried yet, as far as the log tells; `removed`: an administrator took the mail out of
 * the queue before the recipient had it.
 */
export type Outcome = DeliveryStatus | 'queued' | 'removed';

/** What became of one recipient. */
export interface Fate<Address> {
	readonly address: Address;
	/** The local user behind the address (`Delivery.user`). */
	readonly user?: string;
	readonly outcome: Outcome;
}

/** One attempt to deliver to one recipient. */
export interface Delivery {
	/** 0-based. */
	readonly line: number;
	readonly recipient: string;
	/** The address before alias expansion. */
	readonly original?: string;
	/** The local user who has it, where the log names one: OpenSMTPD writes one line for each user behind an alias. */
	readonly user?: string;
	readonly relay?: Peer;
	readonly status: DeliveryStatus;
	readonly enhanced?: string;
	readonly reply?: { readonly code: string; readonly enhanced?: string; readonly text: string };
	/** The command the remote answered: connect EHLO STARTTLS AUTH MAIL RCPT DATA end-of-data. */
	readonly inReplyTo?: string;
	/** The words of the log, where they are no remote reply: `connect to mx.example.com[198.51.100.7]:25: Connection refused`. */
	readonly text?: string;
	/** Milliseconds. */
	readonly delay?: number;
	/** Milliseconds of Postfix's `delays=a/b/c/d`. */
	readonly delays?: {
		readonly beforeQueue: number;
		readonly queue: number;
		readonly connect: number;
		readonly transmit: number;
	};
	readonly router?: string;
	readonly transport?: string;
	/** The index of the session it went out on. */
	readonly session?: number;
}

export type MessageEnd =
	| 'delivered'
	| 'failed'
	| 'mixed'
	| 'deferred'
	| 'frozen'
	| 'removed'
	| 'rejected'
	| 'held'
	| 'discarded'
	| 'queued';

/** One queued mail. */
export interface Message {
	/** Its place among the log's messages, from 0. */
	readonly index: number;
	readonly format: Format;
	readonly queueId: string;
	readonly host?: string;
	/** With its angle brackets: `<x@example.org>`. */
	readonly messageId?: string;
	/** Without angle brackets; empty for a bounce. */
	readonly sender?: string;
	/** Octets. */
	readonly size?: number;
	readonly recipientCount?: number;
	readonly arrival?: {
		/** 0-based. */
		readonly line: number;
		/** The index of the session it came in on. */
		readonly session?: number;
		readonly via?: 'local';
		readonly time?: LineTime;
	};
	/** What the mail server wrote of it: lines with its queue id, and those of the sessions on which it came and went. 0-based, ascending. */
	readonly lines: readonly number[];
	/** What filters and policy services wrote of it (amavis, OpenDKIM, rspamd), by its queue id. 0-based, ascending. */
	readonly filterLines: readonly number[];
	readonly deliveries: readonly Delivery[];
	/** What became of each recipient, all attempts and re-injections counted. */
	readonly recipients: readonly Fate<string>[];
	readonly parent?: string;
	readonly children: readonly string[];
	readonly end: MessageEnd;
	/** `start`: how it came is not in the log. `end`: that it left the queue is not. */
	readonly cut?: Cut;
}
