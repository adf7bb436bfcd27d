import type { EntryPart } from '../dialects/exim/entryLines';
import type { CompiledRow } from '../dialects/scanner';
import type { Octets } from '../text/octets';
import type { Prefix } from '../text/prefix';
import { sessionKinds, type SessionKind } from './programs';

/** What the pass found in one line. Offsets are octets into the line's buffer; -1 is "not there". Used again for every line. */
export interface ScannedLine {
	/** The line as it stands in the log, without its terminator. */
	own: Uint8Array;
	ownStart: number;
	ownEnd: number;
	/** `bytes`, to be compared and searched. */
	readonly octets: Octets;
	/** A row's number, or one of `lineKinds`. */
	kind: number;
	row: CompiledRow | undefined;
	prefix: Prefix;
	/** The octets that all offsets point into, and where the line begins and ends in them: its own, or what its envelope held. */
	bytes: Uint8Array;
	start: number;
	end: number;
	sessionKind: SessionKind;
	/** The daemon: of the program's name, or, where a name has none, of the row that claims the line. */
	daemon: string;
	/** Numbers of host and program as written; 0 where there is none. */
	host: number;
	program: number;
	/** Where Postfix's own severity word stands. */
	severityStart: number;
	severityEnd: number;
	/** Where the queue id stands. */
	idStart: number;
	idEnd: number;
	/** Where the part behind severity and queue id begins. */
	bodyStart: number;
	/** The other side's `[address]:port`, with and without the port. */
	peerStart: number;
	addressEnd: number;
	peerEnd: number;
	/** A session's own id, of a server that writes one. */
	sessionStart: number;
	sessionEnd: number;
	/** A second queue id. */
	linkStart: number;
	linkEnd: number;
	/** Which piece of an entry it is, where syslog has cut one of Exim. */
	readonly part: EntryPart;
}

/** One in which nothing has been found. */
export function newLine(prefix: Prefix, octets: Octets): ScannedLine {
	return {
		own: octets.bytes,
		ownStart: 0,
		ownEnd: 0,
		octets,
		kind: 0,
		row: undefined,
		prefix,
		bytes: octets.bytes,
		start: 0,
		end: 0,
		sessionKind: sessionKinds.none,
		daemon: '',
		host: 0,
		program: 0,
		severityStart: -1,
		severityEnd: -1,
		idStart: -1,
		idEnd: -1,
		bodyStart: 0,
		peerStart: -1,
		addressEnd: -1,
		peerEnd: -1,
		sessionStart: -1,
		sessionEnd: -1,
		linkStart: -1,
		linkEnd: -1,
		part: { number: 0, total: 0, start: 0 },
	};
}
