import { dialects } from '../dialects/all';
import type { Dialect, Row } from '../dialects/row';
import { compileRow, eximIdEnd, postfixIdEnd, RowTable, type CompiledRow } from '../dialects/scanner';
import type { Format } from '../event';
import {
	asciiBytes,
	colon,
	indexOf,
	isDigit,
	leftBracket,
	rightBracket,
	space,
	startsAt,
} from '../text/ascii';
import { ByteTable } from '../text/byteTable';
import { newPrefix, readPrefix, type Prefix } from '../text/prefix';
import { textOf } from '../text/utf8';

/** What a line is when no row claims it; rows are numbered behind these. */
export const lineKinds = {
	foreign: 0,
	transcript: 1,
	/** A Postfix line of which only the severity word is understood. */
	warning: 2,
	/** A known mail program's line that we cannot read: this number plus the format's place in `formats`. */
	unrecognized: 3,
} as const;

/** The formats, in the order of their numbers. */
export const formats: readonly Format[] = [
	'postfix',
	'exim',
	'sendmail',
	'opensmtpd',
	'dovecot',
	'transcript',
	'other',
];

const firstRow = lineKinds.unrecognized + formats.length;

/** Every row of every dialect, compiled; the index keeps their numbers. */
const rows: readonly CompiledRow[] = dialects
	.flatMap((dialect) => dialect.rows.map((row) => ({ dialect, row })))
	.map(({ dialect, row }, at) => compileRow(row, dialect, firstRow + at));

/** The row of a line's number, where a row claimed it. */
export function rowOf(number: number): Row | undefined {
	return rows[number - firstRow]?.row;
}

/** The format of a line's number. */
export function formatOf(number: number): Format {
	if (number >= firstRow) {
		return rows[number - firstRow]?.dialect.format ?? 'other';
	}
	if (number >= lineKinds.unrecognized) {
		return formats[number - lineKinds.unrecognized] ?? 'other';
	}
	return number === lineKinds.transcript ? 'transcript' : number === lineKinds.warning ? 'postfix' : 'other';
}

/** How a program's sessions are told apart. */
export type SessionKind = 'server' | 'client' | 'screen' | 'exim' | 'none';

interface Program {
	readonly format: Format;
	readonly daemon: string;
	readonly sessionKind: SessionKind;
	readonly table: RowTable | undefined;
}

/** What the pass found in one line. Offsets are octets into the line's buffer; -1 is "not there". Used again for every line. */
export interface ScannedLine {
	/** A row's number, or one of `lineKinds`. */
	kind: number;
	row: Row | undefined;
	prefix: Prefix;
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
	/** A second queue id. */
	linkStart: number;
	linkEnd: number;
}

const severities = ['warning: ', 'error: ', 'fatal: ', 'panic: '].map(asciiBytes);
/** The place in `severities` of the word that begins with an octet, or -1. */
const severityOf = Int8Array.from({ length: 256 }, (_, octet) =>
	severities.findIndex(([first]) => first === octet),
);
const noQueue = asciiBytes('NOQUEUE: ');

/** Reads lines one after the other, on octets, without making an object, a string or a match for any of them. */
export class LineScanner {
	readonly line: ScannedLine = {
		kind: 0,
		row: undefined,
		prefix: newPrefix(),
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
		linkStart: -1,
		linkEnd: -1,
	};
	private readonly outer = newPrefix();
	private readonly hosts = new ByteTable();
	/** Most logs are of one host: the number of the line before is tried first. */
	private lastHost = -1;
	private readonly programNames = new ByteTable();
	private readonly programs: Program[] = [];

	/**
	 * Reads a line into `line`. Lines that no dialect knows get `lineKinds.foreign`; whether they belong to a transcript is for the
	 * caller to ask.
	 */
	scan(bytes: Uint8Array, start: number, end: number): ScannedLine {
		const { line } = this;
		line.kind = lineKinds.foreign;
		line.row = undefined;
		line.sessionKind = 'none';
		line.daemon = '';
		line.host = line.program = 0;
		line.severityStart = line.idStart = line.idEnd = line.peerStart = line.linkStart = -1;
		readPrefix(bytes, start, end, line.prefix);
		line.bodyStart = line.prefix.messageStart;
		if (line.prefix.programEnd > line.prefix.programStart) {
			this.scanProgram(bytes, line.prefix.messageEnd);
		} else if (line.prefix.timeForm === 'exim') {
			this.scanExim(bytes, end);
		}
		return line;
	}

	/** The program of a number, as it stands in the log, and its daemon. */
	programOf(number: number): Program | undefined {
		return this.programs[number - 1];
	}

	private scanProgram(bytes: Uint8Array, end: number): void {
		const { line } = this;
		const { prefix } = line;
		if (!this.hosts.is(this.lastHost, bytes, prefix.hostStart, prefix.hostEnd)) {
			this.lastHost = this.hosts.intern(bytes, prefix.hostStart, prefix.hostEnd);
		}
		line.host = 1 + this.lastHost;
		const number = this.programNames.intern(bytes, prefix.programStart, prefix.programEnd);
		const program = (this.programs[number] ??= programOf(
			textOf(bytes, prefix.programStart, prefix.programEnd),
		));
		line.program = number + 1;
		line.daemon = program.daemon;
		if (program.format === 'postfix') {
			this.scanPostfix(bytes, end, program);
		} else if (program.format === 'exim') {
			this.scanEximBehindSyslog(bytes, end);
		} else if (program.format !== 'other') {
			line.kind = unrecognized(program.format);
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
		} else if (startsAt(bytes, at, end, noQueue)) {
			at += noQueue.length;
		}
		line.bodyStart = at;
		line.sessionKind = program.sessionKind;
		const found = program.table?.find(bytes, at, end, idEnd >= 0);
		if (found && program.daemon === bareName) {
			line.daemon = found.row.programs?.[0] ?? bareName;
			line.sessionKind = sessionKindOf(line.daemon);
		}
		if (found) {
			this.claim(bytes, end, found);
		} else {
			line.kind = line.severityStart >= 0 ? lineKinds.warning : unrecognized('postfix');
		}
	}

	/** `warning: ` before or behind the queue id → the place after it. */
	private passSeverity(bytes: Uint8Array, at: number, end: number): number {
		const { line } = this;
		const which = severityOf[bytes[at] ?? 0] ?? -1;
		const word = which < 0 || line.severityStart >= 0 ? undefined : severities[which];
		if (!word || !startsAt(bytes, at, end, word)) {
			return at;
		}
		line.severityStart = at;
		line.severityEnd = at + word.length - 2;
		return at + word.length;
	}

	/** `… exim[46483]: 2025-02-14 18:12:33.470 [46483] 1tixMn-… <= …`: the message may have a time of its own. */
	private scanEximBehindSyslog(bytes: Uint8Array, end: number): void {
		const { line, outer } = this;
		const { pid } = line.prefix;
		readPrefix(bytes, line.prefix.messageStart, end, outer);
		if (outer.timeForm === 'exim') {
			line.bodyStart = outer.messageStart;
			line.prefix.messageStart = outer.messageStart;
			if (outer.pid >= 0) {
				line.prefix.pid = outer.pid;
			}
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
		const found = eximTable.find(bytes, at, end, idEnd >= 0);
		if (found) {
			this.claim(bytes, end, found);
		} else if (idEnd >= 0 || line.program > 0) {
			line.kind = unrecognized('exim');
		}
	}

	private claim(bytes: Uint8Array, end: number, found: CompiledRow): void {
		const { line } = this;
		line.kind = found.number;
		line.row = found.row;
		if (found.peerAfter) {
			this.findPeer(bytes, end, found.peerAfter);
		}
		if (found.linkAfter) {
			this.findLink(bytes, end, found.linkAfter);
		}
	}

	/** Finds `[address]:port` behind a literal, past a name and a HELO name in parentheses. */
	private findPeer(bytes: Uint8Array, end: number, after: Uint8Array): void {
		const { line } = this;
		const from = Math.max(line.prefix.messageStart, line.bodyStart - 1);
		const literal = after.length === 0 ? from : indexOf(bytes, from, end, after);
		if (literal < 0) {
			return;
		}
		let at = literal + after.length;
		for (; at < end && bytes[at] !== leftBracket; at++) {
			if (bytes[at] === 40) {
				const close = bytes.indexOf(41, at);
				at = close < 0 || close >= end ? end : close;
			} else if (bytes[at] === 44) {
				return;
			}
		}
		const close = bytes.indexOf(rightBracket, at);
		if (at >= end || close < 0 || close >= end) {
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

	private findLink(bytes: Uint8Array, end: number, after: Uint8Array): void {
		const { line } = this;
		const literal = indexOf(bytes, Math.max(line.prefix.messageStart, line.bodyStart - 1), end, after);
		if (literal < 0) {
			return;
		}
		const start = literal + after.length;
		let at = start;
		while (at < end && bytes[at] !== space && bytes[at] !== 41 && bytes[at] !== 34 && at - start < 32) {
			at++;
		}
		if (at > start) {
			line.linkStart = start;
			line.linkEnd = at;
		}
	}
}

function unrecognized(format: Format): number {
	return lineKinds.unrecognized + formats.indexOf(format);
}

/** RFC 5424 by rsyslog cuts the program's name at the slash: `postfix 884 - - connect from …`. The row then tells the daemon. */
const bareName = 'postfix';

const daemonTables = new Map<string, RowTable>();

function tableOf(dialect: Dialect, daemon: string): RowTable {
	const key = `${dialect.format} ${daemon}`;
	let table = daemonTables.get(key);
	if (!table) {
		table = new RowTable(
			rows.filter(
				({ row, dialect: own }) =>
					own === dialect && (daemon === bareName || !row.programs || row.programs.includes(daemon)),
			),
		);
		daemonTables.set(key, table);
	}
	return table;
}

const [postfix, exim] = dialects as readonly [Dialect, Dialect];
const eximTable = tableOf(exim, 'exim');
const postfixDaemons = new Set([
	...postfix.rows.flatMap((row) => row.programs ?? []),
	...[
		'trivial-rewrite',
		'postlogd',
		'postalias',
		'postmap',
		'postdrop',
		'sendmail',
		'flush',
		'showq',
		'spawn',
		'proxymap',
	],
	...[
		'tlsmgr',
		'postmulti',
		'postqueue',
		'postconf',
		'qmqpd',
		'oqmgr',
		'nqmgr',
		'postfix-tlsproxy',
		'local',
		'posttls-finger',
	],
]);

/** What a program's name says of it: `postfix-in/submission/smtpd`, `exim4`, `sm-mta`, `dovecot`. */
function programOf(name: string): Program {
	const slash = name.lastIndexOf('/');
	const daemon = name.slice(slash + 1);
	if (
		name.startsWith('postfix') ? slash >= 0 || name === 'postfix' : slash > 0 && postfixDaemons.has(daemon)
	) {
		return { format: 'postfix', daemon, sessionKind: sessionKindOf(daemon), table: tableOf(postfix, daemon) };
	}
	const format = otherPrograms.find(([start]) => name.startsWith(start))?.[1] ?? 'other';
	return { format, daemon: name, sessionKind: format === 'exim' ? 'exim' : 'none', table: undefined };
}

const otherPrograms: readonly (readonly [string, Format])[] = [
	['exim', 'exim'],
	['sendmail', 'sendmail'],
	['sm-mta', 'sendmail'],
	['sm-msp', 'sendmail'],
	['smtpd', 'opensmtpd'],
	['dovecot', 'dovecot'],
];

function sessionKindOf(daemon: string): SessionKind {
	switch (daemon) {
		case 'smtpd':
		case 'cleanup':
			return 'server';
		case 'smtp':
		case 'lmtp':
			return 'client';
		case 'postscreen':
			return 'screen';
		default:
			return 'none';
	}
}
