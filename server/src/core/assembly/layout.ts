/**
 * Where everything lies in the memory that the pass shares with TypeScript, in octets, and what it has noted of a line.
 *
 *     records   one for each line, and one more for a line that is read alone
 *     time      the octets with which lines of the last second begin
 *     names     hosts and programs that came lately, see `head.ts`
 *     heap      what does not change: rows, their literals, tables of rows
 *     lengths   how long lines are
 *     text      the lines; a line that is read alone lies behind them
 */

/** What is found in a line: so many octets. All places are those of the memory; -1 is "not there". */
export const recordSize: i32 = 64;
export const recordCount: i32 = 1024;
export const records: i32 = 0x1000;
export const single: i32 = records + recordCount * recordSize;

/** The fields of a record. Where the line stands, without its line feed. */
export const lineStart = 0;
export const lineEnd = 4;
/** The number of its pair of host and program, or one of the two below. */
export const names = 8;
/** Its time or its names are not known from a line before: nothing else has been read. */
export const unknownHead = -1;
/** It is one of Exim's own log, which has no names. */
export const noNames = -2;
export const pid = 12;
export const messageStart = 16;
/** The number of the row that claims it, or 0. */
export const row = 20;
export const severityStart = 24;
export const severityEnd = 28;
export const idStart = 32;
export const idEnd = 36;
export const bodyStart = 40;
export const peerStart = 44;
export const addressEnd = 48;
export const peerEnd = 52;
export const linkStart = 56;
export const linkEnd = 60;

/** Where the line begins that follows those that were read. */
export const next: i32 = 0x11800;

/** The octets of the time, and which of them are compared. */
export const time: i32 = 0x12000;
export const timeMask: i32 = time + 48;
export const idClasses: i32 = 0x12100;

export const pairCount: i32 = 64;
export const pairSize: i32 = 128;
export const pairs: i32 = 0x12200;

/** Where the lengths of lines are put, in two octets each. */
export const lengths: i32 = 0x100000;
export const lengthCount: i32 = 0x8000;
/** Where some of these lines begin: at each so many lines. */
export const stride: i32 = 64;
export const places: i32 = 0x14800;

export const heap: i32 = 0x15000;
export const text: i32 = 0x110000;
export const textSize: i32 = 0x40000;
