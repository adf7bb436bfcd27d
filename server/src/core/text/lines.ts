/** Where the octets of one line stand: without its line feed and the carriage returns before it. */
export interface LineBytes {
	bytes: Uint8Array;
	start: number;
	end: number;
}

/** Called for lines: where their octets stand, with their line feeds; the last one may have none. */
export type Visit = (bytes: Uint8Array, start: number, end: number) => void;

/** Called for one line: its number from 0, and where its octets stand without their end. */
export type VisitLine = (line: number, bytes: Uint8Array, start: number, end: number) => void;

export const lineFeed = 10;
const carriageReturn = 13;

/** The end of a line without its line feed and the carriage returns before it. */
export function withoutTerminator(bytes: Uint8Array, start: number, end: number): number {
	let last = end;
	if (last > start && bytes[last - 1] === lineFeed) {
		last--;
	}
	while (last > start && bytes[last - 1] === carriageReturn) {
		last--;
	}
	return last;
}

/** Some whole lines of a text. */
export interface Piece {
	readonly bytes: Uint8Array;
	readonly start: number;
	readonly end: number;
	/** Its first line, from 0. */
	readonly firstLine: number;
	/** The line in which an octet of the piece stands, and where that line is, into `into`. */
	lineAt(offset: number, into: LineBytes): number;
}
