import type { LineColumns } from './lineColumns';
import type { ScannedLine } from './lineScanner';
import type { MessageIndex } from './messageIndex';
import type { SessionIndex } from './sessionIndex';

/** An entry that syslog cut into pieces, while they come. Pieces of several processes may stand mixed. */
interface CutEntry {
	readonly line: number;
	readonly host: number;
	readonly program: number;
	readonly pid: number;
	readonly total: number;
	readonly next: number;
}

/** How many cut entries are waited for at once. */
const cutLimit = 16;

/** What must be remembered of the lines before, to know to which entry of Exim a line belongs. Objects are never changed. */
export interface EximEntries {
	/** The first line of the entry that the next line without a time may belong to, or -1. */
	readonly line: number;
	readonly cut: readonly CutEntry[];
}

export const noEntries: EximEntries = { line: -1, cut: [] };

/** Remembers the first piece of an entry. */
export function beginCut(cut: readonly CutEntry[], line: number, scanned: ScannedLine): readonly CutEntry[] {
	const { host, program, part } = scanned;
	const { pid } = scanned.prefix;
	const entry = { line, host, program, pid, total: part.total, next: 2 };
	return [...cut.slice(1 - cutLimit), entry];
}

/** The entry to which a later piece belongs: of the same process, the next one of as many. */
export function findCut(
	cut: readonly CutEntry[],
	{ host, program, part, prefix }: ScannedLine,
): CutEntry | undefined {
	return cut.find(
		(entry) =>
			entry.host === host &&
			entry.program === program &&
			entry.pid === prefix.pid &&
			entry.total === part.total &&
			entry.next === part.number,
	);
}

/** The same without what the piece completes. */
export function afterPiece(cut: readonly CutEntry[], entry: CutEntry): readonly CutEntry[] {
	const others = cut.filter((other) => other !== entry);
	return entry.next >= entry.total ? others : [...others, { ...entry, next: entry.next + 1 }];
}

/** Joins the last line to the session and the message of its entry's first line. What a line joins, `takeBack` takes back. */
export function joinToEntry(
	line: number,
	entry: number,
	lines: LineColumns,
	sessions: Pick<SessionIndex, 'last'>,
	messages: Pick<MessageIndex, 'last'>,
): void {
	lines.seconds.set(line, lines.seconds.get(entry));
	const session = lines.sessions.get(entry);
	if (session >= 0) {
		lines.sessions.set(line, session);
		lines.previousInSession.set(line, sessions.last.get(session));
		sessions.last.set(session, line);
	}
	const message = lines.messages.get(entry);
	if (message >= 0) {
		lines.messages.set(line, message);
		lines.previousInMessage.set(line, messages.last.get(message));
		messages.last.set(message, line);
	}
}
