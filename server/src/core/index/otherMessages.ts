import { readPart } from '../dialects/exim/entryLines';
import { opensmtpdIdEnd, sendmailIdEnd } from '../dialects/scanner';
import { Literal } from '../text/literal';
import { newPrefix, readEximPid, readPrefix } from '../text/prefix';
import { afterDovecotSession, DovecotProcess, levelAt } from './dovecotProcess';
import type { LineMessage } from './lineMessage';
import { lineKinds, unrecognized } from './lineKinds';
import { dovecotPrograms, pamName, sessionKinds, type Program } from './programs';
import type { ScannedLine } from './scannedLine';

const noQueue = Literal.ofText('NOQUEUE: ');

/** Reads the messages of programs that are not Postfix's: what each puts before them, and then what its rows know. */
export class OtherMessages {
	private readonly outer = newPrefix();
	private readonly dovecot = new DovecotProcess();

	constructor(
		private readonly line: ScannedLine,
		private readonly message: LineMessage,
	) {}

	/** Reads the message of a line whose head was read, as far as `end`. */
	read(bytes: Uint8Array, end: number, program: Program): void {
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
		if (idEnd < 0 && noQueue.standsAt(line.octets, at, end)) {
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

	/**
	 * Reads the message of a line of Dovecot's own log file, and says whether it is one. It has the process where syslog has the host:
	 * `Jun 12 11:48:12 imap-login: Info: Login: …`.
	 */
	readDovecotFile(bytes: Uint8Array, end: number): boolean {
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
