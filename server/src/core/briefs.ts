import { bringNear, type BriefHelper, type BriefPiece } from './briefHelper';
import { BriefReaders } from './briefReaders';
import { Brief, briefSize } from './dialects/brief';
import type { Format, Kind, LineEvent } from './event';
import { kindCount, lineKinds, rowOf } from './index/lineKinds';
import { FileText } from './text/fileText';
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

/** Called for lines that were read by a helper, before they are visited: `count` records. */
export type ExpectBriefs = (records: Int32Array, count: number) => void;

/** What `Briefs` needs of a log. */
interface Source {
	readonly content: LogText | FileText;
	readonly kindNumber: (line: number) => number;
	readonly event: (line: number) => LineEvent;
}

/** How much of a line of some kind is read: its fields, or nothing, where it is enough to know of it. */
export type BriefNeed = 'fields' | 'kind' | undefined;

/**
 * Reads many lines in brief, one after the other: frequent ones on their octets (`Row.brief`), all others in full. This is for whoever
 * counts in a log of millions of lines.
 */
export class Briefs {
	private readonly brief = new Brief();
	private readonly readers = new BriefReaders();
	/** By number: the kinds that are visited, and whether their fields are read. */
	private readonly kinds: (BriefKind | undefined)[];
	private readonly isRead: boolean[];
	/** Read by nobody (`bringNear`). */
	seen = 0;

	/**
	 * @param needOf Which kinds of lines are visited, and what is read of them.
	 * @param helper Of a log in a file: who reads lines before they are visited.
	 */
	constructor(
		private readonly source: Source,
		needOf: (kind: BriefKind) => BriefNeed,
		private readonly helper: BriefHelper | undefined,
	) {
		const all = Array.from({ length: kindCount }, (_, number) => briefKind(number));
		const needs = all.map((kind) => kind && needOf(kind));
		this.kinds = all.map((kind, number) => (needs[number] === undefined ? undefined : kind));
		this.isRead = needs.map((need) => need === 'fields');
	}

	/**
	 * Visits the lines from `from` up to `to`, exclusive.
	 * @param expect Called with what a helper has read, before it is visited.
	 */
	visit(from: number, to: number, visit: VisitBrief, expect?: ExpectBriefs): void {
		const { helper, source } = this;
		if (helper && source.content instanceof FileText) {
			const last = Math.min(to, source.content.lineCount);
			this.visitAhead(helper, source.content, from, last, { visit, expect });
		} else {
			this.visitHere(from, to, visit);
		}
	}

	private visitHere(from: number, to: number, visit: VisitBrief): void {
		const { content, kindNumber } = this.source;
		const { brief } = this;
		const isWanted = (line: number) => this.kinds[kindNumber(line)] !== undefined;
		content.visitSome(from, to, isWanted, (line, bytes, start, end) => {
			const number = kindNumber(line);
			const kind = this.kinds[number];
			if (kind) {
				brief.place(bytes, number, start, end);
				if (this.isRead[number] === true && !this.readers.read(brief)) {
					brief.take(this.source.event(line));
				}
				visit(line, kind, brief);
			}
		});
	}

	/** The same, while the helper reads the lines that come next. */
	private visitAhead(helper: BriefHelper, text: FileText, from: number, to: number, visitor: Visitor): void {
		/** How many lines will be visited of each piece that was begun. */
		const begun: number[] = [];
		let offset = text.offsetOf(from);
		for (let line = from; line < to || begun.length > 0;) {
			const piece = line < to ? helper.free() : undefined;
			const plan = piece && this.plan(piece, text, line, to);
			if (plan && plan.octets > 0) {
				if (plan.count > 0) {
					helper.begin(offset, plan.octets, plan.count);
					begun.push(plan.count);
				}
				line = plan.next;
				offset += plan.octets;
			} else if (begun.length > 0) {
				this.visitPiece(helper.take(), begun.shift() ?? 0, visitor);
			} else {
				// A line that is too long for a piece.
				this.visitHere(line, line + 1, visitor.visit);
				offset += text.lengthOf(line);
				line++;
			}
		}
	}

	/** Plans what fits into a piece: notes where the lines that will be visited stand. */
	private plan({ octets, records }: BriefPiece, text: FileText, from: number, to: number): Plan {
		const { brief, kinds, isRead, source } = this;
		const most = records.length / briefSize;
		let line = from;
		let start = 0;
		let count = 0;
		for (; line < to && count < most; line++) {
			const end = start + text.lengthOf(line);
			if (end > octets.length) {
				break;
			}
			const number = source.kindNumber(line);
			if (kinds[number]) {
				brief.go(octets, records, count++);
				brief.plan(line, number, start, end, isRead[number] === true);
			}
			start = end;
		}
		return { count, next: line, octets: start };
	}

	private visitPiece(piece: BriefPiece, count: number, { visit, expect }: Visitor): void {
		const { brief, kinds, source } = this;
		this.seen = bringNear(piece, count);
		expect?.(piece.records, count);
		for (let number = 0; number < count; number++) {
			brief.go(piece.octets, piece.records, number);
			const { line, kindNumber } = brief;
			const kind = kinds[kindNumber];
			if (!brief.isQuick) {
				brief.take(source.event(line));
			}
			if (kind) {
				visit(line, kind, brief);
			}
		}
	}
}

interface Visitor {
	readonly visit: VisitBrief;
	readonly expect: ExpectBriefs | undefined;
}

/** What a piece has of a text. */
interface Plan {
	/** How many lines will be visited. */
	readonly count: number;
	/** The first line behind it. */
	readonly next: number;
	readonly octets: number;
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
