import { asciiBytes, colon, indexOf, isDigit, space, startsAt } from '../text/ascii';
import type { Dialect, Row } from './row';

/** A row ready for the pass over all lines: its literals as octets, its place in the list of all rows. */
export interface CompiledRow {
	readonly row: Row;
	readonly dialect: Dialect;
	/** The row's number in `allRows`: what the index keeps for a line. */
	readonly number: number;
	readonly starts: Uint8Array;
	readonly has: Uint8Array | undefined;
	readonly hasNot: Uint8Array | undefined;
	readonly idAfter: Uint8Array | undefined;
	/** How long the id behind `idAfter` is at most. */
	readonly idLength: number;
	readonly linkAfter: Uint8Array | undefined;
	readonly peerAfter: Uint8Array | undefined;
	readonly isIdRequired: boolean;
	readonly isIdForbidden: boolean;
}

export function compileRow(row: Row, dialect: Dialect, number: number): CompiledRow {
	return {
		row,
		dialect,
		number,
		starts: asciiBytes(row.starts),
		has: row.has === undefined ? undefined : asciiBytes(row.has),
		hasNot: row.hasNot === undefined ? undefined : asciiBytes(row.hasNot),
		idAfter: row.idAfter && asciiBytes(row.idAfter.literal),
		idLength: row.idAfter?.length ?? 32,
		linkAfter: row.link && asciiBytes(row.link.after),
		peerAfter: row.peerAfter === undefined ? undefined : asciiBytes(row.peerAfter),
		isIdRequired: row.queueId === 'required',
		isIdForbidden: row.queueId === 'none',
	};
}

/** The rows that may claim a line of one daemon, by the first octet behind the queue id. */
export class RowTable {
	private readonly byFirst: (readonly CompiledRow[])[];

	constructor(rows: readonly CompiledRow[]) {
		this.byFirst = Array.from({ length: 256 }, (_, first) =>
			rows.filter((row) => row.starts.length === 0 || row.starts[0] === first),
		);
	}

	/** The row that claims the message from `at` (behind the queue id) to `end`. */
	find(bytes: Uint8Array, at: number, end: number, hasId: boolean): CompiledRow | undefined {
		const candidates = this.byFirst[bytes[at] ?? 0];
		if (!candidates || at > end) {
			return undefined;
		}
		for (const row of candidates) {
			if (
				!(hasId ? row.isIdForbidden : row.isIdRequired) &&
				startsAt(bytes, at, end, row.starts) &&
				(!row.has || indexOf(bytes, at + row.starts.length, end, row.has) >= 0) &&
				(!row.hasNot || indexOf(bytes, at + row.starts.length, end, row.hasNot) < 0) &&
				(!row.row.test || row.row.test(bytes, at, end))
			) {
				return row;
			}
		}
		return undefined;
	}
}

/**
 * The end of the Postfix queue id at `at`, where it is followed by `: `, or -1. Short ids are upper-case hexadecimal, long ones
 * have the digits and the consonants of mail_queue.h's base 52 alphabet and a `z` before the inode.
 */
export function postfixIdEnd(bytes: Uint8Array, at: number, end: number): number {
	let after = at;
	let isHexadecimal = true;
	let hasLongMark = false;
	let hasVowel = false;
	for (; after < end && after - at <= 32; after++) {
		const octet = bytes[after] ?? 0;
		if (octet === colon) {
			break;
		}
		if (!isConsonantOrDigit(octet)) {
			if (octet !== 65 && octet !== 69) {
				return -1;
			}
			hasVowel = true;
		}
		isHexadecimal &&= isDigit(octet) || (octet >= 65 && octet <= 70);
		hasLongMark ||= octet === 122;
	}
	const length = after - at;
	const isId = (isHexadecimal && length >= 5) || (hasLongMark && !hasVowel && length >= 10);
	return isId && bytes[after] === colon && (after + 1 === end || bytes[after + 1] === space) ? after : -1;
}

/** 0-9, B-Z and b-z without vowels. */
function isConsonantOrDigit(octet: number): boolean {
	const letter = octet | 32;
	return (
		isDigit(octet) ||
		(letter > 97 && letter <= 122 && letter !== 101 && letter !== 105 && letter !== 111 && letter !== 117)
	);
}

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
