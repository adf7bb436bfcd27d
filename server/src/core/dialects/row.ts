import type { Format, Kind } from '../event';
import type { BriefReader } from './brief';
import type { Cursor } from './cursor';

/**
 * What a line does to its session. Sessions are joined by keys that the line carries: host, program and process id, or the other
 * side's address, or a session's own id.
 *
 * open: it begins here · close: it ends here · join: the line belongs to one, which begins here at the latest ·
 * attach: the line belongs to the one that is open, if any · early: like attach, but may come just before `open` ·
 * none: no session's line
 */
export type SessionPart = 'open' | 'close' | 'join' | 'attach' | 'early' | 'none';

/**
 * What a line does to the message whose queue id it carries. `open`: a new mail begins · `close`: it left the queue · `join`: the
 * line belongs to it · `attach`: the line belongs to it if a mail server has spoken of it before.
 */
export type MessagePart = 'open' | 'close' | 'join' | 'attach';

/**
 * One line kind of a dialect: how it is told from others, on octets, in the pass over all lines, and how all its fields are
 * read, on text, for one line. A test takes every sample through both and wants this row, and no other, to claim it.
 */
export interface Row {
	readonly kind: Kind;
	/** The daemons that write it; all of the dialect's when absent. */
	readonly programs?: readonly string[];
	/** Whether the message begins with a queue id (`4jYB4w0dbLz5c: ` or Exim's), or may. Default: optional. */
	readonly queueId?: 'required' | 'none' | 'optional';
	/** What the message begins with, behind the queue id. Empty: anything. */
	readonly starts: string;
	/** What must come further on in the message. */
	readonly has?: string;
	/** What must not come in the message: another row's mark. */
	readonly hasNot?: string;
	readonly session?: SessionPart;
	/** The line is of a session in which the log's writer is the client. For programs that are both, server and client. */
	readonly side?: 'client';
	readonly message?: MessagePart;
	/** The literal before the queue id, where it does not stand first: `qid: <A785B308622AB>`, or nothing where it stands first without a colon; and how long it is, where more follows. */
	readonly idAfter?: { readonly literal: string; readonly length?: number };
	/** The literal before a second queue id, of a message that this one made or was made from. */
	readonly link?: {
		readonly after: string;
		readonly is: 'child' | 'parent';
		/** The literal stands near the end: it is looked for from there. */
		readonly isLast?: true;
	};
	/** The literal before the other side's `name[address]:port`, where sessions are told apart by it. */
	readonly peerAfter?: string;
	/** The literal may come in what the other side wrote, too: the last one counts. */
	readonly isPeerLast?: true;
	/** What literals cannot say of the message, which begins at `at`; linear, and without making anything. */
	readonly test?: (bytes: Uint8Array, at: number, end: number) => boolean;
	/** The line is one of a dialogue, and this side speaks. */
	readonly speaker?: 'client' | 'server';
	/** Of a client's dialogue: a new connection begins here, unless the last command before has `false`. */
	readonly begins?: boolean;
	/** The line is a transcript's, written in this way. */
	readonly layout?: string;
	/** Whole messages, real ones: each must be claimed by this row. */
	readonly samples: readonly string[];
	/** Notes the fields of the part behind the queue id. */
	readonly read?: (cursor: Cursor) => void;
	/** Of a frequent line: tells some of the same fields without a string, to whoever counts. A test compares both. */
	readonly brief?: BriefReader;
}

/** A dialect: the lines that one family of programs writes. The first row that fits claims a line. */
export interface Dialect {
	readonly format: Format;
	readonly rows: readonly Row[];
}
