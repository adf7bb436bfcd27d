import { readPart } from '../dialects/exim/entryLines';
import { opensmtpdIdEnd, sendmailIdEnd } from '../dialects/scanner';
import { colon } from '../text/ascii';
import { Envelopes } from '../text/envelopes/envelopes';
import type { LineSource } from '../text/envelopes/records';
import { lineMemory } from '../text/lineMemory';
import { Literal } from '../text/literal';
import { Octets } from '../text/octets';
import { findPasted, type Pasted } from '../text/paste';
import { newPrefix, readEximPid, readPrefix } from '../text/prefix';
import { afterDovecotSession, DovecotProcess, levelAt } from './dovecotProcess';
import { field, LineBlock, unknownHead } from './lineBlock';
import { LineHead } from './lineHead';
import { LineMessage } from './lineMessage';
import { lineKinds, unrecognized } from './lineKinds';
import { dovecotPrograms, eximTable, pamName, programOf, sessionKinds, type Program } from './programs';
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

const noQueue = Literal.ofText('NOQUEUE: ');

/** Reads lines one after the other, on octets, without making an object, a string or a match for any of them. */
export class LineScanner {
	private readonly head = new LineHead();
	private readonly octets = new Octets();
	readonly line: ScannedLine = newLine(this.head.prefix, this.octets);
	private readonly block = new LineBlock();
	private readonly message = new LineMessage(this.line);
	private readonly outer = newPrefix();
	private readonly pasted: Pasted = { start: 0, end: 0 };
	/** By the number of their name. */
	private readonly programs: Program[] = [];
	/** By the number that the line memory gives them. */
	private readonly pairs: Pair[] = [];
	private readonly dovecot = new DovecotProcess();
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
			lineMemory.owner = this;
			this.head.forget();
		}
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
			this.takeHead(record, start + this.head.takeTime(end));
		}
		return true;
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

	/** A line of another second than the last one, or of names that did not come lately. */
	private readHead(record: number, start: number, end: number, number: number): void {
		const { head, line } = this;
		const after = head.readTime(start, end);
		const isExim = head.prefix.timeForm === 'exim';
		if (after >= 0 && exports.readBehindTime(record * 4, after, end, isExim ? 1 : 0, eximTable.place) !== 0) {
			this.takeHead(record, after);
			return;
		}
		this.reset();
		head.read(line.bytes, start, after, end);
		if (after >= 0 && !isExim) {
			this.notePair(after);
		}
		this.scanBehindHead(number);
	}

	/** Notes host and program of a line, for lines to come; `after` is the place behind its time. */
	private notePair(after: number): void {
		const { hostStart, hostEnd, programStart, programEnd } = this.head.prefix;
		const isPlain = hostStart === after && programStart === hostEnd + 1 && programEnd > programStart;
		if (!isPlain || this.octets.bytes[hostEnd - 1] === colon) {
			return;
		}
		const { host, program: programNumber } = this.head;
		const program = this.programAt(programNumber);
		const isPostfix = program.reader === 'postfix';
		const table = isPostfix ? (program.table?.place ?? 0) : 0;
		const number = exports.notePair(hostStart, programEnd, table);
		if (number >= 0) {
			const hostLength = hostEnd - hostStart;
			const length = programEnd - hostStart;
			this.pairs[number] = { hostLength, length, host, programNumber, program, isPostfix };
		}
	}

	/** Takes what the record has of a line whose time is known, and its names if it has some, and reads the rest. */
	private takeHead(record: number, afterTime: number): void {
		const { line } = this;
		const { prefix } = line;
		const { numbers } = lineMemory;
		const number = numbers[record + field.pair] ?? -1;
		const pair = number < 0 ? undefined : this.pairs[number];
		prefix.pid = numbers[record + field.pid] ?? 0;
		prefix.messageStart = line.bodyStart = numbers[record + field.messageStart] ?? 0;
		prefix.hostStart = afterTime;
		if (!pair) {
			prefix.hostEnd = prefix.programStart = prefix.programEnd = afterTime;
			this.reset();
			this.message.takeExim(record, 0);
			return;
		}
		const { program } = pair;
		prefix.hostEnd = afterTime + pair.hostLength;
		prefix.programStart = prefix.hostEnd + 1;
		prefix.programEnd = afterTime + pair.length;
		if (pair.isPostfix) {
			this.message.takeRecord(record, program);
		} else {
			this.reset();
		}
		line.host = pair.host + 1;
		line.program = pair.programNumber + 1;
		if (!pair.isPostfix) {
			line.daemon = program.daemon;
			this.scanOther(line.bytes, line.end, program);
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
		if (bytes[prefix.hostEnd - 1] === colon && this.scanDovecotFile(bytes, end)) {
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
			this.scanOther(bytes, end, program);
		}
	}

	private scanOther(bytes: Uint8Array, end: number, program: Program): void {
		switch (program.reader) {
			case 'exim':
				this.scanEximBehindSyslog(bytes, end);
				break;
			case 'sendmail':
				this.scanSendmail(bytes, end, program);
				break;
			case 'opensmtpd':
				this.scanOpensmtpd(bytes, end, program);
				break;
			case 'dovecot':
				this.scanDovecot(bytes, end, program);
				break;
			case 'between':
				this.scanBetween(bytes, end, program);
				break;
			case 'postfix':
			case 'none':
		}
	}

	/**
	 * `… exim[46483]: 2025-02-14 18:12:33.470 [46483] 1tixMn-… <= …`: the message may have a time of its own, a process id alone, and
	 * the number of the piece before all that.
	 */
	private scanEximBehindSyslog(bytes: Uint8Array, end: number): void {
		const { line, outer } = this;
		const { pid } = line.prefix;
		readPart(bytes, line.prefix.messageStart, end, line.part);
		line.prefix.messageStart = line.bodyStart = line.part.start;
		if (line.part.number > 1) {
			line.kind = lineKinds.entryLine;
			return;
		}
		readPrefix(bytes, line.prefix.messageStart, end, outer);
		if (outer.timeForm === 'none') {
			// syslog_timestamp = false
			readEximPid(bytes, line.prefix.messageStart, end, outer);
		}
		if (outer.timeForm === 'exim' || outer.pid >= 0) {
			line.bodyStart = outer.messageStart;
			line.prefix.messageStart = outer.messageStart;
		}
		this.message.readExim(end);
		// Without +pid every line of one process carries syslog's own; the daemon's is the same for all connections.
		line.prefix.pid = outer.pid >= 0 ? outer.pid : pid;
	}

	/** `6ANGf41Z001169: to=<…>, …`, `NOQUEUE: connect from …`, `STARTTLS=server, relay=…` */
	private scanSendmail(bytes: Uint8Array, end: number, program: Program): void {
		const { line } = this;
		const at = line.prefix.messageStart;
		const idEnd = sendmailIdEnd(bytes, at, end);
		this.passId(at, idEnd, end);
		if (idEnd < 0 && noQueue.standsAt(this.octets, at, end)) {
			line.bodyStart += noQueue.length;
		}
		line.sessionKind = program.sessionKind;
		const found = this.message.find(program.table, end, idEnd >= 0);
		if (found) {
			this.message.claim(found);
		} else {
			line.kind = unrecognized(program.format);
		}
	}

	/** `5df87c9b982c840c mta delivery evpid=…`; a line of somebody else's smtpd is foreign. */
	private scanOpensmtpd(bytes: Uint8Array, end: number, program: Program): void {
		const { line } = this;
		const at = line.prefix.messageStart;
		const sessionEnd = opensmtpdIdEnd(bytes, at, end);
		if (sessionEnd >= 0) {
			line.sessionStart = at;
			line.sessionEnd = sessionEnd;
			line.bodyStart = sessionEnd + 1;
		}
		const found = this.message.find(program.table, end, sessionEnd >= 0);
		if (found) {
			line.sessionKind = program.sessionKind;
			this.message.claim(found);
		} else if (sessionEnd >= 0) {
			line.kind = unrecognized(program.format);
		}
	}

	/** Dovecot names its process in the message: `imap-login: Login: …`. */
	private scanDovecot(bytes: Uint8Array, end: number, program: Program): void {
		const { line, dovecot } = this;
		let at = line.prefix.messageStart;
		let own: Program | undefined = program;
		if (program.daemon !== pamName) {
			let after = dovecot.read(bytes, at, end);
			if (after >= 0 && dovecotPrograms[dovecot.number]?.daemon === 'dovecot') {
				// `dovecot: dovecot: auth(default): …`, as version 1 wrote.
				at = after;
				after = dovecot.read(bytes, at, end);
			}
			at = after < 0 ? at : after;
			own = after < 0 ? program : this.takeProcess(program);
		}
		this.scanDovecotBody(bytes, at, end, own);
	}

	/** Dovecot's own log file has the process where syslog has the host: `Jun 12 11:48:12 imap-login: Info: Login: …`. */
	private scanDovecotFile(bytes: Uint8Array, end: number): boolean {
		const { prefix } = this.line;
		const { hostStart, hostEnd, programStart } = prefix;
		if (levelAt(bytes, programStart, end) === 0 || this.dovecot.read(bytes, hostStart, hostEnd) < 0) {
			return false;
		}
		prefix.hostEnd = prefix.programStart = hostStart;
		prefix.programEnd = hostEnd - 1;
		prefix.messageStart = programStart;
		this.scanDovecotBody(bytes, programStart, end, this.takeProcess(undefined));
		return true;
	}

	/** The process that was read stands for the program. */
	private takeProcess(otherwise: Program | undefined): Program | undefined {
		const { line, dovecot } = this;
		const program = dovecotPrograms[dovecot.number] ?? otherwise;
		line.daemon = program?.daemon ?? '';
		line.program = dovecotNumbers + dovecot.number;
		line.prefix.pid = dovecot.pid >= 0 ? dovecot.pid : line.prefix.pid;
		return program;
	}

	private scanDovecotBody(bytes: Uint8Array, start: number, end: number, program: Program | undefined): void {
		const { line } = this;
		const level = levelAt(bytes, start, end);
		const at = afterDovecotSession(bytes, start + level, end);
		line.sessionKind = program?.sessionKind ?? sessionKinds.none;
		line.bodyStart = at;
		let found = this.message.find(program?.table, end, false);
		if (level > 0 && (!found || (found.row.starts === '' && found.row.has === undefined))) {
			// An error of which no row knows more.
			line.bodyStart = start;
			const weighed = this.message.find(program?.table, end, false);
			if (weighed && weighed.row.starts !== '') {
				found = weighed;
			} else {
				line.bodyStart = at;
				found = this.message.find(program?.table, end, false);
			}
		}
		if (found) {
			this.message.claim(found);
		} else if (program?.daemon !== pamName) {
			line.kind = unrecognized('dovecot');
		}
	}

	/** A filter's or policy server's line; it may begin with the mail server's queue id. */
	private scanBetween(bytes: Uint8Array, end: number, program: Program): void {
		const { line } = this;
		const at = line.prefix.messageStart;
		let idEnd = this.message.postfixIdEnd(at, end);
		if (idEnd < 0) {
			idEnd = sendmailIdEnd(bytes, at, end);
		}
		this.passId(at, idEnd, end);
		const found = this.message.find(program.table, end, idEnd >= 0);
		if (found) {
			this.message.claim(found);
		}
	}

	/** Notes the queue id that ends before `: `, if there is one. */
	private passId(at: number, idEnd: number, end: number): void {
		const { line } = this;
		line.bodyStart = at;
		if (idEnd >= 0) {
			line.idStart = at;
			line.idEnd = idEnd;
			line.bodyStart = Math.min(idEnd + 2, end);
		}
	}
}

/** Dovecot's processes get numbers that no program's name has (keys of sessions take them modulo 4096). */
const dovecotNumbers = 4000;
