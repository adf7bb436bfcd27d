import { readPart } from '../dialects/exim/entryLines';
import { opensmtpdIdEnd, sendmailIdEnd, type CompiledRow, type RowTable } from '../dialects/scanner';
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
import { lineKinds, rowOf, unrecognized } from './lineKinds';
import {
	bareName,
	dovecotPrograms,
	eximTable,
	pamName,
	programOf,
	sessionKindOf,
	type Program,
} from './programs';
import { newLine, type ScannedLine } from './scannedLine';

export { formatOf, formats, isNoise, lineKinds, rowOf } from './lineKinds';
export type { ScannedLine } from './scannedLine';

const { exports } = lineMemory;
/** The record of a line that is read alone. */
const single = exports.single.value >> 2;

/** A host and a program that came lately, `mail postfix/smtpd`: their lengths, their numbers. */
interface Pair {
	readonly hostLength: number;
	readonly length: number;
	readonly host: number;
	readonly programNumber: number;
	readonly program: Program;
}

const noQueue = Literal.ofText('NOQUEUE: ');

/** Reads lines one after the other, on octets, without making an object, a string or a match for any of them. */
export class LineScanner {
	private readonly head = new LineHead();
	private readonly octets = new Octets();
	readonly line: ScannedLine = newLine(this.head.prefix, this.octets);
	private readonly block = new LineBlock();
	private readonly outer = newPrefix();
	private readonly pasted: Pasted = { start: 0, end: 0 };
	/** By the number of their name. */
	private readonly programs: Program[] = [];
	/** By the number that the line memory gives them. */
	private readonly pairs: Pair[] = [];
	private readonly dovecot = new DovecotProcess();
	/** What holds a log's line inside something else; asked where a line has no time in front. */
	readonly envelopes: Envelopes;
	/** Where the line lies in the line memory, less where it lies in `line.bytes`; `undefined` until it has been put there. */
	private shift: number | undefined;

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
		this.reset(bytes, start, end);
		this.shift = 0;
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
		this.reset(bytes, start, end);
		this.head.read(bytes, start, -1, end);
		this.scanBehindHead(number);
		return this.line;
	}

	/** Nothing is known of a line. */
	private reset(bytes: Uint8Array, start: number, end: number): void {
		const { line } = this;
		line.own = line.bytes = bytes;
		line.ownStart = line.start = start;
		line.ownEnd = line.end = end;
		line.kind = lineKinds.foreign;
		line.row = undefined;
		line.sessionKind = 'none';
		line.daemon = '';
		line.host = line.program = 0;
		line.severityStart = line.idStart = line.idEnd = line.peerStart = -1;
		line.sessionStart = line.linkStart = -1;
		line.part.number = 0;
		this.octets.over(bytes);
		this.shift = undefined;
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
		const table = program.reader === 'postfix' ? (program.table?.place ?? 0) : 0;
		const number = exports.notePair(hostStart, programEnd, table);
		if (number >= 0) {
			const hostLength = hostEnd - hostStart;
			this.pairs[number] = { hostLength, length: programEnd - hostStart, host, programNumber, program };
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
			this.takeExim(record, 0);
			return;
		}
		const { program } = pair;
		prefix.hostEnd = afterTime + pair.hostLength;
		prefix.programStart = prefix.hostEnd + 1;
		prefix.programEnd = afterTime + pair.length;
		line.host = pair.host + 1;
		line.program = pair.programNumber + 1;
		line.daemon = program.daemon;
		if (program.reader === 'postfix') {
			this.takePostfix(record, 0, program);
		} else {
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
			this.scanExim(line.prefix.messageEnd);
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
			this.shift = line.bytes === lineMemory.bytes ? 0 : undefined;
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
			this.scanPostfix(end, program);
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

	private scanPostfix(end: number, program: Program): void {
		const shift = this.load();
		const table = program.table?.place ?? 0;
		exports.readPostfixMessage(this.line.prefix.messageStart + shift, end + shift, table);
		this.takePostfix(single, shift, program);
	}

	/** Takes what the record has of a message of Postfix. */
	private takePostfix(record: number, shift: number, program: Program): void {
		const { line } = this;
		const { numbers } = lineMemory;
		line.bodyStart = (numbers[record + field.bodyStart] ?? 0) - shift;
		const severity = numbers[record + field.severityStart] ?? -1;
		if (severity >= 0) {
			line.severityStart = severity - shift;
			line.severityEnd = (numbers[record + field.severityEnd] ?? 0) - shift;
		}
		line.sessionKind = program.sessionKind;
		const found = rowOf(numbers[record + field.row] ?? 0);
		this.takePlaces(record, shift);
		if (found) {
			line.kind = found.number;
			line.row = found;
			if (program.isBare) {
				line.daemon = found.row.programs?.[0] ?? bareName;
				line.sessionKind = sessionKindOf(line.daemon);
			}
		} else {
			line.kind = severity >= 0 ? lineKinds.warning : unrecognized('postfix');
			if (program.isBare && severity >= 0) {
				// Of the daemon that has a session open in this process, if one has.
				line.sessionKind = sessionKindOf('smtpd');
			}
		}
	}

	/** Puts the line into the line memory; gives where it lies there, less where it lies in `line.bytes`. */
	private load(): number {
		const { line } = this;
		this.shift ??= lineMemory.loadLine(line.bytes, line.start, line.end) - line.start;
		return this.shift;
	}

	/** The row that claims what stands behind the queue id, from `line.bodyStart` to `end`. */
	private find(table: RowTable | undefined, end: number, hasId: boolean): CompiledRow | undefined {
		if (!table) {
			return undefined;
		}
		const { line } = this;
		const shift = this.load();
		const id = line.idStart < 0 ? -1 : line.idStart + shift;
		const { messageStart } = line.prefix;
		const hasIdNumber = hasId ? 1 : 0;
		exports.readMessage(
			messageStart + shift,
			line.bodyStart + shift,
			end + shift,
			id,
			hasIdNumber,
			table.place,
		);
		return rowOf(lineMemory.numbers[single + field.row] ?? 0);
	}

	/** Takes the row that was found last, and what it tells. */
	private claim(found: CompiledRow): void {
		this.line.kind = found.number;
		this.line.row = found;
		this.takePlaces(single, this.load());
	}

	/** Takes what the record has of a queue id, a peer and a second queue id. */
	private takePlaces(record: number, shift: number): void {
		const { line } = this;
		const { numbers } = lineMemory;
		const idStart = numbers[record + field.idStart] ?? -1;
		if (idStart >= 0 && line.idStart < 0) {
			line.idStart = idStart - shift;
			line.idEnd = (numbers[record + field.idEnd] ?? 0) - shift;
		}
		const peerStart = numbers[record + field.peerStart] ?? -1;
		if (peerStart >= 0) {
			line.peerStart = peerStart - shift;
			line.addressEnd = (numbers[record + field.addressEnd] ?? 0) - shift;
			line.peerEnd = (numbers[record + field.peerEnd] ?? 0) - shift;
		}
		const linkStart = numbers[record + field.linkStart] ?? -1;
		if (linkStart >= 0) {
			line.linkStart = linkStart - shift;
			line.linkEnd = (numbers[record + field.linkEnd] ?? 0) - shift;
		}
	}

	private postfixIdEnd(at: number, end: number): number {
		const shift = this.load();
		const found = exports.postfixIdEnd(at + shift, end + shift);
		return found < 0 ? -1 : found - shift;
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
		this.scanExim(end);
		// Without +pid every line of one process carries syslog's own; the daemon's is the same for all connections.
		line.prefix.pid = outer.pid >= 0 ? outer.pid : pid;
	}

	private scanExim(end: number): void {
		const shift = this.load();
		exports.readEximMessage(this.line.bodyStart + shift, end + shift, eximTable.place);
		this.takeExim(single, shift);
	}

	/** Takes what the record has of a message of Exim. */
	private takeExim(record: number, shift: number): void {
		const { line } = this;
		const { numbers } = lineMemory;
		line.bodyStart = (numbers[record + field.bodyStart] ?? 0) - shift;
		line.sessionKind = 'exim';
		const idStart = numbers[record + field.idStart] ?? -1;
		const found = rowOf(numbers[record + field.row] ?? 0);
		this.takePlaces(record, shift);
		if (found) {
			line.kind = found.number;
			line.row = found;
		} else if (idStart >= 0 || line.program > 0) {
			line.kind = unrecognized('exim');
		}
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
		const found = this.find(program.table, end, idEnd >= 0);
		if (found) {
			this.claim(found);
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
		const found = this.find(program.table, end, sessionEnd >= 0);
		if (found) {
			line.sessionKind = program.sessionKind;
			this.claim(found);
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
		line.sessionKind = program?.sessionKind ?? 'none';
		line.bodyStart = at;
		let found = this.find(program?.table, end, false);
		if (level > 0 && (!found || (found.row.starts === '' && found.row.has === undefined))) {
			// An error of which no row knows more.
			line.bodyStart = start;
			const weighed = this.find(program?.table, end, false);
			if (weighed && weighed.row.starts !== '') {
				found = weighed;
			} else {
				line.bodyStart = at;
				found = this.find(program?.table, end, false);
			}
		}
		if (found) {
			this.claim(found);
		} else if (program?.daemon !== pamName) {
			line.kind = unrecognized('dovecot');
		}
	}

	/** A filter's or policy server's line; it may begin with the mail server's queue id. */
	private scanBetween(bytes: Uint8Array, end: number, program: Program): void {
		const { line } = this;
		const at = line.prefix.messageStart;
		let idEnd = this.postfixIdEnd(at, end);
		if (idEnd < 0) {
			idEnd = sendmailIdEnd(bytes, at, end);
		}
		this.passId(at, idEnd, end);
		const found = this.find(program.table, end, idEnd >= 0);
		if (found) {
			this.claim(found);
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
