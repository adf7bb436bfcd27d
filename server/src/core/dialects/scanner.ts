import { colon, isDigit, space } from '../text/ascii';
import { lineMemory } from '../text/lineMemory';
import type { Kind } from '../event';
import type { Dialect, MessagePart, Row, SessionPart } from './row';

/**
 * A row ready for the pass over all lines: where its literals lie in the memory of the pass, its place in the list of all rows. All have
 * all keys, in one order, so that the pass asks each of them the same way.
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
	/** Where `assembly/rows.ts` finds what the row says of its lines. */
	readonly place: number;
}

/** How long the id behind `idAfter` is at most, where the row does not say. */
const longestId = 32;

export function compileRow(row: Row, dialect: Dialect, number: number): CompiledRow {
	if (row.test) {
		lineMemory.keepTest(number, row.test);
	}
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
		place: lineMemory.keep([
			number,
			flagsOf(row),
			...literalOf(row.starts),
			...literalOf(row.has),
			...literalOf(row.hasNot),
			...literalOf(row.idAfter?.literal),
			row.idAfter?.length ?? longestId,
			...literalOf(row.peerAfter),
			...literalOf(row.link?.after),
		]),
	};
}

/** As `assembly/rows.ts` has them. */
function flagsOf(row: Row): number {
	return (
		(row.queueId === 'required' ? 1 : 0) |
		(row.queueId === 'none' ? 2 : 0) |
		(row.isPeerLast ? 4 : 0) |
		(row.link?.isLast ? 8 : 0) |
		(row.side === 'client' ? 16 : 0) |
		(row.test ? 32 : 0)
	);
}

/** Where a literal lies and how long it is; 0 where there is none. */
function literalOf(text: string | undefined): readonly number[] {
	return text === undefined ? [0, 0] : [lineMemory.keepLiteral(text), text.length];
}

/** The rows that may claim a line of one daemon, by the first octets behind the queue id, as `assembly/rows.ts` has them. */
export class RowTable {
	readonly place: number;

	constructor(rows: readonly CompiledRow[]) {
		const short = Array.from({ length: 256 }, (_, first) =>
			rows.filter(
				({ row: { starts } }) => starts.length < 4 && (starts === '' || starts.charCodeAt(0) === first),
			),
		);
		const bits = Math.ceil(Math.log2(rows.length + 1)) + 1;
		const slots = new Int32Array(2 << bits);
		for (const { row } of rows) {
			if (row.starts.length >= 4) {
				const word = wordOf(row.starts);
				let slot = (Math.imul(word, 0x9e3779b1) >>> (32 - bits)) * 2;
				while (slots[slot + 1] !== 0 && slots[slot] !== word) {
					slot = (slot + 2) & (slots.length - 1);
				}
				if (slots[slot + 1] === 0) {
					slots[slot] = word;
					slots[slot + 1] = listOf(rows.filter((other) => beginSame(other.row.starts, row.starts)));
				}
			}
		}
		this.place = lineMemory.keep([32 - bits, (1 << bits) - 1, listOf(rows), ...short.map(listOf), ...slots]);
	}
}

/** Lists that are the same are one. */
const lists = new Map<string, number>();

/** The place of a list of rows. */
function listOf(rows: readonly CompiledRow[]): number {
	const places = [...rows.map(({ place }) => place), 0];
	const key = places.join(' ');
	const known = lists.get(key) ?? lineMemory.keep(places);
	lists.set(key, known);
	return known;
}

/** The first four octets of a literal, as a number. */
function wordOf(text: string): number {
	return [3, 2, 1, 0].reduce((word, at) => (word << 8) | text.charCodeAt(at), 0);
}

/** Whether one of two literals, cut to four octets, begins with the other. */
function beginSame(one: string, other: string): boolean {
	const [a, b] = [one.slice(0, 4), other.slice(0, 4)];
	return a.startsWith(b) || b.startsWith(a);
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
