import { initialState, isInsideContent, readTranscriptLine } from '../dialects/transcript/reader';
import type { TranscriptLine, TranscriptState } from '../dialects/transcript/transcriptLine';
import type { Format } from '../event';
import { asciiBytes, indexOf } from '../text/ascii';
import { textOf } from '../text/utf8';
import { LineColumns } from './lineColumns';
import { formatOf, formats, isNoise, lineKinds, LineScanner, type ScannedLine } from './lineScanner';
import { MessageIndex } from './messageIndex';
import { SessionIndex } from './sessionIndex';

const leftBrace = 123;

const openings = ['EHLO ', 'HELO ', '220 '].map(asciiBytes);

/** Whether a line of another program may be the first of a dialogue that it logs: most lines need not be looked at. */
function mayOpenDialogue(bytes: Uint8Array, start: number, end: number): boolean {
	return openings.some((opening) => indexOf(bytes, start, end, opening) >= 0);
}

/** What the pass needs to go on from a line as if it had read all before it. */
interface Checkpoint {
	readonly line: number;
	readonly transcript: TranscriptState;
	readonly isEximSeen: boolean;
}

const beginning: Checkpoint = { line: 0, transcript: initialState, isEximSeen: false };

/** How far apart checkpoints are, in lines: an edit or an append re-reads at most so many lines before it. */
const checkpointDistance = 128;

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
	readonly lines = new LineColumns();
	readonly messages: MessageIndex;
	readonly sessions: SessionIndex;

	/** How many lines there are of each format, and of those nobody understands. */
	private readonly formatCounts = new Int32Array(formats.length);
	private noise = 0;
	unrecognized = 0;
	foreign = 0;

	private readonly scanner = new LineScanner();
	private readonly checkpoints: Checkpoint[] = [beginning];
	private transcript: TranscriptState = initialState;
	private isEximSeen = false;

	constructor({ onSessionChange, onMessageChange }: IndexListener) {
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

	/** Reads the next line. */
	add(bytes: Uint8Array, start: number, end: number): void {
		const line = this.lines.length;
		if (line % checkpointDistance === 0 && line > (this.checkpoints.at(-1)?.line ?? 0)) {
			this.checkpoints.push({ line, transcript: this.transcript, isEximSeen: this.isEximSeen });
		}
		// A message's content is content, whatever it looks like: the transcript is asked before the dialects.
		const content = isInsideContent(this.transcript)
			? readTranscriptLine(textOf(bytes, start, end), this.transcript)
			: undefined;
		const scanned = this.scanner.scan(bytes, start, end);
		// What stands there for a line without a time is of a line before.
		this.lines.push(scanned.kind, scanned.prefix.timeForm === 'none' ? 0 : scanned.prefix.seconds | 0);
		if (content) {
			this.joinTranscript(line, content);
		} else if (scanned.kind === lineKinds.foreign) {
			this.addForeign(line, bytes, start, end, scanned);
		} else {
			this.isEximSeen ||= formatOf(scanned.kind) === 'exim';
			this.messages.join(line, bytes, scanned);
			this.sessions.join(line, bytes, end, scanned);
		}
		this.count(line, 1);
	}

	/** Where reading must begin again when `line` has changed; the state is put back to it. Everything from there on is forgotten. */
	rewind(line: number): number {
		while (this.checkpoints.length > 1 && (this.checkpoints.at(-1)?.line ?? 0) > line) {
			this.checkpoints.pop();
		}
		const checkpoint = this.checkpoints.at(-1) ?? beginning;
		this.truncate(checkpoint.line);
		this.transcript = checkpoint.transcript;
		this.isEximSeen = checkpoint.isEximSeen;
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
		return this.checkpoints[low] ?? beginning;
	}

	/** The format of most lines that anybody understands. */
	get format(): Format {
		// What stands between the lines of a dialogue belongs to it, where there is one.
		const transcript = formats.indexOf('transcript');
		const owner = this.formatCounts[transcript] ? 'transcript' : 'postfix';
		const other = formats.indexOf('other');
		let best = other;
		let most = 0;
		for (let at = 0; at < formats.length; at++) {
			const count = (this.formatCounts[at] ?? 0) + (formats[at] === owner ? this.noise : 0);
			if (at !== other && count > most) {
				best = at;
				most = count;
			}
		}
		return formats[best] ?? 'other';
	}

	/** A line that no dialect claims: a transcript's, or noise. */
	private addForeign(
		line: number,
		bytes: Uint8Array,
		start: number,
		end: number,
		scanned: ScannedLine,
	): void {
		// A line of JSON has no program: what looks like one is a piece of it.
		const { programStart, programEnd, hostStart } = scanned.prefix;
		const isOfProgram = programEnd > programStart && bytes[hostStart] !== leftBrace;
		const entry =
			isOfProgram && !this.transcript.prefixes && !mayOpenDialogue(bytes, scanned.prefix.messageStart, end)
				? undefined
				: readTranscriptLine(textOf(bytes, start, end), this.transcript);
		if (entry) {
			this.joinTranscript(line, entry);
		} else if (scanned.prefix.timeForm === 'exim' && this.isEximSeen) {
			this.lines.kinds.set(line, lineKinds.unrecognized + formats.indexOf('exim'));
		}
	}

	private joinTranscript(line: number, entry: TranscriptLine): void {
		this.lines.kinds.set(line, lineKinds.transcript);
		this.transcript = entry.state;
		if (!entry.apart) {
			this.sessions.joinTranscript(line, entry.begins ?? false, entry.connection);
		}
	}

	private count(line: number, by: 1 | -1): void {
		const kind = this.lines.kinds.get(line);
		const format = formats.indexOf(formatOf(kind));
		if (isNoise(kind)) {
			this.noise += by;
		} else {
			this.formatCounts[format] = (this.formatCounts[format] ?? 0) + by;
		}
		if (kind === lineKinds.foreign) {
			this.foreign += by;
		} else if (kind >= lineKinds.unrecognized && kind < lineKinds.unrecognized + formats.length) {
			this.unrecognized += by;
		}
	}

	/** Takes back what the lines from `length` on did. */
	private truncate(length: number): void {
		for (let line = this.lineCount - 1; line >= length; line--) {
			this.count(line, -1);
			this.sessions.takeBack(line);
			this.messages.takeBack(line);
		}
		this.lines.truncate(length);
		this.sessions.truncateKeys(length);
		this.messages.truncateLinks(length);
	}
}
