import type { Clock } from './clock';
import { isKnownCommand, verbOf } from './dialects/transcript/grammar';
import { valueOf, type Field, type LineEvent } from './event';
import type { LineIndex } from './index/lineIndex';
import { lineKinds, rowOf } from './index/lineScanner';
import { LineReader } from './lineReader';
import type { FileText } from './text/fileText';
import type { LineBytes } from './text/lines';
import type { LogText } from './text/logText';
import { textOf } from './text/utf8';
import type { TranscriptLines } from './transcriptLines';

/** An AUTH exchange has two answers of the client, or some more with SCRAM. */
const answersLookedBack = 8;

/** The words of a client's line are a secret as a whole. */
function withSecret(fields: readonly Field[]): readonly Field[] {
	const text = fields.find(({ name }) => name === 'text');
	return text && text.value !== '*'
		? [...fields.filter(({ name }) => name !== 'secret'), { ...text, name: 'secret' }]
		: fields;
}

/** So many events are kept: a power of two. */
const kept = 512;

/**
 * What each line of a log says: what it says by itself, and what it is in the light of others, where only they tell: a line of a
 * transcript, a line in an entry of several, an answer that is a secret. What was asked for lately is kept until a line changes.
 */
export class LineEvents {
	private readonly lineReader: LineReader;
	private readonly place: LineBytes = { bytes: new Uint8Array(0), start: 0, end: 0 };
	/** A line's event lies where the end of its number says. */
	private readonly latest: LineEvent[] = [];
	private readonly latestLines = new Float64Array(kept);

	constructor(
		private readonly text: LogText | FileText,
		private readonly index: LineIndex,
		private readonly clock: Clock,
		private readonly transcripts: TranscriptLines,
	) {
		this.lineReader = new LineReader(text);
	}

	/** What a line says. */
	at(line: number): LineEvent {
		const slot = line & (kept - 1);
		const known = this.latest[slot];
		if (known !== undefined && this.latestLines[slot] === line) {
			return known;
		}
		const event = this.make(line);
		this.latest[slot] = event;
		this.latestLines[slot] = line;
		return event;
	}

	/** To be called when lines have changed. */
	forget(): void {
		this.latest.length = 0;
	}

	private make(line: number): LineEvent {
		const entry =
			this.index.lines.kinds.get(line) === lineKinds.transcript ? this.transcripts.at(line) : undefined;
		if (entry) {
			return this.lineReader.readTranscript(this.textOf(line), entry, this.clock.offsetAt(line));
		}
		const event = this.read(line);
		if (event.kind === 'command' && event.format === 'transcript' && this.isAnswerToChallenge(line)) {
			return { ...event, fields: withSecret(event.fields) };
		}
		const kind = this.index.lines.kinds.get(line);
		if (event.kind !== 'foreign' || kind === lineKinds.foreign) {
			return event;
		}
		return kind === lineKinds.entryLine
			? this.lineReader.readEntryLine(this.textOf(line))
			: { ...event, format: 'exim', kind: 'unrecognized' };
	}

	/** What a line says by itself. */
	private read(line: number): LineEvent {
		this.text.bytesAt(line, this.place);
		const { bytes, start, end } = this.place;
		return this.lineReader.read(bytes, start, end, (prefix) => this.clock.timeOf(line, prefix), line);
	}

	/** Whether a client's line, in a dialogue that a server logs, answers a 334 or goes on with AUTH: then it is a secret. */
	private isAnswerToChallenge(line: number): boolean {
		const { kinds, previousInSession } = this.index.lines;
		const isCommand = isKnownCommand(valueOf(this.read(line), 'text') ?? '');
		let before = previousInSession.get(line);
		for (let seen = 0; before >= 0 && seen < answersLookedBack; before = previousInSession.get(before)) {
			if (!rowOf(kinds.get(before))?.speaker) {
				continue;
			}
			seen++;
			const event = this.read(before);
			if (event.kind === 'reply') {
				return valueOf(event, 'code') === '334';
			}
			const words = valueOf(event, 'text') ?? '';
			if (isCommand || isKnownCommand(words)) {
				return !isCommand && verbOf(words) === 'AUTH';
			}
		}
		return false;
	}

	private textOf(line: number): string {
		this.text.bytesAt(line, this.place);
		return textOf(this.place.bytes, this.place.start, this.place.end);
	}
}
