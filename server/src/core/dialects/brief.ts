import { valueOf, type FieldName, type LineEvent } from '../event';
import { startsAt } from '../text/ascii';
import type { Octets } from '../text/octets';
import { bytesOf, textOf } from '../text/utf8';

/** The fields that can be told of a line in brief, in the order of their numbers. */
export const briefFields = [
	'from',
	'to',
	'original',
	'host',
	'address',
	'relay',
	'relayHost',
	'relayAddress',
	'delay',
	'delays',
	'status',
	'size',
	'saslUser',
	'tlsVersion',
	'tlsCipher',
	'phase',
	'action',
	'transport',
	'otherQueueId',
] as const satisfies readonly FieldName[];

export type BriefField = (typeof briefFields)[number];

/** The number of each field. */
export const briefField = Object.fromEntries(briefFields.map((name, number) => [name, number])) as Readonly<
	Record<BriefField, number>
>;

const atSign = 64;

/** What is kept of a line in brief, in integers: where in its record they are. */
const entry = {
	kind: 0,
	lineStart: 1,
	lineEnd: 2,
	isQuick: 3,
	wordsStart: 4,
	wordsEnd: 5,
	/** A bit for each field that is noted: its number. */
	noted: 6,
	/** A hash for each of `briefNames`; 0 where the line has none. */
	names: 7,
	/** The line, where somebody else reads it. */
	line: 14,
	/** The number of its words, where somebody else reads it; from 1, and 0 where they have none. */
	words: 15,
	/** 1 where the line's delays are noted; each of them, by `delayParts` of `briefAmounts.ts`: milliseconds. */
	hasDelays: 16,
	delays: 17,
	/** Where each field begins and ends. */
	fields: 22,
} as const;

/** Of a delay that fits into a record: milliseconds. */
const longestDelay = 0x7fffffff;

/** So many integers are a record. */
export const briefSize = 60;

/**
 * A frequent line in brief: where the few fields stand that somebody who counts needs, in octets, without making a string or an object
 * for them. One object is used for all lines. What it says is what `LineEvent` says, or less.
 */
export class Brief {
	/** The line itself, as it stands in the log. */
	lineBytes: Uint8Array = new Uint8Array(0);
	/** What all other places point into. */
	bytes: Uint8Array = new Uint8Array(0);
	private records: Int32Array = new Int32Array(briefSize);
	/** Where in `records` the line's own begins. */
	private at = 0;

	/** The line's number, where its record was planned. */
	get line(): number {
		return this.records[this.at + entry.line] ?? 0;
	}

	/** The number of the line's kind. */
	get kindNumber(): number {
		return this.records[this.at + entry.kind] ?? 0;
	}

	get lineStart(): number {
		return this.records[this.at + entry.lineStart] ?? 0;
	}

	get lineEnd(): number {
		return this.records[this.at + entry.lineEnd] ?? 0;
	}

	/** Read on its octets; all else was read in full. */
	get isQuick(): boolean {
		return this.records[this.at + entry.isQuick] === 1;
	}

	/** What tells why, as it stands in the line; two lines that say the same there have the same cause. */
	get wordsStart(): number {
		return this.records[this.at + entry.wordsStart] ?? 0;
	}

	get wordsEnd(): number {
		return this.records[this.at + entry.wordsEnd] ?? 0;
	}

	/** Takes the records of other lines, and goes to the one at a place: what was read there is known. */
	go(bytes: Uint8Array, records: Int32Array, number: number): void {
		this.bytes = this.lineBytes = bytes;
		this.records = records;
		this.at = number * briefSize;
	}

	/**
	 * Plans the record for a line that somebody else will read: where it will stand, with its terminator, in octets that are not there
	 * yet. `isRead`: its fields are asked for.
	 */
	plan(line: number, kindNumber: number, start: number, end: number, isRead: boolean): void {
		const { records, at } = this;
		records[at + entry.line] = line;
		records[at + entry.kind] = kindNumber;
		records[at + entry.lineStart] = start;
		records[at + entry.lineEnd] = end;
		records[at + entry.isQuick] = isRead ? 0 : 1;
	}

	/** Goes to a line of which nothing was read, in the same record. */
	place(bytes: Uint8Array, kindNumber: number, start: number, end: number): void {
		const { records, at } = this;
		this.lineBytes = bytes;
		records[at + entry.kind] = kindNumber;
		records[at + entry.lineStart] = start;
		records[at + entry.lineEnd] = end;
		this.begin(bytes, true);
	}

	/** Nothing is known of a line in these octets. */
	begin(bytes: Uint8Array, isQuick: boolean): void {
		const { records, at } = this;
		this.bytes = bytes;
		records[at + entry.isQuick] = isQuick ? 1 : 0;
		records[at + entry.wordsStart] = 0;
		records[at + entry.wordsEnd] = 0;
		records[at + entry.noted] = 0;
		records[at + entry.words] = 0;
		records[at + entry.hasDelays] = 0;
		for (let name = 0; name < briefNames.length; name++) {
			records[at + entry.names + name] = 0;
		}
	}

	/** Notes where a field stands. */
	note(field: number, start: number, end: number): void {
		if (this.isNoted(field)) {
			return;
		}
		const { records, at } = this;
		records[at + entry.noted] = (records[at + entry.noted] ?? 0) | (1 << field);
		records[at + entry.fields + field * 2] = start;
		records[at + entry.fields + field * 2 + 1] = end;
	}

	/** Notes where the words stand that tell why. */
	noteWords(start: number, end: number): void {
		this.records[this.at + entry.wordsStart] = start;
		this.records[this.at + entry.wordsEnd] = end;
	}

	/** Notes the hashes of the names that the line has. */
	noteNames(hashOf: (bytes: Uint8Array, start: number, end: number) => number): void {
		const { records, at, bytes } = this;
		const noted = records[at + entry.noted] ?? 0;
		if ((noted & anyName) === 0) {
			return;
		}
		for (let name = 0; name < briefNames.length; name++) {
			const field =
				(noted & (1 << (fieldsOfNames[name] ?? 0))) === 0 ? othersOfNames[name] : fieldsOfNames[name];
			if (field !== undefined && (noted & (1 << field)) !== 0) {
				const place = at + entry.fields + field * 2;
				const end = records[place + 1] ?? 0;
				const start = records[place] ?? 0;
				records[at + entry.names + name] = hashOf(
					bytes,
					areDomains[name] === 1 ? domainIn(bytes, start, end) : start,
					end,
				);
			}
		}
	}

	/** Notes the number that its helper gives to the words, and to others that are alike (`WordsKey`); from 0. */
	noteWordsNumber(number: number): void {
		this.records[this.at + entry.words] = number + 1;
	}

	/** That number, or -1. */
	get wordsNumber(): number {
		return (this.records[this.at + entry.words] ?? 0) - 1;
	}

	/** Whether somebody has noted how long the mail took: `delay` tells. */
	get hasDelays(): boolean {
		return this.records[this.at + entry.hasDelays] === 1;
	}

	/** Milliseconds; `part` as `Delays` has it. */
	delay(part: number): number {
		return this.records[this.at + entry.delays + part] ?? 0;
	}

	/** Notes all of them, unless one is not told or too long for a record. */
	noteDelays(values: Float64Array): void {
		const { records, at } = this;
		let told = 1;
		for (let part = 0; part < values.length; part++) {
			const value = values[part] ?? -1;
			records[at + entry.delays + part] = value;
			told = value >= 0 && value <= longestDelay ? told : 0;
		}
		records[at + entry.hasDelays] = told;
	}

	/** Whether the line has the field. */
	isNoted(field: number): boolean {
		return ((this.records[this.at + entry.noted] ?? 0) & (1 << field)) !== 0;
	}

	/** Whether the line has it, and it says just this. */
	isNotedAs(field: number, octets: Uint8Array): boolean {
		const start = this.start(field);
		return this.end(field) - start === octets.length && startsAt(this.bytes, start, this.end(field), octets);
	}

	/** Where a field begins; -1 where the line has none. */
	start(field: number): number {
		return this.isNoted(field) ? (this.records[this.at + entry.fields + field * 2] ?? -1) : -1;
	}

	/** Where it ends; -1 where the line has none. */
	end(field: number): number {
		return this.isNoted(field) ? (this.records[this.at + entry.fields + field * 2 + 1] ?? -1) : -1;
	}

	text(field: number): string | undefined {
		return this.isNoted(field) ? textOf(this.bytes, this.start(field), this.end(field)) : undefined;
	}

	/** Takes a line that was read in full. */
	take(event: LineEvent): void {
		const pieces: Uint8Array[] = [];
		let length = 0;
		const add = (text: string) => {
			const bytes = bytesOf(text);
			pieces.push(bytes);
			length += bytes.length;
			return length - bytes.length;
		};
		this.begin(this.bytes, false);
		for (const [field, name] of briefFields.entries()) {
			const value = valueOf(event, name);
			if (value !== undefined) {
				this.note(field, add(value), length);
			}
		}
		const words = (['code', 'enhanced', 'text', 'phase'] as const).map((name) => valueOf(event, name) ?? '');
		this.noteWords(add(words.join(' ')), length);
		this.bytes = joined(pieces, length);
	}
}

/** Names of a line that many others have, too. */
export const briefNames = ['from', 'fromDomain', 'to', 'toDomain', 'host', 'relay', 'user'] as const;
export type BriefName = (typeof briefNames)[number];

/** In which field each is, or in which other one where the line has not that; whether it is the domain of the address there. */
const nameFields: Readonly<Record<BriefName, { field: BriefField; other?: BriefField; isDomain?: true }>> = {
	from: { field: 'from' },
	fromDomain: { field: 'from', isDomain: true },
	to: { field: 'to' },
	toDomain: { field: 'to', isDomain: true },
	host: { field: 'host', other: 'address' },
	relay: { field: 'relayHost', other: 'relayAddress' },
	user: { field: 'saslUser' },
};

/** The same by the number of the name, in integers. */
const fieldsOfNames = Uint8Array.from(briefNames, (name) => briefField[nameFields[name].field]);
const othersOfNames = Uint8Array.from(
	briefNames,
	(name) => briefField[nameFields[name].other ?? nameFields[name].field],
);
const areDomains = Uint8Array.from(briefNames, (name) => (nameFields[name].isDomain ? 1 : 0));

/** A bit for each field that can hold a name. */
const anyName = [...fieldsOfNames, ...othersOfNames].reduce((bits, field) => bits | (1 << field), 0);

/** Where the domain of an address begins; one without `@` stands for itself. */
export function domainIn(bytes: Uint8Array, start: number, end: number): number {
	let place = end;
	while (place > start && bytes[place - 1] !== atSign) {
		place--;
	}
	return place;
}

/** The hashes (`ByteTable.hashOf`) of one name in the first `count` records, put one after the other into `hashes`; gives how many. */
export function hashesOf(name: BriefName, records: Int32Array, count: number, hashes: Int32Array): number {
	const place = entry.names + briefNames.indexOf(name);
	let found = 0;
	for (let at = place; at < count * briefSize; at += briefSize) {
		const hash = records[at] ?? 0;
		if (hash !== 0) {
			hashes[found++] = hash;
		}
	}
	return found;
}

/** How a frequent line is read in brief. */
export interface BriefReader {
	/** What stands before the fields: the first place in the line counts. */
	readonly after: string;
	/** The fields that it tells: each as the line has it, or not at all where the line has none. */
	readonly tells: readonly BriefField[];
	/** Notes the fields from `at` on. `false`: the line is not as most are, and has to be read in full. */
	readonly read: (brief: Brief, octets: Octets, at: number, end: number) => boolean;
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
	const bytes = new Uint8Array(length);
	let at = 0;
	for (const piece of pieces) {
		bytes.set(piece, at);
		at += piece.length;
	}
	return bytes;
}
