import { isEntryLine } from '../dialects/exim/entryLines';
import { initialState, isInsideContent, readTranscriptLine } from '../dialects/transcript/reader';
import type { TranscriptLine, TranscriptState } from '../dialects/transcript/transcriptLine';
import type { LineSource } from '../text/envelopes/records';
import { asciiBytes, indexOf } from '../text/ascii';
import { textOf } from '../text/utf8';
import { afterPiece, beginCut, findCut, joinToEntry, noEntries, type EximEntries } from './eximEntries';
import { LineColumns } from './lineColumns';
import { KindCounts } from './kindCounts';
import { formatNumberOf, formats, lineKinds } from './lineKinds';
import { LineScanner, type ScannedLine } from './lineScanner';
import type { LinePiece } from './lineRecorder';
import { MessageIndex } from './messageIndex';
import { SessionIndex } from './sessionIndex';
import { TimeIndex, type ClockOptions } from './timeIndex';
import type { TimeState } from './timeState';

const leftBrace = 123;

const openings = ['EHLO ', 'HELO ', '220 '].map(asciiBytes);

/**
 * Whether a line of another program may be the first of a dialogue that it logs: most lines need not be looked at. Behind a bare time
 * `220 mx.example.net` stands where host and program do, so these belong to what is looked at.
 */
function mayOpenDialogue(bytes: Uint8Array, start: number, end: number): boolean {
	return openings.some((opening) => indexOf(bytes, start, end, opening) >= 0);
}

/** What the pass needs to go on from a line as if it had read all before it. */
interface Checkpoint {
	readonly line: number;
	readonly transcript: TranscriptState;
	readonly isEximSeen: boolean;
	readonly entries: EximEntries;
	readonly times: TimeState;
}

const exim = formats.indexOf('exim');

/** How far apart checkpoints are, in lines: an edit or an append re-reads at most so many lines before it. */
const checkpointDistance = 128;
/** The same where a log is so long that no editor has it: there they would take more memory than they are worth. */
const wideDistance = 2048;
const longLog = 1 << 20;

/** Told of each session and message that a line joins or leaves, so that what was made of them can be forgotten. */
export interface IndexListener {
	readonly onSessionChange: (session: number) => void;
	readonly onMessageChange: (message: number) => void;
}

/**
 * One pass over all lines: what kind each is, and to which session and message it belongs. It keeps integers only; what a line
 * says in full is read on demand (`MailLog.event`).
 *
 * Every entry carries the line that made it, so that `rewind` takes back exactly what a line and those after it did.
 */
export class LineIndex {
	readonly lines: LineColumns;
	readonly messages: MessageIndex;
	readonly sessions: SessionIndex;
	readonly times: TimeIndex;

	readonly counts = new KindCounts();

	private readonly scanner: LineScanner;
	private readonly beginning: Checkpoint;
	private readonly checkpoints: Checkpoint[];
	private transcript: TranscriptState = initialState;
	private isEximSeen = false;
	/** As `EximEntries` has them. */
	private entry = noEntries.line;
	private cut = noEntries.cut;

	/** `source`: the text that is read; `clock`: what is known of its time; `hasSessions`: whether lines are joined to sessions. */
	constructor(
		private readonly listener: IndexListener,
		source: LineSource,
		clock: ClockOptions,
		private readonly hasSessions: boolean,
	) {
		const { onSessionChange, onMessageChange } = listener;
		this.lines = new LineColumns(hasSessions);
		this.times = new TimeIndex(clock);
		this.scanner = new LineScanner(source);
		this.beginning = this.checkpointAt(0);
		this.checkpoints = [this.beginning];
		this.messages = new MessageIndex(this.lines, onMessageChange);
		this.sessions = new SessionIndex(
			this.lines,
			(message) => this.messages.arrivalSession(message),
			onSessionChange,
		);
	}

	get lineCount(): number {
		return this.lines.length;
	}

	/** A line has been read that depends on lines around it (`recordReach`). */
	get hasRecords(): boolean {
		return this.scanner.envelopes.hasRecords;
	}

	/** Reads the next lines: whole ones, from `start` to `end`. */
	add(bytes: Uint8Array, start: number, end: number): void {
		const { scanner, lines } = this;
		scanner.begin(bytes, start, end);
		while (scanner.next(lines.length)) {
			this.addLine(scanner.line);
		}
	}

	/** Takes the first `count` lines of a piece. All pieces are of one recorder, and come as it has scanned them. */
	addScanned(piece: LinePiece, count: number): void {
		const { scanner, lines } = this;
		for (let inPiece = 0; inPiece < count; inPiece++) {
			scanner.take(piece, inPiece, lines.length);
			this.addLine(scanner.line);
		}
	}

	private addLine(scanned: ScannedLine): void {
		const line = this.lines.length;
		if (line % (line < longLog ? checkpointDistance : wideDistance) === 0) {
			this.addCheckpoint(line);
		}
		// A message's content is content, whatever it looks like: the transcript is asked before the dialects.
		const content = isInsideContent(this.transcript)
			? readTranscriptLine(textOfLine(scanned), this.transcript)
			: undefined;
		this.lines.push(scanned.kind, scanned.prefix.seconds | 0, this.sessions.count, this.messages.count);
		if (!content) {
			this.times.add(line, scanned);
		}
		if (content) {
			this.joinTranscript(line, content);
		} else if (scanned.kind === lineKinds.foreign) {
			this.addForeign(line, scanned);
		} else if (scanned.kind === lineKinds.entryLine) {
			this.addPiece(line, scanned);
		} else {
			const isExim = formatNumberOf(scanned.kind) === exim;
			this.isEximSeen ||= isExim;
			this.messages.join(line, scanned.bytes, scanned);
			if (this.hasSessions) {
				this.sessions.join(line, scanned.bytes, scanned.end, scanned);
			}
			this.entry = isExim && scanned.program === 0 ? line : -1;
			if (scanned.part.number === 1) {
				this.cut = beginCut(this.cut, line, scanned);
			}
		}
		this.counts.add(this.lines.kinds.get(line), 1);
	}

	private addCheckpoint(line: number): void {
		if (line > (this.checkpoints.at(-1)?.line ?? 0)) {
			this.checkpoints.push(this.checkpointAt(line));
		}
	}

	private checkpointAt(line: number): Checkpoint {
		const { transcript, isEximSeen, entry, cut } = this;
		return { line, transcript, isEximSeen, entries: { line: entry, cut }, times: this.times.state() };
	}

	/** Where reading must begin again when `line` has changed; the state is put back to it. Everything from there on is forgotten. */
	rewind(line: number): number {
		while (this.checkpoints.length > 1 && (this.checkpoints.at(-1)?.line ?? 0) > line) {
			this.checkpoints.pop();
		}
		const checkpoint = this.checkpoints.at(-1) ?? this.beginning;
		this.truncate(checkpoint.line);
		this.times.truncate(checkpoint.line, checkpoint.times);
		this.transcript = checkpoint.transcript;
		this.isEximSeen = checkpoint.isEximSeen;
		this.entry = checkpoint.entries.line;
		this.cut = checkpoint.entries.cut;
		return checkpoint.line;
	}

	/** The checkpoint at or before a line: the line and the transcript reader's state there. */
	checkpointBefore(line: number): { readonly line: number; readonly transcript: TranscriptState } {
		let low = 0;
		let high = this.checkpoints.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.checkpoints[middle]?.line ?? 0) <= line) {
				low = middle;
			} else {
				high = middle - 1;
			}
		}
		return this.checkpoints[low] ?? this.beginning;
	}

	/** A line that no dialect claims: one behind the first of an entry of Exim, a transcript's, or noise. */
	private addForeign(line: number, scanned: ScannedLine): void {
		const { own: bytes, ownStart: start, ownEnd: end } = scanned;
		if (this.entry >= 0 && scanned.prefix.timeForm === 'none' && isEntryLine(bytes, start, end)) {
			this.joinEntry(line, this.entry);
			return;
		}
		this.entry = -1;
		// A line of JSON has no program: what looks like one is a piece of it.
		const { programStart, programEnd, hostStart } = scanned.prefix;
		const isOfProgram = programEnd > programStart && bytes[hostStart] !== leftBrace;
		const entry =
			isOfProgram && !this.transcript.prefixes && !mayOpenDialogue(bytes, hostStart, end)
				? undefined
				: readTranscriptLine(textOfLine(scanned), this.transcript);
		if (entry) {
			this.joinTranscript(line, entry);
		} else if (scanned.prefix.timeForm === 'exim' && this.isEximSeen) {
			this.lines.kinds.set(line, lineKinds.unrecognized + exim);
			this.entry = line;
		}
	}

	/** A later piece of an entry of Exim that syslog has cut. */
	private addPiece(line: number, scanned: ScannedLine): void {
		const entry = findCut(this.cut, scanned);
		if (entry) {
			this.cut = afterPiece(this.cut, entry);
			this.joinEntry(line, entry.line);
		}
	}

	private joinEntry(line: number, entry: number): void {
		this.lines.kinds.set(line, lineKinds.entryLine);
		joinToEntry(line, entry, this.lines, this.sessions, this.messages);
		const session = this.lines.sessions.get(line);
		if (session >= 0) {
			this.listener.onSessionChange(session);
		}
		const message = this.lines.messages.get(line);
		if (message >= 0) {
			this.listener.onMessageChange(message);
		}
	}

	private joinTranscript(line: number, entry: TranscriptLine): void {
		this.entry = -1;
		this.lines.kinds.set(line, lineKinds.transcript);
		this.transcript = entry.state;
		if (!entry.apart && this.hasSessions) {
			this.sessions.joinTranscript(line, entry.begins ?? false, entry.connection);
		}
	}

	/** Takes back what the lines from `length` on did. */
	private truncate(length: number): void {
		for (let line = this.lineCount - 1; line >= length; line--) {
			this.counts.add(this.lines.kinds.get(line), -1);
			this.sessions.takeBack(line);
			this.messages.takeBack(line);
		}
		this.lines.truncate(length);
		this.sessions.truncateKeys(length);
		this.messages.truncateLinks(length);
	}
}

function textOfLine({ own, ownStart, ownEnd }: ScannedLine): string {
	return textOf(own, ownStart, ownEnd);
}
