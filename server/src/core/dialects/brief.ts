import { valueOf, type FieldName, type LineEvent } from '../event';
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

/**
 * A frequent line in brief: where the few fields stand that somebody who counts needs, in octets, without making a string or an object
 * for them. One object is used for all lines. What it says is what `LineEvent` says, or less.
 */
export class Brief {
	/** The line itself, as it stands in the log. */
	lineBytes: Uint8Array = new Uint8Array(0);
	lineStart = 0;
	lineEnd = 0;
	/** What all other places point into. */
	bytes: Uint8Array = new Uint8Array(0);
	/** What tells why, as it stands in the line; two lines that say the same there have the same cause. */
	wordsStart = 0;
	wordsEnd = 0;
	/** Read on its octets; all else was read in full. */
	isQuick = false;
	/** A bit for each field that is noted: its number. */
	private noted = 0;
	private readonly starts = new Int32Array(briefFields.length);
	private readonly ends = new Int32Array(briefFields.length);

	/** Goes to a line of which nothing was read. */
	place(bytes: Uint8Array, start: number, end: number): void {
		this.lineBytes = bytes;
		this.lineStart = start;
		this.lineEnd = end;
		this.begin(bytes);
	}

	/** Nothing is known of a line in these octets. */
	begin(bytes: Uint8Array): void {
		this.bytes = bytes;
		this.wordsStart = this.wordsEnd = 0;
		this.noted = 0;
		this.isQuick = true;
	}

	/** Notes where a field stands. */
	note(field: number, start: number, end: number): void {
		if (this.isNoted(field)) {
			return;
		}
		this.noted |= 1 << field;
		this.starts[field] = start;
		this.ends[field] = end;
	}

	/** Whether the line has the field. */
	isNoted(field: number): boolean {
		return (this.noted & (1 << field)) !== 0;
	}

	/** Where a field begins; -1 where the line has none. */
	start(field: number): number {
		return this.isNoted(field) ? (this.starts[field] ?? -1) : -1;
	}

	/** Where it ends. */
	end(field: number): number {
		return this.ends[field] ?? -1;
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
		this.begin(this.bytes);
		this.isQuick = false;
		for (const [field, name] of briefFields.entries()) {
			const value = valueOf(event, name);
			if (value !== undefined) {
				this.note(field, add(value), length);
			}
		}
		this.wordsStart = add(
			(['code', 'enhanced', 'text', 'phase'] as const).map((name) => valueOf(event, name) ?? '').join(' '),
		);
		this.wordsEnd = length;
		this.bytes = joined(pieces, length);
	}
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
