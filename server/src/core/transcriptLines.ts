import { readTranscriptLine } from './dialects/transcript/reader';
import type { TranscriptLine } from './dialects/transcript/transcriptLine';
import type { LineIndex } from './index/lineIndex';
import { lineKinds } from './index/lineScanner';

/** Behind so many checkpoints the lines of transcripts are kept: a conversation in a mixed log is spread over several. */
const keptTranscripts = 16;

/**
 * The lines of a log's transcripts, each in the light of those before it: where one is asked for, the lines from the checkpoint
 * before it to the next one are read, and kept until other checkpoints were asked for or the log changes.
 */
export class TranscriptLines {
	/** The line of a checkpoint → the lines of transcripts behind it; what was asked for last. */
	private readonly behind = new Map<number, Map<number, TranscriptLine>>();

	/** @param textOf The text of a line, without its terminator. */
	constructor(
		private readonly index: LineIndex,
		private readonly textOf: (line: number) => string,
	) {}

	/** What a line says; `undefined` where it is of no transcript. */
	at(line: number): TranscriptLine | undefined {
		const checkpoint = this.index.checkpointBefore(line);
		let lines = this.behind.get(checkpoint.line);
		if (!lines) {
			lines = this.readFrom(checkpoint.line);
			const [oldest] = this.behind.keys();
			if (oldest !== undefined && this.behind.size >= keptTranscripts) {
				this.behind.delete(oldest);
			}
			this.behind.set(checkpoint.line, lines);
		}
		return lines.get(line);
	}

	/** The log has changed. */
	forget(): void {
		this.behind.clear();
	}

	/** The lines of transcripts from a checkpoint to the next one. */
	private readFrom(from: number): Map<number, TranscriptLine> {
		const lines = new Map<number, TranscriptLine>();
		let { transcript } = this.index.checkpointBefore(from);
		for (let line = from; line < this.index.lineCount; line++) {
			if (line > from && this.index.checkpointBefore(line).line !== from) {
				break;
			}
			const isTranscript = this.index.lines.kinds.get(line) === lineKinds.transcript;
			const read = isTranscript ? readTranscriptLine(this.textOf(line), transcript) : undefined;
			if (read) {
				lines.set(line, read);
				transcript = read.state;
			}
		}
		return lines;
	}
}
