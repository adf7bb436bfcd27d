import type { LineBytes, Piece } from './text/lines';
import type { Needles } from './text/needles';

/** A place where one of the texts stands, and the line around it. Octets. */
export interface Hit {
	/** The number of the text among those that were looked for. */
	readonly which: number;
	/** 0-based. */
	readonly line: number;
	readonly bytes: Uint8Array;
	readonly start: number;
	readonly end: number;
	/** Where the line begins and ends, without its terminator. */
	readonly lineStart: number;
	readonly lineEnd: number;
}

interface Pieces {
	pieces(): Iterable<Piece>;
}

/**
 * Finds texts in octets, one piece after the other. Places may lie one in the other, as `a@example.com` in `aa@example.com`: who asks
 * looks at what stands around.
 * @param onHit Is given the same object each time.
 */
export function* search(
	content: Pieces,
	needles: Needles,
	onHit: (hit: Hit) => void,
): Generator<undefined, void> {
	const place: LineBytes = { bytes: new Uint8Array(0), start: 0, end: 0 };
	const hit = { which: -1, line: 0, bytes: place.bytes, start: 0, end: 0, lineStart: 0, lineEnd: 0 };
	for (const piece of content.pieces()) {
		let from = piece.start;
		while (needles.find(piece.bytes, from, piece.end)) {
			const { which, start, end } = needles;
			hit.line = piece.lineAt(start, place);
			if (end <= place.end) {
				hit.which = which;
				hit.bytes = place.bytes;
				hit.start = start;
				hit.end = end;
				hit.lineStart = place.start;
				hit.lineEnd = place.end;
				onHit(hit);
			}
			from = start + 1;
		}
		yield;
	}
}
