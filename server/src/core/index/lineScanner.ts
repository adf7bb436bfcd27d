import { readPart, type EntryPart } from '../dialects/exim/entryLines';
import {
	eximIdEnd,
	isAlphanumeric,
	opensmtpdIdEnd,
	postfixIdEnd,
	sendmailIdEnd,
	type CompiledRow,
} from '../dialects/scanner';
import { colon, isDigit, leftBracket, rightBracket, space } from '../text/ascii';
import { Envelopes } from '../text/envelopes/envelopes';
import type { LineSource } from '../text/envelopes/records';
import { Literal } from '../text/literal';
import { Octets } from '../text/octets';
import { findPasted, type Pasted } from '../text/paste';
import { newPrefix, readEximPid, readPrefix, type Prefix } from '../text/prefix';
import { afterDovecotSession, DovecotProcess, levelAt } from './dovecotProcess';
import { LineHead } from './lineHead';
import { lineKinds, unrecognized } from './lineKinds';
import {
	bareName,
	dovecotPrograms,
	eximTable,
	pamName,
	programOf,
	sessionKindOf,
	type Program,
	type SessionKind,
} from './programs';

export { formatOf, formats, isNoise, lineKinds, rowOf } from './lineKinds';

/** What the pass found in one line. Offsets are octets into the line's buffer; -1 is "not there". Used again for every line. */
export interface ScannedLine {
	/** `bytes`, to be compared and searched. */
	readonly octets: Octets;
	/** A row's number, or one of `lineKinds`. */
	kind: number;
	row: CompiledRow | undefined;
	prefix: Prefix;
	/** The octets that all offsets point into, and where the line ends in them: the line's own, or what its envelope held. */
	bytes: Uint8Array;
	end: number;
	sessionKind: SessionKind;
	/** The daemon: of the program's name, or, where a name has none, of the row that claims the line. */
	daemon: string;
	/** Numbers of host and program as written; 0 where there is none. */
	host: number;
	program: number;
	/** Where Postfix's own severity word stands. */
	severityStart: number;
	severityEnd: number;
	/** Where the queue id stands. */
	idStart: number;
	idEnd: number;
	/** Where the part behind severity and queue id begins. */
	bodyStart: number;
	/** The other side's `[address]:port`, with and without the port. */
	peerStart: number;
	addressEnd: number;
	peerEnd: number;
	/** A session's own id, of a server that writes one. */
	sessionStart: number;
	sessionEnd: number;
	/** A second queue id. */
	linkStart: number;
	linkEnd: number;
	/** Which piece of an entry it is, where syslog has cut one of Exim. */
	readonly part: EntryPart;
}

const severities = ['warning: ', 'error: ', 'fatal: ', 'panic: '];
/** The word of severity that begins with an octet. */
const severityOf: readonly (Literal | undefined)[] = Array.from({ length: 256 }, (_, octet) => {
	const word = severities.find((severity) => severity.charCodeAt(0) === octet);
	return word === undefined ? undefined : Literal.ofText(word);
});
const noQueue = Literal.ofText('NOQUEUE: ');

/** Reads lines one after the other, on octets, without making an object, a string or a match for any of them. */
export class LineScanner {
	private readonly head = new LineHead();
	private readonly octets = new Octets();
	readonly line: ScannedLine = {
		octets: this.octets,
		kind: 0,
		row: undefined,
		prefix: this.head.prefix,
		bytes: new Uint8Array(0),
		end: 0,
		sessionKind: 'none',
		daemon: '',
		host: 0,
		program: 0,
		severityStart: -1,
		severityEnd: -1,
		idStart: -1,
		idEnd: -1,
		bodyStart: 0,
		peerStart: -1,
		addressEnd: -1,
		peerEnd: -1,
		sessionStart: -1,
		sessionEnd: -1,
		linkStart: -1,
		linkEnd: -1,
		part: { number: 0, total: 0, start: 0 },
	};
	private readonly outer = newPrefix();
	private readonly pasted: Pasted = { start: 0, end: 0 };
	/** By the number of their name. */
	private readonly programs: Program[] = [];
	private readonly dovecot = new DovecotProcess();
	/** What holds a log's line inside something else; asked where a line has no time in front. */
	readonly envelopes: Envelopes;

	/** `source`: the text that the lines are of, for envelopes that take several of them. */
	constructor(source?: LineSource) {
		this.envelopes = new Envelopes(source);
	}

	/**
	 * Reads a line into `line`. Lines that no dialect knows get `lineKinds.foreign`; whether they belong to a transcript is for the
	 * caller to ask.
	 * @param start Octets of `bytes`, as `end`, which is exclusive.
	 * @param number Which line of the source it is, from 0; -1 where it is of none.
	 */
	scan(bytes: Uint8Array, start: number, end: number, number = -1): ScannedLine {
		const { line } = this;
		line.kind = lineKinds.foreign;
		line.row = undefined;
		line.sessionKind = 'none';
		line.daemon = '';
		line.host = line.program = 0;
		line.severityStart = line.idStart = line.idEnd = line.peerStart = -1;
		line.sessionStart = line.linkStart = -1;
		line.part.number = 0;
		line.bytes = bytes;
		line.end = end;
		this.octets.over(bytes);
		this.head.read(this.octets, start, end);
		if (line.prefix.timeForm === 'none') {
			this.lookAround(start, end, number);
		}
		line.bodyStart = line.prefix.messageStart;
		if (line.prefix.programEnd > line.prefix.programStart) {
			this.scanProgram(line.bytes, line.prefix.messageEnd);
		} else if (line.prefix.timeForm === 'exim') {
			this.scanExim(line.bytes, line.prefix.messageEnd);
		}
		return line;
	}

	/** A line without a time in front: it may stand in an envelope, or in a mail or a forum's page. */
	private lookAround(start: number, end: number, number: number): void {
		const { line, pasted } = this;
		const { bytes, prefix } = line;
		if (this.envelopes.open(bytes, start, end, number, prefix)) {
			line.bytes = this.envelopes.bytes;
			line.end = prefix.messageEnd;
			this.octets.over(line.bytes);
			this.head.nameIt(this.octets);
		} else if (findPasted(bytes, start, end, pasted)) {
			this.head.read(this.octets, pasted.start, pasted.end);
			const isLog =
				prefix.timeForm === 'exim' || (prefix.timeForm !== 'none' && prefix.programEnd > prefix.programStart);
			if (!isLog) {
				this.head.read(this.octets, start, end);
			}
		}
	}

	private scanProgram(bytes: Uint8Array, end: number): void {
		const { line } = this;
		const { prefix } = line;
		if (bytes[prefix.hostEnd - 1] === colon && this.scanDovecotFile(bytes, end)) {
			return;
		}
		const { host, program: number } = this.head;
		const program = (this.programs[number] ??= programOf(this.head.programName(number)));
		line.host = host + 1;
		line.program = number + 1;
		line.daemon = program.daemon;
		switch (program.reader) {
			case 'postfix':
				this.scanPostfix(bytes, end, program);
				break;
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
			case 'none':
		}
	}

	private scanPostfix(bytes: Uint8Array, end: number, program: Program): void {
		const { line } = this;
		let at = this.passSeverity(bytes, line.prefix.messageStart, end);
		const idEnd = postfixIdEnd(bytes, at, end);
		if (idEnd >= 0) {
			line.idStart = at;
			line.idEnd = idEnd;
			at = this.passSeverity(bytes, Math.min(idEnd + 2, end), end);
		} else if (noQueue.standsAt(this.octets, at, end)) {
			at += noQueue.length;
		}
		line.bodyStart = at;
		line.sessionKind = program.sessionKind;
		const found = program.table?.find(this.octets, at, end, idEnd >= 0);
		if (found && program.isBare) {
			line.daemon = found.row.programs?.[0] ?? bareName;
			line.sessionKind = sessionKindOf(line.daemon);
		}
		if (found) {
			this.claim(bytes, end, found);
		} else {
			line.kind = line.severityStart >= 0 ? lineKinds.warning : unrecognized('postfix');
			if (program.isBare && line.severityStart >= 0) {
				// Of the daemon that has a session open in this process, if one has.
				line.sessionKind = sessionKindOf('smtpd');
			}
		}
	}

	/** `warning: ` before or behind the queue id → the place after it. */
	private passSeverity(bytes: Uint8Array, at: number, end: number): number {
		const { line } = this;
		const word = line.severityStart >= 0 ? undefined : severityOf[bytes[at] ?? 0];
		if (!word?.standsAt(this.octets, at, end)) {
			return at;
		}
		line.severityStart = at;
		line.severityEnd = at + word.length - 2;
		return at + word.length;
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
		this.scanExim(bytes, end);
		// Without +pid every line of one process carries syslog's own; the daemon's is the same for all connections.
		line.prefix.pid = outer.pid >= 0 ? outer.pid : pid;
	}

	private scanExim(bytes: Uint8Array, end: number): void {
		const { line } = this;
		let at = line.bodyStart;
		const idEnd = eximIdEnd(bytes, at, end);
		if (idEnd >= 0) {
			line.idStart = at;
			line.idEnd = idEnd;
			at = Math.min(idEnd + 1, end);
		}
		line.bodyStart = at;
		line.sessionKind = 'exim';
		const found = eximTable.find(this.octets, at, end, idEnd >= 0);
		if (found) {
			this.claim(bytes, end, found);
		} else if (idEnd >= 0 || line.program > 0) {
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
		const found = program.table?.find(this.octets, line.bodyStart, end, idEnd >= 0);
		if (found) {
			this.claim(bytes, end, found);
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
		const found = program.table?.find(this.octets, line.bodyStart, end, sessionEnd >= 0);
		if (found) {
			line.sessionKind = program.sessionKind;
			this.claim(bytes, end, found);
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
		let found = program?.table?.find(this.octets, at, end, false);
		if (level > 0 && (!found || (found.starts.length === 0 && !found.has))) {
			// An error of which no row knows more.
			const weighed = program?.table?.find(this.octets, start, end, false);
			if (weighed && weighed.starts.length > 0) {
				found = weighed;
				line.bodyStart = start;
			}
		}
		if (found) {
			this.claim(bytes, end, found);
		} else if (program?.daemon !== pamName) {
			line.kind = unrecognized('dovecot');
		}
	}

	/** A filter's or policy server's line; it may begin with the mail server's queue id. */
	private scanBetween(bytes: Uint8Array, end: number, program: Program): void {
		const { line } = this;
		const at = line.prefix.messageStart;
		let idEnd = postfixIdEnd(bytes, at, end);
		if (idEnd < 0) {
			idEnd = sendmailIdEnd(bytes, at, end);
		}
		this.passId(at, idEnd, end);
		const found = program.table?.find(this.octets, line.bodyStart, end, idEnd >= 0);
		if (found) {
			this.claim(bytes, end, found);
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

	private claim(bytes: Uint8Array, end: number, found: CompiledRow): void {
		const { line } = this;
		line.kind = found.number;
		line.row = found;
		if (found.idAfter && line.idStart < 0) {
			this.findId(bytes, end, found.idAfter, found.idLength);
		}
		if (found.peerAfter) {
			this.findPeer(bytes, end, found.peerAfter);
		}
		if (found.linkAfter) {
			this.findLink(bytes, end, found.linkAfter);
		}
	}

	/** Finds the queue id behind a literal: letters and digits, `length` at most. */
	private findId(bytes: Uint8Array, end: number, after: Literal, length: number): void {
		const { line } = this;
		const literal = after.length === 0 ? line.bodyStart : after.indexIn(this.octets, line.bodyStart, end);
		if (literal < 0) {
			return;
		}
		const start = literal + after.length;
		let at = start;
		while (at < end && at - start < length && isAlphanumeric(bytes[at] ?? 0)) {
			at++;
		}
		if (at > start) {
			line.idStart = start;
			line.idEnd = at;
		}
	}

	/** Finds `[address]:port` behind a literal, past a name and a HELO name in parentheses. */
	private findPeer(bytes: Uint8Array, end: number, after: Literal): void {
		const { line } = this;
		const from = Math.max(line.prefix.messageStart, line.bodyStart - 1);
		const literal = line.row?.isPeerLast
			? after.lastIndexIn(this.octets, from, end)
			: after.indexIn(this.octets, from, end);
		if (literal < 0) {
			return;
		}
		let at = literal + after.length;
		if (line.row?.side === 'client') {
			this.notePeerName(bytes, at, end);
			return;
		}
		for (; at < end && bytes[at] !== leftBracket; at++) {
			if (bytes[at] === 40) {
				at = placeOf(bytes, 41, at, end);
			} else if (bytes[at] === comma) {
				return;
			}
		}
		const close = placeOf(bytes, rightBracket, at, end);
		if (close >= end) {
			return;
		}
		line.peerStart = at;
		line.addressEnd = close + 1;
		line.peerEnd = close + 1;
		if (bytes[close + 1] === colon && isDigit(bytes[close + 2])) {
			let port = close + 2;
			while (port < end && isDigit(bytes[port])) {
				port++;
			}
			line.peerEnd = port;
		}
	}

	/** The server that a client speaks with, as the line names it: `mx10.remote.example.` or `[192.0.2.1]`. */
	private notePeerName(bytes: Uint8Array, start: number, end: number): void {
		const { line } = this;
		let at = start;
		while (at < end && bytes[at] !== space && bytes[at] !== comma) {
			at++;
		}
		if (at > start) {
			line.peerStart = start;
			line.addressEnd = line.peerEnd = at;
		}
	}

	private findLink(bytes: Uint8Array, end: number, after: Literal): void {
		const { line } = this;
		const from = Math.max(line.prefix.messageStart, line.bodyStart - 1);
		const literal =
			after.length === 0
				? line.bodyStart
				: line.row?.isLinkLast
					? after.lastIndexIn(this.octets, from, end)
					: after.indexIn(this.octets, from, end);
		if (literal < 0) {
			return;
		}
		const start = literal + after.length;
		let at = start;
		while (at < end && at - start < 32 && !isLinkEnd(bytes[at] ?? 0)) {
			at++;
		}
		if (at > start) {
			line.linkStart = start;
			line.linkEnd = at;
		}
	}
}

const comma = 44;

/** Dovecot's processes get numbers that no program's name has (keys of sessions take them modulo 4096). */
const dovecotNumbers = 4000;

/** Where an octet comes next, or the end. */
function placeOf(bytes: Uint8Array, octet: number, from: number, end: number): number {
	let at = from;
	while (at < end && bytes[at] !== octet) {
		at++;
	}
	return at;
}

/** A blank, `)`, `"`, `,` or `:`. */
function isLinkEnd(octet: number): boolean {
	return octet === space || octet === 41 || octet === 34 || octet === comma || octet === colon;
}
