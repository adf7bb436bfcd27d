import { Brief } from './dialects/brief';
import type { Format, Kind, LineEvent } from './event';
import { kindCount, lineKinds, rowOf } from './index/lineKinds';
import { Literal } from './text/literal';
import { Octets } from './text/octets';
import type { FileText } from './text/fileText';
import type { LogText } from './text/logText';

/** What a line is, as the pass over all lines has told. */
export interface BriefKind {
	/** Its place among all kinds of lines, from 0. */
	readonly number: number;
	readonly kind: Kind;
	readonly format: Format;
	/** The daemon, where its row names one only. */
	readonly program?: string;
	/** What its message begins with, where its row says so. */
	readonly starts: string;
	/** The log's writer is the client. */
	readonly isClient: boolean;
}

/** Called for lines in their order; the brief is another line's afterwards. Lines count from 0. */
export type VisitBrief = (line: number, kind: BriefKind, brief: Brief) => void;

/** What `Briefs` needs of a log. */
interface Source {
	readonly content: LogText | FileText;
	readonly kindNumber: (line: number) => number;
	readonly event: (line: number) => LineEvent;
}

/** How much of a line of some kind is read: its fields, or nothing, where it is enough to know of it. */
export type BriefNeed = 'fields' | 'kind' | undefined;

const leftBrace = 123;

/**
 * Reads many lines in brief, one after the other: frequent ones on their octets (`Row.brief`), all others in full. This is for whoever
 * counts in a log of millions of lines.
 */
export class Briefs {
	private readonly brief = new Brief();
	private readonly octets = new Octets();
	private readonly kinds: (BriefKind | undefined)[];
	private readonly marks: (Literal | undefined)[];

	private readonly isRead: boolean[];

	/** `needOf`: which kinds of lines are visited, and what is read of them. */
	constructor(
		private readonly source: Source,
		needOf: (kind: BriefKind) => BriefNeed,
	) {
		const all = Array.from({ length: kindCount }, (_, number) => briefKind(number));
		this.kinds = all.map((kind) => (kind && needOf(kind) !== undefined ? kind : undefined));
		this.isRead = all.map((kind) => kind !== undefined && needOf(kind) === 'fields');
		this.marks = all.map((_, number) => {
			const reader = rowOf(number)?.row.brief;
			return reader && Literal.ofText(reader.after);
		});
	}

	/** Visits the lines from `from` up to `to`, exclusive. */
	visit(from: number, to: number, visit: VisitBrief): void {
		const { content, kindNumber } = this.source;
		const isWanted = (line: number) => this.kinds[kindNumber(line)] !== undefined;
		content.visitSome(from, to, isWanted, (line, bytes, start, end) => {
			const number = kindNumber(line);
			const kind = this.kinds[number];
			if (kind) {
				this.brief.place(bytes, start, end);
				if (this.isRead[number] === true) {
					this.read(line, number, bytes, start, end);
				}
				visit(line, kind, this.brief);
			}
		});
	}

	private read(line: number, number: number, bytes: Uint8Array, start: number, end: number): void {
		const { brief, octets } = this;
		const mark = this.marks[number];
		const reader = rowOf(number)?.row.brief;
		if (mark && reader && bytes[start] !== leftBrace) {
			octets.over(bytes);
			const at = mark.indexIn(octets, start, end);
			brief.begin(bytes);
			if (at >= 0 && reader.read(brief, octets, at + mark.length, end)) {
				return;
			}
		}
		brief.take(this.source.event(line));
	}
}

function briefKind(number: number): BriefKind | undefined {
	const row = rowOf(number);
	if (!row) {
		return number === lineKinds.warning
			? { number, kind: 'warning', format: 'postfix', starts: '', isClient: false }
			: undefined;
	}
	const [program, ...others] = row.row.programs ?? [];
	const isOne = program !== undefined && others.length === 0;
	const { starts } = row.row;
	const isClient = row.side === 'client' || starts.endsWith(' to ');
	return {
		number,
		kind: row.kind,
		format: row.dialect.format,
		starts,
		isClient,
		...(isOne ? { program } : {}),
	};
}
