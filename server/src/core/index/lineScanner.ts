import { colon } from '../text/ascii';
import { Envelopes } from '../text/envelopes/envelopes';
import type { LineSource } from '../text/envelopes/records';
import { lineMemory } from '../text/lineMemory';
import { Octets } from '../text/octets';
import { findPasted, type Pasted } from '../text/paste';
import { field, LineBlock, recordSize, unknownHead } from './lineBlock';
import { LineHead } from './lineHead';
import type { LinePiece } from './lineRecorder';
import { LineMessage } from './lineMessage';
import { lineKinds } from './lineKinds';
import { OtherMessages } from './otherMessages';
import { eximTable, programOf, sessionKinds, type Program } from './programs';
import { newLine, type ScannedLine } from './scannedLine';

export { formatOf, formats, isNoise, lineKinds, rowOf } from './lineKinds';
export type { ScannedLine } from './scannedLine';

const { exports } = lineMemory;

/** A host and a program that came lately, `mail postfix/smtpd`: their lengths, their numbers. */
interface Pair {
	readonly hostLength: number;
	readonly length: number;
	readonly host: number;
	readonly programNumber: number;
	readonly program: Program;
	readonly isPostfix: boolean;
}

/** What a line that was scanned by somebody else tells of heads: of its own, and, from `pair` on, that it gives a pair its number. */
const headNews = { none: 0, time: 1, unknown: 2, pair: 3 } as const;

/** Reads lines one after the other, on octets, without making an object, a string or a match for any of them. */
export class LineScanner {
	private readonly head = new LineHead();
	private readonly octets = new Octets();
	readonly line: ScannedLine = newLine(this.head.prefix, this.octets);
	private readonly block = new LineBlock();
	private readonly message = new LineMessage(this.line);
	private readonly others = new OtherMessages(this.line, this.message);
	private readonly pasted: Pasted = { start: 0, end: 0 };
	/** By the number of their name. */
	private readonly programs: Program[] = [];
	/** By the number that the line memory gives them, this one's or that of who has recorded lines. */
	private readonly pairs: Pair[] = [];
	private readonly recordedPairs: Pair[] = [];
	/** What holds a log's line inside something else; asked where a line has no time in front. */
	readonly envelopes: Envelopes;

	/** `source`: the text that the lines are of, for envelopes that take several of them. */
	constructor(source?: LineSource) {
		this.envelopes = new Envelopes(source);
	}

	/** Takes lines to be read with `next`: octets from `start` to `end`. They must stay as they are until all are read. */
	begin(bytes: Uint8Array, start: number, end: number): void {
		this.block.begin(bytes, start, end);
		if (lineMemory.owner !== this) {
			this.forgetHeads();
		}
	}

	/** Forgets the heads of the lines before. */
	forgetHeads(): void {
		lineMemory.owner = this;
		this.head.forget();
	}

	/** Reads the next line, as `scan` does. Says whether there was one. */
	next(number: number): boolean {
		const { block } = this;
		if (!block.next()) {
			return false;
		}
		const { record } = block;
		if (record < 0) {
			this.scan(block.bytes, block.start, block.end, number);
			return true;
		}
		const { bytes, numbers } = lineMemory;
		const start = numbers[record + field.lineStart] ?? 0;
		const end = numbers[record + field.lineEnd] ?? 0;
		this.place(bytes, start, end);
		if (numbers[record + field.pair] === unknownHead) {
			this.readHead(record, start, end, number);
		} else {
			this.takeHead(numbers, record, this.pairs, start + this.head.takeTime(end));
		}
		return true;
	}

	/**
	 * Reads a line that a `LineRecorder` has scanned, as `scan` does; the pieces of one recorder are read one after the other.
	 * @param inPiece Which of the piece's lines it is, from 0.
	 */
	take(piece: LinePiece, inPiece: number, number: number): void {
		const { octets, news, records } = piece;
		const record = inPiece * recordSize;
		const start = records[record + field.lineStart] ?? 0;
		const end = records[record + field.lineEnd] ?? 0;
		lineMemory.owner = undefined;
		this.place(octets, start, end);
		const told = news[inPiece] ?? 0;
		if (told === headNews.none) {
			this.takeHead(records, record, this.recordedPairs, start + this.head.takeTime(end));
			return;
		}
		const after = this.head.readTime(octets, start, end);
		if (told === headNews.time) {
			this.takeHead(records, record, this.recordedPairs, after);
			return;
		}
		this.reset();
		this.head.read(octets, start, after, end);
		const pair = told < headNews.pair ? undefined : this.pairBehind(after);
		if (pair) {
			this.recordedPairs[told - headNews.pair] = pair;
		}
		this.scanBehindHead(number);
	}

	/**
	 * Reads the head of a line in the line memory of which the record knows nothing yet, for lines to come.
	 * @returns What is new about it.
	 */
	learn(record: number): number {
		const { bytes, numbers } = lineMemory;
		const start = numbers[record + field.lineStart] ?? 0;
		const end = numbers[record + field.lineEnd] ?? 0;
		this.place(bytes, start, end);
		const pair = this.readHead(record, start, end, -1);
		if (lineMemory.numbers[record + field.pair] !== unknownHead) {
			return headNews.time;
		}
		return pair < 0 ? headNews.unknown : headNews.pair + pair;
	}

	/**
	 * Reads a line into `line`. Lines that no dialect knows get `lineKinds.foreign`; whether they belong to a transcript is for the
	 * caller to ask.
	 * @param start Octets of `bytes`, as `end`, which is exclusive.
	 * @param number Which line of the source it is, from 0; -1 where it is of none.
	 */
	scan(bytes: Uint8Array, start: number, end: number, number = -1): ScannedLine {
		this.place(bytes, start, end);
		this.reset();
		this.head.read(bytes, start, -1, end);
		this.scanBehindHead(number);
		return this.line;
	}

	/** Takes the octets of a line. */
	private place(bytes: Uint8Array, start: number, end: number): void {
		const { line } = this;
		if (line.own !== bytes || line.bytes !== bytes) {
			line.own = line.bytes = bytes;
			this.octets.over(bytes);
		}
		line.ownStart = line.start = start;
		line.ownEnd = line.end = end;
		line.sessionStart = -1;
		line.part.number = 0;
		this.message.begin();
	}

	/** Nothing is known of what a line says. */
	private reset(): void {
		const { line } = this;
		line.kind = lineKinds.foreign;
		line.row = undefined;
		line.sessionKind = sessionKinds.none;
		line.daemon = '';
		line.host = line.program = 0;
		line.severityStart = line.idStart = line.idEnd = line.peerStart = -1;
		line.linkStart = -1;
	}

	/** A line of another second than the last one, or of names that did not come lately. Gives the number of its names, if it is new. */
	private readHead(record: number, start: number, end: number, number: number): number {
		const { head, line } = this;
		const after = head.readTime(line.bytes, start, end);
		head.noteTime();
		const isExim = head.prefix.timeForm === 'exim';
		if (after >= 0 && exports.readBehindTime(record * 4, after, end, isExim ? 1 : 0, eximTable.place) !== 0) {
			this.takeHead(lineMemory.numbers, record, this.pairs, after);
			return -1;
		}
		this.reset();
		head.read(line.bytes, start, after, end);
		const pair = this.notePair(after);
		this.scanBehindHead(number);
		return pair;
	}

	/** Notes host and program of a line, for lines to come; `after` is the place behind its time. Gives their number, or -1. */
	private notePair(after: number): number {
		const pair = this.pairBehind(after);
		if (!pair) {
			return -1;
		}
		const { hostStart, programEnd } = this.head.prefix;
		const table = pair.isPostfix ? (pair.program.table?.place ?? 0) : 0;
		const number = exports.notePair(hostStart, programEnd, table);
		if (number >= 0) {
			this.pairs[number] = pair;
		}
		return number;
	}

	/** Host and program of the line whose head was read, if they stand behind its time as in most lines. */
	private pairBehind(after: number): Pair | undefined {
		const { timeForm, hostStart, hostEnd, programStart, programEnd } = this.head.prefix;
		const isPlain = hostStart === after && programStart === hostEnd + 1 && programEnd > programStart;
		if (after < 0 || timeForm === 'exim' || !isPlain || this.octets.bytes[hostEnd - 1] === colon) {
			return undefined;
		}
		const { host, program: programNumber } = this.head;
		const program = this.programAt(programNumber);
		const isPostfix = program.reader === 'postfix';
		return {
			hostLength: hostEnd - hostStart,
			length: programEnd - hostStart,
			...{ host, programNumber, program, isPostfix },
		};
	}

	/** Takes what the record has of a line whose time is known, and its names if it has some, and reads the rest. */
	private takeHead(numbers: Int32Array, record: number, pairs: readonly Pair[], afterTime: number): void {
		const { line } = this;
		const { prefix } = line;
		const number = numbers[record + field.pair] ?? -1;
		const pair = number < 0 ? undefined : pairs[number];
		prefix.pid = numbers[record + field.pid] ?? 0;
		prefix.messageStart = line.bodyStart = numbers[record + field.messageStart] ?? 0;
		prefix.hostStart = afterTime;
		if (!pair) {
			prefix.hostEnd = prefix.programStart = prefix.programEnd = afterTime;
			this.reset();
			this.message.takeExim(numbers, record, 0);
			return;
		}
		const { program } = pair;
		prefix.hostEnd = afterTime + pair.hostLength;
		prefix.programStart = prefix.hostEnd + 1;
		prefix.programEnd = afterTime + pair.length;
		if (pair.isPostfix) {
			this.message.takeRecord(numbers, record, program);
		} else {
			this.reset();
		}
		line.host = pair.host + 1;
		line.program = pair.programNumber + 1;
		if (!pair.isPostfix) {
			line.daemon = program.daemon;
			this.others.read(line.bytes, line.end, program);
		}
	}

	private scanBehindHead(number: number): void {
		const { line } = this;
		if (line.prefix.timeForm === 'none') {
			this.lookAround(line.start, line.end, number);
		}
		line.bodyStart = line.prefix.messageStart;
		if (line.prefix.programEnd > line.prefix.programStart) {
			this.scanProgram(line.bytes, line.prefix.messageEnd);
		} else if (line.prefix.timeForm === 'exim') {
			this.message.readExim(line.prefix.messageEnd);
		}
	}

	/** A line without a time in front: it may stand in an envelope, or in a mail or a forum's page. */
	private lookAround(start: number, end: number, number: number): void {
		const { line, pasted } = this;
		const { bytes, prefix } = line;
		if (this.envelopes.open(bytes, start, end, number, prefix)) {
			line.bytes = this.envelopes.bytes;
			line.start = line.bytes === bytes ? start : 0;
			line.end = prefix.messageEnd;
			this.octets.over(line.bytes);
			this.head.nameIt(line.bytes);
			this.message.begin();
		} else if (findPasted(bytes, start, end, pasted)) {
			this.head.read(bytes, pasted.start, -1, pasted.end);
			const isLog =
				prefix.timeForm === 'exim' || (prefix.timeForm !== 'none' && prefix.programEnd > prefix.programStart);
			if (!isLog) {
				this.head.read(bytes, start, -1, end);
			}
		}
	}

	private programAt(number: number): Program {
		return (this.programs[number] ??= programOf(this.head.programName(number)));
	}

	private scanProgram(bytes: Uint8Array, end: number): void {
		const { line } = this;
		const { prefix } = line;
		if (bytes[prefix.hostEnd - 1] === colon && this.others.readDovecotFile(bytes, end)) {
			return;
		}
		const { host, program: number } = this.head;
		const program = this.programAt(number);
		line.host = host + 1;
		line.program = number + 1;
		line.daemon = program.daemon;
		if (program.reader === 'postfix') {
			this.message.readPostfix(end, program);
		} else {
			this.others.read(bytes, end, program);
		}
	}
}
