import type { Span } from '../../event';

/** Who says a line of a dialogue. */
export type Speaker = 'client' | 'server';

/** What one line of a transcript is, seen in the light of the lines before it. */
export interface TranscriptLine {
	/**
	 * command: a client's line, also a later line of an AUTH exchange · reply: a server's line, continuation lines too ·
	 * data: message content after 354, up to and without the lone dot (the dot is a command) ·
	 * info: what the tool says about the conversation (`=== Trying …`, `* Connected to`, TLS notes)
	 */
	readonly kind: 'command' | 'reply' | 'data' | 'info';
	/**
	 * Whom the line's own mark or grammar names. Absent on tool lines, and on the continuation lines that Exim
	 * aligns below a reply without repeating its mark.
	 */
	readonly speaker?: Speaker;
	/**
	 * The words themselves, marker, quoting and escapes removed: `MAIL FROM:<a@example.org>`.
	 * A line of the log that holds several lines of the dialogue has line feeds here.
	 */
	readonly text: string;
	/** Where these words stand in the line (escapes may make the span longer than the text). */
	readonly span: Span;
	/** The words are a secret: what the client answers to a 334, or a tool's own print of a password. */
	readonly secret?: true;
	/** What must not leave the line: an AUTH payload, also of a command that is no secret as a whole (`AUTH PLAIN …`). */
	readonly secretSpan?: Span;
	/** The words go on the line before: a tool wrapped a long line. */
	readonly wrapped?: true;
	/** The tool's way to write: swaks curl openssl telnet smtplib … raw. */
	readonly layout: string;
	/** The tool's own name for the connection, where it prints one: nodemailer's `Zx3kT0aQ9c`. */
	readonly connection?: string;
	/** The other side's address and port, where a protocol log writes them on each line: `192.0.2.1:52144`. */
	readonly remote?: string;
	/** The tool says this of itself, and of no conversation. */
	readonly apart?: true;
	/** This line begins a new conversation (a new connection or a second 220 greeting). */
	readonly begins?: true;
	/** The reader's state after this line. */
	readonly state: TranscriptState;
}

/** What stands before each line of a dialogue that something else wrote down: a mail's quoting, a program's log. */
export interface LinePrefix {
	/** The prefix with `#` for every name that has a number in it: `[#-#-# #:#:#] mail.DEBUG: `. */
	readonly shape: string;
	/** Who speaks behind it; absent where both do. */
	readonly speaker?: Speaker;
}

/**
 * Where the reading of transcripts stands between two lines. Immutable, small (whatever the log holds) and
 * comparable by `===` of its fields: it is kept at checkpoints, so that an edit re-reads from the nearest one.
 */
export interface TranscriptState {
	/** The layout that the lines so far are written in; absent before the first transcript line. */
	readonly layout?: string;
	/**
	 * idle: no transcript yet · preamble: a tool tells about the connection (certificates) and any line may be its ·
	 * dialogue: commands and replies · content: 354 was said, the client's lines are the message ·
	 * chunk: BDAT was said, so many octets are the message · closed: the conversation has ended.
	 */
	readonly mode: 'idle' | 'preamble' | 'dialogue' | 'content' | 'chunk' | 'closed';
	/** Octets of the BDAT chunk that are still to come. */
	readonly octets: number;
	/** In content or chunk: no line of it was shown yet (many tools show none). */
	readonly fresh: boolean;
	/** The client's next line answers a 334. */
	readonly secret: boolean;
	/** AUTH was asked and not answered for good. */
	readonly authenticating: boolean;
	/** Commands without a reply so far, 255 at most. */
	readonly awaited: number;
	/** A command or a reply was seen in this conversation. */
	readonly begun: boolean;
	/** A reply was seen in this conversation. */
	readonly replied: boolean;
	/** STARTTLS was asked: the next 220 is no greeting. */
	readonly startTls: boolean;
	/** QUIT was asked. */
	readonly quit: boolean;
	/** How long the last line of the dialogue was, in characters; 255 at most. */
	readonly width: number;
	/** The code of a multi-line reply that is not complete, else empty. */
	readonly code: string;
	/** Who is behind the mark that points outwards (`>`, `SMTP>>`, `Out:`), once a line has told. */
	readonly out?: Speaker;
	/** What the lines of this dialogue have in front; absent where they begin at the line's beginning. */
	readonly prefixes?: readonly LinePrefix[];
	/** Whose state this is, in a log that mixes conversations. */
	readonly connection?: string;
	/** The states of the other conversations of such a log, the one that spoke last at the end; some dozens at most. */
	readonly others?: readonly TranscriptState[];
}
