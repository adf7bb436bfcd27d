import type { BriefReaders } from './briefReaders';
import { Brief, briefSize } from './dialects/brief';
import { ByteTable } from './text/byteTable';
import { withoutTerminator } from './text/lines';

/** Some lines of a text that lies in a file: their octets, and their records (`Brief`). Two threads share it. */
export interface BriefPiece {
	readonly octets: Uint8Array;
	readonly records: Int32Array;
}

/** Who reads lines in brief while others are counted: another thread. Pieces go round: planned, begun, taken, and free again. */
export interface BriefHelper {
	/** The piece that can be planned now; none where all are begun. */
	free(): BriefPiece | undefined;
	/**
	 * Has that piece read: `length` octets of the text from `offset` on, and then its first `count` lines, whose records say where
	 * they begin and end (`Brief.plan`).
	 */
	begin(offset: number, length: number, count: number): void;
	/** Waits for the piece that was begun first. It may be looked at until the next call. */
	take(): BriefPiece;
}

const table = new ByteTable();

/** What a helper does with a piece when its octets are there: `length` of them, fewer where the file was cut short meanwhile. */
export function readPiece(
	{ octets, records }: BriefPiece,
	length: number,
	count: number,
	readers: BriefReaders,
): void {
	const brief = new Brief();
	const hashOf = (bytes: Uint8Array, start: number, end: number) => table.hashOf(bytes, start, end);
	for (let number = 0; number < count; number++) {
		brief.go(octets, records, number);
		const isRead = !brief.isQuick;
		const start = Math.min(brief.lineStart, length);
		const end = withoutTerminator(octets, start, Math.min(brief.lineEnd, length));
		brief.place(octets, brief.kindNumber, start, end);
		if (isRead && readers.read(brief)) {
			brief.noteNames(hashOf);
		} else if (isRead) {
			brief.begin(octets, false);
		}
	}
}

/** Octets that a processor takes into its cache at once. */
const cacheLine = 64;

/**
 * Looks at all of a piece, for whoever will visit its lines: what another thread has written lies in the cache of another processor,
 * and comes soonest from one end to the other.
 * @param count How many lines it has.
 * @returns Nothing of use: it keeps the compiler from leaving out what is looked at.
 */
export function bringNear({ octets, records }: BriefPiece, count: number): number {
	let seen = 0;
	for (let at = 0; at < octets.length; at += cacheLine) {
		seen ^= octets[at] ?? 0;
	}
	for (let at = 0; at < count * briefSize; at += cacheLine / records.BYTES_PER_ELEMENT) {
		seen ^= records[at] ?? 0;
	}
	return seen;
}
