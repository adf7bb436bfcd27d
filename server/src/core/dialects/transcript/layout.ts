import type { Speaker } from './transcriptLine';
import type { Wrapping } from './unwrap';

/** A tool's way to write a dialogue down. */
export interface Layout {
	/** The name in the contract: swaks, curl, smtplib … */
	readonly name: string;
	/** The characters that a line of it with a mark may begin with; any if absent. */
	readonly first?: string;
	/**
	 * The mark at the beginning of a line, up to the words. Its named groups say whose words follow: `client`, `server`,
	 * `out` and `in` (whose they are is told by grammar: the same arrow is the client in one program and the server in another),
	 * `tool` (the tool speaks), `content` (message content where it is expected, else the tool's words).
	 * `connection` names the connection (with `side`, where that alone does not tell them apart), `remote` the other side.
	 */
	readonly mark?: RegExp;
	/** Conversations stand mixed, and a line of one names it: lines without a `connection` are of none. */
	readonly isMixed?: true;
	/** The mark says little on its own: to begin a transcript, the words behind it must be SMTP too. */
	readonly weak?: true;
	/** Whole lines in which the tool itself speaks. */
	readonly tool?: RegExp;
	/** The same, but these say too little to begin a transcript of this layout. */
	readonly aside?: RegExp;
	/** Who wrote the log, by what its mark found, where `out` and `in` point away from the writer and to it. */
	readonly writer?: (groups: Readonly<Record<string, string | undefined>>) => Speaker | undefined;
	/** Which of the tool's lines begin a connection. */
	readonly opens?: RegExp;
	/** Which of the tool's lines end it. */
	readonly closes?: RegExp;
	/** After which of the tool's lines any line may be the tool's (certificates), until one is SMTP. */
	readonly preamble?: RegExp;
	/** Where a tool's line goes on with a password, or with what was decoded of one: up to there. */
	readonly secret?: RegExp;
	/** How the words are wrapped; plain if absent. */
	readonly wrapping?: Wrapping;
	/** What a line without a mark is: `dialogue` (grammar decides), `continuation` of a reply, or not ours if absent. */
	readonly unmarked?: 'dialogue' | 'continuation';
	/** A server's line holds the whole reply, although several lines of it may have run together. */
	readonly wholeReplies?: true;
	/** The tool shows no message content: directly after 354, too, what looks like a command is one. */
	readonly hidesContent?: true;
	/** Lines of it, of all kinds. Each must be read by this layout, and by no other, when nothing came before. */
	readonly samples: readonly string[];
	/** Lines of it that say too little to begin a transcript, but are read once one has begun. */
	readonly followers?: readonly string[];
}
