import { asciiBytes, isDigit, startsAt } from '../ascii';
import { ByteTable } from '../byteTable';
import type { LineBytes } from '../lines';
import { journal, journalNames } from './journalFields';
import { newValue, readValue, type Value } from './json';

/** The lines of a text. */
export interface LineSource {
	readonly lineCount: number;
	bytesAt(line: number, into: LineBytes): void;
}

/**
 * How many lines before and behind its message a record may have. A journal entry has some thirty fields; what is further away is not
 * looked for, so that a line depends on so many lines around it and no others.
 */
export const recordReach = 100;

const messageField = asciiBytes('MESSAGE=');
const messageName = asciiBytes('MESSAGE');
const prettyMessage = asciiBytes('\t"MESSAGE" : ');
const prettySeparator = asciiBytes('" : "');
const cursorField = asciiBytes('__CURSOR=');

const names = new ByteTable();
journalNames.forEach((name) => names.intern(name, 0, name.length));

/**
 * Reads journal entries that take several lines: `journalctl -o export` (systemd.io, "Journal Export Formats") and `-o json-pretty`.
 * The line of the message stands for the entry; the other fields are looked for around it, up to the record's ends.
 *
 *     _HOSTNAME=mx1                              {
 *     SYSLOG_IDENTIFIER=postfix/smtpd            	"_HOSTNAME" : "mx1",
 *     MESSAGE=connect from …                     	"MESSAGE" : "connect from …",
 *     (an empty line)                            }
 */
export class RecordReader {
	/** A line of a record has been read: lines depend on others around them. */
	hasRecords = false;
	/** The field of each number, the first of its name; the message as it stands in its line. */
	readonly values: readonly Value[] = journalNames.map(() => newValue());
	private readonly message = this.values[journal.message] ?? newValue();
	private readonly line: LineBytes = { bytes: new Uint8Array(0), start: 0, end: 0 };
	private isPretty = false;

	constructor(private readonly source: LineSource) {}

	/** Whether the line is the one of a record's message; then the record's fields are read. */
	read(bytes: Uint8Array, start: number, end: number, line: number): boolean {
		for (const value of this.values) {
			value.form = 'none';
		}
		if (!this.readMessage(bytes, start, end, line)) {
			return false;
		}
		this.hasRecords = true;
		this.readBackwards(line);
		this.readForwards(line, this.isBinary(bytes, start, end) ? start : -1);
		return true;
	}

	private readMessage(bytes: Uint8Array, start: number, end: number, line: number): boolean {
		const { message } = this;
		const first = bytes[start];
		this.isPretty = first === 9;
		if (first === 77 && startsAt(bytes, start, end, messageField)) {
			takePlain(message, bytes, start + messageField.length, end);
			return true;
		}
		if (this.isPretty && startsAt(bytes, start, end, prettyMessage)) {
			return readValue(bytes, start + prettyMessage.length, end, message) >= 0;
		}
		if (!this.isBinary(bytes, start, end) || !this.isBehindName(line)) {
			return false;
		}
		takePlain(message, bytes, lengthEnd(bytes, start, end), end);
		return true;
	}

	/** Whether the line begins with the length of a binary field: eight octets, the last ones 0. */
	private isBinary(bytes: Uint8Array, start: number, end: number): boolean {
		return lengthEnd(bytes, start, end) > 0;
	}

	/** Whether the line before says `MESSAGE` and no more; the length may have been cut by a line feed of its own. */
	private isBehindName(line: number): boolean {
		for (let before = line - 1; before >= 0 && before >= line - 2; before--) {
			const { bytes, start, end } = this.lineAt(before);
			if (end - start === messageName.length && startsAt(bytes, start, end, messageName)) {
				return true;
			}
			if (end - start > 2) {
				return false;
			}
		}
		return false;
	}

	private readBackwards(line: number): void {
		for (let before = line - 1; before >= Math.max(0, line - recordReach); before--) {
			const { bytes, start, end } = this.lineAt(before);
			const isMessage = end - start === messageName.length && startsAt(bytes, start, end, messageName);
			if (!isMessage && (this.isEnd(bytes, start, end) || this.isOtherMessage(bytes, start, end))) {
				return;
			}
			this.note(bytes, start, end);
			if (bytes[start] === 95 && startsAt(bytes, start, end, cursorField)) {
				return;
			}
		}
	}

	/** `binary`: where the message's own length stands, or -1. */
	private readForwards(line: number, binary: number): void {
		/** Octets of a binary value that are still to come; -1 is outside of one. */
		let left = -1;
		if (binary >= 0) {
			const { bytes, end } = this.lineAt(line);
			left = lengthAt(bytes, binary, end) - (end - binary - 8) - 1;
		}
		const last = Math.min(this.source.lineCount - 1, line + recordReach);
		for (let after = line + 1; after <= last; after++) {
			const { bytes, start, end } = this.lineAt(after);
			if (left >= 0) {
				left -= end - start + 1;
			} else if (this.isEnd(bytes, start, end) || this.isOtherMessage(bytes, start, end)) {
				return;
			} else if (!this.isPretty && isBareName(bytes, start, end)) {
				if (after < last) {
					after++;
					const data = this.lineAt(after);
					left = lengthAt(data.bytes, data.start, data.end) - (data.end - data.start - 8) - 1;
				}
			} else {
				this.note(bytes, start, end);
			}
		}
	}

	/** Where a record ends: an empty line, or a bracket of json-pretty. */
	private isEnd(bytes: Uint8Array, start: number, end: number): boolean {
		return this.isPretty ? bytes[start] === 123 || bytes[start] === 125 || end === start : end === start;
	}

	/** The next record begins without an empty line before it. */
	private isOtherMessage(bytes: Uint8Array, start: number, end: number): boolean {
		return startsAt(bytes, start, end, this.isPretty ? prettyMessage : messageField);
	}

	/** `_PID=2211` or `	"_PID" : "2211",` */
	private note(bytes: Uint8Array, start: number, end: number): void {
		const from = this.isPretty ? start + 2 : start;
		let after = from;
		while (after < end && after - from < 32 && isNameOctet(bytes[after] ?? 0)) {
			after++;
		}
		const value = this.values[names.find(bytes, from, after)];
		if (!value || value.form !== 'none') {
			return;
		}
		if (!this.isPretty) {
			if (bytes[after] === 61) {
				takePlain(value, bytes, after + 1, end);
			}
		} else if (startsAt(bytes, after, end, prettySeparator)) {
			readValue(bytes, after + prettySeparator.length - 1, end, value);
		}
	}

	private lineAt(line: number): LineBytes {
		this.source.bytesAt(line, this.line);
		return this.line;
	}
}

function takePlain(value: Value, bytes: Uint8Array, start: number, end: number): void {
	value.form = 'plain';
	value.bytes = bytes;
	value.start = start;
	value.end = end;
}

/** `MESSAGE` alone: its value follows in binary. */
function isBareName(bytes: Uint8Array, start: number, end: number): boolean {
	let at = start;
	while (at < end && at - start < 64 && isNameOctet(bytes[at] ?? 0)) {
		at++;
	}
	return at === end && at > start;
}

function isNameOctet(octet: number): boolean {
	return (octet >= 65 && octet <= 90) || octet === 95 || isDigit(octet);
}

/** The place behind a binary length at the line's start: some octets, then five of 0 or more. An editor may have changed the first. */
function lengthEnd(bytes: Uint8Array, start: number, end: number): number {
	let at = start;
	while (at < end && at - start < 9 && bytes[at] !== 0) {
		at++;
	}
	const from = at;
	while (at < end && at - from < 8 && bytes[at] === 0) {
		at++;
	}
	return at - from >= 5 ? at : -1;
}

/** The length that eight octets write, the lowest first; no line of a log is longer than four of them say. 0 where none stands. */
function lengthAt(bytes: Uint8Array, at: number, end: number): number {
	const isLength = end - at >= 8 && bytes[at + 4] === 0 && bytes[at + 5] === 0 && bytes[at + 6] === 0;
	return isLength
		? (bytes[at] ?? 0) +
				(bytes[at + 1] ?? 0) * 256 +
				(bytes[at + 2] ?? 0) * 65_536 +
				(bytes[at + 3] ?? 0) * 16_777_216
		: 0;
}
