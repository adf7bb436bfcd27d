import { Delays } from './briefAmounts';
import { BriefReaders } from './briefReaders';
import { Brief, briefField, briefSize } from './dialects/brief';
import { asciiBytes } from './text/ascii';
import { ByteTable } from './text/byteTable';
import { withoutTerminator } from './text/lines';
import { WordsKey } from './wordsKey';

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

/** So many words are told apart: of a log that says something else in every line nothing is gained by it. */
const mostWords = 50_000;

const sent = asciiBytes('sent');

/** What a helper does with pieces. One for each log. */
export class BriefServer {
	private readonly readers = new BriefReaders();
	private readonly brief = new Brief();
	private readonly delays = new Delays();
	private readonly key = new WordsKey();
	private readonly words = new ByteTable(32);
	/** Tells hashes; nothing is put into it. It stays with the octets of the lines, which `words` does not. */
	private readonly names = new ByteTable();
	private readonly hashOf = (bytes: Uint8Array, start: number, end: number) =>
		this.names.hashOf(bytes, start, end);

	/** Reads a piece when its octets are there: `length` of them, fewer where the file was cut short meanwhile. */
	read({ octets, records }: BriefPiece, length: number, count: number): void {
		const { brief, readers } = this;
		for (let number = 0; number < count; number++) {
			brief.go(octets, records, number);
			const isRead = !brief.isQuick;
			const start = Math.min(brief.lineStart, length);
			const end = withoutTerminator(octets, start, Math.min(brief.lineEnd, length));
			brief.place(octets, brief.kindNumber, start, end);
			if (isRead && readers.read(brief)) {
				brief.noteNames(this.hashOf);
				this.delays.note(brief);
				this.noteWords(brief);
			} else if (isRead) {
				brief.begin(octets, false);
			}
		}
	}

	/** Of what was sent nobody asks why. */
	private noteWords(brief: Brief): void {
		const { key, words } = this;
		const { wordsStart, wordsEnd } = brief;
		if (wordsEnd > wordsStart && words.size < mostWords && !brief.isNotedAs(briefField.status, sent)) {
			key.take(brief.bytes, wordsStart, wordsEnd);
			brief.noteWordsNumber(words.intern(key.bytes, 0, key.length));
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
