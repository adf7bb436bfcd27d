import { colon, isDigit, space } from '../text/ascii';
import { Literal } from '../text/literal';
import type { Octets } from '../text/octets';
import type { Kind } from '../event';
import type { Dialect, MessagePart, Row, SessionPart } from './row';

/**
 * A row ready for the pass over all lines: its literals ready to be found, its place in the list of all rows. All have all keys, in one
 * order, so that the pass asks each of them the same way.
 */
export interface CompiledRow {
	/** As the dialect has it. */
	readonly row: Row;
	readonly dialect: Dialect;
	/** The row's number among all rows: what the index keeps for a line. */
	readonly number: number;
	readonly kind: Kind;
	readonly session: SessionPart | undefined;
	readonly message: MessagePart | undefined;
	readonly side: 'client' | undefined;
	readonly link: Row['link'];
	readonly speaker: Row['speaker'];
	readonly begins: boolean | undefined;
	readonly layout: string | undefined;
	readonly test: Row['test'];
	readonly starts: Literal;
	readonly has: Literal | undefined;
	readonly hasNot: Literal | undefined;
	readonly idAfter: Literal | undefined;
	/** How long the id behind `idAfter` is at most. */
	readonly idLength: number;
	readonly linkAfter: Literal | undefined;
	readonly isLinkLast: boolean;
	readonly peerAfter: Literal | undefined;
	readonly isPeerLast: boolean;
	readonly isIdRequired: boolean;
	readonly isIdForbidden: boolean;
}

export function compileRow(row: Row, dialect: Dialect, number: number): CompiledRow {
	return {
		row,
		dialect,
		number,
		kind: row.kind,
		session: row.session,
		message: row.message,
		side: row.side,
		link: row.link,
		speaker: row.speaker,
		begins: row.begins,
		layout: row.layout,
		test: row.test,
		starts: Literal.ofText(row.starts),
		has: literalOf(row.has),
		hasNot: literalOf(row.hasNot),
		idAfter: literalOf(row.idAfter?.literal),
		idLength: row.idAfter?.length ?? 32,
		linkAfter: literalOf(row.link?.after),
		isLinkLast: row.link?.isLast ?? false,
		peerAfter: literalOf(row.peerAfter),
		isPeerLast: row.isPeerLast ?? false,
		isIdRequired: row.queueId === 'required',
		isIdForbidden: row.queueId === 'none',
	};
}

function literalOf(text: string | undefined): Literal | undefined {
	return text === undefined ? undefined : Literal.ofText(text);
}

/** The rows that may claim a line of one daemon, by the first octets behind the queue id. */
export class RowTable {
	/** By the first four octets: the rows of lines that begin with them. Open addressing; a slot has a word and a place in `lists`. */
	private readonly slots: Int32Array;
	private readonly shift: number;
	private readonly lists: (readonly CompiledRow[])[] = [];
	/** For lines that begin with no row's first four octets: the rows that begin with fewer, by the first one. */
	private readonly short: readonly (readonly CompiledRow[])[];
	/** For messages of fewer than four octets. */
	private readonly all: readonly CompiledRow[];

	constructor(rows: readonly CompiledRow[]) {
		this.all = rows;
		this.short = Array.from({ length: 256 }, (_, first) =>
			rows.filter(
				({ row: { starts } }) => starts.length < 4 && (starts === '' || starts.charCodeAt(0) === first),
			),
		);
		const bits = Math.ceil(Math.log2(rows.length + 1)) + 1;
		this.slots = new Int32Array(2 << bits).fill(-1);
		this.shift = 32 - bits;
		for (const { row, starts } of rows) {
			const slot = this.slotOf(starts.firstWord);
			if (row.starts.length >= 4 && this.slots[slot + 1] === -1) {
				this.slots[slot] = starts.firstWord;
				this.slots[slot + 1] = this.lists.length;
				this.lists.push(rows.filter((other) => beginSame(other.row.starts, row.starts)));
			}
		}
	}

	/** The row that claims the message from `at` (behind the queue id) to `end`. */
	find(octets: Octets, at: number, end: number, hasId: boolean): CompiledRow | undefined {
		if (at > end) {
			return undefined;
		}
		const candidates = this.candidates(octets, at, end);
		for (let place = 0; place < candidates.length; place++) {
			const row = candidates[place];
			if (
				row !== undefined &&
				!(hasId ? row.isIdForbidden : row.isIdRequired) &&
				row.starts.standsAt(octets, at, end) &&
				(row.has === undefined || row.has.indexIn(octets, at + row.starts.length, end) >= 0) &&
				(row.hasNot === undefined || row.hasNot.indexIn(octets, at + row.starts.length, end) < 0) &&
				(row.test === undefined || row.test(octets.bytes, at, end))
			) {
				return row;
			}
		}
		return undefined;
	}

	private candidates(octets: Octets, at: number, end: number): readonly CompiledRow[] {
		if (at + 4 > end) {
			return this.all;
		}
		const list = this.slots[this.slotOf(octets.word(at)) + 1] ?? -1;
		return (list < 0 ? this.short[octets.bytes[at] ?? 0] : this.lists[list]) ?? this.all;
	}

	/** Where a word stands in `slots`, or would. */
	private slotOf(word: number): number {
		const { slots } = this;
		let slot = (Math.imul(word, 0x9e3779b1) >>> this.shift) * 2;
		while (slots[slot + 1] !== -1 && slots[slot] !== word) {
			slot = (slot + 2) & (slots.length - 1);
		}
		return slot;
	}
}

/** Whether one of two literals, cut to four octets, begins with the other. */
function beginSame(one: string, other: string): boolean {
	const [a, b] = [one.slice(0, 4), other.slice(0, 4)];
	return a.startsWith(b) || b.startsWith(a);
}

/**
 * The end of the Postfix queue id at `at`, where it is followed by `: `, or -1. Short ids are upper-case hexadecimal, long ones
 * have the digits and the consonants of mail_queue.h's base 52 alphabet and a `z` before the inode.
 */
export function postfixIdEnd(bytes: Uint8Array, at: number, end: number): number {
	const limit = Math.min(end, at + 33);
	let all = hexadecimal | base52;
	let some = 0;
	let after = at;
	for (; after < limit; after++) {
		const classes = idClasses[bytes[after] ?? 0] ?? 0;
		if (classes === 0) {
			break;
		}
		all &= classes;
		some |= classes;
	}
	const length = after - at;
	const isId =
		((all & hexadecimal) !== 0 && length >= 5) ||
		((all & base52) !== 0 && (some & longMark) !== 0 && length >= 10);
	return isId && length <= 32 && bytes[after] === colon && (after + 1 === end || bytes[after + 1] === space)
		? after
		: -1;
}

const hexadecimal = 1;
const base52 = 2;
const longMark = 4;

/** What each octet may be in a queue id: 0-9 and A-F; 0-9, B-Z and b-z without vowels; the `z` before the inode. */
const idClasses = Uint8Array.from({ length: 256 }, (_, octet) => {
	const character = String.fromCharCode(octet);
	return (
		(/[0-9A-F]/.test(character) ? hexadecimal : 0) |
		(/[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]/.test(character) ? base52 : 0) |
		(character === 'z' ? longMark : 0)
	);
});

/**
 * The end of the Exim message id at `at`, or -1: `1xVX0Y-00008E-0N` (6-6-2) or, from 4.97 on, `1tixMn-00000000C5j-1wRa` (6-11-4).
 */
export function eximIdEnd(bytes: Uint8Array, at: number, end: number): number {
	if (bytes[at + 6] !== 45) {
		return -1;
	}
	const second = bytes[at + 13] === 45 ? 6 : bytes[at + 18] === 45 ? 11 : 0;
	const length = second === 6 ? 16 : 23;
	if (second === 0 || at + length > end || (at + length < end && isAlphanumeric(bytes[at + length] ?? 0))) {
		return -1;
	}
	for (let place = 0; place < length; place++) {
		if (place !== 6 && place !== 7 + second && !isAlphanumeric(bytes[at + place] ?? 0)) {
			return -1;
		}
	}
	return at + length;
}

/**
 * The end of the sendmail queue id at `at`, where it is followed by `: `, or -1: `6ANGf41Z001169`, the time in base 60 and the process
 * id (sendmail 8.10 and later), or `SAA12345`, the hour and the process id (before).
 */
export function sendmailIdEnd(bytes: Uint8Array, at: number, end: number): number {
	let after = at;
	let digits = 0;
	for (; after < end && after - at <= 18 && isAlphanumeric(bytes[after] ?? 0); after++) {
		digits = isDigit(bytes[after]) ? digits + 1 : 0;
	}
	const isId = after - at >= 8 && digits >= 5 && bytes[after] === colon;
	return isId && (after + 1 === end || bytes[after + 1] === space) ? after : -1;
}

/** The end of the OpenSMTPD session id at `at`, where a blank follows, or -1: 16 hexadecimal digits, `5df87c9b982c840c`. */
export function opensmtpdIdEnd(bytes: Uint8Array, at: number, end: number): number {
	if (at + 17 > end || bytes[at + 16] !== space) {
		return -1;
	}
	for (let place = at; place < at + 16; place++) {
		const octet = bytes[place] ?? 0;
		if (!isDigit(octet) && (octet < 97 || octet > 102)) {
			return -1;
		}
	}
	return at + 16;
}

/** Letters and digits. */
export function isAlphanumeric(octet: number): boolean {
	const letter = octet | 32;
	return isDigit(octet) || (letter >= 97 && letter <= 122);
}
